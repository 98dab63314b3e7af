-- The statements of an order, each one round trip. They run as the web role, under its row level security.

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

-- The basket is empty, and this was in it; a second taker of the same basket finds nothing.
-- grant: app
CREATE OR REPLACE FUNCTION orders_take_basket(p_society bigint, p_owner text)
RETURNS TABLE (offer_id bigint, quantity integer, seller_id bigint, net_price bigint, tax_code text,
               for_members boolean, name jsonb)
LANGUAGE plpgsql AS $$
DECLARE offers bigint[]; quantities integer[];
BEGIN
  WITH taken AS (
    DELETE FROM orders_basketline AS line WHERE line.society_id = p_society AND line.owner = p_owner
    RETURNING line.offer_id, line.quantity
  )
  SELECT array_agg(taken.offer_id), array_agg(taken.quantity) INTO offers, quantities FROM taken;
  RETURN QUERY SELECT * FROM orders_wanted(offers, quantities);
END $$;

-- Lines of an order, frozen.
-- grant: app
CREATE OR REPLACE FUNCTION orders_add_lines(
  p_society bigint, p_order bigint, p_amendment integer, p_version bigint, p_at timestamptz, p_lines jsonb)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO orders_orderline (society_id, order_id, offer_id, seller_id, amendment, quantity, net_price, net,
    tax_code, tax_bp, tax, commission_bp, commission, commission_version, at)
  SELECT p_society, p_order, offer_id, seller_id, p_amendment, quantity, net_price, net, tax_code, tax_bp, tax,
    commission_bp, commission, p_version, p_at
  FROM jsonb_to_recordset(p_lines) AS line (offer_id bigint, seller_id bigint, quantity integer, net_price bigint,
    net bigint, tax_code text, tax_bp integer, tax bigint, commission_bp integer, commission bigint)
$$;

-- An order with its lines, as placed.
-- grant: app
CREATE OR REPLACE FUNCTION orders_write_order(
  p_society bigint, p_cycle bigint, p_buyer bigint, p_key text, p_at timestamptz, p_pay_by text, p_payment text,
  p_net bigint, p_tax bigint, p_commission bigint, p_version bigint, p_lines jsonb) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE made bigint;
BEGIN
  INSERT INTO orders_order (society_id, cycle_id, buyer_id, key, placed_at, changed_at, pay_by, order_state,
    fulfilment_state, payment_state, net, tax, commission, note)
  VALUES (p_society, p_cycle, p_buyer, p_key, p_at, p_at, p_pay_by, 'placed', 'waiting', p_payment, p_net, p_tax,
    p_commission, '')
  RETURNING id INTO made;
  PERFORM orders_add_lines(p_society, made, 0, p_version, p_at, p_lines);
  RETURN made;
END $$;

-- What the society knows of a buyer at this moment: the open cycle, their party, whether a member, their order in it.
-- grant: app
CREATE OR REPLACE FUNCTION orders_standing(p_society bigint, p_person bigint)
RETURNS TABLE (cycle_id bigint, party_id bigint, is_member boolean, order_id bigint) LANGUAGE sql STABLE AS $$
  SELECT cycle.id, party.id, member.id IS NOT NULL, placed.id
    FROM (SELECT 1) AS one
    LEFT JOIN orders_cycle AS cycle ON cycle.society_id = p_society AND cycle.state = 'open'
    LEFT JOIN societies_party AS party ON party.society_id = p_society AND party.person_id = p_person
    LEFT JOIN membership_member AS member
      ON member.society_id = p_society AND member.party_id = party.id AND member.ceased_on IS NULL
    LEFT JOIN orders_order AS placed
      ON placed.society_id = p_society AND placed.cycle_id = cycle.id AND placed.buyer_id = party.id
         AND placed.order_state = 'placed'
$$;

-- The entry of an order or a change to it, and where they are missing its two accounts.
-- grant: app
CREATE OR REPLACE FUNCTION orders_post(
  p_society bigint, p_key text, p_on date, p_amount bigint, p_person bigint, p_mandate bigint, p_currency text,
  p_buyer jsonb, p_held jsonb) RETURNS bigint LANGUAGE sql AS $$
  SELECT ledger_post(p_society, p_key, 'order', p_on, ARRAY[buyer.id, held.id], ARRAY[p_amount, -p_amount], NULL,
                     p_person, p_mandate)
    FROM ledger_open_account(p_society, p_buyer->>'code', p_buyer->>'purpose', p_buyer->>'kind', p_currency, false,
           (p_buyer->>'party')::bigint, (p_buyer->>'floor')::bigint, (p_buyer->>'ceiling')::bigint) AS buyer,
         ledger_open_account(p_society, p_held->>'code', p_held->>'purpose', p_held->>'kind', p_currency, true,
           NULL, NULL, NULL) AS held
$$;
