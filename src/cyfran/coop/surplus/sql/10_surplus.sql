-- The surplus: what members traded by the books, shared among them in one statement, and only by their decision.

-- What each member of today traded in the year: what they bought (debits of kind 'order' on their accounts) and what they
-- sold (credits of kind 'settlement'). The books are asked, not the shop.
-- grant: app
CREATE OR REPLACE FUNCTION surplus_trade(p_society bigint, p_after date, p_through date)
RETURNS TABLE (member_id bigint, party_id bigint, trade bigint) LANGUAGE sql STABLE AS $$
  SELECT member.id, member.party_id, sum(abs_trade.amount)::bigint
    FROM (
      SELECT account.party_id, CASE WHEN entry.kind = 'settlement' THEN -posting.amount ELSE posting.amount END AS amount
        FROM ledger_entry AS entry
        JOIN ledger_posting AS posting ON posting.entry_id = entry.id
        JOIN ledger_account AS account ON account.id = posting.account_id
       WHERE entry.society_id = p_society AND account.society_id = p_society
         AND entry.kind IN ('order', 'settlement') AND account.party_id IS NOT NULL
         AND entry.effective_on > p_after AND entry.effective_on <= p_through
    ) AS abs_trade
    JOIN membership_member AS member
      ON member.society_id = p_society AND member.party_id = abs_trade.party_id AND member.ceased_on IS NULL
   GROUP BY member.id, member.party_id HAVING sum(abs_trade.amount) > 0
$$;

-- Each trading member's share of the pot, exact to the penny; returns how many shares were written.
-- Ties of a penny go by the lot that the seed (the mandate's id) draws: nobody gains by having joined early.
-- grant: app
CREATE OR REPLACE FUNCTION surplus_share_out(
  p_society bigint, p_application bigint, p_pot bigint, p_after date, p_through date, p_seed text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE written bigint;
BEGIN
  WITH traded AS MATERIALIZED (SELECT * FROM surplus_trade(p_society, p_after, p_through)),
  given AS (SELECT array_agg(member_id) AS members, array_agg(trade) AS weights FROM traded)
  INSERT INTO surplus_share (society_id, application_id, member_id, party_id, trade, amount)
  SELECT p_society, p_application, traded.member_id, traded.party_id, traded.trade,
         ledger_allocation_share(traded.member_id, traded.trade, cut.pot, cut.total, cut.remainder, cut.ticket,
                                 cut.seed, cut.wide)
    FROM traded, given, ledger_allocation_cut(p_pot, given.members, given.weights, p_seed) AS cut;
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written;
END $$;

-- The entry that moves the year's surplus to where the members voted it, one leg a member; returns its id.
-- p_lines: {"surplus": id, "reserves": id, "community": id} of accounts, p_amounts their amounts in the same order.
-- grant: app
CREATE OR REPLACE FUNCTION surplus_post(
  p_society bigint, p_application bigint, p_key text, p_on date, p_accounts bigint[], p_amounts bigint[],
  p_purpose text, p_kind text, p_currency text, p_mandate bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE parties bigint[]; amounts bigint[]; payables bigint[];
BEGIN
  SELECT array_agg(party_id ORDER BY party_id), array_agg(-amount ORDER BY party_id) INTO parties, amounts
    FROM surplus_share WHERE society_id = p_society AND application_id = p_application AND amount > 0;
  IF parties IS NOT NULL THEN
    payables := ledger_open_accounts(p_society,
      (SELECT array_agg(p_purpose || ':' || party ORDER BY place) FROM unnest(parties) WITH ORDINALITY AS one (party, place)),
      parties, p_purpose, p_kind, p_currency, NULL, 0);
  END IF;
  RETURN ledger_post(p_society, p_key, 'surplus', p_on, p_accounts || coalesce(payables, '{}'),
                     p_amounts || coalesce(amounts, '{}'), NULL, NULL, p_mandate);
END $$;

-- Only by a carried resolution that says so. Deferred: a rehearsal, which is always undone, never gets here. The row has
-- passed its society's policy when it was written; by now the transaction may be in no society any more.
CREATE OR REPLACE FUNCTION surplus_applied_by_members() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM governance_resolution AS resolution
      JOIN governance_cataloguecall AS call ON call.resolution_id = resolution.id
     WHERE resolution.society_id = NEW.society_id AND resolution.mandate_id = NEW.mandate_id
       AND resolution.state = 'enacted' AND call.verb = 'surplus.apply_surplus'
       AND (call.arguments::jsonb)->>'year_end' = NEW.year_end::text
       AND ((call.arguments::jsonb)->>'reserves_bp')::integer = NEW.reserves_bp
       AND ((call.arguments::jsonb)->>'community_bp')::integer = NEW.community_bp
       AND ((call.arguments::jsonb)->>'patronage_bp')::integer = NEW.patronage_bp) THEN
    RAISE EXCEPTION 'no carried resolution applies this surplus so'
      USING ERRCODE = '23514', CONSTRAINT = 'surplus_applied_by_members';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS applied_by_members ON surplus_application;
CREATE CONSTRAINT TRIGGER applied_by_members AFTER INSERT ON surplus_application
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION surplus_applied_by_members();
