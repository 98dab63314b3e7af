-- A file's payments are written by one statement, numbered 1..k, and come to what the file says. Each is the debit
-- of the file's own entry on the account that owed it: nothing is paid that the books do not say was due, or twice.
CREATE OR REPLACE FUNCTION payments_check_instructions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint;
BEGIN
  SELECT written.file_id INTO wrong
    FROM (SELECT file_id, count(*) AS payments, sum(amount) AS total, min(number) AS first, max(number) AS last
            FROM added GROUP BY file_id) AS written
    JOIN payments_paymentfile AS file ON file.id = written.file_id
   WHERE (written.payments, written.total, written.first, written.last, file.state::text)
      IS DISTINCT FROM (file.count::bigint, file.total::numeric, 1, file.count, 'prepared') LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'payment file % does not come to what it says', wrong
      USING ERRCODE = '23514', CONSTRAINT = 'payment_file_is_whole';
  END IF;
  SELECT added.file_id INTO wrong
    FROM added
    JOIN payments_paymentfile AS file ON file.id = added.file_id
    LEFT JOIN ledger_posting AS posting
      ON posting.entry_id = file.entry_id AND posting.account_id = added.account_id AND posting.amount = added.amount
   WHERE posting.amount IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'payment file % pays what its entry does not', wrong
      USING ERRCODE = '23514', CONSTRAINT = 'payment_stands_in_the_books';
  END IF;
  SELECT balance.account_id INTO wrong
    FROM ledger_balance AS balance WHERE balance.account_id IN (SELECT account_id FROM added)
   GROUP BY balance.account_id HAVING sum(balance.amount) > 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'account % is paid more than is due on it', wrong
      USING ERRCODE = '23514', CONSTRAINT = 'due_paid_once';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER instructions_make_whole_files AFTER INSERT ON payments_paymentinstruction
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION payments_check_instructions();

-- prepared -> sent -> paid, or prepared -> cancelled; never back.
CREATE OR REPLACE FUNCTION payments_file_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (('prepared', 'sent'), ('sent', 'paid'), ('prepared', 'cancelled')) THEN
    RAISE EXCEPTION 'a payment file does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'payment_file_goes_forward';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payment_files_go_forward BEFORE UPDATE OF state ON payments_paymentfile
FOR EACH ROW EXECUTE FUNCTION payments_file_moves();
