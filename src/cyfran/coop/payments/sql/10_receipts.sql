-- What a payment has received is counted here and nowhere else: the web role cannot write the column.
CREATE OR REPLACE FUNCTION payments_count_received() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cyfran_same_society(NEW.society_id);
  UPDATE payments_expectedpayment
     SET received = received + NEW.applied,
         state = CASE WHEN received + NEW.applied = amount THEN 'received' ELSE state END
   WHERE society_id = NEW.society_id AND id = NEW.expected_id AND state = 'awaiting';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'payment % is not awaited', NEW.expected_id
      USING ERRCODE = '23514', CONSTRAINT = 'payment_is_awaited';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER receipts_are_counted AFTER INSERT ON payments_receipt
FOR EACH ROW WHEN (NEW.applied > 0) EXECUTE FUNCTION payments_count_received();
CREATE OR REPLACE TRIGGER assignments_are_counted AFTER INSERT ON payments_assignment
FOR EACH ROW WHEN (NEW.applied > 0) EXECUTE FUNCTION payments_count_received();

-- A new payment has received nothing.
CREATE OR REPLACE FUNCTION payments_begin_at_nought() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.received <> 0 OR NEW.state <> 'awaiting' THEN
    RAISE EXCEPTION 'a payment is awaited before it is received'
      USING ERRCODE = '23514', CONSTRAINT = 'payment_begins_awaited';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payments_begin_awaited BEFORE INSERT ON payments_expectedpayment
FOR EACH ROW EXECUTE FUNCTION payments_begin_at_nought();

-- Received and cancelled payments stay so.
CREATE OR REPLACE FUNCTION payments_expected_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment % is % and stays so', OLD.id, OLD.state
    USING ERRCODE = '23514', CONSTRAINT = 'payment_is_awaited';
END $$;
CREATE OR REPLACE TRIGGER settled_payments_stay BEFORE UPDATE ON payments_expectedpayment
FOR EACH ROW WHEN (OLD.state <> 'awaiting') EXECUTE FUNCTION payments_expected_stays();

-- Money without an owner is assigned whole.
CREATE OR REPLACE FUNCTION payments_assign_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.applied + NEW.credited IS DISTINCT FROM
     (SELECT suspended FROM payments_receipt WHERE society_id = NEW.society_id AND id = NEW.receipt_id) THEN
    RAISE EXCEPTION 'receipt % is assigned whole or not at all', NEW.receipt_id
      USING ERRCODE = '23514', CONSTRAINT = 'receipt_assigned_whole';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER assignments_are_whole BEFORE INSERT ON payments_assignment
FOR EACH ROW EXECUTE FUNCTION payments_assign_whole();
