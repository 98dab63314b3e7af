-- Voting closes, the ballots are opened against their commitments, and the result is declared once.

-- The last ballots are shuffled in; the root of the log, and with it the seed of every lot, stands from now on.
-- grant: app
CREATE OR REPLACE FUNCTION elections_close(p_society bigint, p_election bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election; moment timestamptz; last_root text;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO e FROM elections_election WHERE society_id = p_society AND id = p_election FOR UPDATE;
  moment := cyfran_now();
  IF e.state IN ('closed', 'declared') THEN RETURN false; END IF;
  IF e.state IS DISTINCT FROM 'contested' OR moment < e.closes_at THEN
    RAISE EXCEPTION 'voting is open' USING ERRCODE = '23514', CONSTRAINT = 'closed_when_voting_is_over';
  END IF;
  PERFORM elections_empty_box(e);
  last_root := elections_root(p_society, p_election);
  UPDATE elections_election SET state = 'closed', closed_at = moment, root = last_root,
    seed = encode(sha256(decode(last_root, 'hex')), 'hex'),
    ballots = (SELECT count(*) FROM elections_leaf WHERE society_id = p_society AND election_id = p_election)
   WHERE id = e.id;
  RETURN true;
END $$;

-- Each opening is of the ballot that was committed to; p_openings is [[place, salt, ranking], …].
-- grant: app
CREATE OR REPLACE FUNCTION elections_open(p_society bigint, p_election bigint, p_openings jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election; given integer; fitting integer;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO e FROM elections_election WHERE society_id = p_society AND id = p_election FOR UPDATE;
  IF e.state IS DISTINCT FROM 'closed' OR e.opened IS NOT NULL THEN
    RAISE EXCEPTION 'not the time' USING ERRCODE = '23514', CONSTRAINT = 'ballots_opened_after_the_close';
  END IF;
  WITH told AS (
    SELECT (o->>0)::integer AS place, o->>1 AS salt, o->>2 AS ranking FROM jsonb_array_elements(p_openings) o)
  INSERT INTO elections_opening (society_id, election_id, place, salt, ranking)
  SELECT p_society, p_election, t.place, t.salt, t.ranking FROM told t JOIN elections_leaf l
      ON l.society_id = p_society AND l.election_id = p_election AND l.place = t.place
     AND l.commitment = encode(sha256(convert_to(
           concat_ws('|', 'ballot', '1', p_society, e.number, t.salt, t.ranking), 'UTF8')), 'hex')
   ORDER BY t.place;
  GET DIAGNOSTICS fitting = ROW_COUNT;
  given := jsonb_array_length(p_openings);
  IF fitting <> given THEN
    RAISE EXCEPTION 'an opening is not of its ballot' USING ERRCODE = '23514', CONSTRAINT = 'opening_is_of_its_ballot';
  END IF;
  UPDATE elections_election SET opened = given WHERE id = e.id;
END $$;

-- Declared once, of a closed election, with its own seed, seats and rules; returns the mandate that appoints. What was
-- counted anybody can count again: `stv.py`, `verify.py`.
-- grant: app
CREATE OR REPLACE FUNCTION elections_declare(p_society bigint, p_election bigint, p_result text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election; said jsonb := p_result::jsonb; made bigint;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO e FROM elections_election WHERE society_id = p_society AND id = p_election FOR UPDATE;
  IF e.state = 'declared' THEN RETURN NULL; END IF;
  IF e.state IS DISTINCT FROM 'closed' OR (e.ballots >= 5 AND e.opened IS NULL) THEN
    RAISE EXCEPTION 'not counted' USING ERRCODE = '23514', CONSTRAINT = 'declared_after_the_count';
  END IF;
  IF (said->>'seed', said->>'rules', (said->>'seats')::integer, jsonb_array_length(said->'candidates')) IS DISTINCT FROM
     (e.seed::text, e.rules::text, e.seats, e.candidates + e.reopen::integer)
     OR coalesce((said->>'valid')::integer > e.ballots OR jsonb_array_length(said->'elected') > e.seats, true) THEN
    RAISE EXCEPTION 'not the count of this election' USING ERRCODE = '23514', CONSTRAINT = 'count_is_of_its_election';
  END IF;
  INSERT INTO elections_seat (society_id, election_id, nomination_id, stage)
  SELECT p_society, p_election, n.id, (w->>'stage')::integer
    FROM jsonb_array_elements(said->'elected') WITH ORDINALITY AS u (w, at)
    JOIN elections_nomination n ON n.society_id = p_society AND n.election_id = p_election AND n.place = (w->>'no')::integer
   ORDER BY u.at;
  made := elections_mandate(p_society, e.number);
  UPDATE elections_election SET state = 'declared', declared_at = cyfran_now(), result = p_result, sealed_key = '',
    mandate_id = made WHERE id = e.id;
  RETURN made;
END $$;
