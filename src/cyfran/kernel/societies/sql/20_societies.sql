-- What may become of a society, and the mandates that code may open by itself.

CREATE OR REPLACE FUNCTION societies_state_follows_the_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IS DISTINCT FROM OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('forming', 'registered'), ('registered', 'suspended'), ('suspended', 'registered'),
       ('registered', 'dissolved'), ('suspended', 'dissolved'), ('registered', 'merged')) THEN
    RAISE EXCEPTION 'a society cannot go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'society_state_follows_the_law';
  END IF;
  -- The registration number and the legal shape are facts of the register from then on (CCBSA 2014 s.3).
  IF OLD.state <> 'forming' AND (NEW.model_rules, NEW.registration_number, NEW.registered_on)
       IS DISTINCT FROM (OLD.model_rules, OLD.registration_number, OLD.registered_on) THEN
    RAISE EXCEPTION 'the registration of a society does not change'
      USING ERRCODE = '23514', CONSTRAINT = 'society_registration_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER state_follows_the_law BEFORE UPDATE ON societies_society
FOR EACH ROW EXECUTE FUNCTION societies_state_follows_the_law();

-- A society begins as forming, and what is registered is the rulebook that its founding meeting adopted (CCBSA 2014 s.2).
-- Whoever looks from outside the society sees no mandate of its, and is refused too.
CREATE OR REPLACE FUNCTION societies_founded_before_registered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NOT EXISTS (
       SELECT FROM societies_mandate WHERE society_id = NEW.id AND kind = 'founding') THEN
    RAISE EXCEPTION 'no founding meeting of society % has adopted a rulebook', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'society_founded_before_it_is_registered';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER born_forming BEFORE INSERT ON societies_society
FOR EACH ROW WHEN (NEW.state <> 'forming') EXECUTE FUNCTION societies_founded_before_registered();
CREATE OR REPLACE TRIGGER founded_before_registered BEFORE UPDATE ON societies_society
FOR EACH ROW WHEN (OLD.state = 'forming' AND NEW.state <> 'forming')
EXECUTE FUNCTION societies_founded_before_registered();

CREATE OR REPLACE FUNCTION societies_open_mandate(p_society bigint, p_kind text, p_reference text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE found_id bigint;
BEGIN
  INSERT INTO societies_mandate (society_id, kind, reference, since)
  VALUES (p_society, p_kind, p_reference, cyfran_now())
  ON CONFLICT ON CONSTRAINT mandate_once DO NOTHING RETURNING id INTO found_id;
  IF found_id IS NULL THEN
    SELECT id INTO found_id FROM societies_mandate
     WHERE society_id = p_society AND kind = p_kind AND reference = p_reference;
  END IF;
  RETURN found_id;
END $$;

-- Jobs and appointments open their own mandate; founding and resolutions never can this way.
-- grant: app
CREATE OR REPLACE FUNCTION societies_mandate_for(p_society bigint, p_kind text, p_reference text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cyfran_same_society(p_society);
  IF p_kind NOT IN ('job', 'appointment') THEN
    RAISE EXCEPTION 'a mandate of kind % comes from a decision', p_kind
      USING ERRCODE = '23514', CONSTRAINT = 'mandate_comes_from_a_decision';
  END IF;
  RETURN societies_open_mandate(p_society, p_kind, p_reference);
END $$;

-- In which societies a person is known: the one question that is asked across societies, and it answers ids only.
-- grant: app
CREATE OR REPLACE FUNCTION societies_of_person(p_person bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT society_id FROM societies_party WHERE person_id = p_person
$$;
