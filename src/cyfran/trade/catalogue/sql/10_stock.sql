-- Stock: what is promised moves only here; all lines of an order or none, in the order of their ids.
-- p_lines is always [{"offer": id, "quantity": n}, …] with quantities from 1 up; an offer may stand in several lines.

CREATE OR REPLACE FUNCTION catalogue_asked(p_lines jsonb, OUT offers bigint[], OUT quantities bigint[])
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE least bigint;
BEGIN
  SELECT array_agg(one.offer ORDER BY one.offer), array_agg(one.quantity ORDER BY one.offer), min(one.least)
    INTO offers, quantities, least
    FROM (SELECT (line->>'offer')::bigint AS offer, sum((line->>'quantity')::bigint)::bigint AS quantity,
                 min((line->>'quantity')::bigint) AS least
            FROM jsonb_array_elements(p_lines) AS line GROUP BY 1) AS one;
  IF least < 1 THEN
    RAISE EXCEPTION 'a line asks for one or more' USING ERRCODE = '23514', CONSTRAINT = 'stock_line_asks_for_some';
  END IF;
END $$;

-- Promise these to an order. When any is short or not on sale, none is promised, and the refusal's DETAIL is
-- [{"offer": id, "left": n}, …] for those (left 0 when it is not on sale).
-- grant: app
CREATE OR REPLACE FUNCTION catalogue_reserve(p_society bigint, p_lines jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
-- An order is small, whatever the statistics say: never read a whole table for it.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE asked_for bigint; promised bigint[]; least bigint; short jsonb;
BEGIN
  PERFORM cyfran_same_society(p_society);
  -- Locked in the order of the offers, so that crossed baskets wait and never deadlock; the conditions of the UPDATE
  -- are read again on each row once it is ours.
  WITH asked AS MATERIALIZED (
    SELECT offer, sum(quantity)::bigint AS quantity, min(quantity) AS least
      FROM jsonb_to_recordset(p_lines) AS line (offer bigint, quantity bigint) GROUP BY offer
  ), locked AS (
    SELECT pool.id, asked.quantity
      FROM asked
      JOIN catalogue_stockpool AS pool ON pool.offer_id = asked.offer AND pool.society_id = p_society
      JOIN catalogue_offer AS offer ON offer.id = pool.offer_id AND offer.state = 'listed'
     WHERE asked.least > 0 ORDER BY pool.offer_id FOR NO KEY UPDATE OF pool
  ), moved AS (
    UPDATE catalogue_stockpool AS pool SET reserved = pool.reserved + locked.quantity
      FROM locked
     WHERE pool.id = locked.id AND (pool.on_hand IS NULL OR pool.on_hand - pool.reserved >= locked.quantity)
    RETURNING pool.offer_id
  )
  SELECT count(*), (SELECT coalesce(array_agg(offer_id), '{}') FROM moved), min(asked.least)
    INTO asked_for, promised, least FROM asked;
  IF least < 1 THEN
    RAISE EXCEPTION 'a line asks for one or more' USING ERRCODE = '23514', CONSTRAINT = 'stock_line_asks_for_some';
  END IF;
  IF cardinality(promised) < asked_for THEN
    SELECT jsonb_agg(jsonb_build_object('offer', line.offer, 'left', coalesce(greatest(pool.on_hand - pool.reserved, 0), 0)))
      INTO short
      FROM (SELECT DISTINCT (line->>'offer')::bigint AS offer FROM jsonb_array_elements(p_lines) AS line) AS line
      LEFT JOIN catalogue_offer AS offer
        ON offer.id = line.offer AND offer.society_id = p_society AND offer.state = 'listed'
      LEFT JOIN catalogue_stockpool AS pool ON pool.offer_id = offer.id
     WHERE line.offer <> ALL (promised);
    RAISE EXCEPTION 'not enough left' USING ERRCODE = '23514', CONSTRAINT = 'stock_enough_left', DETAIL = short::text;
  END IF;
END $$;

-- Take a promise back: these can be ordered by others again.
-- grant: app
CREATE OR REPLACE FUNCTION catalogue_release(p_society bigint, p_lines jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM catalogue_let_go(p_society, p_lines, false);
END $$;

-- Keep a promise: these have gone out of the door, and are neither promised nor there any more.
-- grant: app
CREATE OR REPLACE FUNCTION catalogue_hand_over(p_society bigint, p_lines jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM catalogue_let_go(p_society, p_lines, true);
END $$;

CREATE OR REPLACE FUNCTION catalogue_let_go(p_society bigint, p_lines jsonb, p_gone boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  asked record; moved integer;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO asked FROM catalogue_asked(p_lines);
  WITH locked AS (
    SELECT pool.id, line.quantity
      FROM unnest(asked.offers, asked.quantities) AS line (offer_id, quantity)
      JOIN catalogue_stockpool AS pool ON pool.offer_id = line.offer_id AND pool.society_id = p_society
     ORDER BY pool.offer_id FOR NO KEY UPDATE OF pool
  )
  UPDATE catalogue_stockpool AS pool
     SET reserved = pool.reserved - locked.quantity,
         on_hand = CASE WHEN p_gone THEN pool.on_hand - locked.quantity ELSE pool.on_hand END
    FROM locked WHERE pool.id = locked.id AND pool.reserved >= locked.quantity;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> coalesce(cardinality(asked.offers), 0) THEN
    RAISE EXCEPTION 'more is let go than was promised' USING ERRCODE = '23514', CONSTRAINT = 'stock_was_promised';
  END IF;
END $$;
