-- Ordering is open while the cycle is, by the installation's clock, whatever the code believes.

CREATE OR REPLACE FUNCTION orders_ordering_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found_cycle bigint := CASE WHEN TG_TABLE_NAME = 'orders_order' THEN NEW.cycle_id END;
BEGIN
  -- The share lock makes a closing cycle wait for orders being written, and them for it.
  PERFORM 1 FROM orders_cycle
    WHERE id = found_cycle AND state = 'open' AND closes_at > cyfran_now() AND opens_at <= cyfran_now() FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ordering is not open' USING ERRCODE = '23514', CONSTRAINT = 'ordering_is_open';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER ordering_is_open BEFORE INSERT ON orders_order
FOR EACH ROW EXECUTE FUNCTION orders_ordering_is_open();

-- Nothing is ordered below nought, and lines are added only while ordering is open and the order stands.
CREATE OR REPLACE FUNCTION orders_lines_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE quantity < 0 OR amendment > 0) THEN
    IF EXISTS (
      SELECT FROM orders_orderline l WHERE (l.order_id, l.offer_id) IN (SELECT order_id, offer_id FROM added)
      GROUP BY l.order_id, l.offer_id HAVING sum(l.quantity) < 0) THEN
      RAISE EXCEPTION 'less than nothing is ordered' USING ERRCODE = '23514', CONSTRAINT = 'order_not_below_nought';
    END IF;
    PERFORM 1 FROM orders_order o JOIN orders_cycle c ON c.id = o.cycle_id
      WHERE o.id IN (SELECT order_id FROM added) AND NOT (c.state = 'open' AND c.closes_at > cyfran_now());
    IF FOUND THEN
      RAISE EXCEPTION 'ordering is not open' USING ERRCODE = '23514', CONSTRAINT = 'ordering_is_open';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER lines_hold AFTER INSERT ON orders_orderline
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION orders_lines_hold();
