-- The record: written by one function, sealed in blocks by another, and by nothing else.

DROP FUNCTION IF EXISTS record_write(
  bigint, text, text, bigint, bigint, text, bigint, timestamptz, text, jsonb, text);  -- knew nothing of closed societies
-- A society that is suspended, dissolved or merged does only what is declared to be done even then (kernel/actions.py).
-- grant: app
CREATE OR REPLACE FUNCTION record_write(
  p_society bigint, p_verb text, p_actor_kind text, p_actor bigint, p_mandate bigint, p_subject_kind text,
  p_subject bigint, p_at timestamptz, p_facts text, p_texts jsonb, p_salt text, p_even_closed boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  PERFORM cyfran_same_society(p_society);
  IF NOT p_even_closed AND EXISTS (
       SELECT FROM societies_society WHERE id = p_society AND state NOT IN ('forming', 'registered')) THEN
    RAISE EXCEPTION 'the society is closed' USING ERRCODE = '23514', CONSTRAINT = 'society_is_open';
  END IF;
  INSERT INTO record_recordentry
    (society_id, at, verb, actor_kind, actor_id, mandate_id, subject_kind, subject_id, facts, writer)
  VALUES (p_society, coalesce(p_at, cyfran_now()), p_verb, p_actor_kind, p_actor, p_mandate, p_subject_kind,
          p_subject, p_facts, pg_current_xact_id()::text::bigint)
  RETURNING id INTO made;
  IF p_texts IS NOT NULL THEN
    INSERT INTO record_recordtext (society_id, entry_id, salt, texts) VALUES (p_society, made, p_salt, p_texts);
  END IF;
  RETURN made;
END $$;

-- The canonical form, version 1, of an entry: verify.py says the same in Python.
CREATE OR REPLACE FUNCTION record_line(e record_recordentry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws('|', 'entry', '1', e.society_id, e.id,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.verb, e.actor_kind,
    coalesce(e.actor_id::text, ''), coalesce(e.mandate_id::text, ''), e.subject_kind,
    coalesce(e.subject_id::text, ''), e.facts)
$$;

-- Seals what is unsealed and written by transactions that are over; NULL when there is nothing to seal.
-- grant: app
CREATE OR REPLACE FUNCTION record_seal(p_society bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  below bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  last_block record_recordblock; made bigint; lines text; found_count integer; sealed timestamptz := cyfran_now();
BEGIN
  PERFORM cyfran_same_society(p_society);
  PERFORM pg_advisory_xact_lock(hashtextextended('record_seal', p_society));
  SELECT string_agg(record_line(e), E'\n' ORDER BY e.id), count(*) INTO lines, found_count
    FROM record_recordentry e WHERE e.society_id = p_society AND e.block_id IS NULL AND e.writer < below;
  IF found_count = 0 THEN RETURN NULL; END IF;
  SELECT * INTO last_block FROM record_recordblock WHERE society_id = p_society ORDER BY number DESC LIMIT 1;
  INSERT INTO record_recordblock (society_id, number, count, sealed_at, previous_hash, hash)
  VALUES (p_society, coalesce(last_block.number, 0) + 1, found_count, sealed, coalesce(last_block.hash, ''),
    encode(sha256(convert_to(concat_ws('|', 'block', '1', p_society, coalesce(last_block.number, 0) + 1, found_count,
      to_char(sealed AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), coalesce(last_block.hash, ''))
      || E'\n' || lines, 'UTF8')), 'hex'))
  RETURNING id INTO made;
  UPDATE record_recordentry SET block_id = made
   WHERE society_id = p_society AND block_id IS NULL AND writer < below;
  RETURN made;
END $$;

-- An entry never changes, but for the block it is sealed into, once.
CREATE OR REPLACE FUNCTION record_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.block_id IS NULL AND NEW.block_id IS NOT NULL
     AND record_line(OLD) = record_line(NEW) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the record is append-only' USING ERRCODE = '23001', CONSTRAINT = 'append_only';
END $$;
CREATE OR REPLACE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON record_recordentry
FOR EACH ROW EXECUTE FUNCTION record_entry_stays();
CREATE OR REPLACE TRIGGER entries_stay BEFORE TRUNCATE ON record_recordentry
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER blocks_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON record_recordblock
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();

-- The words behind the entries about one subject are gone; the entries and every hash stay as they are.
-- grant: app
CREATE OR REPLACE FUNCTION record_erase_texts(p_society bigint, p_subject_kind text, p_subject bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE erased bigint;
BEGIN
  PERFORM cyfran_same_society(p_society);
  UPDATE record_recordtext t SET texts = NULL, salt = ''
    FROM record_recordentry e
   WHERE t.entry_id = e.id AND t.society_id = p_society AND e.society_id = p_society
     AND e.subject_kind = p_subject_kind AND e.subject_id = p_subject;
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;

-- The words that one person gave, whatever they were about; the entries and every hash stay as they are.
-- grant: app
CREATE OR REPLACE FUNCTION record_erase_words_of(p_society bigint, p_person bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE erased bigint;
BEGIN
  PERFORM cyfran_same_society(p_society);
  UPDATE record_recordtext t SET texts = NULL, salt = ''
    FROM record_recordentry e
   WHERE t.entry_id = e.id AND t.society_id = p_society AND e.society_id = p_society
     AND e.actor_kind = 'person' AND e.actor_id = p_person;
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;
