-- Only in databases of tests: the founding meeting was held, without the half second that founders take to hold it.
CREATE FUNCTION testing_meeting_was_held(p_society bigint) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM cyfran_same_society(p_society);
  RETURN societies_open_mandate(p_society, 'founding', 'founding meeting');
END $$;
