-- The register of members: its numbers, its dated classes, and who may vote on a day.

-- Numbers follow one another in each society without gaps: given 0, the database gives the next; given another, it
-- must be the next (as when a bundle is read back). No row is ever deleted, so no gap can come later.
CREATE OR REPLACE FUNCTION membership_next_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE following integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('membership_number', NEW.society_id));
  SELECT coalesce(max(number), 0) + 1 INTO following FROM membership_member WHERE society_id = NEW.society_id;
  IF NEW.number = 0 THEN
    NEW.number := following;
  ELSIF NEW.number <> following THEN
    RAISE EXCEPTION 'the next member number is %', following
      USING ERRCODE = '23514', CONSTRAINT = 'member_numbers_without_gaps';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER numbers_without_gaps BEFORE INSERT ON membership_member
FOR EACH ROW EXECUTE FUNCTION membership_next_number();

-- A membership that has ceased stays ceased: who comes back gets a new line and a new number.
CREATE OR REPLACE FUNCTION membership_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ceased_on IS NOT NULL THEN
    RAISE EXCEPTION 'member % has ceased', OLD.number USING ERRCODE = '23514', CONSTRAINT = 'member_ceases_once';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER line_stays BEFORE UPDATE ON membership_member
FOR EACH ROW EXECUTE FUNCTION membership_line_stays();

-- One class at a time. Both parts are ranges, so that no extension is needed.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'class_held_one_on_each_day') THEN
    ALTER TABLE membership_classholding ADD CONSTRAINT class_held_one_on_each_day EXCLUDE USING gist (
      int8range(member_id, member_id, '[]') WITH &&, daterange(from_on, until_on) WITH &&);
  END IF;
END $$;

-- Past holdings stay as they were: a holding can be ended, once.
CREATE OR REPLACE FUNCTION membership_holding_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.until_on IS NOT NULL THEN
    RAISE EXCEPTION 'that holding has ended' USING ERRCODE = '23514', CONSTRAINT = 'class_history_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holding_stays BEFORE UPDATE ON membership_classholding
FOR EACH ROW EXECUTE FUNCTION membership_holding_stays();

-- What became of an application stays: pending may be decided, admitted may be entered or withdrawn, the rest is over.
CREATE OR REPLACE FUNCTION membership_application_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IS DISTINCT FROM OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('pending', 'admitted'), ('pending', 'declined'), ('pending', 'withdrawn'),
       ('admitted', 'entered'), ('admitted', 'withdrawn')) THEN
    RAISE EXCEPTION 'an application cannot go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'application_moves_forward';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER application_moves BEFORE UPDATE ON membership_application
FOR EACH ROW EXECUTE FUNCTION membership_application_moves();

-- Who is a member on that day, and of which class: one member, one row. For governance's own functions too.
-- grant: app
CREATE OR REPLACE FUNCTION membership_electorate(p_society bigint, p_day date)
RETURNS TABLE (member_id bigint, party_id bigint, class_code text) LANGUAGE sql STABLE AS $$
  SELECT m.id, m.party_id, c.code::text
    FROM membership_member m
    JOIN membership_classholding h ON h.member_id = m.id AND h.from_on <= p_day
                                  AND (h.until_on IS NULL OR h.until_on > p_day)
    JOIN membership_memberclass c ON c.id = h.member_class_id
   WHERE m.society_id = p_society AND m.joined_on <= p_day AND (m.ceased_on IS NULL OR m.ceased_on > p_day)
$$;
