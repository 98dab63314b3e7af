-- Ballots on paper: one for each member who asked for one, each entered by two tellers who agree.

CREATE OR REPLACE FUNCTION elections_teller_is_lawful() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM elections_nomination WHERE society_id = NEW.society_id AND election_id = NEW.election_id
              AND nominee_id = NEW.party_id AND state IN ('proposed', 'standing')) THEN
    RAISE EXCEPTION 'a candidate' USING ERRCODE = '23514', CONSTRAINT = 'teller_does_not_stand';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER teller_is_lawful BEFORE INSERT ON elections_teller
FOR EACH ROW EXECUTE FUNCTION elections_teller_is_lawful();

-- grant: app
CREATE OR REPLACE FUNCTION elections_give_out_paper(p_society bigint, p_election bigint, p_on_roll bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM elections_open_now(p_society, p_election);
  PERFORM elections_check_roll(p_society, p_election, p_on_roll);
  PERFORM elections_write_paper(p_society, p_election, p_on_roll, 'paper', '');
  RETURN true;
END $$;

-- The first teller's entry, sealed; answers the number to write on the paper.
-- grant: app
CREATE OR REPLACE FUNCTION elections_enter_ballot(
  p_society bigint, p_election bigint, p_teller bigint, p_commitment text, p_sealed bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE following integer;
BEGIN
  PERFORM elections_open_now(p_society, p_election);
  PERFORM pg_advisory_xact_lock(hashtextextended('elections_paper', p_election));
  IF (SELECT count(*) FROM elections_paperballot WHERE society_id = p_society AND election_id = p_election AND state <> 'struck')
     >= (SELECT count(*) FROM elections_paper WHERE society_id = p_society AND election_id = p_election AND way = 'paper') THEN
    RAISE EXCEPTION 'more than were given out' USING ERRCODE = '23514', CONSTRAINT = 'no_more_ballots_than_papers';
  END IF;
  SELECT coalesce(max(number), 0) + 1 INTO following FROM elections_paperballot
   WHERE society_id = p_society AND election_id = p_election;
  INSERT INTO elections_paperballot (society_id, election_id, number, state, entered_by_id, commitment, sealed, receipt)
  VALUES (p_society, p_election, following, 'entered', p_teller, p_commitment, p_sealed, '');
  RETURN following;
END $$;

-- The second teller's entry: with the first one's salt it must make the same commitment. Then it is in the box.
-- grant: app
CREATE OR REPLACE FUNCTION elections_confirm_ballot(
  p_society bigint, p_election bigint, p_number integer, p_teller bigint, p_salt text, p_ranking text,
  p_token text, p_signature text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election; b elections_paperballot; made text;
BEGIN
  e := elections_open_now(p_society, p_election);
  SELECT * INTO b FROM elections_paperballot
   WHERE society_id = p_society AND election_id = p_election AND number = p_number FOR UPDATE;
  IF b.state IS DISTINCT FROM 'entered' THEN
    RAISE EXCEPTION 'not waiting' USING ERRCODE = '23514', CONSTRAINT = 'paper_ballot_waits';
  END IF;
  IF b.commitment <> encode(sha256(convert_to(
       concat_ws('|', 'ballot', '1', p_society, e.number, p_salt, p_ranking), 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'the tellers differ' USING ERRCODE = '23514', CONSTRAINT = 'tellers_agree';
  END IF;
  made := elections_box(e, p_token, p_signature, b.commitment, b.sealed);
  UPDATE elections_paperballot SET state = 'confirmed', confirmed_by_id = p_teller, receipt = made WHERE id = b.id;
  RETURN made;
END $$;

-- Where the tellers differ the entry is struck, and the paper is entered anew.
-- grant: app
CREATE OR REPLACE FUNCTION elections_strike_ballot(p_society bigint, p_election bigint, p_number integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM elections_open_now(p_society, p_election);
  UPDATE elections_paperballot SET state = 'struck'
   WHERE society_id = p_society AND election_id = p_election AND number = p_number AND state = 'entered';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not waiting' USING ERRCODE = '23514', CONSTRAINT = 'paper_ballot_waits';
  END IF;
  RETURN true;
END $$;
