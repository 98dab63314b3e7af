-- rules.allocate() for statements over many rows: a pot shared by weight, exact to the last unit, by largest remainder.
-- First the cut is found, then each row's share is arithmetic on that row alone, so rows keep their order:
--
--   INSERT INTO … SELECT t.member, ledger_allocation_share(t.member, t.weight, cut.pot, cut.total, cut.remainder,
--                                                          cut.ticket, cut.seed, cut.wide)
--     FROM t, (SELECT array_agg(member) AS members, array_agg(weight) AS weights FROM t) AS given,
--          ledger_allocation_cut(pot, given.members, given.weights) AS cut
--
-- The units left over go to the largest remainders; among equal ones to the smallest keys or, with a seed, in the order
-- of sha256('seed:key'), which nobody can have planned.

-- grant: app
CREATE OR REPLACE FUNCTION ledger_allocation_ticket(p_key bigint, p_seed text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_seed IS NULL THEN int8send(p_key) ELSE sha256(convert_to(p_seed || ':' || p_key, 'UTF8')) END
$$;

-- `remainder` is the least that still gets a unit; where it is tied, those with a ticket up to `ticket` (NULL: all) do.
-- `wide`: a product would not fit in 64 bits.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_allocation_cut(
  p_pot bigint, p_keys bigint[], p_weights bigint[], p_seed text DEFAULT NULL,
  OUT pot bigint, OUT total bigint, OUT remainder bigint, OUT ticket bytea, OUT seed text, OUT wide boolean)
LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp SET work_mem = '256MB' AS $$
DECLARE lowest bigint; widest bigint; remainders bigint[]; units bigint;
BEGIN
  SELECT sum(weight), min(weight), max(weight) INTO total, lowest, widest
    FROM (SELECT unnest(p_weights) AS weight) AS each;  -- and not FROM unnest(), which would store the rows first
  IF p_pot < 0 OR lowest < 0 OR (p_pot > 0 AND coalesce(total, 0) = 0) OR array_position(p_weights, NULL) > 0 THEN
    RAISE EXCEPTION 'nothing can be shared that way' USING ERRCODE = '23514', CONSTRAINT = 'allocation_has_weights';
  END IF;
  pot := p_pot; seed := p_seed; total := greatest(total, 1);
  wide := widest::numeric * pot + total > 9223372036854775807;
  IF wide THEN
    SELECT array_agg(rest), sum(rest) / total INTO remainders, units FROM (
      SELECT mod(weight::numeric * pot, total)::bigint AS rest FROM (SELECT unnest(p_weights) AS weight) AS each
       ORDER BY rest DESC) AS sorted;
  ELSE
    SELECT array_agg(rest), sum(rest) / total INTO remainders, units FROM (
      SELECT weight * pot % total AS rest FROM (SELECT unnest(p_weights) AS weight) AS each
       ORDER BY rest DESC) AS sorted;
  END IF;
  IF coalesce(units, 0) = 0 THEN
    remainder := total;  -- no remainder is as large
    RETURN;
  END IF;
  remainder := remainders[units];
  IF remainders[units + 1] = remainder THEN
    SELECT ledger_allocation_ticket(key, seed) INTO ticket
      FROM (SELECT unnest(p_keys) AS key, unnest(p_weights) AS weight) AS each
     WHERE CASE WHEN wide THEN mod(weight::numeric * pot, total) ELSE weight * pot % total END = remainder
     ORDER BY 1 OFFSET units - array_position(remainders, remainder) LIMIT 1;
  END IF;
END $$;

-- Adding total - remainder before dividing carries exactly the remainders that reach it; who is tied there and drew a
-- later ticket gives the unit back.
-- grant: app
CREATE OR REPLACE FUNCTION ledger_allocation_share(
  p_key bigint, p_weight bigint, p_pot bigint, p_total bigint, p_remainder bigint, p_ticket bytea, p_seed text,
  p_wide boolean) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_wide
    THEN div(p_weight::numeric * p_pot + (p_total - p_remainder), p_total)::bigint - (
      p_ticket IS NOT NULL AND mod(p_weight::numeric * p_pot, p_total) = p_remainder
      AND ledger_allocation_ticket(p_key, p_seed) > p_ticket)::int
    ELSE (p_weight * p_pot + (p_total - p_remainder)) / p_total - (
      p_ticket IS NOT NULL AND p_weight * p_pot % p_total = p_remainder
      AND ledger_allocation_ticket(p_key, p_seed) > p_ticket)::int
    END
$$;
