-- Before a meeting: who may ask for one, what stands on its agenda, who is invited, and on which day it may be held.

-- Also in rules.py: the number or the share, whichever is less.
CREATE OR REPLACE FUNCTION meetings_requisition_begins() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE members integer;
BEGIN
  NEW.asked_at := cyfran_now();
  SELECT count(*) INTO members FROM membership_member WHERE society_id = NEW.society_id AND ceased_on IS NULL;
  NEW.needed := greatest(1, least(rulebook_value(NEW.society_id, 'meetings.requisition_count'),
    (rulebook_value(NEW.society_id, 'meetings.requisition_bp') * members + 9999) / 10000));
  NEW.reached_at := NULL;
  NEW.meeting_id := NULL;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER requisition_begins BEFORE INSERT ON meetings_requisition
FOR EACH ROW EXECUTE FUNCTION meetings_requisition_begins();

CREATE OR REPLACE FUNCTION meetings_requisition_is_signed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r meetings_requisition;
BEGIN
  NEW.at := cyfran_now();
  SELECT * INTO r FROM meetings_requisition WHERE society_id = NEW.society_id AND id = NEW.requisition_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM membership_member WHERE id = NEW.member_id AND ceased_on IS NOT NULL) THEN
    RAISE EXCEPTION 'no member any more' USING ERRCODE = '23514', CONSTRAINT = 'asked_for_by_members';
  END IF;
  IF r.reached_at IS NULL AND r.needed <= 1 + (SELECT count(*) FROM meetings_signature
       WHERE society_id = NEW.society_id AND requisition_id = r.id) THEN
    UPDATE meetings_requisition SET reached_at = NEW.at WHERE id = r.id;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER requisition_is_signed BEFORE INSERT ON meetings_signature
FOR EACH ROW EXECUTE FUNCTION meetings_requisition_is_signed();

-- The agenda is free until notice is given. Then the members know what is coming: at a general meeting only a
-- resolution of which notice is given by itself, and what the meeting decides about its own course, can be added.
CREATE OR REPLACE FUNCTION meetings_agenda_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE m governance_meeting;
BEGIN
  SELECT * INTO m FROM governance_meeting
   WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.meeting_id ELSE NEW.meeting_id END FOR KEY SHARE;
  IF m.state IN ('closed', 'cancelled') OR (TG_OP = 'UPDATE' AND
       (NEW.meeting_id, NEW.resolution_id, NEW.procedural) IS DISTINCT FROM (OLD.meeting_id, OLD.resolution_id, OLD.procedural))
     OR (m.state <> 'called' AND NOT (TG_OP = 'INSERT'
       AND (m.kind IN ('board', 'circle') OR NEW.procedural OR NEW.resolution_id IS NOT NULL))
       AND NOT (TG_OP = 'UPDATE' AND (NEW.title, NEW.text, NEW.decides, NEW.position)
                IS NOT DISTINCT FROM (OLD.title, OLD.text, OLD.decides, OLD.position))) THEN
    RAISE EXCEPTION 'members were told of this agenda' USING ERRCODE = '23514', CONSTRAINT = 'agenda_stands_from_the_notice';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER agenda_stands BEFORE INSERT OR UPDATE OR DELETE ON meetings_item
FOR EACH ROW EXECUTE FUNCTION meetings_agenda_stands();
CREATE OR REPLACE TRIGGER agenda_stays BEFORE TRUNCATE ON meetings_item
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();

CREATE OR REPLACE FUNCTION meetings_is_general(p_kind text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_kind IN ('annual', 'special')
$$;

-- The meeting, locked, in one of these states; nobody else moves it meanwhile.
CREATE OR REPLACE FUNCTION meetings_enter(p_society bigint, p_meeting bigint, VARIADIC p_states text[])
RETURNS governance_meeting LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting;
BEGIN
  PERFORM cyfran_same_society(p_society);
  SELECT * INTO m FROM governance_meeting WHERE society_id = p_society AND id = p_meeting FOR NO KEY UPDATE;
  IF m.id IS NULL OR m.state <> ALL (p_states) THEN
    RAISE EXCEPTION 'the meeting is %', m.state USING ERRCODE = '23514', CONSTRAINT = 'meeting_stands_where_it_must';
  END IF;
  RETURN m;
END $$;

-- Clear days: neither the day of the notice nor the day of the meeting. A letter is served 48 hours after it is posted,
-- so the days are two more where somebody invited has no e-mail address (model rules).
CREATE OR REPLACE FUNCTION meetings_check_days(m governance_meeting, p_days integer, p_to timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE zone_name text; needed integer;
BEGIN
  SELECT zone INTO zone_name FROM societies_society WHERE id = m.society_id;
  needed := p_days + CASE WHEN EXISTS (
    SELECT FROM meetings_invitee i JOIN societies_party p ON p.id = i.party_id
     WHERE i.society_id = m.society_id AND i.meeting_id = m.id AND p.email = '') THEN 2 ELSE 0 END;
  IF p_to <= cyfran_now() OR greatest((p_to AT TIME ZONE zone_name)::date - (cyfran_now() AT TIME ZONE zone_name)::date - 1, 0) < needed THEN
    RAISE EXCEPTION 'notice does not run' USING ERRCODE = '23514', CONSTRAINT = 'meeting_after_its_clear_days';
  END IF;
END $$;

-- Who may attend: every member; or who holds an office of the board; or who was asked, to a circle.
CREATE OR REPLACE FUNCTION meetings_invite(m governance_meeting, p_members bigint[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE moment timestamptz := cyfran_now(); today date;
BEGIN
  SELECT (moment AT TIME ZONE s.zone)::date INTO today FROM societies_society s WHERE s.id = m.society_id;
  INSERT INTO meetings_invitee (society_id, meeting_id, party_id, member_id)
  SELECT DISTINCT m.society_id, m.id, v.party_id, v.member_id FROM membership_electorate(m.society_id, today) v
   WHERE meetings_is_general(m.kind) OR (m.kind = 'circle' AND v.member_id = ANY (p_members));
  INSERT INTO meetings_invitee (society_id, meeting_id, party_id, member_id)
  SELECT DISTINCT m.society_id, m.id, a.party_id,
         (SELECT v.id FROM membership_member v WHERE v.society_id = m.society_id AND v.party_id = a.party_id AND v.ceased_on IS NULL)
    FROM societies_appointment a
   WHERE m.kind = 'board' AND a.society_id = m.society_id AND a.office IN ('board', 'chair', 'secretary', 'treasurer')
     AND a.starts_at <= moment AND (a.ends_at IS NULL OR a.ends_at > moment);
  RETURN (SELECT count(*) FROM meetings_invitee WHERE society_id = m.society_id AND meeting_id = m.id);
END $$;

-- The number or the share of those invited, whichever is more; never more than there are.
CREATE OR REPLACE FUNCTION meetings_quorum(m governance_meeting, p_roll integer) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT least(p_roll, greatest(rulebook_value(m.society_id, which || '_count'), (rulebook_value(m.society_id, which || '_bp') * p_roll + 9999) / 10000))::integer
    FROM (SELECT CASE WHEN meetings_is_general(m.kind) THEN 'governance.quorum' ELSE 'meetings.board_quorum' END AS which) named
$$;

-- From now on agenda, place, day and who is invited stand still.
-- grant: app
CREATE OR REPLACE FUNCTION meetings_give_notice(p_society bigint, p_meeting bigint, p_members bigint[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; invited integer; days integer;
BEGIN
  m := meetings_enter(p_society, p_meeting, 'called');
  invited := meetings_invite(m, p_members);
  IF invited = 0 THEN
    RAISE EXCEPTION 'nobody is invited' USING ERRCODE = '23514', CONSTRAINT = 'meeting_has_somebody_invited';
  END IF;
  IF NOT EXISTS (SELECT FROM meetings_item WHERE society_id = p_society AND meeting_id = p_meeting) THEN
    RAISE EXCEPTION 'no agenda' USING ERRCODE = '23514', CONSTRAINT = 'meeting_has_an_agenda';
  END IF;
  days := rulebook_value(p_society, CASE WHEN meetings_is_general(m.kind) THEN 'governance.notice_days' ELSE 'meetings.board_notice_days' END);
  PERFORM meetings_check_days(m, days, m.held_at);
  UPDATE governance_meeting SET state = 'noticed', notice_given_at = cyfran_now(), notice_days = days, notice_round = 1,
    roll = invited, quorum_needed = meetings_quorum(m, invited) WHERE id = m.id;
  RETURN invited;
END $$;

-- What two meetings decide is held to its days by law: such a meeting is not put off.
CREATE OR REPLACE FUNCTION meetings_has_bound_days(p_society bigint, p_meeting bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM governance_resolution WHERE society_id = p_society AND meeting_id = p_meeting
                  AND state IN ('noticed', 'open') AND (confirm_by IS NOT NULL OR confirms_id IS NOT NULL
                    OR EXISTS (SELECT FROM governance_meeting WHERE id = p_meeting AND state = 'called')))
$$;

CREATE OR REPLACE FUNCTION meetings_write_move(m governance_meeting, p_what text, p_reason text, p_to timestamptz) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO meetings_move (society_id, meeting_id, what, reason, held_at, moved_to, at)
  VALUES (m.society_id, m.id, p_what, p_reason::jsonb, m.held_at, p_to, cyfran_now())
$$;

-- grant: app
CREATE OR REPLACE FUNCTION meetings_postpone(p_society bigint, p_meeting bigint, p_to timestamptz, p_place text, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting;
BEGIN
  m := meetings_enter(p_society, p_meeting, 'called', 'noticed');
  IF meetings_has_bound_days(p_society, p_meeting) THEN
    RAISE EXCEPTION 'its day is bound' USING ERRCODE = '23514', CONSTRAINT = 'bound_days_are_kept';
  END IF;
  IF m.held_at <= cyfran_now() THEN
    RAISE EXCEPTION 'it should have begun' USING ERRCODE = '23514', CONSTRAINT = 'postponed_before_it_begins';
  END IF;
  PERFORM meetings_check_days(m, CASE m.state WHEN 'noticed' THEN m.notice_days ELSE 0 END, p_to);
  PERFORM meetings_write_move(m, 'postponed', p_reason, p_to);
  UPDATE governance_meeting SET held_at = p_to, place = p_place::jsonb,
    notice_round = notice_round + CASE m.state WHEN 'noticed' THEN 1 ELSE 0 END WHERE id = m.id;
END $$;

-- The resolutions that were to be taken at it go no further: they need another meeting, and another notice.
-- grant: app
CREATE OR REPLACE FUNCTION meetings_cancel(p_society bigint, p_meeting bigint, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting;
BEGIN
  m := meetings_enter(p_society, p_meeting, 'called', 'noticed');
  IF m.held_at <= cyfran_now() THEN
    RAISE EXCEPTION 'it should have begun' USING ERRCODE = '23514', CONSTRAINT = 'postponed_before_it_begins';
  END IF;
  PERFORM meetings_write_move(m, 'cancelled', p_reason, NULL);
  UPDATE governance_resolution SET meeting_id = NULL
   WHERE society_id = p_society AND meeting_id = p_meeting AND state = 'draft';
  UPDATE governance_resolution SET state = 'withdrawn', ended_at = cyfran_now(), ended_why = 'cancelled'
   WHERE society_id = p_society AND meeting_id = p_meeting AND state = 'noticed';
  UPDATE governance_meeting SET state = 'cancelled',
    notice_round = notice_round + CASE m.state WHEN 'noticed' THEN 1 ELSE 0 END WHERE id = m.id;
END $$;

-- Told are those invited, in the round that runs; by e-mail now, by post or by hand on a day that has come.
CREATE OR REPLACE FUNCTION meetings_service_is_true() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting;
BEGIN
  SELECT * INTO m FROM governance_meeting WHERE society_id = NEW.society_id AND id = NEW.meeting_id FOR KEY SHARE;
  IF NEW.way = 'email' THEN NEW.sent_at := cyfran_now(); END IF;
  IF NEW.round <> m.notice_round OR NEW.sent_at > cyfran_now() OR m.notice_given_at::date > NEW.sent_at
     OR NOT EXISTS (SELECT FROM meetings_invitee WHERE society_id = NEW.society_id AND id = NEW.invitee_id AND meeting_id = m.id) THEN
    RAISE EXCEPTION 'not told of this' USING ERRCODE = '23514', CONSTRAINT = 'told_of_the_notice_that_runs';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER service_is_true BEFORE INSERT ON meetings_service
FOR EACH ROW EXECUTE FUNCTION meetings_service_is_true();
CREATE OR REPLACE TRIGGER invitees_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON meetings_invitee
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER moves_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON meetings_move
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
