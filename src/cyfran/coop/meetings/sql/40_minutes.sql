-- Minutes stand from the moment a later meeting approves them: no role and no function changes them then.

CREATE OR REPLACE FUNCTION meetings_minutes_digest(p_society bigint, p_meeting bigint, p_en text, p_cy text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT governance_sha(concat_ws('|', 'minutes', '1', p_society, p_meeting, governance_sha(p_en), governance_sha(p_cy)))
$$;

CREATE OR REPLACE FUNCTION meetings_minutes_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.approved_at IS NOT NULL THEN
    RAISE EXCEPTION 'the minutes are sealed' USING ERRCODE = '23514', CONSTRAINT = 'sealed_minutes_stand';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER minutes_stand BEFORE UPDATE ON meetings_minutes
FOR EACH ROW EXECUTE FUNCTION meetings_minutes_stand();
CREATE OR REPLACE TRIGGER minutes_stay BEFORE DELETE OR TRUNCATE ON meetings_minutes
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();

-- Notes and corrections are for minutes that are not approved yet; corrections come from those who were there.
CREATE OR REPLACE FUNCTION meetings_note_is_open() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM meetings_minutes WHERE society_id = NEW.society_id AND meeting_id = NEW.meeting_id AND approved_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the minutes are sealed' USING ERRCODE = '23514', CONSTRAINT = 'sealed_minutes_stand';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER note_is_open BEFORE INSERT OR UPDATE ON meetings_note
FOR EACH ROW EXECUTE FUNCTION meetings_note_is_open();

CREATE OR REPLACE FUNCTION meetings_correction_is_open() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE n meetings_minutes;
BEGIN
  SELECT * INTO n FROM meetings_minutes WHERE society_id = NEW.society_id AND id = NEW.minutes_id FOR KEY SHARE;
  NEW.suggested_at := cyfran_now(); NEW.state := 'suggested'; NEW.answer := '';
  IF n.approved_at IS NOT NULL THEN
    RAISE EXCEPTION 'the minutes are sealed' USING ERRCODE = '23514', CONSTRAINT = 'sealed_minutes_stand';
  END IF;
  IF NOT EXISTS (SELECT FROM meetings_presence WHERE society_id = NEW.society_id AND meeting_id = n.meeting_id AND invitee_id = NEW.invitee_id) THEN
    RAISE EXCEPTION 'was not there' USING ERRCODE = '23514', CONSTRAINT = 'corrected_by_who_attended';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER correction_is_open BEFORE INSERT ON meetings_correction
FOR EACH ROW EXECUTE FUNCTION meetings_correction_is_open();

-- grant: app
CREATE OR REPLACE FUNCTION meetings_publish_minutes(p_society bigint, p_meeting bigint, p_en text, p_cy text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; made text;
BEGIN
  m := meetings_enter(p_society, p_meeting, 'closed');
  made := meetings_minutes_digest(p_society, p_meeting, p_en, p_cy);
  INSERT INTO meetings_minutes (society_id, meeting_id, version, body_en, body_cy, digest, published_at)
  VALUES (p_society, p_meeting, 1, p_en, p_cy, made, cyfran_now())
  ON CONFLICT (meeting_id) DO UPDATE SET version = meetings_minutes.version + 1, body_en = p_en, body_cy = p_cy,
    digest = made, published_at = cyfran_now();
  RETURN made;
END $$;

-- A later meeting decided by a show of hands that these are the minutes; what it had before it is what is sealed.
-- grant: app
CREATE OR REPLACE FUNCTION meetings_approve_minutes(p_society bigint, p_meeting bigint, p_item bigint, p_digest text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m governance_meeting; n meetings_minutes; q meetings_question;
BEGIN
  m := meetings_enter(p_society, p_meeting, 'closed');
  SELECT * INTO n FROM meetings_minutes WHERE society_id = p_society AND meeting_id = p_meeting FOR UPDATE;
  SELECT * INTO q FROM meetings_question WHERE society_id = p_society AND item_id = p_item;
  IF n.id IS NULL OR n.digest IS DISTINCT FROM p_digest
     OR n.digest <> meetings_minutes_digest(p_society, p_meeting, n.body_en, n.body_cy) THEN
    RAISE EXCEPTION 'other minutes' USING ERRCODE = '23514', CONSTRAINT = 'approved_as_published';
  END IF;
  IF q.carried IS NOT TRUE OR q.way <> 'hands' OR q.meeting_id = m.id OR q.decided_at < n.published_at
     OR EXISTS (SELECT FROM meetings_item WHERE id = p_item AND resolution_id IS NOT NULL)
     OR EXISTS (SELECT FROM meetings_minutes WHERE society_id = p_society AND approved_by_id = p_item) THEN
    RAISE EXCEPTION 'no meeting approved them' USING ERRCODE = '23514', CONSTRAINT = 'approved_at_a_later_meeting';
  END IF;
  UPDATE meetings_minutes SET approved_by_id = p_item, approved_at = cyfran_now() WHERE id = n.id;
END $$;
