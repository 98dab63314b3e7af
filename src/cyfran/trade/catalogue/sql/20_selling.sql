-- Who was a member and is none any more, or is erased, sells nothing; who never was one may be sold for.

CREATE OR REPLACE FUNCTION catalogue_seller_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM societies_erasure WHERE society_id = NEW.society_id AND party_id = NEW.seller_id)
     OR (SELECT bool_and(ceased_on IS NOT NULL) FROM membership_member
          WHERE society_id = NEW.society_id AND party_id = NEW.seller_id) THEN
    RAISE EXCEPTION 'the seller has left' USING ERRCODE = '23514', CONSTRAINT = 'seller_has_not_left';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER seller_stays BEFORE INSERT OR UPDATE OF state, seller_id ON catalogue_offer
FOR EACH ROW WHEN (NEW.state = 'listed') EXECUTE FUNCTION catalogue_seller_stays();
