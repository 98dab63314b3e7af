-- One voting paper for each member on the roll, while voting is open; nothing says what became of it.

-- The lock first, the clock after: closing takes FOR UPDATE, so nothing slips in while the ballots are counted.
CREATE OR REPLACE FUNCTION elections_open_now(p_society bigint, p_election bigint) RETURNS elections_election
LANGUAGE plpgsql AS $$
DECLARE e elections_election; moment timestamptz;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO e FROM elections_election WHERE society_id = p_society AND id = p_election FOR KEY SHARE;
  moment := cyfran_now();
  IF e.state IN ('closed', 'declared') OR moment >= e.closes_at THEN
    RAISE EXCEPTION 'voting is closed' USING ERRCODE = '23514', CONSTRAINT = 'ballot_before_the_close';
  END IF;
  IF e.state IS DISTINCT FROM 'contested' OR moment < e.opens_at THEN
    RAISE EXCEPTION 'voting is not open' USING ERRCODE = '23514', CONSTRAINT = 'ballot_after_the_opening';
  END IF;
  RETURN e;
END $$;

CREATE OR REPLACE FUNCTION elections_check_roll(p_society bigint, p_election bigint, p_on_roll bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE ceased date; today date;
BEGIN
  SELECT m.ceased_on, (cyfran_now() AT TIME ZONE s.zone)::date INTO ceased, today
    FROM elections_roll r JOIN membership_member m ON m.id = r.member_id JOIN societies_society s ON s.id = r.society_id
   WHERE r.society_id = p_society AND r.election_id = p_election AND r.id = p_on_roll;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not on the roll' USING ERRCODE = '23514', CONSTRAINT = 'paper_for_somebody_on_the_roll';
  END IF;
  IF ceased <= today THEN
    RAISE EXCEPTION 'no member any more' USING ERRCODE = '23514', CONSTRAINT = 'paper_for_a_member';
  END IF;
END $$;

-- The serial of the member's next paper: 1, and one more for each that was given back unused.
CREATE OR REPLACE FUNCTION elections_next_serial(p_society bigint, p_election bigint, p_on_roll bigint) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT 1 + count(*)::integer FROM elections_returned
   WHERE society_id = p_society AND election_id = p_election AND on_roll_id = p_on_roll
$$;

CREATE OR REPLACE FUNCTION elections_write_paper(
  p_society bigint, p_election bigint, p_on_roll bigint, p_way text, p_digest text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO elections_paper (id, society_id, election_id, on_roll_id, serial, way, digest)
  VALUES (gen_random_uuid(), p_society, p_election, p_on_roll,
          elections_next_serial(p_society, p_election, p_on_roll), p_way, p_digest)
$$;

-- True when the paper was given just now, false when the same was given before; anything else is a second paper.
-- grant: app
CREATE OR REPLACE FUNCTION elections_give_paper(p_society bigint, p_election bigint, p_on_roll bigint, p_digest text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election; given text;
BEGIN
  e := elections_open_now(p_society, p_election);
  PERFORM elections_check_roll(p_society, p_election, p_on_roll);
  SELECT digest INTO given FROM elections_paper
   WHERE society_id = p_society AND election_id = p_election AND on_roll_id = p_on_roll
     AND serial = elections_next_serial(p_society, p_election, p_on_roll);
  IF given = p_digest THEN RETURN false; END IF;
  PERFORM elections_write_paper(p_society, p_election, p_on_roll, 'blind', p_digest);
  RETURN true;
END $$;

-- Casting with a paper and giving it back come one after the other.
CREATE OR REPLACE FUNCTION elections_lock_token(p_election bigint, p_token text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended(p_token, p_election))
$$;

-- An unused paper is given back: its token counts no more, and the member may have another.
-- grant: app
CREATE OR REPLACE FUNCTION elections_return_paper(p_society bigint, p_election bigint, p_on_roll bigint, p_token text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM elections_open_now(p_society, p_election);
  PERFORM elections_lock_token(p_election, p_token);
  PERFORM elections_check_roll(p_society, p_election, p_on_roll);
  IF NOT EXISTS (SELECT FROM elections_paper WHERE society_id = p_society AND election_id = p_election
                  AND on_roll_id = p_on_roll AND way = 'blind'
                  AND serial = elections_next_serial(p_society, p_election, p_on_roll)) THEN
    RAISE EXCEPTION 'no such paper' USING ERRCODE = '23514', CONSTRAINT = 'paper_to_be_given_back';
  END IF;
  IF EXISTS (SELECT FROM elections_boxedballot WHERE society_id = p_society AND election_id = p_election AND token = p_token)
     OR EXISTS (SELECT FROM elections_leaf WHERE society_id = p_society AND election_id = p_election AND token = p_token) THEN
    RAISE EXCEPTION 'this paper was used' USING ERRCODE = '23514', CONSTRAINT = 'one_ballot_for_each_paper';
  END IF;
  INSERT INTO elections_returned (society_id, election_id, on_roll_id, token)
  VALUES (p_society, p_election, p_on_roll, p_token);
  RETURN true;
END $$;
