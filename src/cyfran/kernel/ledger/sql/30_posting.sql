-- How entries come to be: the web role holds EXECUTE on these and no INSERT on any table of the ledger.
--
-- enable_seqscan is off while they write: the checks of foreign keys keep the plan of their first use, and one made while
-- the tables were small would read all of them for every row of a large batch. force_generic_plan: a plan for each call
-- costs more than the call.

-- The account of that code, opened if it was not there; what it was opened with stays.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_open_account(
  p_society bigint, p_code text, p_purpose text, p_kind text, p_currency text, p_hot boolean,
  p_party bigint, p_floor bigint, p_ceiling bigint) RETURNS ledger_account
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found_account ledger_account;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO found_account FROM ledger_account
   WHERE society_id = p_society AND code = p_code AND currency = p_currency;
  IF NOT FOUND THEN
    INSERT INTO ledger_account
      (society_id, code, purpose, kind, currency, hot, party_id, floor, ceiling, opened_at)
    VALUES (p_society, p_code, p_purpose, p_kind, p_currency, p_hot, p_party, p_floor, p_ceiling, cyfran_now())
    ON CONFLICT (society_id, code, currency) WHERE code IS NOT NULL DO NOTHING;
    SELECT * INTO found_account FROM ledger_account
     WHERE society_id = p_society AND code = p_code AND currency = p_currency;
  END IF;
  RETURN found_account;
END $$;

-- An account of that purpose for each of these parties, opened where missing, in one statement: p_codes[i] is the
-- code for p_parties[i]. Returns the accounts in the order of the parties.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_open_accounts(
  p_society bigint, p_codes text[], p_parties bigint[], p_purpose text, p_kind text, p_currency text,
  p_floor bigint, p_ceiling bigint) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '256MB' AS $$
BEGIN
  PERFORM cyfran_same_society(p_society);
  INSERT INTO ledger_account (society_id, code, purpose, kind, currency, hot, party_id, floor, ceiling, opened_at)
  SELECT p_society, code, p_purpose, p_kind, p_currency, false, party, p_floor, p_ceiling, opened.at
    FROM unnest(p_codes, p_parties) AS wanted (code, party), (SELECT cyfran_now() AS at) AS opened
  ON CONFLICT (society_id, code, currency) WHERE code IS NOT NULL DO NOTHING;
  RETURN (
    SELECT array_agg(account.id ORDER BY wanted.place)
      FROM unnest(p_codes) WITH ORDINALITY AS wanted (code, place)
      JOIN ledger_account AS account
        ON account.society_id = p_society AND account.currency = p_currency AND account.code = wanted.code);
END $$;

-- One entry, whole: leg i puts p_amounts[i] on p_accounts[i], in that account's currency. The same key with the same
-- content answers with the entry there is; with other content it is refused. Any number of legs: a dividend to a
-- million members is one call with two aggregated arrays.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_post(
  p_society bigint, p_key text, p_kind text, p_on date, p_accounts bigint[], p_amounts bigint[],
  p_memo text DEFAULT NULL, p_actor bigint DEFAULT NULL, p_mandate bigint DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE written bigint;
BEGIN
  PERFORM cyfran_same_society(p_society);
  written := ledger_write(p_society, p_key, p_kind, p_on, p_accounts, p_amounts, p_memo, p_actor, p_mandate, NULL);
  IF written IS NULL THEN
    SELECT id INTO written FROM ledger_entry WHERE society_id = p_society AND key = p_key;
    IF NOT ledger_says(written, p_kind, p_on, p_accounts, p_amounts, p_memo) THEN
      RAISE EXCEPTION 'key % was used with other content', p_key
        USING ERRCODE = '23505', CONSTRAINT = 'entry_key_means_one_thing';
    END IF;
  END IF;
  RETURN written;
END $$;

-- The entry and its legs by one statement, and its memo; NULL when the key is taken.
CREATE OR REPLACE FUNCTION ledger_write(
  p_society bigint, p_key text, p_kind text, p_on date, p_accounts bigint[], p_amounts bigint[],
  p_memo text, p_actor bigint, p_mandate bigint, p_reverses bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE written bigint; fresh_salt text; digest text := '';
BEGIN
  IF cardinality(p_accounts) IS DISTINCT FROM cardinality(p_amounts) THEN
    RAISE EXCEPTION 'each leg has an account and an amount' USING ERRCODE = '23514', CONSTRAINT = 'entry_is_whole';
  END IF;
  IF p_memo IS NOT NULL THEN
    fresh_salt := replace(gen_random_uuid()::text, '-', '');
    digest := ledger_memo_digest(fresh_salt, p_memo);
  END IF;
  WITH entry AS (
    INSERT INTO ledger_entry
      (society_id, key, kind, effective_on, recorded_at, actor_id, mandate_id, reverses_id, memo_digest)
    VALUES (p_society, p_key, p_kind, p_on, cyfran_now(), p_actor, p_mandate, p_reverses, digest)
    ON CONFLICT (society_id, key) WHERE key IS NOT NULL DO NOTHING RETURNING id
  ), legs AS (
    INSERT INTO ledger_posting (society_id, entry_id, leg, account_id, currency, hot, amount)
    SELECT p_society, entry.id, given.leg, given.account, coalesce(account.currency, ''),
           coalesce(account.hot, false), given.amount
      FROM entry, unnest(p_accounts, p_amounts) WITH ORDINALITY AS given (account, amount, leg)
      LEFT JOIN ledger_account AS account ON account.id = given.account AND account.society_id = p_society
  )
  SELECT id INTO written FROM entry;
  IF fresh_salt IS NOT NULL AND written IS NOT NULL THEN
    INSERT INTO ledger_entrymemo (society_id, entry_id, salt, memo) VALUES (p_society, written, fresh_salt, p_memo);
  END IF;
  RETURN written;
END $$;

CREATE OR REPLACE FUNCTION ledger_memo_digest(p_salt text, p_memo text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT 'sha256:' || encode(sha256(convert_to(p_salt || p_memo, 'UTF8')), 'hex')
$$;

-- Whether the entry says exactly this. A memo that was erased is taken on trust: its digest needs the lost salt.
CREATE OR REPLACE FUNCTION ledger_says(
  p_entry bigint, p_kind text, p_on date, p_accounts bigint[], p_amounts bigint[], p_memo text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT entry.kind = p_kind AND entry.effective_on = p_on AND entry.reverses_id IS NULL
     AND legs.accounts = p_accounts AND legs.amounts = p_amounts
     AND (entry.memo_digest = '') = (p_memo IS NULL)
     AND (memo.memo IS NULL OR entry.memo_digest = ledger_memo_digest(memo.salt, p_memo))
    FROM ledger_entry AS entry
    LEFT JOIN ledger_entrymemo AS memo ON memo.entry_id = entry.id,
    LATERAL (SELECT array_agg(account_id ORDER BY leg) AS accounts, array_agg(amount ORDER BY leg) AS amounts
               FROM ledger_posting WHERE entry_id = entry.id) AS legs
   WHERE entry.id = p_entry
$$;

-- The opposite of an entry, once.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_reverse(
  p_society bigint, p_entry bigint, p_on date,
  p_memo text DEFAULT NULL, p_actor bigint DEFAULT NULL, p_mandate bigint DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE wrong ledger_entry; written bigint;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO wrong FROM ledger_entry WHERE society_id = p_society AND id = p_entry;
  IF NOT FOUND OR wrong.reverses_id IS NOT NULL THEN
    RAISE EXCEPTION 'entry % is not one to reverse', p_entry
      USING ERRCODE = '23514', CONSTRAINT = 'reversal_of_an_original';
  END IF;
  SELECT ledger_write(p_society, 'reversal:' || wrong.id, wrong.kind, p_on, array_agg(account_id ORDER BY leg),
                      array_agg(-amount ORDER BY leg), p_memo, p_actor, p_mandate, wrong.id)
    INTO written FROM ledger_posting WHERE entry_id = wrong.id;
  IF written IS NULL THEN
    RAISE EXCEPTION 'entry % is reversed already', p_entry
      USING ERRCODE = '23505', CONSTRAINT = 'entry_reversed_once';
  END IF;
  RETURN written;
END $$;

-- Many entries by one statement. Entry i is (p_keys[i], p_kinds[i], p_dates[i]); leg j is number p_legs[j] of entry
-- p_entries[j]. Keys that are there already are compared as ledger_post compares them.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_post_many(
  p_society bigint, p_keys text[], p_kinds text[], p_dates date[],
  p_entries integer[], p_legs integer[], p_accounts bigint[], p_amounts bigint[],
  p_actor bigint DEFAULT NULL, p_mandate bigint DEFAULT NULL) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET work_mem = '256MB' SET enable_seqscan = off AS $$
DECLARE ids bigint[]; moment timestamptz := cyfran_now(); broken text;
BEGIN
  PERFORM cyfran_same_society(p_society);
  IF EXISTS (SELECT FROM ledger_entry WHERE society_id = p_society AND key = ANY (p_keys)) THEN
    RETURN ledger_post_each(p_society, p_keys, p_kinds, p_dates, p_entries, p_legs, p_accounts, p_amounts,
                            p_actor, p_mandate);
  END IF;
  -- Numbers first, so that entries and legs need no join to find each other.
  SELECT array_agg(nextval('ledger_entry_id_seq')) INTO ids FROM generate_series(1, cardinality(p_keys));
  WITH entries AS (
    INSERT INTO ledger_entry
      (id, society_id, key, kind, effective_on, recorded_at, actor_id, mandate_id, memo_digest)
    SELECT id, p_society, key, kind, effective_on, moment, p_actor, p_mandate, ''
      FROM unnest(ids, p_keys, p_kinds, p_dates) AS given (id, key, kind, effective_on)
  )
  INSERT INTO ledger_posting (society_id, entry_id, leg, account_id, currency, hot, amount)
  SELECT p_society, ids[given.entry], given.leg, given.account, coalesce(account.currency, ''),
         coalesce(account.hot, false), given.amount
    FROM unnest(p_entries, p_legs, p_accounts, p_amounts) AS given (entry, leg, account, amount)
    LEFT JOIN ledger_account AS account ON account.id = given.account AND account.society_id = p_society;
  RETURN ids;
EXCEPTION WHEN unique_violation THEN  -- somebody posted one of the keys meanwhile
  GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
  IF broken <> 'entry_key_once' THEN RAISE; END IF;
  RETURN ledger_post_each(p_society, p_keys, p_kinds, p_dates, p_entries, p_legs, p_accounts, p_amounts,
                          p_actor, p_mandate);
END $$;

-- The slow way of ledger_post_many, one entry after another: for a batch that was sent before.
CREATE OR REPLACE FUNCTION ledger_post_each(
  p_society bigint, p_keys text[], p_kinds text[], p_dates date[],
  p_entries integer[], p_legs integer[], p_accounts bigint[], p_amounts bigint[],
  p_actor bigint, p_mandate bigint) RETURNS bigint[]
LANGUAGE sql AS $$
  SELECT array_agg(ledger_post(p_society, key, kind, effective_on, legs.accounts, legs.amounts, NULL,
                               p_actor, p_mandate) ORDER BY place)
    FROM unnest(p_keys, p_kinds, p_dates) WITH ORDINALITY AS given (key, kind, effective_on, place)
    LEFT JOIN (
      SELECT entry, array_agg(account ORDER BY leg) AS accounts, array_agg(amount ORDER BY leg) AS amounts
        FROM unnest(p_entries, p_legs, p_accounts, p_amounts) AS leg (entry, leg, account, amount) GROUP BY entry
    ) AS legs ON legs.entry = place
$$;

-- The words of every memo that stands on one of this party's accounts are gone; entries and seals stay as they are.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_erase_memos(p_society bigint, p_party bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE erased bigint;
BEGIN
  PERFORM cyfran_same_society(p_society);
  UPDATE ledger_entrymemo SET memo = NULL, salt = ''
   WHERE society_id = p_society AND memo IS NOT NULL AND entry_id IN (
     SELECT posting.entry_id FROM ledger_account AS account
       JOIN ledger_posting AS posting ON posting.account_id = account.id
      WHERE account.society_id = p_society AND account.party_id = p_party);
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;
