-- The rule chain. No grant: only the founding and enactment functions of governance call it, as the owner.

CREATE OR REPLACE FUNCTION rulebook_line(
  p_society bigint, p_number integer, p_key text, p_value bigint, p_from timestamptz, p_mandate bigint, p_previous text)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws('|', 'rule', '1', p_society, p_number, p_key, p_value,
    to_char(p_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), p_mandate, p_previous)
$$;

-- How a rule stands now, for database functions: the newest version in force, else what the model rules say.
CREATE OR REPLACE FUNCTION rulebook_value(p_society bigint, p_key text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE found_value bigint;
BEGIN
  SELECT value INTO found_value FROM societies_ruleversion
   WHERE society_id = p_society AND key = p_key AND effective_from <= cyfran_now() ORDER BY number DESC LIMIT 1;
  IF NOT FOUND THEN
    SELECT d."default" INTO found_value FROM societies_ruledefinition d
      JOIN societies_society s ON s.id = p_society AND d.model_rules = s.model_rules WHERE d.key = p_key;
  END IF;
  IF found_value IS NULL THEN
    RAISE EXCEPTION 'no rule %', p_key USING ERRCODE = '23514', CONSTRAINT = 'rule_is_declared';
  END IF;
  RETURN found_value;
END $$;

CREATE OR REPLACE FUNCTION rulebook_append(
  p_society bigint, p_key text, p_value bigint, p_from timestamptz, p_mandate bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  shape text; definition societies_ruledefinition; last_link societies_ruleversion; made bigint; link text;
BEGIN
  SELECT model_rules INTO shape FROM societies_society WHERE id = p_society
     FOR NO KEY UPDATE;  -- one link at a time; rows that merely point at the society need not wait
  SELECT * INTO definition FROM societies_ruledefinition WHERE key = p_key AND model_rules = shape;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no rule %', p_key USING ERRCODE = '23514', CONSTRAINT = 'rule_is_declared';
  END IF;
  IF p_value < definition.floor OR p_value > definition.ceiling THEN
    RAISE EXCEPTION '% must be from % to %', p_key, definition.floor, definition.ceiling
      USING ERRCODE = '23514', CONSTRAINT = 'rule_within_its_bounds';
  END IF;
  SELECT * INTO last_link FROM societies_ruleversion WHERE society_id = p_society ORDER BY number DESC LIMIT 1;
  link := rulebook_line(p_society, coalesce(last_link.number, 0) + 1, p_key, p_value, p_from, p_mandate,
                        coalesce(last_link.hash, ''));
  INSERT INTO societies_ruleversion (society_id, number, key, value, effective_from, mandate_id, previous_hash, hash)
  VALUES (p_society, coalesce(last_link.number, 0) + 1, p_key, p_value, p_from, p_mandate,
          coalesce(last_link.hash, ''), encode(sha256(convert_to(link, 'UTF8')), 'hex'))
  RETURNING id INTO made;
  RETURN made;
END $$;

DROP TRIGGER IF EXISTS rule_chain_is_append_only ON societies_ruleversion;
CREATE TRIGGER rule_chain_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON societies_ruleversion
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
DROP TRIGGER IF EXISTS mandates_are_append_only ON societies_mandate;
CREATE TRIGGER mandates_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON societies_mandate
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
