-- What the tables of the ledger need and Django's migrations cannot say. Debits are positive, credits negative.

-- The number of an entry's first leg: nobody says another, and the key below needs a column.
ALTER TABLE ledger_entry ADD COLUMN IF NOT EXISTS first_leg integer NOT NULL DEFAULT 1;

-- A posting repeats its account's currency and heat, so that the checks below need no join. What it says becomes its
-- account's balance, and the balance has the foreign key: an account that is not there, another society's, or one of
-- another currency is refused as by a key of the posting's own, which would lock the account's row for each posting.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'posting_as_its_account') THEN
    ALTER TABLE ledger_balance ADD CONSTRAINT posting_as_its_account
      FOREIGN KEY (society_id, account_id, currency, hot) REFERENCES ledger_account (society_id, id, currency, hot);
  END IF;
  -- Entries and postings point at each other: neither can be written without the other, so one statement writes both.
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'entry_has_a_first_leg') THEN
    ALTER TABLE ledger_entry ADD CONSTRAINT entry_has_a_first_leg
      FOREIGN KEY (id, first_leg) REFERENCES ledger_posting (entry_id, leg);
  END IF;
END $$;

-- Balances are rewritten in place; half-empty pages keep each new version beside the old one.
ALTER TABLE ledger_balance SET (fillfactor = 50);

-- Accounts, entries, postings and seals stay as they were written, for the owner too.
CREATE OR REPLACE TRIGGER account_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_account
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER posting_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER period_seal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_periodseal
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
