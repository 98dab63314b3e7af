-- Withdrawable shares: how much of them may be asked back, how long that takes, and when it stands still.

-- What is asked back in all is no more than is held, and whoever is a member keeps the joining share. The day it is due is
-- that of the rulebook's notice, counted from today by the installation's clock; a change of the rule later leaves it.
CREATE OR REPLACE FUNCTION membership_withdrawal_is_asked() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held bigint; asked bigint; day date;
BEGIN
  -- One at a time for each party: two at once could ask for the same shares.
  PERFORM FROM societies_party WHERE id = NEW.party_id AND society_id = NEW.society_id FOR NO KEY UPDATE;
  SELECT coalesce(-sum(b.amount), 0) INTO held
    FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id
   WHERE a.society_id = NEW.society_id AND a.purpose = 'share_capital' AND a.party_id = NEW.party_id;
  SELECT coalesce(sum(amount), 0) INTO asked FROM membership_sharewithdrawal
   WHERE society_id = NEW.society_id AND party_id = NEW.party_id AND state = 'waiting';
  IF asked + NEW.amount > held THEN
    RAISE EXCEPTION 'party % holds %', NEW.party_id, held
      USING ERRCODE = '23514', CONSTRAINT = 'withdrawal_of_what_is_held';
  END IF;
  IF held - asked - NEW.amount < rulebook_value(NEW.society_id, 'membership.joining_share') AND EXISTS (
       SELECT FROM membership_member
        WHERE society_id = NEW.society_id AND party_id = NEW.party_id AND ceased_on IS NULL) THEN
    RAISE EXCEPTION 'party % is a member', NEW.party_id
      USING ERRCODE = '23514', CONSTRAINT = 'member_keeps_the_joining_share';
  END IF;
  SELECT (cyfran_now() AT TIME ZONE zone)::date INTO day FROM societies_society WHERE id = NEW.society_id;
  NEW.state := 'waiting';
  NEW.due_on := day + rulebook_value(NEW.society_id, 'membership.notice_days')::integer;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER withdrawal_is_asked BEFORE INSERT ON membership_sharewithdrawal
FOR EACH ROW EXECUTE FUNCTION membership_withdrawal_is_asked();

-- It ends once; repaid it is not before its day, nor while the board holds withdrawals up.
CREATE OR REPLACE FUNCTION membership_withdrawal_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'withdrawal % is %', OLD.id, OLD.state USING ERRCODE = '23514', CONSTRAINT = 'withdrawal_ends_once';
  END IF;
  IF NEW.state = 'repaid' AND OLD.due_on > (
       SELECT (cyfran_now() AT TIME ZONE zone)::date FROM societies_society WHERE id = NEW.society_id) THEN
    RAISE EXCEPTION 'withdrawal % is due on %', OLD.id, OLD.due_on
      USING ERRCODE = '23514', CONSTRAINT = 'withdrawal_after_its_notice';
  END IF;
  IF NEW.state = 'repaid' AND EXISTS (
       SELECT FROM membership_withdrawalsuspension WHERE society_id = NEW.society_id AND until_at IS NULL) THEN
    RAISE EXCEPTION 'withdrawals are suspended' USING ERRCODE = '23514', CONSTRAINT = 'withdrawals_not_suspended';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER withdrawal_ends BEFORE UPDATE ON membership_sharewithdrawal
FOR EACH ROW EXECUTE FUNCTION membership_withdrawal_ends();

CREATE OR REPLACE FUNCTION membership_suspension_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.until_at IS NOT NULL THEN
    RAISE EXCEPTION 'that suspension is over' USING ERRCODE = '23514', CONSTRAINT = 'suspension_ends_once';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suspension_ends BEFORE UPDATE ON membership_withdrawalsuspension
FOR EACH ROW EXECUTE FUNCTION membership_suspension_ends();
