-- The room: who is present, who acts for whom, when the meeting is opened, adjourned and closed.

-- Present are those on the list, while the meeting is near or under way, and who is still a member. The lock lets no
-- presence slip in while the meeting is moved.
CREATE OR REPLACE FUNCTION meetings_presence_is_lawful() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting;
BEGIN
  SELECT * INTO m FROM governance_meeting WHERE society_id = NEW.society_id AND id = NEW.meeting_id FOR KEY SHARE;
  IF m.state IS NULL OR NOT (m.state = 'open' OR (m.state IN ('noticed', 'adjourned') AND m.held_at <= cyfran_now() + interval '2 hours')) THEN
    RAISE EXCEPTION 'it does not meet' USING ERRCODE = '23514', CONSTRAINT = 'present_while_it_meets';
  END IF;
  IF NOT EXISTS (SELECT FROM meetings_invitee i LEFT JOIN membership_member v ON v.id = i.member_id
       WHERE i.society_id = NEW.society_id AND i.id = NEW.invitee_id AND i.meeting_id = m.id
         AND (v.id IS NULL OR v.ceased_on IS NULL OR v.ceased_on > cyfran_now()::date)) THEN
    RAISE EXCEPTION 'not on the list' USING ERRCODE = '23514', CONSTRAINT = 'present_from_the_list';
  END IF;
  IF NEW.way = 'online' AND NOT m.online THEN
    RAISE EXCEPTION 'only in the room' USING ERRCODE = '23514', CONSTRAINT = 'present_where_it_meets';
  END IF;
  IF TG_OP = 'INSERT' THEN NEW.arrived_at := cyfran_now(); NEW.left_at := NULL;
  ELSIF NEW.left_at IS NOT NULL THEN NEW.left_at := cyfran_now(); END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER presence_is_lawful BEFORE INSERT OR UPDATE ON meetings_presence
FOR EACH ROW EXECUTE FUNCTION meetings_presence_is_lawful();

-- grant: app
CREATE OR REPLACE FUNCTION meetings_is_present(p_society bigint, p_meeting bigint, p_invitee bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM meetings_presence WHERE society_id = p_society AND meeting_id = p_meeting
                  AND invitee_id = p_invitee AND left_at IS NULL)
$$;

-- A proxy counts while its holder is present and its giver is not.
-- grant: app
CREATE OR REPLACE FUNCTION meetings_count_present(
  p_society bigint, p_meeting bigint, OUT room integer, OUT online integer, OUT proxies integer) LANGUAGE sql STABLE AS $$
  SELECT count(*) FILTER (WHERE way = 'room'), count(*) FILTER (WHERE way = 'online'),
         (SELECT count(*) FROM meetings_proxy p WHERE p.society_id = p_society AND p.meeting_id = p_meeting AND p.revoked_at IS NULL
           AND meetings_is_present(p_society, p_meeting, p.holder_id) AND NOT meetings_is_present(p_society, p_meeting, p.giver_id))
    FROM meetings_presence WHERE society_id = p_society AND meeting_id = p_meeting AND left_at IS NULL
$$;

CREATE OR REPLACE FUNCTION meetings_all_present(p_society bigint, p_meeting bigint) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT room + online + proxies FROM meetings_count_present(p_society, p_meeting)
$$;

-- Off unless the rules allow it; so many for each holder; taken back at any time, and never given back.
CREATE OR REPLACE FUNCTION meetings_proxy_is_lawful() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; allowed bigint := rulebook_value(NEW.society_id, 'meetings.proxies_each');
BEGIN
  SELECT * INTO m FROM governance_meeting WHERE society_id = NEW.society_id AND id = NEW.meeting_id FOR KEY SHARE;
  IF m.state IS NULL OR m.state NOT IN ('noticed', 'open', 'adjourned') THEN
    RAISE EXCEPTION 'it does not meet' USING ERRCODE = '23514', CONSTRAINT = 'proxy_for_a_meeting_to_come';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.revoked_at IS NOT NULL THEN
      RAISE EXCEPTION 'taken back' USING ERRCODE = '23514', CONSTRAINT = 'proxy_is_taken_back_once';
    END IF;
    NEW.revoked_at := cyfran_now();
    RETURN NEW;
  END IF;
  NEW.given_at := cyfran_now(); NEW.revoked_at := NULL;
  IF allowed = 0 OR NOT meetings_is_general(m.kind) THEN
    RAISE EXCEPTION 'no proxies' USING ERRCODE = '23514', CONSTRAINT = 'proxies_where_the_rules_allow';
  END IF;
  IF NEW.giver_id <> NEW.holder_id AND 2 <> (SELECT count(*) FROM meetings_invitee WHERE society_id = NEW.society_id AND meeting_id = m.id
            AND id IN (NEW.giver_id, NEW.holder_id)) THEN
    RAISE EXCEPTION 'not on the list' USING ERRCODE = '23514', CONSTRAINT = 'proxy_between_those_invited';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('meetings_proxy', NEW.holder_id));
  IF allowed <= (SELECT count(*) FROM meetings_proxy WHERE society_id = NEW.society_id AND meeting_id = m.id
                  AND holder_id = NEW.holder_id AND revoked_at IS NULL) THEN
    RAISE EXCEPTION 'enough for one' USING ERRCODE = '23514', CONSTRAINT = 'so_many_proxies_for_one';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER proxy_is_lawful BEFORE INSERT OR UPDATE ON meetings_proxy
FOR EACH ROW EXECUTE FUNCTION meetings_proxy_is_lawful();

CREATE OR REPLACE FUNCTION meetings_is_undecided(p_society bigint, p_meeting bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM meetings_question WHERE society_id = p_society AND meeting_id = p_meeting AND state <> 'decided')
$$;

-- Whoever was adjourned for want of a quorum meets again, and those who come are the quorum (model rules).
-- grant: app
CREATE OR REPLACE FUNCTION meetings_open(p_society bigint, p_meeting bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; here integer; needed integer;
BEGIN
  m := meetings_enter(p_society, p_meeting, 'noticed', 'adjourned');
  here := meetings_all_present(p_society, p_meeting);
  needed := m.quorum_needed;
  IF m.held_at > cyfran_now() THEN
    RAISE EXCEPTION 'too early' USING ERRCODE = '23514', CONSTRAINT = 'opened_at_its_time';
  END IF;
  IF 'inquorate' = (SELECT what FROM meetings_move WHERE society_id = p_society AND meeting_id = p_meeting ORDER BY id DESC LIMIT 1) THEN
    needed := greatest(1, least(needed, here));
  END IF;
  IF here < needed THEN
    RAISE EXCEPTION 'no quorum' USING ERRCODE = '23514', CONSTRAINT = 'opened_with_a_quorum';
  END IF;
  UPDATE governance_meeting SET state = 'open', quorum_needed = needed, opened_at = coalesce(opened_at, cyfran_now()) WHERE id = m.id;
  RETURN here;
END $$;

-- A meeting without a quorum half an hour after its time is adjourned for that; one under way, as it decides.
-- grant: app
CREATE OR REPLACE FUNCTION meetings_adjourn(p_society bigint, p_meeting bigint, p_to timestamptz, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; here integer; why text;
BEGIN
  m := meetings_enter(p_society, p_meeting, 'noticed', 'open');
  here := meetings_all_present(p_society, p_meeting);
  why := CASE WHEN here < m.quorum_needed THEN 'inquorate' ELSE 'adjourned' END;
  IF m.state = 'noticed' AND (why <> 'inquorate' OR cyfran_now() < m.held_at + interval '30 minutes') THEN
    RAISE EXCEPTION 'wait for a quorum' USING ERRCODE = '23514', CONSTRAINT = 'quorum_is_waited_for';
  END IF;
  IF p_to <= cyfran_now() THEN
    RAISE EXCEPTION 'in the past' USING ERRCODE = '23514', CONSTRAINT = 'adjourned_to_a_time_to_come';
  END IF;
  IF meetings_is_undecided(p_society, p_meeting) THEN
    RAISE EXCEPTION 'a question is put' USING ERRCODE = '23514', CONSTRAINT = 'question_is_decided_first';
  END IF;
  PERFORM meetings_write_move(m, why, p_reason, p_to);
  UPDATE meetings_presence SET left_at = cyfran_now() WHERE society_id = p_society AND meeting_id = p_meeting AND left_at IS NULL;
  UPDATE meetings_speech SET ended_at = cyfran_now() WHERE society_id = p_society AND meeting_id = p_meeting AND ended_at IS NULL;
  UPDATE governance_meeting SET state = 'adjourned', held_at = p_to, notice_round = notice_round + 1 WHERE id = m.id;
  RETURN why;
END $$;

-- grant: app
CREATE OR REPLACE FUNCTION meetings_close(p_society bigint, p_meeting bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting;
BEGIN
  m := meetings_enter(p_society, p_meeting, 'open');
  IF meetings_is_undecided(p_society, p_meeting) OR EXISTS (SELECT FROM governance_resolution
       WHERE society_id = p_society AND meeting_id = p_meeting AND state IN ('noticed', 'open')) THEN
    RAISE EXCEPTION 'something is not decided' USING ERRCODE = '23514', CONSTRAINT = 'question_is_decided_first';
  END IF;
  UPDATE meetings_speech SET ended_at = cyfran_now() WHERE society_id = p_society AND meeting_id = p_meeting AND ended_at IS NULL;
  UPDATE meetings_item SET ended_at = cyfran_now() WHERE society_id = p_society AND meeting_id = p_meeting AND began_at IS NOT NULL AND ended_at IS NULL;
  UPDATE governance_meeting SET state = 'closed', closed_at = cyfran_now() WHERE id = m.id;
END $$;

-- Who is present and asks; who is given the floor; the database's moments.
CREATE OR REPLACE FUNCTION meetings_speech_is_in_order() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.asked_at := cyfran_now(); NEW.began_at := NULL; NEW.ended_at := NULL;
    IF NOT meetings_is_present(NEW.society_id, NEW.meeting_id, NEW.invitee_id) OR NOT EXISTS (SELECT FROM meetings_item
         WHERE society_id = NEW.society_id AND id = NEW.item_id AND meeting_id = NEW.meeting_id AND began_at IS NOT NULL AND ended_at IS NULL) THEN
      RAISE EXCEPTION 'not now' USING ERRCODE = '23514', CONSTRAINT = 'speaks_who_is_present';
    END IF;
  ELSE
    IF NEW.began_at IS DISTINCT FROM OLD.began_at THEN NEW.began_at := coalesce(OLD.began_at, cyfran_now()); END IF;
    IF NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN NEW.ended_at := coalesce(OLD.ended_at, cyfran_now()); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER speech_is_in_order BEFORE INSERT OR UPDATE ON meetings_speech
FOR EACH ROW EXECUTE FUNCTION meetings_speech_is_in_order();
