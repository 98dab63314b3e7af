-- A meeting begins by being called, what people were told of it stands, and it moves as coop/meetings/sql moves it.

CREATE OR REPLACE FUNCTION governance_meeting_is_called_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'called' OR NEW.notice_given_at IS NOT NULL OR NEW.roll IS NOT NULL OR NEW.quorum_needed IS NOT NULL
     OR NEW.notice_days IS NOT NULL OR NEW.notice_round <> 0 OR NEW.opened_at IS NOT NULL OR NEW.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a meeting begins by being called' USING ERRCODE = '23514', CONSTRAINT = 'meeting_is_called_first';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER meeting_is_called_first BEFORE INSERT ON governance_meeting
FOR EACH ROW EXECUTE FUNCTION governance_meeting_is_called_first();

-- Holds against every role, the owner's own functions too. A place may change with the day: with a new notice.
CREATE OR REPLACE FUNCTION governance_meeting_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind <> OLD.kind OR NEW.called_at <> OLD.called_at
     OR (OLD.state <> 'called' AND NEW.notice_round = OLD.notice_round AND NEW.state NOT IN ('adjourned', 'cancelled')
         AND (NEW.name, NEW.place, NEW.online, NEW.held_at) IS DISTINCT FROM (OLD.name, OLD.place, OLD.online, OLD.held_at))
     OR (OLD.state <> 'called' AND (NEW.name, NEW.online, NEW.notice_given_at, NEW.notice_days, NEW.roll)
         IS DISTINCT FROM (OLD.name, OLD.online, OLD.notice_given_at, OLD.notice_days, OLD.roll)) THEN
    RAISE EXCEPTION 'people were told of this meeting'
      USING ERRCODE = '23514', CONSTRAINT = 'noticed_meeting_stands';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('called', 'noticed'), ('called', 'cancelled'), ('noticed', 'open'), ('noticed', 'adjourned'),
       ('noticed', 'cancelled'), ('open', 'adjourned'), ('open', 'closed'), ('adjourned', 'open'), ('adjourned', 'closed')) THEN
    RAISE EXCEPTION 'a meeting cannot go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'meeting_moves_as_the_law_has_it';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER meeting_stands BEFORE UPDATE ON governance_meeting
FOR EACH ROW EXECUTE FUNCTION governance_meeting_stands();
CREATE OR REPLACE TRIGGER meetings_stay BEFORE DELETE OR TRUNCATE ON governance_meeting
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
