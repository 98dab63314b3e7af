-- Ordering is open while the cycle is, by the installation's clock, whatever the code believes.

CREATE OR REPLACE FUNCTION orders_ordering_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moment timestamptz := cyfran_now();
BEGIN
  -- The share lock makes a closing cycle wait for orders being written, and them for it.
  PERFORM 1 FROM orders_cycle
    WHERE id = NEW.cycle_id AND society_id = NEW.society_id AND state = 'open' AND closes_at > moment
      AND opens_at <= moment FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ordering is not open' USING ERRCODE = '23514', CONSTRAINT = 'ordering_is_open';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER ordering_is_open BEFORE INSERT ON orders_order
FOR EACH ROW EXECUTE FUNCTION orders_ordering_is_open();

-- Nothing is ordered below nought, and an order is changed only while ordering is open. By the row and not by the
-- statement: the lines of an order as it is placed, which are nearly all, then cost nothing.
CREATE OR REPLACE FUNCTION orders_line_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(quantity) FROM orders_orderline
       WHERE society_id = NEW.society_id AND order_id = NEW.order_id AND offer_id = NEW.offer_id) < 0 THEN
    RAISE EXCEPTION 'less than nothing is ordered' USING ERRCODE = '23514', CONSTRAINT = 'order_not_below_nought';
  END IF;
  PERFORM 1 FROM orders_order o JOIN orders_cycle c ON c.id = o.cycle_id
    WHERE o.id = NEW.order_id AND NOT (c.state = 'open' AND c.closes_at > cyfran_now());
  IF FOUND THEN
    RAISE EXCEPTION 'ordering is not open' USING ERRCODE = '23514', CONSTRAINT = 'ordering_is_open';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER lines_hold AFTER INSERT ON orders_orderline
FOR EACH ROW WHEN (NEW.quantity < 0 OR NEW.amendment > 0) EXECUTE FUNCTION orders_line_holds();
DROP FUNCTION IF EXISTS orders_lines_hold();

-- A buyer is written to once about each change: what was confirmed is not unsaid.
CREATE OR REPLACE FUNCTION orders_confirmation_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a confirmation is taken back' USING ERRCODE = '23514', CONSTRAINT = 'order_confirmed_once';
END $$;
CREATE OR REPLACE TRIGGER confirmation_stands BEFORE UPDATE OF confirmed_at ON orders_order
FOR EACH ROW WHEN (NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at
  AND (NEW.confirmed_at IS NULL OR NEW.confirmed_at <= OLD.confirmed_at))
EXECUTE FUNCTION orders_confirmation_stands();
