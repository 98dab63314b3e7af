-- The installation's clock and the tenant check that every definer function begins with.

INSERT INTO societies_installation (id, demonstration, clock_offset)
VALUES (1, coalesce(nullif(current_setting('cyfran.demonstration', true), ''), 'false')::boolean, interval '0')
ON CONFLICT (id) DO NOTHING;

-- grant: app
CREATE OR REPLACE FUNCTION cyfran_now() RETURNS timestamptz LANGUAGE sql VOLATILE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT clock_timestamp() + coalesce((SELECT clock_offset FROM societies_installation), interval '0')
$$;

-- Forwards only (back only while there is no society yet), and only in a cluster that was created as a demonstration.
-- grant: app
CREATE OR REPLACE FUNCTION cyfran_move_clock(p_to timestamptz) RETURNS timestamptz LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE societies_installation SET clock_offset = p_to - clock_timestamp()
   WHERE demonstration
     AND (p_to >= clock_timestamp() + clock_offset OR NOT EXISTS (SELECT FROM societies_society));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the clock cannot be moved' USING ERRCODE = '23514', CONSTRAINT = 'only_a_demonstration_moves_its_clock';
  END IF;
  RETURN cyfran_now();
END $$;

-- Whether this is a demonstration is said once, when the cluster is made.
CREATE OR REPLACE FUNCTION cyfran_installation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR NEW.demonstration IS DISTINCT FROM OLD.demonstration THEN
    RAISE EXCEPTION 'whether this is a demonstration cannot be changed'
      USING ERRCODE = '23514', CONSTRAINT = 'demonstration_is_said_once';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER installation_stays BEFORE UPDATE OR DELETE ON societies_installation
FOR EACH ROW EXECUTE FUNCTION cyfran_installation_stays();

CREATE OR REPLACE FUNCTION cyfran_same_society(p_society bigint) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_society IS DISTINCT FROM nullif(current_setting('cyfran.society', true), '')::bigint THEN
    RAISE EXCEPTION 'society % is not the one being worked in', p_society
      USING ERRCODE = '23514', CONSTRAINT = 'stays_in_its_society';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION cyfran_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23001', CONSTRAINT = 'append_only';
END $$;
