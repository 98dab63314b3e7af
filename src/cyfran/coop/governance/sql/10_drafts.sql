-- A resolution begins as a draft, its words stand still from the notice on, and it moves as the law has it.

CREATE OR REPLACE FUNCTION governance_begins_as_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'draft' OR NEW.number IS NOT NULL OR NEW.notice_given_at IS NOT NULL OR NEW.opens_at IS NOT NULL
     OR NEW.closes_at IS NOT NULL OR NEW.enact_after IS NOT NULL OR NEW.electorate_count IS NOT NULL
     OR NEW.quorum_needed IS NOT NULL OR NEW.votes_for IS NOT NULL OR NEW.mandate_id IS NOT NULL
     OR NEW.registered_on IS NOT NULL OR NEW.text_hash <> '' OR NEW.electorate_hash <> '' OR NEW.ended_why <> ''
     OR NEW.of_all OR NEW.turnout_needed <> 0 OR NEW.confirm_from IS NOT NULL OR NEW.confirm_by IS NOT NULL
     OR NEW.confirmed_at IS NOT NULL OR NEW.ballot_at IS NOT NULL OR NEW.present IS NOT NULL OR NEW.by_hands THEN
    RAISE EXCEPTION 'a resolution begins as a draft'
      USING ERRCODE = '23514', CONSTRAINT = 'resolution_begins_as_a_draft';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER begins_as_a_draft BEFORE INSERT ON governance_resolution
FOR EACH ROW EXECUTE FUNCTION governance_begins_as_a_draft();

-- Holds against every role, the owner's own functions too.
CREATE OR REPLACE FUNCTION governance_stands_still() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND
     (NEW.kind, NEW.title, NEW.text, NEW.proposer_id, NEW.seconder_id, NEW.meeting_id, NEW.drafted_at, NEW.confirms_id)
     IS DISTINCT FROM
     (OLD.kind, OLD.title, OLD.text, OLD.proposer_id, OLD.seconder_id, OLD.meeting_id, OLD.drafted_at, OLD.confirms_id) THEN
    RAISE EXCEPTION 'the words of a resolution stand still from the notice on'
      USING ERRCODE = '23514', CONSTRAINT = 'noticed_words_stand_still';
  END IF;
  IF OLD.number IS NOT NULL AND
     (NEW.number, NEW.notice_given_at, NEW.opens_at, NEW.closes_at,
      -- A meeting that was adjourned counts later, and what it carries waits from then.
      CASE WHEN OLD.votes_for IS NULL AND NEW.present IS NOT NULL AND NEW.enact_after > OLD.enact_after THEN OLD.enact_after ELSE NEW.enact_after END,
      NEW.notice_days, NEW.waiting_days,
      NEW.numerator, NEW.denominator, NEW.more_than, NEW.needs_registration, NEW.text_hash, NEW.electorate_hash,
      NEW.electorate_count, NEW.quorum_needed, NEW.of_all, NEW.turnout_needed, NEW.confirm_from, NEW.confirm_by) IS DISTINCT FROM
     (OLD.number, OLD.notice_given_at, OLD.opens_at, OLD.closes_at, OLD.enact_after, OLD.notice_days, OLD.waiting_days,
      OLD.numerator, OLD.denominator, OLD.more_than, OLD.needs_registration, OLD.text_hash, OLD.electorate_hash,
      OLD.electorate_count, OLD.quorum_needed, OLD.of_all, OLD.turnout_needed, OLD.confirm_from, OLD.confirm_by) THEN
    RAISE EXCEPTION 'the terms of a resolution stand still from the notice on'
      USING ERRCODE = '23514', CONSTRAINT = 'noticed_terms_stand_still';
  END IF;
  IF OLD.votes_for IS NOT NULL AND
     (NEW.closed_at, NEW.votes_for, NEW.votes_against, NEW.votes_abstained, NEW.by_hands, NEW.present, NEW.ballot_at) IS DISTINCT FROM
     (OLD.closed_at, OLD.votes_for, OLD.votes_against, OLD.votes_abstained, OLD.by_hands, OLD.present, OLD.ballot_at) THEN
    RAISE EXCEPTION 'a result is counted once' USING ERRCODE = '23514', CONSTRAINT = 'result_is_counted_once';
  END IF;
  IF (OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at)
     OR (OLD.registered_on IS NOT NULL AND NEW.registered_on IS DISTINCT FROM OLD.registered_on) THEN
    RAISE EXCEPTION 'what it waited for came once' USING ERRCODE = '23514', CONSTRAINT = 'precondition_is_met_once';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('draft', 'noticed'), ('draft', 'withdrawn'), ('noticed', 'withdrawn'), ('noticed', 'open'),
       ('open', 'carried'), ('open', 'lost'), ('open', 'waiting'), ('waiting', 'enacted'), ('waiting', 'lapsed')) THEN
    RAISE EXCEPTION 'a resolution cannot go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'resolution_moves_as_the_law_has_it';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER stands_still BEFORE UPDATE ON governance_resolution
FOR EACH ROW EXECUTE FUNCTION governance_stands_still();
CREATE OR REPLACE TRIGGER resolutions_stay BEFORE DELETE OR TRUNCATE ON governance_resolution
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();

-- What a resolution carries, and who supports it, can be changed while it is a draft. The lock makes the giving
-- of notice and a change at the same moment come one after the other.
CREATE OR REPLACE FUNCTION governance_only_in_a_draft() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE about bigint; found_state text;
BEGIN
  about := CASE WHEN TG_OP = 'DELETE' THEN OLD.resolution_id ELSE NEW.resolution_id END;
  SELECT state INTO found_state FROM governance_resolution WHERE id = about FOR KEY SHARE;
  IF found_state IS DISTINCT FROM 'draft' OR (TG_OP = 'UPDATE' AND NEW.resolution_id <> OLD.resolution_id) THEN
    RAISE EXCEPTION 'resolution % is no draft any more', about
      USING ERRCODE = '23514', CONSTRAINT = 'changed_only_in_a_draft';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER only_in_a_draft BEFORE INSERT OR UPDATE OR DELETE ON governance_rulechange
FOR EACH ROW EXECUTE FUNCTION governance_only_in_a_draft();
CREATE OR REPLACE TRIGGER only_in_a_draft BEFORE INSERT OR UPDATE OR DELETE ON governance_cataloguecall
FOR EACH ROW EXECUTE FUNCTION governance_only_in_a_draft();
CREATE OR REPLACE TRIGGER only_in_a_draft BEFORE INSERT ON governance_supporter
FOR EACH ROW EXECUTE FUNCTION governance_only_in_a_draft();
CREATE OR REPLACE TRIGGER changes_stay BEFORE TRUNCATE ON governance_rulechange
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER calls_stay BEFORE TRUNCATE ON governance_cataloguecall
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();

-- The old value is read from the rulebook when notice is given, and never said by anybody.
CREATE OR REPLACE FUNCTION governance_change_begins_without_the_old() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.old_value := NULL;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER without_the_old BEFORE INSERT ON governance_rulechange
FOR EACH ROW EXECUTE FUNCTION governance_change_begins_without_the_old();

CREATE OR REPLACE FUNCTION governance_call_digest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF jsonb_typeof(NEW.arguments::jsonb) <> 'object' THEN
    RAISE EXCEPTION 'arguments are named' USING ERRCODE = '23514', CONSTRAINT = 'call_arguments_are_named';
  END IF;
  NEW.digest := encode(sha256(convert_to(NEW.verb || '|' || NEW.arguments, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER call_digest BEFORE INSERT OR UPDATE ON governance_cataloguecall
FOR EACH ROW EXECUTE FUNCTION governance_call_digest();
