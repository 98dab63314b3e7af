-- An election begins as a draft, is called with its roll frozen, and moves as the rules have it.

CREATE OR REPLACE FUNCTION elections_begins_as_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'draft' OR NEW.number IS NOT NULL OR NEW.result <> '' OR NEW.root <> '' OR NEW.public_key <> ''
     OR NEW.candidates IS NOT NULL OR NEW.ballots IS NOT NULL OR NEW.opened IS NOT NULL THEN
    RAISE EXCEPTION 'an election begins as a draft'
      USING ERRCODE = '23514', CONSTRAINT = 'election_begins_as_a_draft';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER begins_as_a_draft BEFORE INSERT ON elections_election
FOR EACH ROW EXECUTE FUNCTION elections_begins_as_a_draft();

-- Holds against every role, the owner's own functions too.
CREATE OR REPLACE FUNCTION elections_stands_still() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.number IS NOT NULL AND
     (NEW.number, NEW.title, NEW.seats, NEW.rules, NEW.reopen, NEW.class_code, NEW.retiring, NEW.returning_officer_id,
      NEW.nominations_close_at, NEW.opens_at, NEW.closes_at, NEW.called_at, NEW.term_years, NEW.electorate_count,
      NEW.electorate_hash, NEW.public_key) IS DISTINCT FROM
     (OLD.number, OLD.title, OLD.seats, OLD.rules, OLD.reopen, OLD.class_code, OLD.retiring, OLD.returning_officer_id,
      OLD.nominations_close_at, OLD.opens_at, OLD.closes_at, OLD.called_at, OLD.term_years, OLD.electorate_count,
      OLD.electorate_hash, OLD.public_key) THEN
    RAISE EXCEPTION 'an election that was called stands still'
      USING ERRCODE = '23514', CONSTRAINT = 'called_election_stands_still';
  END IF;
  IF (OLD.root <> '' AND (NEW.root, NEW.seed, NEW.ballots, NEW.closed_at) IS DISTINCT FROM
                         (OLD.root, OLD.seed, OLD.ballots, OLD.closed_at))
     OR (OLD.candidates IS NOT NULL AND NEW.candidates IS DISTINCT FROM OLD.candidates)
     OR (OLD.state = 'declared' AND NEW IS DISTINCT FROM OLD) THEN
    RAISE EXCEPTION 'a result is counted once' USING ERRCODE = '23514', CONSTRAINT = 'election_is_counted_once';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('draft', 'called'), ('called', 'withdrawn'), ('called', 'contested'), ('called', 'declared'),
       ('contested', 'closed'), ('closed', 'declared')) THEN
    RAISE EXCEPTION 'an election cannot go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'election_moves_as_the_rules_have_it';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER stands_still BEFORE UPDATE ON elections_election
FOR EACH ROW EXECUTE FUNCTION elections_stands_still();

-- What must stay for ever, whoever asks.
CREATE OR REPLACE TRIGGER elections_stay BEFORE DELETE OR TRUNCATE ON elections_election
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER roll_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON elections_roll
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER papers_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON elections_paper
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER returned_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON elections_returned
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER paper_ballots_stay BEFORE DELETE OR TRUNCATE ON elections_paperballot
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON elections_leaf
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER heads_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON elections_head
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER openings_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON elections_opening
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER seats_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON elections_seat
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER nominations_stay BEFORE DELETE OR TRUNCATE ON elections_nomination
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();

CREATE OR REPLACE TRIGGER retirements_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON elections_retirement
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();

-- Who retires: all of the board (of the class that elects), nobody, or the number nearest to a third, longest in office
-- first. Those equally long in office are parted by a lot: the least SHA-256 of "seed:number" retires first, where the
-- seed is the digest of the roll, which nobody chooses, and the number that of the member.
CREATE OR REPLACE FUNCTION elections_retire(e elections_election, p_seed text, p_day date) RETURNS void
LANGUAGE sql AS $$
  WITH board AS (
    SELECT a.id, a.starts_at, sha256(convert_to(p_seed || ':' || coalesce(m.number, -a.party_id), 'UTF8')) AS lot
      FROM societies_appointment a
      LEFT JOIN membership_electorate(e.society_id, p_day) v ON v.party_id = a.party_id
      LEFT JOIN membership_member m ON m.id = v.member_id
     WHERE a.society_id = e.society_id AND a.office = 'board' AND a.starts_at <= cyfran_now()
       AND (a.ends_at IS NULL OR a.ends_at > cyfran_now()) AND e.class_code IN ('', v.class_code))
  INSERT INTO elections_retirement (society_id, election_id, appointment_id)
  SELECT e.society_id, e.id, b.id FROM board b ORDER BY b.starts_at, b.lot
   LIMIT CASE e.retiring WHEN 'all' THEN (SELECT count(*) FROM board) WHEN 'none' THEN 0
              ELSE (SELECT CASE WHEN count(*) = 0 THEN 0 ELSE greatest(1, (count(*) + 1) / 3) END FROM board) END
$$;

CREATE OR REPLACE FUNCTION elections_check_times(e elections_election, s societies_society, p_moment timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  today date := (p_moment AT TIME ZONE s.zone)::date; opens timestamp := e.opens_at AT TIME ZONE s.zone;
BEGIN
  IF (e.nominations_close_at AT TIME ZONE s.zone)::date - today < rulebook_value(s.id, 'elections.nomination_days') THEN
    RAISE EXCEPTION 'nominations are too short'
      USING ERRCODE = '23514', CONSTRAINT = 'nominations_stay_open_long_enough';
  END IF;
  -- Clear days: neither the day of the notice nor the day voting opens is counted.
  IF greatest(opens::date - today - 1, 0) < rulebook_value(s.id, 'governance.notice_days') THEN
    RAISE EXCEPTION 'notice has not run' USING ERRCODE = '23514', CONSTRAINT = 'election_notice_runs_its_clear_days';
  END IF;
  IF (opens + make_interval(days => rulebook_value(s.id, 'governance.voting_days')::integer)) AT TIME ZONE s.zone
       > e.closes_at THEN
    RAISE EXCEPTION 'voting is too short' USING ERRCODE = '23514', CONSTRAINT = 'election_stays_open_long_enough';
  END IF;
END $$;

-- Notice is given: the roll, the terms and the public key stand still, and the election has its number.
-- grant: app
CREATE OR REPLACE FUNCTION elections_call(p_society bigint, p_election bigint, p_public_key text, p_sealed_key bytea)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s societies_society; e elections_election; moment timestamptz := cyfran_now(); following integer;
  roll integer; roll_hash text;
BEGIN
  s := governance_enter(p_society);
  SELECT * INTO e FROM elections_election WHERE society_id = p_society AND id = p_election FOR UPDATE;
  IF e.state IS DISTINCT FROM 'draft' OR length(p_public_key) <> 768 OR p_public_key !~ '^[0-9a-f]+$' OR p_sealed_key = '' THEN
    RAISE EXCEPTION 'no draft' USING ERRCODE = '23514', CONSTRAINT = 'called_election_stands_still';
  END IF;
  PERFORM elections_check_times(e, s, moment);
  INSERT INTO elections_roll (society_id, election_id, member_id, class_code)
  SELECT p_society, p_election, m.member_id, m.class_code
    FROM membership_electorate(p_society, (moment AT TIME ZONE s.zone)::date) m
   WHERE e.class_code IN ('', m.class_code) ORDER BY 3;
  SELECT count(*), governance_sha('electorate|1|' || p_society || '|' || coalesce(string_agg(m.number::text, ',' ORDER BY m.number), ''))
    INTO roll, roll_hash FROM elections_roll r JOIN membership_member m ON m.id = r.member_id
   WHERE r.society_id = p_society AND r.election_id = p_election;
  IF roll = 0 THEN
    RAISE EXCEPTION 'nobody could vote' USING ERRCODE = '23514', CONSTRAINT = 'election_has_a_roll';
  END IF;
  PERFORM elections_retire(e, roll_hash, (moment AT TIME ZONE s.zone)::date);
  SELECT coalesce(max(number), 0) + 1 INTO following FROM elections_election WHERE society_id = p_society;
  UPDATE elections_election SET
    state = 'called', number = following, called_at = moment, public_key = p_public_key, sealed_key = p_sealed_key,
    term_years = rulebook_value(p_society, 'elections.term_years'), electorate_count = roll, electorate_hash = roll_hash
   WHERE id = e.id;
  RETURN following;
END $$;

-- Until nominations close; afterwards it is the members'.
-- grant: app
CREATE OR REPLACE FUNCTION elections_withdraw(p_society bigint, p_election bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM governance_enter(p_society);
  UPDATE elections_election SET state = 'withdrawn', sealed_key = ''
   WHERE society_id = p_society AND id = p_election AND state = 'called' AND nominations_close_at > cyfran_now();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'too late' USING ERRCODE = '23514', CONSTRAINT = 'withdrawn_before_nominations_close';
  END IF;
END $$;
