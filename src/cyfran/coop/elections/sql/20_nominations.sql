-- Who can stand: members on the roll, while nominations are open, and never the returning officer.

CREATE OR REPLACE FUNCTION elections_nomination_is_lawful() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election;
BEGIN
  SELECT * INTO e FROM elections_election WHERE society_id = NEW.society_id AND id = NEW.election_id FOR KEY SHARE;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.election_id, NEW.nominee_id, NEW.nominator_id, NEW.nominated_at) IS DISTINCT FROM
       (OLD.election_id, OLD.nominee_id, OLD.nominator_id, OLD.nominated_at)
       OR (NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
             ('proposed', 'standing'), ('proposed', 'declined'), ('standing', 'withdrawn'))) THEN
      RAISE EXCEPTION 'a nomination is answered once' USING ERRCODE = '23514', CONSTRAINT = 'nomination_moves_forward';
    END IF;
    IF OLD.place IS NOT NULL AND NEW.place IS DISTINCT FROM OLD.place THEN
      RAISE EXCEPTION 'the ballot is fixed' USING ERRCODE = '23514', CONSTRAINT = 'ballot_stands_still';
    END IF;
    -- At the close the ballot is fixed; and whoever is erased has no words and no picture any more, then or later.
    IF (OLD.place IS NULL AND NEW.place IS NOT NULL) OR
       (NEW.state = OLD.state AND NEW.statement IS NULL AND NEW.photograph_id IS NULL) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF e.state IS DISTINCT FROM 'called' OR cyfran_now() >= e.nominations_close_at THEN
    RAISE EXCEPTION 'nominations are closed' USING ERRCODE = '23514', CONSTRAINT = 'nominated_while_nominations_are_open';
  END IF;
  IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
  IF NEW.place IS NOT NULL OR NEW.state NOT IN ('proposed', 'standing')
     OR (NEW.state = 'standing' AND NEW.nominee_id <> NEW.nominator_id) THEN
    RAISE EXCEPTION 'a nominee answers for themselves' USING ERRCODE = '23514', CONSTRAINT = 'nominee_has_said_yes';
  END IF;
  IF e.returning_officer_id = NEW.nominee_id THEN
    RAISE EXCEPTION 'the returning officer cannot stand'
      USING ERRCODE = '23514', CONSTRAINT = 'returning_officer_does_not_stand';
  END IF;
  IF (SELECT count(DISTINCT m.party_id) FROM elections_roll r JOIN membership_member m ON m.id = r.member_id
       WHERE r.society_id = NEW.society_id AND r.election_id = NEW.election_id
         AND m.party_id IN (NEW.nominee_id, NEW.nominator_id)) <>
     (SELECT count(DISTINCT p) FROM unnest(ARRAY[NEW.nominee_id, NEW.nominator_id]) p) THEN
    RAISE EXCEPTION 'not on the roll' USING ERRCODE = '23514', CONSTRAINT = 'nominated_on_the_roll';
  END IF;
  IF EXISTS (SELECT FROM societies_appointment a WHERE a.society_id = NEW.society_id AND a.party_id = NEW.nominee_id
               AND a.office = 'board' AND a.starts_at <= cyfran_now() AND (a.ends_at IS NULL OR a.ends_at > e.closes_at)
               AND NOT EXISTS (SELECT FROM elections_retirement t WHERE t.society_id = NEW.society_id
                                AND t.election_id = e.id AND t.appointment_id = a.id)) THEN
    RAISE EXCEPTION 'already on the board' USING ERRCODE = '23514', CONSTRAINT = 'nominee_is_not_serving_on';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER nomination_is_lawful BEFORE INSERT OR UPDATE ON elections_nomination
FOR EACH ROW EXECUTE FUNCTION elections_nomination_is_lawful();

-- Somebody elected: the mandate of the election is opened here and by no other function.
CREATE OR REPLACE FUNCTION elections_mandate(p_society bigint, p_number integer) RETURNS bigint LANGUAGE sql AS $$
  SELECT societies_open_mandate(p_society, 'appointment', 'election:' || p_number)
$$;

-- The ballot is fixed, in the order of names; with no more candidates than seats, they are elected.
-- grant: app
CREATE OR REPLACE FUNCTION elections_close_nominations(p_society bigint, p_election bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e elections_election; moment timestamptz; standing integer;
BEGIN
  PERFORM governance_enter(p_society);
  SELECT * INTO e FROM elections_election WHERE society_id = p_society AND id = p_election FOR UPDATE;
  moment := cyfran_now();
  IF e.state IS DISTINCT FROM 'called' THEN RETURN 'already'; END IF;
  IF moment < e.nominations_close_at THEN
    RAISE EXCEPTION 'nominations are open' USING ERRCODE = '23514', CONSTRAINT = 'closed_when_nominations_are_over';
  END IF;
  UPDATE elections_nomination n SET place = o.place
    FROM (SELECT c.id, row_number() OVER (ORDER BY p.sort_key, p.name, c.id) AS place
            FROM elections_nomination c JOIN societies_party p ON p.id = c.nominee_id
           WHERE c.society_id = p_society AND c.election_id = p_election AND c.state = 'standing') o
   WHERE n.id = o.id;
  GET DIAGNOSTICS standing = ROW_COUNT;
  IF standing > 0 AND (standing > e.seats OR e.reopen) THEN
    UPDATE elections_election SET state = 'contested', candidates = standing WHERE id = e.id;
    RETURN 'contested';
  END IF;
  INSERT INTO elections_seat (society_id, election_id, nomination_id)
  SELECT p_society, p_election, n.id FROM elections_nomination n
   WHERE n.society_id = p_society AND n.election_id = p_election AND n.place IS NOT NULL ORDER BY n.place;
  UPDATE elections_election SET state = 'declared', candidates = standing, declared_at = moment, sealed_key = '',
    mandate_id = elections_mandate(p_society, e.number) WHERE id = e.id;
  RETURN 'declared';
END $$;

-- By the mandate of an election only those whom it elected are appointed, and to the board alone.
CREATE OR REPLACE FUNCTION elections_appoints_the_elected() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM societies_mandate m WHERE m.id = NEW.mandate_id AND m.reference LIKE 'election:%')
     AND (NEW.office <> 'board' OR NOT EXISTS (
       SELECT FROM elections_election e JOIN elections_seat s ON s.election_id = e.id
         JOIN elections_nomination n ON n.id = s.nomination_id
        WHERE e.society_id = NEW.society_id AND e.mandate_id = NEW.mandate_id AND n.nominee_id = NEW.party_id)) THEN
    RAISE EXCEPTION 'not elected' USING ERRCODE = '23514', CONSTRAINT = 'election_appoints_the_elected';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER appoints_the_elected BEFORE INSERT ON societies_appointment
FOR EACH ROW EXECUTE FUNCTION elections_appoints_the_elected();
