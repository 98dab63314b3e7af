-- Nobody is erased while the register must name them (CCBSA 2014 s.30). The owner, who restores a backup, is not asked:
-- it erases again those who were erased after they had left, whatever the older register says.
CREATE OR REPLACE FUNCTION membership_members_have_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> (SELECT relowner::regrole::text FROM pg_class WHERE oid = TG_RELID) AND EXISTS (
       SELECT FROM membership_member
        WHERE society_id = NEW.society_id AND party_id = NEW.party_id AND ceased_on IS NULL) THEN
    RAISE EXCEPTION 'party % is a member', NEW.party_id
      USING ERRCODE = '23514', CONSTRAINT = 'register_names_its_members';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER members_have_names BEFORE INSERT ON societies_erasure
FOR EACH ROW EXECUTE FUNCTION membership_members_have_names();
