-- The statements of an order, each one round trip. They run as the web role, under its row level security.

DROP FUNCTION IF EXISTS orders_standing(bigint, bigint);
DROP FUNCTION IF EXISTS orders_take_basket(bigint, text);
DROP FUNCTION IF EXISTS orders_take_basket(bigint, bigint, text);
DROP FUNCTION IF EXISTS orders_write_order(
  bigint, bigint, bigint, text, timestamptz, text, text, bigint, bigint, bigint, bigint, jsonb);

-- These quantities of these offers, with each offer as it stands now; seller NULL: no longer on sale.
-- grant: app
CREATE OR REPLACE FUNCTION orders_wanted(p_offers bigint[], p_quantities integer[])
RETURNS TABLE (offer_id bigint, quantity integer, seller_id bigint, net_price bigint, tax_code text,
               for_members boolean, name jsonb)
LANGUAGE sql STABLE AS $$
  SELECT wanted.offer_id, wanted.quantity, offer.seller_id, offer.price, item.tax_code::text,
         offer.audience = 'member', item.name
    FROM unnest(p_offers, p_quantities) AS wanted (offer_id, quantity)
    LEFT JOIN catalogue_offer AS offer ON offer.id = wanted.offer_id AND offer.state = 'listed'
    LEFT JOIN catalogue_item AS item ON item.id = offer.item_id
   ORDER BY wanted.offer_id
$$;

-- What the society knows of a buyer at this moment (the open cycle, their party, whether a member, their order in it),
-- beside each line of the basket, which is empty from now on. A second taker finds one row without an offer; so does
-- whoever comes again with the key of an order there is, and their basket stays as it is.
-- grant: app
CREATE OR REPLACE FUNCTION orders_take_basket(p_society bigint, p_person bigint, p_owner text, p_key text)
RETURNS TABLE (cycle_id bigint, party_id bigint, is_member boolean, order_id bigint, offer_id bigint,
               quantity integer, seller_id bigint, net_price bigint, tax_code text, for_members boolean, name jsonb)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
-- A basket is small, whatever the statistics say: never read a whole table for it.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  WITH taken AS (
    DELETE FROM orders_basketline AS line WHERE line.society_id = p_society AND line.owner = p_owner
       AND NOT EXISTS (SELECT FROM orders_order AS before WHERE before.society_id = p_society AND before.key = p_key)
    RETURNING line.offer_id, line.quantity
  )
  SELECT cycle.id, party.id, member.id IS NOT NULL, placed.id, taken.offer_id, taken.quantity, offer.seller_id,
         offer.price, item.tax_code::text, offer.audience = 'member', item.name
    FROM (SELECT 1) AS one
    LEFT JOIN orders_cycle AS cycle ON cycle.society_id = p_society AND cycle.state = 'open'
    LEFT JOIN societies_party AS party ON party.society_id = p_society AND party.person_id = p_person
    LEFT JOIN membership_member AS member
      ON member.society_id = p_society AND member.party_id = party.id AND member.ceased_on IS NULL
    LEFT JOIN orders_order AS placed
      ON placed.society_id = p_society AND placed.cycle_id = cycle.id AND placed.buyer_id = party.id
         AND placed.order_state = 'placed'
    LEFT JOIN taken ON true
    LEFT JOIN catalogue_offer AS offer
      ON offer.society_id = p_society AND offer.id = taken.offer_id AND offer.state = 'listed'
    LEFT JOIN catalogue_item AS item ON item.society_id = p_society AND item.id = offer.item_id
   ORDER BY taken.offer_id;
END $$;

-- The entry of an order or a change to it, and where they are missing its two accounts.
-- p_buyer and p_held: {"code", "purpose", "kind", "party", "floor", "ceiling"} of an account.
-- grant: app
CREATE OR REPLACE FUNCTION orders_post(
  p_society bigint, p_key text, p_on date, p_amount bigint, p_person bigint, p_mandate bigint, p_currency text,
  p_buyer jsonb, p_held jsonb) RETURNS bigint LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE buyer bigint; held bigint;
BEGIN
  SELECT (SELECT id FROM ledger_account
           WHERE society_id = p_society AND code = p_buyer->>'code' AND currency = p_currency),
         (SELECT id FROM ledger_account
           WHERE society_id = p_society AND code = p_held->>'code' AND currency = p_currency)
    INTO buyer, held;
  IF buyer IS NULL THEN
    SELECT id INTO buyer FROM ledger_open_account(
      p_society, p_buyer->>'code', p_buyer->>'purpose', p_buyer->>'kind', p_currency, false,
      (p_buyer->>'party')::bigint, (p_buyer->>'floor')::bigint, (p_buyer->>'ceiling')::bigint);
  END IF;
  IF held IS NULL THEN
    SELECT id INTO held FROM ledger_open_account(
      p_society, p_held->>'code', p_held->>'purpose', p_held->>'kind', p_currency, true, NULL, NULL, NULL);
  END IF;
  RETURN ledger_post(p_society, p_key, 'order', p_on, ARRAY[buyer, held], ARRAY[p_amount, -p_amount], NULL, p_person,
                     p_mandate);
END $$;

-- Lines of an order, frozen. p_lines: [{"offer", "seller", "quantity", "net_price", "net", "tax_code", "tax_bp", "tax",
-- "commission_bp", "commission"}, …], as everywhere here.
-- grant: app
CREATE OR REPLACE FUNCTION orders_add_lines(
  p_society bigint, p_order bigint, p_amendment integer, p_version bigint, p_at timestamptz, p_lines jsonb)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO orders_orderline (society_id, order_id, offer_id, seller_id, amendment, quantity, net_price, net,
    tax_code, tax_bp, tax, commission_bp, commission, commission_version, at)
  SELECT p_society, p_order, offer, seller, p_amendment, quantity, net_price, net, tax_code, tax_bp, tax,
    commission_bp, commission, p_version, p_at
  FROM jsonb_to_recordset(p_lines) AS line (offer bigint, seller bigint, quantity integer, net_price bigint,
    net bigint, tax_code text, tax_bp integer, tax bigint, commission_bp integer, commission bigint)
$$;

-- An order as placed: its stock is promised, it is written with its lines, and it is in the books; or nothing is.
-- grant: app
CREATE OR REPLACE FUNCTION orders_place(
  p_society bigint, p_cycle bigint, p_buyer bigint, p_key text, p_at timestamptz, p_pay_by text, p_payment text,
  p_net bigint, p_tax bigint, p_commission bigint, p_version bigint, p_lines jsonb, p_on date, p_person bigint,
  p_mandate bigint, p_currency text, p_buyer_account jsonb, p_held_account jsonb) RETURNS bigint
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE made bigint;
BEGIN
  PERFORM catalogue_reserve(p_society, p_lines);
  -- As orders_add_lines says it, in one statement with the order.
  WITH placed AS (
    INSERT INTO orders_order (society_id, cycle_id, buyer_id, key, placed_at, changed_at, pay_by, order_state,
      fulfilment_state, payment_state, net, tax, commission, note)
    VALUES (p_society, p_cycle, p_buyer, p_key, p_at, p_at, p_pay_by, 'placed', 'waiting', p_payment, p_net, p_tax,
      p_commission, '')
    RETURNING id
  ), lines AS (
    INSERT INTO orders_orderline (society_id, order_id, offer_id, seller_id, amendment, quantity, net_price, net,
      tax_code, tax_bp, tax, commission_bp, commission, commission_version, at)
    SELECT p_society, placed.id, offer, seller, 0, quantity, net_price, net, tax_code, tax_bp, tax, commission_bp,
      commission, p_version, p_at
    FROM placed, jsonb_to_recordset(p_lines) AS line (offer bigint, seller bigint, quantity integer, net_price bigint,
      net bigint, tax_code text, tax_bp integer, tax bigint, commission_bp integer, commission bigint)
  )
  SELECT id INTO made FROM placed;
  IF p_net + p_tax <> 0 THEN
    PERFORM orders_post(p_society, 'order:' || made || ':0', p_on, p_net + p_tax, p_person, p_mandate, p_currency,
                        p_buyer_account, p_held_account);
  END IF;
  RETURN made;
END $$;
