-- A vote counts when an elector who is still a member casts it between the opening and the closing moment.

CREATE OR REPLACE FUNCTION governance_vote_is_lawful() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r governance_resolution; zone_name text; ceased date; held text;
BEGIN
  -- The lock first, the clock after: closing takes FOR UPDATE, so no vote slips in while the votes are counted.
  SELECT * INTO r FROM governance_resolution
   WHERE society_id = NEW.society_id AND id = NEW.resolution_id FOR KEY SHARE;
  NEW.cast_at := cyfran_now();
  SELECT state INTO held FROM governance_meeting WHERE society_id = NEW.society_id AND id = r.meeting_id;
  IF r.ballot_at IS NULL AND held IN ('noticed', 'open', 'adjourned') THEN
    RAISE EXCEPTION 'it is voted on in the meeting' USING ERRCODE = '23514', CONSTRAINT = 'vote_while_its_ballot_is_open';
  END IF;
  IF r.state IS NULL OR r.state NOT IN ('noticed', 'open') OR (r.ballot_at IS NULL AND NEW.cast_at >= r.closes_at) THEN
    RAISE EXCEPTION 'voting is closed' USING ERRCODE = '23514', CONSTRAINT = 'vote_before_the_close';
  END IF;
  IF r.ballot_at IS NULL AND NEW.cast_at < r.opens_at THEN
    RAISE EXCEPTION 'voting is not open' USING ERRCODE = '23514', CONSTRAINT = 'vote_after_the_opening';
  END IF;
  SELECT m.ceased_on, s.zone INTO ceased, zone_name
    FROM governance_elector e JOIN membership_member m ON m.id = e.member_id JOIN societies_society s ON s.id = e.society_id
   WHERE e.id = NEW.elector_id AND e.society_id = NEW.society_id AND e.resolution_id = NEW.resolution_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no elector' USING ERRCODE = '23514', CONSTRAINT = 'vote_by_an_elector';
  END IF;
  IF ceased <= (NEW.cast_at AT TIME ZONE zone_name)::date THEN
    RAISE EXCEPTION 'no member any more' USING ERRCODE = '23514', CONSTRAINT = 'vote_by_a_member';
  END IF;
  SELECT coalesce(max(version), 0) + 1 INTO NEW.version FROM governance_vote
   WHERE society_id = NEW.society_id AND resolution_id = NEW.resolution_id AND elector_id = NEW.elector_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER vote_is_lawful BEFORE INSERT ON governance_vote
FOR EACH ROW EXECUTE FUNCTION governance_vote_is_lawful();

CREATE OR REPLACE TRIGGER electors_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON governance_elector
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();

-- The state follows the clock; votes are taken by the clock alone, so nothing waits for this.
-- grant: app
CREATE OR REPLACE FUNCTION governance_open(p_society bigint, p_resolution bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM governance_enter(p_society);
  UPDATE governance_resolution SET state = 'open'
   WHERE society_id = p_society AND id = p_resolution AND state = 'noticed' AND opens_at <= cyfran_now();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not due' USING ERRCODE = '23514', CONSTRAINT = 'vote_after_the_opening';
  END IF;
END $$;

-- Reminded are electors who have not voted, when the vote closes soon (rules.closes_soon), each once.
CREATE OR REPLACE FUNCTION governance_reminder_is_due() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r governance_resolution;
BEGIN
  NEW.sent_at := cyfran_now();
  SELECT * INTO r FROM governance_resolution
   WHERE society_id = NEW.society_id AND id = NEW.resolution_id FOR KEY SHARE;
  IF r.state IS NULL OR r.state NOT IN ('noticed', 'open') OR NEW.sent_at >= r.closes_at
     OR NEW.sent_at < r.closes_at - least(interval '48 hours', (r.closes_at - r.opens_at) / 2) THEN
    RAISE EXCEPTION 'it does not close soon' USING ERRCODE = '23514', CONSTRAINT = 'reminded_before_the_close';
  END IF;
  IF NOT EXISTS (SELECT FROM governance_elector WHERE society_id = NEW.society_id AND id = NEW.elector_id
                  AND resolution_id = NEW.resolution_id)
     OR EXISTS (SELECT FROM governance_vote WHERE society_id = NEW.society_id
                 AND resolution_id = NEW.resolution_id AND elector_id = NEW.elector_id) THEN
    RAISE EXCEPTION 'nothing to remind of' USING ERRCODE = '23514', CONSTRAINT = 'reminded_who_has_not_voted';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER reminder_is_due BEFORE INSERT ON governance_reminder
FOR EACH ROW EXECUTE FUNCTION governance_reminder_is_due();
