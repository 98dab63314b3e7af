-- Questions put to a meeting: by hands, counted by two people who agree, or by a ballot that enough of those present demand.

CREATE OR REPLACE FUNCTION meetings_question_of(p_society bigint, p_item bigint, VARIADIC p_states text[]) RETURNS meetings_question
LANGUAGE plpgsql AS $$
DECLARE q meetings_question;
BEGIN
  SELECT * INTO q FROM meetings_question WHERE society_id = p_society AND item_id = p_item FOR UPDATE;
  IF q.id IS NULL OR q.state <> ALL (p_states) THEN
    RAISE EXCEPTION 'the question is %', q.state USING ERRCODE = '23514', CONSTRAINT = 'question_stands_where_it_must';
  END IF;
  RETURN q;
END $$;

-- The meeting that is under way with this item, locked; nothing is decided without its quorum.
CREATE OR REPLACE FUNCTION meetings_of_item(p_society bigint, p_item bigint) RETURNS governance_meeting
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting;
BEGIN
  PERFORM cyfran_same_society(p_society);
  m := meetings_enter(p_society, (SELECT meeting_id FROM meetings_item WHERE society_id = p_society AND id = p_item), 'open');
  IF meetings_all_present(p_society, m.id) < m.quorum_needed THEN
    RAISE EXCEPTION 'no quorum' USING ERRCODE = '23514', CONSTRAINT = 'quorum_is_present';
  END IF;
  RETURN m;
END $$;

-- grant: app
CREATE OR REPLACE FUNCTION meetings_take_up(p_society bigint, p_item bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting;
BEGIN
  PERFORM cyfran_same_society(p_society);
  m := meetings_enter(p_society, (SELECT meeting_id FROM meetings_item WHERE society_id = p_society AND id = p_item), 'open');
  IF meetings_is_undecided(p_society, m.id) THEN
    RAISE EXCEPTION 'a question is put' USING ERRCODE = '23514', CONSTRAINT = 'question_is_decided_first';
  END IF;
  UPDATE meetings_speech SET ended_at = cyfran_now() WHERE society_id = p_society AND meeting_id = m.id AND ended_at IS NULL;
  UPDATE meetings_item SET ended_at = cyfran_now()
   WHERE society_id = p_society AND meeting_id = m.id AND id <> p_item AND began_at IS NOT NULL AND ended_at IS NULL;
  UPDATE meetings_item SET began_at = coalesce(began_at, cyfran_now()), ended_at = NULL WHERE society_id = p_society AND id = p_item;
END $$;

-- grant: app
CREATE OR REPLACE FUNCTION meetings_put(p_society bigint, p_item bigint, p_way text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; i meetings_item;
BEGIN
  m := meetings_of_item(p_society, p_item);
  SELECT * INTO i FROM meetings_item WHERE society_id = p_society AND id = p_item;
  IF i.began_at IS NULL OR i.ended_at IS NOT NULL OR NOT i.decides THEN
    RAISE EXCEPTION 'not the item' USING ERRCODE = '23514', CONSTRAINT = 'put_what_the_meeting_is_at';
  END IF;
  IF p_way = 'ballot' AND i.resolution_id IS NULL THEN
    RAISE EXCEPTION 'hands decide this' USING ERRCODE = '23514', CONSTRAINT = 'ballot_on_a_resolution';
  END IF;
  INSERT INTO meetings_question (society_id, meeting_id, item_id, way, state, put_at)
  VALUES (p_society, m.id, p_item, p_way, 'put', cyfran_now());
  IF p_way = 'ballot' THEN PERFORM governance_open_ballot(p_society, i.resolution_id); END IF;
END $$;

-- The chair, the secretary, and whoever was given the duty at this meeting.
CREATE OR REPLACE FUNCTION meetings_check_teller(m governance_meeting, p_party bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM meetings_duty WHERE society_id = m.society_id AND meeting_id = m.id AND party_id = p_party)
     AND NOT EXISTS (SELECT FROM societies_appointment WHERE society_id = m.society_id AND party_id = p_party
       AND office IN ('chair', 'secretary') AND starts_at <= cyfran_now() AND (ends_at IS NULL OR ends_at > cyfran_now())) THEN
    RAISE EXCEPTION 'no teller' USING ERRCODE = '23514', CONSTRAINT = 'counted_by_a_teller';
  END IF;
END $$;

-- The first count waits for the second. No more hands than people, proxies counted.
-- grant: app
CREATE OR REPLACE FUNCTION meetings_enter_count(p_society bigint, p_item bigint, p_teller bigint, p_yes integer, p_no integer, p_abstained integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; q meetings_question;
BEGIN
  m := meetings_of_item(p_society, p_item);
  q := meetings_question_of(p_society, p_item, 'put');
  PERFORM meetings_check_teller(m, p_teller);
  IF q.way <> 'hands' THEN
    RAISE EXCEPTION 'a ballot' USING ERRCODE = '23514', CONSTRAINT = 'ballot_was_demanded';
  END IF;
  IF least(p_yes, p_no, p_abstained) < 0 OR p_yes + p_no + p_abstained > meetings_all_present(p_society, m.id) THEN
    RAISE EXCEPTION 'too many hands' USING ERRCODE = '23514', CONSTRAINT = 'no_more_hands_than_people';
  END IF;
  UPDATE meetings_question SET state = 'entered', entered_by_id = p_teller,
    votes_for = p_yes, votes_against = p_no, votes_abstained = p_abstained WHERE id = q.id;
END $$;

-- Two who agree decide it; two who differ begin again.
-- grant: app
CREATE OR REPLACE FUNCTION meetings_confirm_count(p_society bigint, p_item bigint, p_teller bigint, p_yes integer, p_no integer, p_abstained integer)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; q meetings_question; i meetings_item; here integer; won boolean;
BEGIN
  m := meetings_of_item(p_society, p_item);
  q := meetings_question_of(p_society, p_item, 'entered');
  PERFORM meetings_check_teller(m, p_teller);
  IF (q.votes_for, q.votes_against, q.votes_abstained) IS DISTINCT FROM (p_yes, p_no, p_abstained) THEN
    UPDATE meetings_question SET state = 'put', entered_by_id = NULL, votes_for = NULL, votes_against = NULL, votes_abstained = NULL
     WHERE id = q.id;
    RETURN false;
  END IF;
  SELECT * INTO i FROM meetings_item WHERE society_id = p_society AND id = p_item;
  here := meetings_all_present(p_society, m.id);
  won := CASE WHEN i.resolution_id IS NULL THEN p_yes > p_no
    ELSE governance_take_count(p_society, i.resolution_id, p_yes, p_no, p_abstained, here, true) <> 'lost' END;
  UPDATE meetings_question SET state = 'decided', confirmed_by_id = p_teller, decided_at = cyfran_now(), present = here, carried = won
   WHERE id = q.id;
  RETURN true;
END $$;

-- Enough of those present want every vote recorded, and the resolution goes to a ballot (model rules: three).
CREATE OR REPLACE FUNCTION meetings_demand_is_made() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE q meetings_question; of_resolution bigint;
BEGIN
  NEW.at := cyfran_now();
  SELECT * INTO q FROM meetings_question WHERE society_id = NEW.society_id AND id = NEW.question_id FOR UPDATE;
  SELECT resolution_id INTO of_resolution FROM meetings_item WHERE society_id = NEW.society_id AND id = q.item_id;
  IF of_resolution IS NULL THEN
    RAISE EXCEPTION 'hands decide this' USING ERRCODE = '23514', CONSTRAINT = 'ballot_on_a_resolution';
  END IF;
  IF q.state = 'decided' OR q.way = 'ballot' OR NOT meetings_is_present(NEW.society_id, q.meeting_id, NEW.invitee_id) THEN
    RAISE EXCEPTION 'not now' USING ERRCODE = '23514', CONSTRAINT = 'demanded_before_it_is_decided';
  END IF;
  IF rulebook_value(NEW.society_id, 'meetings.ballot_demand') <= 1 + (SELECT count(*) FROM meetings_demand
       WHERE society_id = NEW.society_id AND question_id = q.id) THEN
    UPDATE meetings_question SET way = 'ballot', state = 'put', entered_by_id = NULL,
      votes_for = NULL, votes_against = NULL, votes_abstained = NULL WHERE id = q.id;
    PERFORM governance_open_ballot(NEW.society_id, of_resolution);
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER demand_is_made BEFORE INSERT ON meetings_demand
FOR EACH ROW EXECUTE FUNCTION meetings_demand_is_made();

-- In a ballot of a meeting those vote who are present. For whoever is not, their proxy does, as instructed; whoever has
-- voted themselves has voted.
CREATE OR REPLACE FUNCTION meetings_vote_in_the_room() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r governance_resolution; giver bigint; holding bigint; p meetings_proxy;
BEGIN
  SELECT * INTO r FROM governance_resolution WHERE society_id = NEW.society_id AND id = NEW.resolution_id;
  IF r.ballot_at IS NULL THEN
    IF NEW.holder_id IS NOT NULL THEN
      RAISE EXCEPTION 'no proxy here' USING ERRCODE = '23514', CONSTRAINT = 'proxy_votes_at_its_meeting';
    END IF;
    RETURN NEW;
  END IF;
  SELECT i.id INTO giver FROM governance_elector e JOIN meetings_invitee i ON i.society_id = e.society_id AND i.member_id = e.member_id
   WHERE e.society_id = NEW.society_id AND e.id = NEW.elector_id AND i.meeting_id = r.meeting_id;
  SELECT i.id INTO holding FROM meetings_invitee i
   WHERE i.society_id = NEW.society_id AND i.meeting_id = r.meeting_id AND i.member_id = NEW.holder_id;
  IF NOT meetings_is_present(NEW.society_id, r.meeting_id, coalesce(holding, giver)) THEN
    RAISE EXCEPTION 'not present' USING ERRCODE = '23514', CONSTRAINT = 'votes_who_is_present';
  END IF;
  IF NEW.holder_id IS NULL THEN RETURN NEW; END IF;
  SELECT * INTO p FROM meetings_proxy WHERE society_id = NEW.society_id AND meeting_id = r.meeting_id
    AND giver_id = giver AND holder_id = holding AND revoked_at IS NULL FOR KEY SHARE;
  IF p.id IS NULL THEN
    RAISE EXCEPTION 'no proxy' USING ERRCODE = '23514', CONSTRAINT = 'votes_who_holds_the_proxy';
  END IF;
  IF EXISTS (SELECT FROM governance_vote WHERE society_id = NEW.society_id AND resolution_id = r.id
              AND elector_id = NEW.elector_id AND holder_id IS NULL) THEN
    RAISE EXCEPTION 'own vote' USING ERRCODE = '23514', CONSTRAINT = 'own_vote_wins';
  END IF;
  IF EXISTS (SELECT FROM meetings_instruction WHERE society_id = NEW.society_id AND proxy_id = p.id
              AND resolution_id = r.id AND choice <> NEW.choice) THEN
    RAISE EXCEPTION 'not as instructed' USING ERRCODE = '23514', CONSTRAINT = 'proxy_votes_as_instructed';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER vote_in_the_room BEFORE INSERT ON governance_vote
FOR EACH ROW EXECUTE FUNCTION meetings_vote_in_the_room();

-- grant: app
CREATE OR REPLACE FUNCTION meetings_close_ballot(p_society bigint, p_item bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; q meetings_question; t record; here integer; outcome text; of_resolution bigint;
BEGIN
  m := meetings_of_item(p_society, p_item);
  q := meetings_question_of(p_society, p_item, 'put');
  SELECT resolution_id INTO of_resolution FROM meetings_item WHERE society_id = p_society AND id = p_item;
  IF q.way <> 'ballot' THEN
    RAISE EXCEPTION 'by hands' USING ERRCODE = '23514', CONSTRAINT = 'question_stands_where_it_must';
  END IF;
  -- The lock first: a vote that is being cast is counted or refused.
  PERFORM FROM governance_resolution WHERE society_id = p_society AND id = of_resolution FOR UPDATE;
  SELECT * INTO t FROM governance_tally(p_society, of_resolution);
  here := meetings_all_present(p_society, m.id);
  outcome := governance_take_count(p_society, of_resolution, t.yes, t.no, t.abstained, here, false);
  UPDATE meetings_question SET state = 'decided', decided_at = cyfran_now(), present = here, carried = outcome <> 'lost',
    votes_for = t.yes, votes_against = t.no, votes_abstained = t.abstained WHERE id = q.id;
  RETURN outcome;
END $$;
