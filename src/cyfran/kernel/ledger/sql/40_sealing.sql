-- Sealing: a closed period takes no more entries, and its hash says what was in it. docs/bundle.md ("books") tells
-- the same in words, for whoever recomputes it. No amount, code or day of a sealed entry can change unseen.

-- The canonical form, version 1: an entry's line, then its legs' lines in order; the hash of an entry is over both.
CREATE OR REPLACE FUNCTION ledger_entry_line(e ledger_entry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws('|', 'entry', '1', e.society_id, e.id, e.key, e.kind, e.effective_on,
    to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), coalesce(e.actor_id::text, ''),
    coalesce(e.mandate_id::text, ''), coalesce(e.reverses_id::text, ''), e.memo_digest)
$$;

-- Each entry effective after one day and up to another, with its hash; the first day may be NULL.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_entry_hashes(p_society bigint, p_after date, p_through date)
RETURNS TABLE (entry bigint, hash text) LANGUAGE sql STABLE AS $$
  SELECT e.id, encode(sha256(convert_to(ledger_entry_line(e) || E'\n' || string_agg(
           concat_ws('|', 'leg', posting.leg, account.code, account.kind, posting.currency, posting.amount),
           E'\n' ORDER BY posting.leg), 'UTF8')), 'hex')
    FROM ledger_entry AS e
    JOIN ledger_posting AS posting ON posting.entry_id = e.id
    JOIN ledger_account AS account ON account.id = posting.account_id
   WHERE e.society_id = p_society AND (p_after IS NULL OR e.effective_on > p_after) AND e.effective_on <= p_through
   GROUP BY e.id
$$;

CREATE OR REPLACE FUNCTION ledger_seal_hash(
  p_society bigint, p_number integer, p_through date, p_sealed_at timestamptz, p_entries bigint, p_previous text,
  p_hashes text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', 'books', '1', p_society, p_number, p_through,
    to_char(p_sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), p_entries, p_previous)
    || coalesce(E'\n' || p_hashes, ''), 'UTF8')), 'hex')
$$;

-- The period from the last seal through that day is closed. Waits for entries still being written.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_seal_period(p_society bigint, p_through date) RETURNS ledger_periodseal
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB' AS $$
DECLARE
  last_seal ledger_periodseal; sealed ledger_periodseal; hashes text; counted bigint; moment timestamptz := cyfran_now();
BEGIN
  PERFORM cyfran_same_society(p_society);
  -- What is read after the lock must be what was written before it.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'books are sealed at read committed';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('ledger_seal', p_society));
  SELECT * INTO last_seal FROM ledger_periodseal WHERE society_id = p_society ORDER BY number DESC LIMIT 1;
  IF p_through <= last_seal.through_on THEN
    RAISE EXCEPTION 'the books are sealed to % already', last_seal.through_on
      USING ERRCODE = '23514', CONSTRAINT = 'period_sealed_once';
  END IF;
  IF p_through >= (SELECT (moment AT TIME ZONE zone)::date FROM societies_society WHERE id = p_society) THEN
    RAISE EXCEPTION 'the period is not over' USING ERRCODE = '23514', CONSTRAINT = 'period_is_over';
  END IF;
  SELECT count(*), string_agg(hash, E'\n' ORDER BY entry) INTO counted, hashes
    FROM ledger_entry_hashes(p_society, last_seal.through_on, p_through);
  INSERT INTO ledger_periodseal (society_id, number, through_on, entries, sealed_at, previous_hash, hash)
  VALUES (p_society, coalesce(last_seal.number, 0) + 1, p_through, counted, moment, coalesce(last_seal.hash, ''),
    ledger_seal_hash(p_society, coalesce(last_seal.number, 0) + 1, p_through, moment, counted,
                     coalesce(last_seal.hash, ''), hashes))
  RETURNING * INTO sealed;
  RETURN sealed;
END $$;
