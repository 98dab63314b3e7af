-- The box and the log: ballots go in without a name, wait together, and are shuffled into the log.

CREATE OR REPLACE FUNCTION elections_leaf_hash(
  p_society bigint, p_number integer, p_token text, p_signature text, p_commitment text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256('\x00'::bytea || convert_to(
    concat_ws('|', 'leaf', '1', p_society, p_number, p_token, p_signature, p_commitment), 'UTF8')), 'hex')
$$;

CREATE OR REPLACE FUNCTION elections_box(
  e elections_election, p_token text, p_signature text, p_commitment text, p_sealed bytea) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE there text;
BEGIN
  PERFORM elections_lock_token(e.id, p_token);
  IF EXISTS (SELECT FROM elections_returned WHERE society_id = e.society_id AND election_id = e.id AND token = p_token) THEN
    RAISE EXCEPTION 'given back' USING ERRCODE = '23514', CONSTRAINT = 'paper_was_given_back';
  END IF;
  SELECT commitment INTO there FROM (
    SELECT commitment FROM elections_boxedballot WHERE society_id = e.society_id AND election_id = e.id AND token = p_token
    UNION ALL
    SELECT commitment FROM elections_leaf WHERE society_id = e.society_id AND election_id = e.id AND token = p_token) b;
  -- The same ballot again, as when the answer was lost on the way, is the same ballot.
  IF there IS NULL THEN
    INSERT INTO elections_boxedballot (id, society_id, election_id, token, signature, commitment, sealed)
    VALUES (gen_random_uuid(), e.society_id, e.id, p_token, p_signature, p_commitment, p_sealed);
  ELSIF there <> p_commitment THEN
    RAISE EXCEPTION 'this paper was used' USING ERRCODE = '23514', CONSTRAINT = 'one_ballot_for_each_paper';
  END IF;
  RETURN elections_leaf_hash(e.society_id, e.number, p_token, p_signature, p_commitment);
END $$;

-- A ballot without a name; answers its receipt. Whether the signature holds, the caller has checked, and anybody can.
-- grant: app
CREATE OR REPLACE FUNCTION elections_cast(
  p_society bigint, p_election bigint, p_token text, p_signature text, p_commitment text, p_sealed bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election;
BEGIN
  e := elections_open_now(p_society, p_election);
  RETURN elections_box(e, p_token, p_signature, p_commitment, p_sealed);
END $$;

-- Paper and ballot in one act, for whoever votes without a script: two rows that nothing ties together.
-- grant: app
CREATE OR REPLACE FUNCTION elections_cast_plainly(
  p_society bigint, p_election bigint, p_on_roll bigint, p_token text, p_signature text, p_commitment text, p_sealed bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election;
BEGIN
  e := elections_open_now(p_society, p_election);
  PERFORM elections_check_roll(p_society, p_election, p_on_roll);
  PERFORM elections_write_paper(p_society, p_election, p_on_roll, 'plain', '');
  RETURN elections_box(e, p_token, p_signature, p_commitment, p_sealed);
END $$;

-- RFC 6962 section 2.1, from below: an odd one out goes up a level as it is.
CREATE OR REPLACE FUNCTION elections_root(p_society bigint, p_election bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE level bytea[];
BEGIN
  SELECT array_agg(decode(hash, 'hex') ORDER BY place) INTO level FROM elections_leaf
   WHERE society_id = p_society AND election_id = p_election;
  IF level IS NULL THEN RETURN encode(sha256(''), 'hex'); END IF;
  WHILE cardinality(level) > 1 LOOP
    SELECT array_agg(node ORDER BY place) INTO level FROM (
      SELECT (at - 1) / 2 AS place,
             CASE WHEN count(*) = 1 THEN string_agg(half, ''::bytea)
                  ELSE sha256('\x01'::bytea || string_agg(half, ''::bytea ORDER BY at)) END AS node
        FROM unnest(level) WITH ORDINALITY AS u (half, at) GROUP BY 1) pairs;
  END LOOP;
  RETURN encode(level[1], 'hex');
END $$;

-- Everything in the box goes into the log, shuffled, and the log has a new head.
CREATE OR REPLACE FUNCTION elections_empty_box(e elections_election) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE moved integer; size_before integer; following integer;
BEGIN
  SELECT count(*), coalesce(max(batch), 0) + 1 INTO size_before, following FROM elections_leaf
   WHERE society_id = e.society_id AND election_id = e.id;
  WITH taken AS (
    DELETE FROM elections_boxedballot WHERE society_id = e.society_id AND election_id = e.id
    RETURNING token, signature, commitment, sealed, gen_random_uuid() AS shuffled)
  INSERT INTO elections_leaf (society_id, election_id, place, batch, token, signature, commitment, hash, sealed)
  SELECT e.society_id, e.id, size_before - 1 + row_number() OVER (ORDER BY shuffled), following,
         token, signature, commitment, elections_leaf_hash(e.society_id, e.number, token, signature, commitment), sealed
    FROM taken ORDER BY shuffled;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved > 0 THEN
    INSERT INTO elections_head (society_id, election_id, batch, size, root, at)
    VALUES (e.society_id, e.id, following, size_before + moved, elections_root(e.society_id, e.id), cyfran_now());
  END IF;
  RETURN moved;
END $$;

-- Nothing is moved while fewer than `rules.LEAST_BATCH` wait: a batch of one would tell who came between two heads.
-- grant: app
CREATE OR REPLACE FUNCTION elections_shuffle(p_society bigint, p_election bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO e FROM elections_election WHERE society_id = p_society AND id = p_election FOR UPDATE;
  IF e.state IS DISTINCT FROM 'contested' OR
     (SELECT count(*) FROM elections_boxedballot WHERE society_id = p_society AND election_id = p_election) < 8 THEN
    RETURN 0;
  END IF;
  RETURN elections_empty_box(e);
END $$;
