-- Notice freezes everything: the words, what the resolution would do, who may vote, and on what terms.

CREATE OR REPLACE FUNCTION governance_sha(p_text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(coalesce(p_text, ''), 'UTF8')), 'hex')
$$;

-- The canonical form, version 1, of what is voted on: each text by its own digest, then every change and call.
CREATE OR REPLACE FUNCTION governance_text_hash(r governance_resolution, p_number integer) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT governance_sha(
    concat_ws('|', 'resolution', '1', r.society_id, p_number, r.kind, r.title->>'source',
      governance_sha(r.title->>'en'), governance_sha(r.title->>'cy'),
      governance_sha(r.text->>'en'), governance_sha(r.text->>'cy'))
    || coalesce((SELECT string_agg(concat_ws('|', E'\nchange', '1', c.key, c.old_value, c.new_value), '' ORDER BY c.key COLLATE "C")
                   FROM governance_rulechange c WHERE c.society_id = r.society_id AND c.resolution_id = r.id), '')
    || coalesce((SELECT string_agg(concat_ws('|', E'\ncall', '1', c.position, c.verb, c.digest), '' ORDER BY c.position)
                   FROM governance_cataloguecall c WHERE c.society_id = r.society_id AND c.resolution_id = r.id), '')
    || coalesce((SELECT concat_ws('|', E'\nconfirms', '1', f.number, f.text_hash)
                   FROM governance_resolution f WHERE f.society_id = r.society_id AND f.id = r.confirms_id), ''))
$$;

-- Also in rules.py: the strength of each kind, so that none carries what needs a stronger one.
CREATE OR REPLACE FUNCTION governance_strength(p_kind text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_kind IN ('ordinary', 'amalgamation', 'conversion', 'dissolution', 'confirmation') THEN 1
              ELSE array_position(ARRAY['ordinary', 'extraordinary', 'rule_change', 'entrenched'], p_kind) END
$$;

-- Also in rules.py, with the sections of the Act: what each kind needs at the least. `p_large` can raise, never lower.
CREATE OR REPLACE FUNCTION governance_terms_of(
  p_kind text, p_large bigint, p_roll integer, OUT numerator integer, OUT denominator integer, OUT more_than boolean,
  OUT of_all boolean, OUT turnout_needed integer, OUT second_meeting boolean, OUT registers boolean)
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_kind IN ('ordinary', 'confirmation', 'entrenched') THEN 1 WHEN p_kind = 'amalgamation' THEN 2
              WHEN p_kind = 'dissolution' THEN 3 WHEN p_kind = 'conversion' THEN 7500 ELSE greatest(p_large, 7500) END,
         CASE WHEN p_kind IN ('ordinary', 'confirmation') THEN 2 WHEN p_kind = 'entrenched' THEN 1
              WHEN p_kind = 'amalgamation' THEN 3 WHEN p_kind = 'dissolution' THEN 4 ELSE 10000 END,
         p_kind IN ('ordinary', 'confirmation'),
         p_kind IN ('entrenched', 'dissolution'),
         CASE WHEN p_kind = 'conversion' THEN (p_roll + 1) / 2 ELSE 0 END,
         p_kind IN ('amalgamation', 'conversion'),
         p_kind IN ('entrenched', 'amalgamation', 'conversion', 'dissolution')
$$;

-- The days on which a second meeting can confirm. Into a company: 14 days to one month after the first (s.113 of the
-- Act). Otherwise any later day (s.111); the Act sets no end, and here it lapses after six months.
CREATE OR REPLACE FUNCTION governance_confirmation_days(p_kind text, p_first date, OUT from_day date, OUT by_day date)
LANGUAGE sql IMMUTABLE AS $$
  SELECT p_first + CASE WHEN p_kind = 'conversion' THEN 14 ELSE 1 END,
         (p_first + CASE WHEN p_kind = 'conversion' THEN interval '1 month' ELSE interval '6 months' END)::date
$$;

-- The first was carried and still waits; the second is another meeting, in its time, and has nothing else on it.
CREATE OR REPLACE FUNCTION governance_check_meetings(
  s societies_society, r governance_resolution, p_opens timestamptz, p_second_meeting boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE f governance_resolution; held date;
BEGIN
  IF (p_second_meeting OR r.kind = 'confirmation') AND r.meeting_id IS NULL OR EXISTS (
       SELECT FROM governance_meeting WHERE society_id = s.id AND id = r.meeting_id AND kind NOT IN ('annual', 'special')) THEN
    RAISE EXCEPTION 'a meeting decides this' USING ERRCODE = '23514', CONSTRAINT = 'taken_at_a_general_meeting';
  END IF;
  IF r.kind <> 'confirmation' THEN RETURN; END IF;
  SELECT * INTO f FROM governance_resolution WHERE society_id = s.id AND id = r.confirms_id FOR UPDATE;
  IF f.state IS DISTINCT FROM 'waiting' OR f.confirm_by IS NULL OR f.confirmed_at IS NOT NULL THEN
    RAISE EXCEPTION 'nothing waits to be confirmed' USING ERRCODE = '23514', CONSTRAINT = 'waits_for_a_second_meeting';
  END IF;
  SELECT (held_at AT TIME ZONE s.zone)::date INTO held FROM governance_meeting
   WHERE society_id = s.id AND id = r.meeting_id;
  IF r.meeting_id = f.meeting_id OR held NOT BETWEEN f.confirm_from AND f.confirm_by
     OR (p_opens AT TIME ZONE s.zone)::date > f.confirm_by THEN
    RAISE EXCEPTION 'not in its time' USING ERRCODE = '23514', CONSTRAINT = 'second_meeting_in_its_time';
  END IF;
  IF EXISTS (SELECT FROM governance_rulechange WHERE society_id = s.id AND resolution_id = r.id)
     OR EXISTS (SELECT FROM governance_cataloguecall WHERE society_id = s.id AND resolution_id = r.id) THEN
    RAISE EXCEPTION 'it confirms and does nothing else' USING ERRCODE = '23514', CONSTRAINT = 'confirmation_does_nothing_else';
  END IF;
END $$;

-- Each change has its old value and may be made by a resolution of this kind; true when one must be registered.
CREATE OR REPLACE FUNCTION governance_freeze_changes(r governance_resolution, p_shape text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE wrong text;
BEGIN
  UPDATE governance_rulechange SET old_value = rulebook_value(society_id, key)
   WHERE society_id = r.society_id AND resolution_id = r.id;
  SELECT c.key INTO wrong FROM governance_rulechange c
    JOIN societies_ruledefinition d ON d.key = c.key AND d.model_rules = p_shape
   WHERE c.society_id = r.society_id AND c.resolution_id = r.id
     AND governance_strength(r.kind) < coalesce(governance_strength(d.resolution), 99);
  IF FOUND THEN
    RAISE EXCEPTION '% needs a stronger resolution', wrong
      USING ERRCODE = '23514', CONSTRAINT = 'resolution_kind_is_strong_enough';
  END IF;
  SELECT c.key INTO wrong FROM governance_rulechange c
    JOIN societies_ruledefinition d ON d.key = c.key AND d.model_rules = p_shape
   WHERE c.society_id = r.society_id AND c.resolution_id = r.id AND c.new_value NOT BETWEEN d.floor AND d.ceiling;
  IF FOUND THEN
    RAISE EXCEPTION '% is out of bounds', wrong USING ERRCODE = '23514', CONSTRAINT = 'rule_within_its_bounds';
  END IF;
  RETURN EXISTS (SELECT FROM governance_rulechange c
    JOIN societies_ruledefinition d ON d.key = c.key AND d.model_rules = p_shape
   WHERE c.society_id = r.society_id AND c.resolution_id = r.id AND d.needs_registration);
END $$;

-- The register of members on the day of the notice is who may vote; answers how many, and the digest of the list.
CREATE OR REPLACE FUNCTION governance_freeze_electorate(
  p_society bigint, p_resolution bigint, p_day date, OUT roll integer, OUT digest text) LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO governance_elector (society_id, resolution_id, member_id, class_code)
  SELECT p_society, p_resolution, m.member_id, m.class_code FROM membership_electorate(p_society, p_day) m ORDER BY 3;
  SELECT count(*), governance_sha('electorate|1|' || p_society || '|' || coalesce(string_agg(m.number::text, ',' ORDER BY m.number), ''))
    INTO roll, digest
    FROM governance_elector e JOIN membership_member m ON m.id = e.member_id
   WHERE e.society_id = p_society AND e.resolution_id = p_resolution;
END $$;

-- Clear days: neither the day of the notice nor the day voting opens is counted, by the society's own calendar.
CREATE OR REPLACE FUNCTION governance_check_times(
  s societies_society, p_meeting bigint, p_moment timestamptz, p_opens timestamptz, p_closes timestamptz, p_days integer)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  opens timestamp := p_opens AT TIME ZONE s.zone;
  at_least interval := make_interval(days => rulebook_value(s.id, 'governance.voting_days')::integer);
BEGIN
  IF greatest(opens::date - (p_moment AT TIME ZONE s.zone)::date - 1, 0) < p_days THEN
    RAISE EXCEPTION 'notice has not run' USING ERRCODE = '23514', CONSTRAINT = 'notice_runs_its_clear_days';
  END IF;
  IF p_opens >= p_closes OR (p_meeting IS NULL AND (opens + at_least) AT TIME ZONE s.zone > p_closes) THEN
    RAISE EXCEPTION 'the vote is too short' USING ERRCODE = '23514', CONSTRAINT = 'vote_stays_open_long_enough';
  END IF;
  IF EXISTS (SELECT FROM governance_meeting
              WHERE society_id = s.id AND id = p_meeting AND held_at > p_opens) THEN
    RAISE EXCEPTION 'before the meeting' USING ERRCODE = '23514', CONSTRAINT = 'vote_opens_at_its_meeting';
  END IF;
  IF EXISTS (SELECT FROM governance_meeting
              WHERE society_id = s.id AND id = p_meeting AND state NOT IN ('called', 'noticed')) THEN
    RAISE EXCEPTION 'the meeting is over' USING ERRCODE = '23514', CONSTRAINT = 'meeting_is_still_to_come';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION governance_enact_after(s societies_society, p_closes timestamptz, p_days integer)
RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p_days = 0 THEN p_closes ELSE
    ((p_closes AT TIME ZONE s.zone)::date + p_days + 1)::timestamp AT TIME ZONE s.zone END
$$;

-- The society may act, and nobody else numbers or enacts at this moment.
CREATE OR REPLACE FUNCTION governance_enter(p_society bigint) RETURNS societies_society LANGUAGE plpgsql AS $$
DECLARE s societies_society;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO s FROM societies_society WHERE id = p_society FOR NO KEY UPDATE;
  IF s.state NOT IN ('forming', 'registered') THEN
    RAISE EXCEPTION 'the society is closed' USING ERRCODE = '23514', CONSTRAINT = 'society_is_open';
  END IF;
  RETURN s;
END $$;

-- grant: app
CREATE OR REPLACE FUNCTION governance_give_notice(
  p_society bigint, p_resolution bigint, p_opens timestamptz, p_closes timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s societies_society; r governance_resolution; t record; days_of_second record; moment timestamptz := cyfran_now();
  opens timestamptz := greatest(p_opens, moment); next_number integer; roll integer; roll_hash text; register boolean;
  days integer := 0; wait integer := 0; large bigint := 0;
BEGIN
  s := governance_enter(p_society);
  SELECT * INTO r FROM governance_resolution WHERE society_id = p_society AND id = p_resolution FOR UPDATE;
  IF r.state IS DISTINCT FROM 'draft' THEN
    RAISE EXCEPTION 'no draft' USING ERRCODE = '23514', CONSTRAINT = 'changed_only_in_a_draft';
  END IF;
  days := rulebook_value(p_society, 'governance.notice_days');
  wait := rulebook_value(p_society, 'governance.waiting_days');
  large := rulebook_value(p_society, 'governance.extraordinary_bp');
  PERFORM governance_check_times(s, r.meeting_id, moment, opens, p_closes, days);
  register := governance_freeze_changes(r, s.model_rules) OR (r.kind = 'rule_change'
    AND NOT EXISTS (SELECT FROM governance_rulechange WHERE society_id = p_society AND resolution_id = r.id)
    AND NOT EXISTS (SELECT FROM governance_cataloguecall WHERE society_id = p_society AND resolution_id = r.id));
  SELECT f.roll, f.digest INTO roll, roll_hash
    FROM governance_freeze_electorate(p_society, p_resolution, (moment AT TIME ZONE s.zone)::date) f;
  IF roll = 0 THEN
    RAISE EXCEPTION 'nobody could vote' USING ERRCODE = '23514', CONSTRAINT = 'resolution_has_electors';
  END IF;
  SELECT * INTO t FROM governance_terms_of(r.kind, large, roll);
  PERFORM governance_check_meetings(s, r, opens, t.second_meeting);
  SELECT d.* INTO days_of_second FROM governance_meeting m,
    governance_confirmation_days(r.kind, (m.held_at AT TIME ZONE s.zone)::date) d
   WHERE t.second_meeting AND m.society_id = p_society AND m.id = r.meeting_id;
  SELECT coalesce(max(number), 0) + 1 INTO next_number FROM governance_resolution WHERE society_id = p_society;
  UPDATE governance_resolution SET
    state = 'noticed', number = next_number, notice_given_at = moment, opens_at = opens, closes_at = p_closes,
    enact_after = governance_enact_after(s, p_closes, wait), notice_days = days, waiting_days = wait,
    numerator = t.numerator, denominator = t.denominator, more_than = t.more_than, of_all = t.of_all,
    turnout_needed = t.turnout_needed, confirm_from = days_of_second.from_day, confirm_by = days_of_second.by_day,
    needs_registration = register OR t.registers, electorate_count = roll, electorate_hash = roll_hash,
    quorum_needed = greatest(rulebook_value(p_society, 'governance.quorum_count'),
      (rulebook_value(p_society, 'governance.quorum_bp') * roll + 9999) / 10000),
    text_hash = governance_text_hash(r, next_number)
   WHERE id = r.id;
  RETURN next_number;
END $$;

-- Until voting opens; afterwards it is the members'.
-- grant: app
CREATE OR REPLACE FUNCTION governance_withdraw(p_society bigint, p_resolution bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r governance_resolution; moment timestamptz := cyfran_now();
BEGIN
  PERFORM governance_enter(p_society);
  SELECT * INTO r FROM governance_resolution WHERE society_id = p_society AND id = p_resolution FOR UPDATE;
  IF r.id IS NULL OR r.state NOT IN ('draft', 'noticed') OR r.opens_at <= moment THEN
    RAISE EXCEPTION 'too late' USING ERRCODE = '23514', CONSTRAINT = 'withdrawn_before_voting_opens';
  END IF;
  UPDATE governance_resolution SET state = 'withdrawn', ended_at = moment, ended_why = 'withdrawn' WHERE id = r.id;
END $$;
