-- What somebody was shown and what they chose can be added to and never changed. No society owns these rows, so the
-- guard that societies' tables get by themselves is laid here.

CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_wording
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_receipt
FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only();
