"""A current member has the role of a member, and that of their class; who has ceased or never was has neither."""

from cyfran.kernel.actions import role_source

role_source("""
    SELECT unnest(ARRAY['member', class.code])
      FROM membership_member AS member
      JOIN societies_party AS party ON party.society_id = member.society_id AND party.id = member.party_id
      JOIN membership_classholding AS holding ON holding.society_id = member.society_id
           AND holding.member_id = member.id AND holding.until_on IS NULL
      JOIN membership_memberclass AS class ON class.id = holding.member_class_id
     WHERE member.society_id = %(society)s AND party.person_id = %(person)s AND member.ceased_on IS NULL
""")
