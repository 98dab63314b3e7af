-- What makes a set of rows a set of books. Every check is immediate, by statement, over the rows just written:
-- none joins them to a table, so none can meet a bad plan, and none waits for the end of the transaction.

-- Each entry sums to nought in each of its currencies and is whole: its legs are numbered 1..k and written by one
-- statement. With the primary key (entry_id, leg) a later statement can only collide or break the numbering, so an
-- entry is closed for ever once it is written; with the key entry_has_a_first_leg it is written together with its legs.
-- It lies in an open period. Then the balances follow, locked in the order of their accounts.
CREATE OR REPLACE FUNCTION ledger_check_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad bigint; plainly_whole boolean; owner bigint; owners bigint; first_on date;
BEGIN
  SELECT min(entry_id) FILTER (WHERE total <> 0), bool_and(lowest = 1 AND highest = legs AND legs > 1),
         min(society), max(society), min((SELECT effective_on FROM ledger_entry WHERE id = per_currency.entry_id))
    INTO bad, plainly_whole, owner, owners, first_on
    FROM (SELECT entry_id, sum(amount) AS total, count(*) AS legs, min(leg) AS lowest, max(leg) AS highest,
                 min(society_id) AS society
            FROM added GROUP BY entry_id, currency) AS per_currency;
  IF bad IS NOT NULL THEN
    IF EXISTS (SELECT FROM added WHERE currency = '') THEN  -- how ledger_write says that an account is not there
      RAISE EXCEPTION 'entry % is on no account', bad
        USING ERRCODE = '23503', CONSTRAINT = 'posting_as_its_account';
    END IF;
    RAISE EXCEPTION 'entry % does not balance', bad USING ERRCODE = '23514', CONSTRAINT = 'entry_balances';
  END IF;
  IF NOT plainly_whole THEN  -- one of several currencies, or one in pieces: look again, entry by entry
    SELECT entry_id INTO bad FROM added GROUP BY entry_id
      HAVING count(*) < 2 OR min(leg) <> 1 OR max(leg) <> count(*) LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'entry % must be written whole, by one statement', bad
        USING ERRCODE = '23514', CONSTRAINT = 'entry_is_whole';
    END IF;
  END IF;
  IF owner <> owners THEN  -- row level security allows none but the current society's
    RAISE EXCEPTION 'entries of two societies by one statement'
      USING ERRCODE = '23514', CONSTRAINT = 'stays_in_its_society';
  END IF;
  -- Posting shares the lock that sealing takes alone: a period cannot close over an entry still being written.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('ledger_seal', owner));
  IF first_on <= (SELECT max(through_on) FROM ledger_periodseal WHERE society_id = owner) THEN
    RAISE EXCEPTION 'the books are closed on %', first_on
      USING ERRCODE = '23514', CONSTRAINT = 'entry_in_an_open_period';
  END IF;
  -- A hot account spreads its balance over 32 rows by connection, so that writers do not queue for one row.
  INSERT INTO ledger_balance AS kept (society_id, account_id, shard, currency, hot, amount, postings)
  SELECT society_id, account_id, CASE WHEN hot THEN pg_backend_pid() % 32 ELSE 0 END, currency, hot,
         sum(amount), count(*)
    FROM added GROUP BY society_id, account_id, currency, hot ORDER BY account_id
  ON CONFLICT (account_id, shard) DO UPDATE SET
    amount = kept.amount + excluded.amount, postings = kept.postings + excluded.postings,
    -- The same, or the foreign key refuses: a change of these columns alone makes it look.
    society_id = excluded.society_id, currency = excluded.currency, hot = excluded.hot;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER postings_make_whole_entries AFTER INSERT ON ledger_posting
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_postings();

-- A limited account has its balance, with its limits, from the statement that opens it.
CREATE OR REPLACE FUNCTION ledger_start_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_balance (society_id, account_id, shard, currency, hot, amount, postings, floor, ceiling)
  SELECT society_id, id, 0, currency, hot, 0, 0, floor, ceiling FROM added WHERE NOT hot ORDER BY id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER accounts_start_at_nought AFTER INSERT ON ledger_account
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_start_balances();
