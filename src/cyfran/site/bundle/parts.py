"""What goes into a bundle, said in SQL: the parts that everybody may check, then everything for the officers.

A public part names its columns one by one, so that a new column stays private until somebody decides.
"""

# Everybody's. `%(society)s` is the society, `%(salt)s` a text that nobody keeps.
PUBLIC = {
    "mandates": """
        SELECT id, kind, reference, since FROM societies_mandate
         WHERE society_id = %(society)s ORDER BY id""",
    "rules": """
        SELECT number, key, value, effective_from, mandate_id, previous_hash, hash
          FROM societies_ruleversion WHERE society_id = %(society)s ORDER BY number""",
    "record_blocks": """
        SELECT number, count, sealed_at, previous_hash, hash
          FROM record_recordblock WHERE society_id = %(society)s ORDER BY number""",
    "record": """
        SELECT e.id, e.at, e.verb, e.actor_kind, e.actor_id, e.mandate_id, e.subject_kind,
               e.subject_id, e.facts, b.number AS block
          FROM record_recordentry e LEFT JOIN record_recordblock b ON b.id = e.block_id
         WHERE e.society_id = %(society)s ORDER BY b.number NULLS LAST, e.id""",
    "ledger_accounts": """
        SELECT id, code, purpose, kind, currency, hot, floor, ceiling, opened_at
          FROM ledger_account WHERE society_id = %(society)s ORDER BY id""",
    "ledger_entries": """
        SELECT id, key, kind, effective_on, recorded_at, actor_id, mandate_id, reverses_id, memo_digest
          FROM ledger_entry WHERE society_id = %(society)s ORDER BY id""",
    "ledger_postings": """
        SELECT entry_id, leg, account_id, currency, amount
          FROM ledger_posting WHERE society_id = %(society)s ORDER BY entry_id, leg""",
    "ledger_balances": """
        SELECT account_id, shard, amount, postings
          FROM ledger_balance WHERE society_id = %(society)s ORDER BY account_id, shard""",
    "ledger_seals": """
        SELECT number, through_on, entries, sealed_at, previous_hash, hash
          FROM ledger_periodseal WHERE society_id = %(society)s ORDER BY number""",
    "register": """
        SELECT number, joined_on, ceased_on
          FROM membership_member WHERE society_id = %(society)s ORDER BY number""",
    "resolutions": """
        SELECT number, kind, state,
               (SELECT f.number FROM governance_resolution f WHERE f.id = r.confirms_id) AS confirms,
               title->>'source' AS title_source,
               encode(sha256(convert_to(coalesce(title->>'en', ''), 'UTF8')), 'hex') AS title_en_sha,
               encode(sha256(convert_to(coalesce(title->>'cy', ''), 'UTF8')), 'hex') AS title_cy_sha,
               encode(sha256(convert_to(coalesce(text->>'en', ''), 'UTF8')), 'hex') AS text_en_sha,
               encode(sha256(convert_to(coalesce(text->>'cy', ''), 'UTF8')), 'hex') AS text_cy_sha,
               notice_given_at, opens_at, closes_at, enact_after, notice_days, waiting_days,
               numerator, denominator, more_than, of_all, turnout_needed, confirm_from, confirm_by, confirmed_at,
               needs_registration, text_hash, electorate_hash,
               electorate_count, quorum_needed, closed_at, votes_for, votes_against,
               votes_abstained, by_hands, present, registered_on, ended_at, ended_why, mandate_id
          FROM governance_resolution r
         WHERE society_id = %(society)s AND number IS NOT NULL ORDER BY number""",
    "changes": """
        SELECT r.number AS resolution, c.key, c.old_value, c.new_value
          FROM governance_rulechange c JOIN governance_resolution r ON r.id = c.resolution_id
         WHERE c.society_id = %(society)s AND r.number IS NOT NULL
         ORDER BY r.number, c.key COLLATE "C" """,
    "calls": """
        SELECT r.number AS resolution, c.position, c.verb, c.digest
          FROM governance_cataloguecall c JOIN governance_resolution r ON r.id = c.resolution_id
         WHERE c.society_id = %(society)s AND r.number IS NOT NULL ORDER BY r.number, c.position""",
    "electors": """
        SELECT r.number AS resolution, m.number AS member
          FROM governance_elector e JOIN governance_resolution r ON r.id = e.resolution_id
          JOIN membership_member m ON m.id = e.member_id
         WHERE e.society_id = %(society)s ORDER BY r.number, m.number""",
    # What two people counted at a meeting, and agreed on.
    "hand_counts": """
        SELECT r.number AS resolution, q.votes_for, q.votes_against, q.votes_abstained, q.present, q.decided_at
          FROM meetings_question q JOIN meetings_item i ON i.id = q.item_id JOIN governance_resolution r ON r.id = i.resolution_id
         WHERE q.society_id = %(society)s AND q.way = 'hands' AND q.state = 'decided' ORDER BY r.number""",
    # How each elector voted in the end, under a name that leads to nobody: not by id, order or time.
    "votes": """
        SELECT DISTINCT ON (r.number, voter) r.number AS resolution, 1 AS version, v.choice,
               left(encode(sha256(convert_to(%(salt)s || v.elector_id, 'UTF8')), 'hex'), 24) AS voter
          FROM governance_vote v JOIN governance_resolution r ON r.id = v.resolution_id
         WHERE v.society_id = %(society)s ORDER BY r.number, voter, v.version DESC""",
}

# The minutes by their digests: who was there is the members'.
PUBLIC |= {
    "minutes": """
        SELECT n.meeting_id AS meeting, m.kind, m.held_at, m.closed_at, n.version, n.digest, n.published_at, n.approved_at,
               encode(sha256(convert_to(n.body_en, 'UTF8')), 'hex') AS en_sha,
               encode(sha256(convert_to(n.body_cy, 'UTF8')), 'hex') AS cy_sha,
               (SELECT q.decided_at FROM meetings_question q WHERE q.item_id = n.approved_by_id) AS decided_at
          FROM meetings_minutes n JOIN governance_meeting m ON m.id = n.meeting_id
         WHERE n.society_id = %(society)s ORDER BY n.meeting_id""",
}

# Everybody's too. Candidates are places on the ballot and numbers in the register; who they are stands nowhere.
PUBLIC |= {
    "elections": """
        SELECT number, state, seats, rules, reopen, class_code, called_at, nominations_close_at, opens_at, closes_at,
               term_years, electorate_count, electorate_hash, public_key, candidates, closed_at, ballots, opened,
               root, seed, nullif(result, '')::jsonb AS result, declared_at, mandate_id,
               (SELECT count(*) FROM elections_paper p WHERE p.society_id = e.society_id AND p.election_id = e.id) AS papers,
               (SELECT coalesce(jsonb_agg(r.token ORDER BY r.token), '[]') FROM elections_returned r
                 WHERE r.society_id = e.society_id AND r.election_id = e.id) AS returned
          FROM elections_election e
         WHERE e.society_id = %(society)s AND e.number IS NOT NULL ORDER BY e.number""",
    "election_rolls": """
        SELECT e.number AS election, m.number AS member
          FROM elections_roll r JOIN elections_election e ON e.id = r.election_id
          JOIN membership_member m ON m.id = r.member_id
         WHERE r.society_id = %(society)s ORDER BY e.number, m.number""",
    "election_heads": """
        SELECT e.number AS election, h.batch, h.size, h.root
          FROM elections_head h JOIN elections_election e ON e.id = h.election_id
         WHERE h.society_id = %(society)s ORDER BY e.number, h.batch""",
    "election_ballots": """
        SELECT e.number AS election, l.place, l.batch, l.token, l.signature, l.commitment, l.hash, o.salt, o.ranking
          FROM elections_leaf l JOIN elections_election e ON e.id = l.election_id
          LEFT JOIN elections_opening o ON o.election_id = l.election_id AND o.place = l.place
         WHERE l.society_id = %(society)s ORDER BY e.number, l.place""",
}

# The officers' words for the same parts, and parts that only they have.
OFFICERS = {
    "ledger_accounts": """
        SELECT id, code, purpose, kind, currency, hot, floor, ceiling, opened_at, party_id
          FROM ledger_account WHERE society_id = %(society)s ORDER BY id""",
    "record_texts": """
        SELECT t.entry_id, t.salt, t.texts
          FROM record_recordtext t JOIN record_recordentry e ON e.id = t.entry_id
          LEFT JOIN record_recordblock b ON b.id = e.block_id
         WHERE t.society_id = %(society)s ORDER BY b.number NULLS LAST, e.id""",
    "ledger_memos": """
        SELECT entry_id, salt, memo
          FROM ledger_entrymemo WHERE society_id = %(society)s ORDER BY entry_id""",
    "calls": """
        SELECT r.number AS resolution, c.position, c.verb, c.arguments, c.digest
          FROM governance_cataloguecall c JOIN governance_resolution r ON r.id = c.resolution_id
         WHERE c.society_id = %(society)s AND r.number IS NOT NULL ORDER BY r.number, c.position""",
    "votes": """
        SELECT r.number AS resolution, m.number AS voter, v.version, v.choice, v.cast_at
          FROM governance_vote v JOIN governance_resolution r ON r.id = v.resolution_id
          JOIN governance_elector e ON e.id = v.elector_id JOIN membership_member m ON m.id = e.member_id
         WHERE v.society_id = %(society)s ORDER BY r.number, m.number, v.version""",
}

# Tables that the parts above hold whole; every other table of a society goes to its officers as it is.
HELD_ABOVE = {
    "societies_mandate",
    "societies_ruleversion",
    "record_recordblock",
    "record_recordentry",
    "record_recordtext",
    "ledger_account",
    "ledger_entry",
    "ledger_entrymemo",
    "ledger_posting",
    "ledger_balance",
    "ledger_periodseal",
    "elections_leaf",
    "elections_head",
    "elections_opening",
}
# What no bundle holds, since it would say what the box keeps to itself.
HELD_BACK = {"elections_boxedballot"}

SOCIETY = "SELECT * FROM societies_society WHERE id = %(society)s"
# Logins are the installation's: their names and addresses go with the society, their passwords do not.
PEOPLE = """
    SELECT id, email, name, language FROM people_person
     WHERE id IN (SELECT person_id FROM societies_party WHERE society_id = %(society)s) ORDER BY id"""
# Uploaded files go in under their digests, so the table leaves the bytes out.
CONTENTS = """
    SELECT id, society_id, sha256, size, body IS NULL AS erased
      FROM files_content WHERE society_id = %(society)s ORDER BY id"""
BODIES = """
    SELECT sha256, body FROM files_content
     WHERE society_id = %(society)s AND body IS NOT NULL ORDER BY sha256"""

HEADS = {
    "rules": "SELECT hash FROM societies_ruleversion WHERE society_id = %(society)s ORDER BY number DESC LIMIT 1",
    "record": "SELECT hash FROM record_recordblock WHERE society_id = %(society)s ORDER BY number DESC LIMIT 1",
    "books": "SELECT hash FROM ledger_periodseal WHERE society_id = %(society)s ORDER BY number DESC LIMIT 1",
}
