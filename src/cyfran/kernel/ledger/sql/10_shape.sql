-- What the tables of the ledger need and Django's migrations cannot say. Debits are positive, credits negative.

-- A posting carries its account's currency and heat, so that the checks below need no join: these keys make them true.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'posting_as_its_account') THEN
    ALTER TABLE ledger_posting ADD CONSTRAINT posting_as_its_account
      FOREIGN KEY (society_id, account_id, currency, hot) REFERENCES ledger_account (society_id, id, currency, hot);
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
