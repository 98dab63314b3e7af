-- The result is counted and never said; a carried resolution acts once its waiting period is over.

-- The last vote of each elector. Abstentions count towards the quorum, not towards the result.
CREATE OR REPLACE FUNCTION governance_tally(
  p_society bigint, p_resolution bigint, OUT yes integer, OUT no integer, OUT abstained integer) LANGUAGE sql STABLE AS $$
  SELECT count(*) FILTER (WHERE choice = 'for'), count(*) FILTER (WHERE choice = 'against'),
         count(*) FILTER (WHERE choice = 'abstain')
    FROM (SELECT DISTINCT ON (elector_id) choice FROM governance_vote
           WHERE society_id = p_society AND resolution_id = p_resolution ORDER BY elector_id, version DESC) last_votes
$$;

-- Whole numbers are compared; a tie is lost, and so is a vote in which too few took part or nobody said yes or no.
-- The share is of the votes cast, or of the whole roll.
CREATE OR REPLACE FUNCTION governance_is_carried(
  p_yes bigint, p_no bigint, p_abstained bigint, p_quorum bigint, p_numerator bigint, p_denominator bigint,
  p_more_than boolean, p_roll bigint, p_of_all boolean, p_turnout bigint)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_yes + p_no + p_abstained >= p_quorum AND p_yes + p_no > 0 AND p_yes + p_no >= p_turnout
     AND CASE WHEN p_more_than THEN p_yes * p_denominator > p_numerator * base
              ELSE p_yes * p_denominator >= p_numerator * base END
    FROM (SELECT CASE WHEN p_of_all THEN p_roll ELSE p_yes + p_no END AS base) shared
$$;

-- The result stands, and what hangs on it. `p_present`: how many were at the meeting that counted, which had its quorum.
CREATE OR REPLACE FUNCTION governance_settle(
  r governance_resolution, p_yes integer, p_no integer, p_abstained integer, p_present integer, p_by_hands boolean) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE outcome text; moment timestamptz := cyfran_now();
BEGIN
  IF r.state = 'noticed' THEN
    UPDATE governance_resolution SET state = 'open' WHERE id = r.id;
  END IF;
  outcome := CASE
    WHEN NOT governance_is_carried(p_yes, p_no, p_abstained, CASE WHEN p_present IS NULL THEN r.quorum_needed ELSE 0 END,
      r.numerator, r.denominator, r.more_than, r.electorate_count, r.of_all, r.turnout_needed) THEN 'lost'
    WHEN r.needs_registration OR r.confirm_by IS NOT NULL THEN 'waiting'
    WHEN EXISTS (SELECT FROM governance_rulechange WHERE society_id = r.society_id AND resolution_id = r.id)
      OR EXISTS (SELECT FROM governance_cataloguecall WHERE society_id = r.society_id AND resolution_id = r.id)
      THEN 'waiting'
    ELSE 'carried' END;
  UPDATE governance_resolution SET state = outcome, closed_at = moment,
    votes_for = p_yes, votes_against = p_no, votes_abstained = p_abstained, present = p_present, by_hands = p_by_hands,
    enact_after = CASE WHEN p_present IS NULL THEN enact_after ELSE greatest(enact_after,
      (SELECT governance_enact_after(s, moment, r.waiting_days) FROM societies_society s WHERE s.id = r.society_id)) END
   WHERE id = r.id;
  UPDATE governance_resolution SET confirmed_at = CASE WHEN outcome = 'carried' THEN moment END,
    state = CASE WHEN outcome = 'carried' THEN state ELSE 'lapsed' END,
    ended_at = CASE WHEN outcome = 'carried' THEN ended_at ELSE moment END,
    ended_why = CASE WHEN outcome = 'carried' THEN ended_why ELSE 'unconfirmed' END
   WHERE society_id = r.society_id AND id = r.confirms_id AND state = 'waiting' AND confirmed_at IS NULL;
  RETURN outcome;
END $$;

-- grant: app
CREATE OR REPLACE FUNCTION governance_close(p_society bigint, p_resolution bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r governance_resolution; t record;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO r FROM governance_resolution WHERE society_id = p_society AND id = p_resolution FOR UPDATE;
  IF r.votes_for IS NOT NULL THEN RETURN 'already'; END IF;
  IF r.state IS NULL OR r.state NOT IN ('noticed', 'open') OR cyfran_now() < r.closes_at THEN
    RAISE EXCEPTION 'voting is still open' USING ERRCODE = '23514', CONSTRAINT = 'closed_when_its_time_is_over';
  END IF;
  IF EXISTS (SELECT FROM governance_meeting WHERE society_id = p_society AND id = r.meeting_id
              AND state IN ('noticed', 'open', 'adjourned')) THEN
    RAISE EXCEPTION 'its meeting closes it' USING ERRCODE = '23514', CONSTRAINT = 'closed_by_its_meeting';
  END IF;
  SELECT * INTO t FROM governance_tally(p_society, p_resolution);
  RETURN governance_settle(r, t.yes, t.no, t.abstained, NULL, false);
END $$;

-- For the functions of coop/meetings alone: a meeting that has its quorum counted, by hands or by recorded votes.
CREATE OR REPLACE FUNCTION governance_take_count(
  p_society bigint, p_resolution bigint, p_yes integer, p_no integer, p_abstained integer, p_present integer, p_by_hands boolean) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE r governance_resolution;
BEGIN
  SELECT * INTO r FROM governance_resolution WHERE society_id = p_society AND id = p_resolution FOR UPDATE;
  IF r.votes_for IS NOT NULL OR r.state NOT IN ('noticed', 'open') THEN
    RAISE EXCEPTION 'counted already' USING ERRCODE = '23514', CONSTRAINT = 'result_is_counted_once';
  END IF;
  RETURN governance_settle(r, p_yes, p_no, p_abstained, p_present, p_by_hands);
END $$;

-- For the functions of coop/meetings alone: recorded votes are taken from now on.
CREATE OR REPLACE FUNCTION governance_open_ballot(p_society bigint, p_resolution bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE governance_resolution SET ballot_at = cyfran_now(), state = 'open'
   WHERE society_id = p_society AND id = p_resolution AND state IN ('noticed', 'open') AND ballot_at IS NULL
$$;

-- Co-operative and Community Benefit Societies Act 2014 s.16: an amendment of the rules is not valid until registered.
-- grant: app
CREATE OR REPLACE FUNCTION governance_record_registration(p_society bigint, p_resolution bigint, p_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE s societies_society; r governance_resolution;
BEGIN
  s := governance_enter(p_society);
  SELECT * INTO r FROM governance_resolution WHERE society_id = p_society AND id = p_resolution FOR UPDATE;
  IF r.state IS DISTINCT FROM 'waiting' OR NOT r.needs_registration OR r.registered_on IS NOT NULL THEN
    RAISE EXCEPTION 'nothing waits for registration' USING ERRCODE = '23514', CONSTRAINT = 'resolution_is_waiting';
  END IF;
  IF r.confirm_by IS NOT NULL AND r.confirmed_at IS NULL THEN
    RAISE EXCEPTION 'not confirmed' USING ERRCODE = '23514', CONSTRAINT = 'resolution_is_confirmed';
  END IF;
  IF p_day NOT BETWEEN (greatest(r.closes_at, r.confirmed_at) AT TIME ZONE s.zone)::date AND (cyfran_now() AT TIME ZONE s.zone)::date THEN
    RAISE EXCEPTION 'not a possible day' USING ERRCODE = '23514', CONSTRAINT = 'registered_between_close_and_today';
  END IF;
  UPDATE governance_resolution SET registered_on = p_day WHERE id = r.id;
END $$;

-- The time for a second meeting is over, and no vote to confirm it is still to be counted.
CREATE OR REPLACE FUNCTION governance_is_unconfirmed(r governance_resolution, p_moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT r.confirmed_at IS NULL AND r.confirm_by < (p_moment AT TIME ZONE s.zone)::date
     AND NOT EXISTS (SELECT FROM governance_resolution c WHERE c.society_id = r.society_id AND c.confirms_id = r.id
                      AND c.state IN ('noticed', 'open'))
    FROM societies_society s WHERE s.id = r.society_id
$$;

-- 'enacted' with the mandate; 'lapsed' when a rule is no longer what it was at the notice, or no second meeting
-- confirmed it in time; 'already' when it was either before.
-- grant: app
CREATE OR REPLACE FUNCTION governance_enact(p_society bigint, p_resolution bigint, OUT outcome text, OUT mandate bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r governance_resolution; c governance_rulechange; moment timestamptz;
BEGIN
  PERFORM governance_enter(p_society);
  SELECT * INTO r FROM governance_resolution WHERE society_id = p_society AND id = p_resolution FOR UPDATE;
  moment := cyfran_now();
  IF r.state IN ('enacted', 'lapsed') THEN
    outcome := 'already'; mandate := r.mandate_id; RETURN;
  END IF;
  IF r.state IS DISTINCT FROM 'waiting' THEN
    RAISE EXCEPTION 'not carried' USING ERRCODE = '23514', CONSTRAINT = 'resolution_is_waiting';
  END IF;
  IF governance_is_unconfirmed(r, moment) THEN
    UPDATE governance_resolution SET state = 'lapsed', ended_at = moment, ended_why = 'unconfirmed' WHERE id = r.id;
    outcome := 'lapsed'; RETURN;
  END IF;
  IF r.confirm_by IS NOT NULL AND r.confirmed_at IS NULL THEN
    RAISE EXCEPTION 'not confirmed' USING ERRCODE = '23514', CONSTRAINT = 'resolution_is_confirmed';
  END IF;
  IF moment < r.enact_after THEN
    RAISE EXCEPTION 'too soon' USING ERRCODE = '23514', CONSTRAINT = 'waiting_period_is_over';
  END IF;
  IF r.needs_registration AND r.registered_on IS NULL THEN
    RAISE EXCEPTION 'not registered' USING ERRCODE = '23514', CONSTRAINT = 'rule_change_is_registered';
  END IF;
  IF governance_text_hash(r, r.number) <> r.text_hash THEN
    RAISE EXCEPTION 'not what was voted on' USING ERRCODE = '23514', CONSTRAINT = 'enacted_as_noticed';
  END IF;
  IF EXISTS (SELECT FROM governance_rulechange WHERE society_id = p_society AND resolution_id = r.id
              AND old_value IS DISTINCT FROM rulebook_value(p_society, key)) THEN
    UPDATE governance_resolution SET state = 'lapsed', ended_at = moment, ended_why = 'stale' WHERE id = r.id;
    outcome := 'lapsed'; RETURN;
  END IF;
  mandate := societies_open_mandate(p_society, 'resolution', 'resolution:' || r.number);
  FOR c IN SELECT * FROM governance_rulechange WHERE society_id = p_society AND resolution_id = r.id ORDER BY key LOOP
    PERFORM rulebook_append(p_society, c.key, c.new_value, moment, mandate);
  END LOOP;
  UPDATE governance_resolution SET state = 'enacted', ended_at = moment, mandate_id = mandate WHERE id = r.id;
  outcome := 'enacted';
END $$;

-- A society is ended by its members alone, by a resolution of the kind that the Act asks for (rules.KINDS), carried out now.
CREATE OR REPLACE FUNCTION governance_ends_a_society() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM governance_resolution WHERE society_id = NEW.id AND state = 'enacted'
       AND kind = ANY (CASE NEW.state WHEN 'dissolved' THEN ARRAY['dissolution'] ELSE ARRAY['amalgamation', 'conversion'] END)) THEN
    RAISE EXCEPTION 'members have not ended the society' USING ERRCODE = '23514', CONSTRAINT = 'society_ended_by_its_members';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER ended_by_its_members BEFORE UPDATE ON societies_society
FOR EACH ROW WHEN (NEW.state IN ('dissolved', 'merged') AND NEW.state <> OLD.state)
EXECUTE FUNCTION governance_ends_a_society();

-- An attempt is kept when it is due, once in six hours (queries.TRY_AGAIN_AFTER), and dated by the database. The lock
-- has whoever tries at the same moment see it.
CREATE OR REPLACE FUNCTION governance_attempt_is_due() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.at := cyfran_now();
  IF NOT EXISTS (SELECT FROM governance_resolution WHERE society_id = NEW.society_id AND id = NEW.resolution_id
                  AND state = 'waiting' AND enact_after <= NEW.at FOR NO KEY UPDATE) THEN
    RAISE EXCEPTION 'nothing is due' USING ERRCODE = '23514', CONSTRAINT = 'waiting_period_is_over';
  END IF;
  IF EXISTS (SELECT FROM governance_attempt WHERE society_id = NEW.society_id AND resolution_id = NEW.resolution_id
              AND at > NEW.at - interval '6 hours') THEN
    RAISE EXCEPTION 'it was tried lately' USING ERRCODE = '23514', CONSTRAINT = 'attempt_once_in_its_time';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER attempt_is_due BEFORE INSERT ON governance_attempt
FOR EACH ROW EXECUTE FUNCTION governance_attempt_is_due();

-- What was carried but could not be done for 28 days (rules.DAYS_OF_TRYING) lapses.
-- grant: app
CREATE OR REPLACE FUNCTION governance_lapse(p_society bigint, p_resolution bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moment timestamptz := cyfran_now();
BEGIN
  PERFORM governance_enter(p_society);
  UPDATE governance_resolution r SET state = 'lapsed', ended_at = moment, ended_why = 'refused'
   WHERE r.society_id = p_society AND r.id = p_resolution AND r.state = 'waiting'
     AND (SELECT min(a.at) FROM governance_attempt a WHERE a.society_id = p_society AND a.resolution_id = r.id)
         <= moment - interval '28 days';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'it is still being tried' USING ERRCODE = '23514', CONSTRAINT = 'tried_long_enough';
  END IF;
END $$;

-- A mandate to rehearse a call with before notice is given. It is as good as the real one inside the transaction
-- and cannot be committed: the deferred trigger refuses it, so only a rolled-back savepoint can have held it.
CREATE OR REPLACE FUNCTION governance_rehearsal_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a rehearsal is rolled back' USING ERRCODE = '23514', CONSTRAINT = 'rehearsal_is_rolled_back';
END $$;
DROP TRIGGER IF EXISTS rehearsal_ends ON societies_mandate;
CREATE CONSTRAINT TRIGGER rehearsal_ends AFTER INSERT ON societies_mandate DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.reference LIKE 'rehearsal:%') EXECUTE FUNCTION governance_rehearsal_ends();

-- grant: app
CREATE OR REPLACE FUNCTION governance_rehearsal_mandate(p_society bigint, p_resolution bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM governance_enter(p_society);
  RETURN societies_open_mandate(p_society, 'resolution', 'rehearsal:' || p_resolution);
END $$;
