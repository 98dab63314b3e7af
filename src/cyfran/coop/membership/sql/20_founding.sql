-- The founding meeting: the one way by which a society's first rules come to be.

-- What a founder adopts: the names, the purpose, the legal shape, the classes and every value, in one digest. A change
-- to any of them makes another digest, so that what was adopted before counts no more.
-- grant: app
CREATE OR REPLACE FUNCTION membership_founding_digest(p_society bigint, p_values jsonb) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', 'founding', '1', s.id, s.model_rules, s.name::text,
      coalesce(s.purpose::text, ''),
      (SELECT coalesce(jsonb_object_agg(c.code, c.name), '{}'::jsonb)::text
         FROM membership_memberclass c WHERE c.society_id = s.id),
      p_values::text), 'UTF8')), 'hex')
    FROM societies_society s WHERE s.id = p_society
$$;

-- Exactly once, only while forming, only when enough founders have adopted exactly this: the founding mandate is open
-- and the first rule versions stand. At least three persons, or two registered societies (CCBSA 2014 s.2).
-- grant: app
CREATE OR REPLACE FUNCTION membership_adopt_rulebook(p_society bigint, p_values jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  stands text; adopted text; founders integer; bodies integer; made bigint; given record; moment timestamptz := cyfran_now();
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT state INTO stands FROM societies_society WHERE id = p_society FOR UPDATE;
  IF stands <> 'forming' THEN
    RAISE EXCEPTION 'the society is %', stands USING ERRCODE = '23514', CONSTRAINT = 'rulebook_adopted_while_forming';
  END IF;
  IF EXISTS (SELECT FROM societies_mandate WHERE society_id = p_society AND kind = 'founding') THEN
    RAISE EXCEPTION 'the founding meeting is over' USING ERRCODE = '23514', CONSTRAINT = 'rulebook_adopted_once';
  END IF;
  adopted := membership_founding_digest(p_society, p_values);
  SELECT count(*), count(*) FILTER (WHERE f.registration_number <> '') INTO founders, bodies
    FROM membership_adoption a JOIN membership_founder f ON f.id = a.founder_id AND f.society_id = p_society
   WHERE a.society_id = p_society AND a.digest = adopted
     AND EXISTS (SELECT FROM societies_appointment o WHERE o.society_id = p_society AND o.party_id = f.party_id
                    AND o.office = 'founder' AND (o.ends_at IS NULL OR o.ends_at > moment));
  IF founders < 3 AND bodies < 2 THEN
    RAISE EXCEPTION '% founders have adopted', founders
      USING ERRCODE = '23514', CONSTRAINT = 'enough_founders_have_adopted';
  END IF;
  made := societies_open_mandate(p_society, 'founding', 'founding meeting');
  FOR given IN SELECT key, value FROM jsonb_each_text(p_values) ORDER BY key LOOP
    PERFORM rulebook_append(p_society, given.key, given.value::bigint, moment, made);
  END LOOP;
  RETURN made;
END $$;
