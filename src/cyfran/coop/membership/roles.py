"""A current member has the role of a member, and that of their class."""

from collections.abc import Iterable

from django.db import connection

from cyfran.kernel.actions import role_source

CURRENT = """
    SELECT c.code FROM membership_member m
      JOIN societies_party p ON p.id = m.party_id
      JOIN membership_classholding h ON h.member_id = m.id AND h.until_on IS NULL
      JOIN membership_memberclass c ON c.id = h.member_class_id
     WHERE m.society_id = %s AND p.society_id = %s AND p.person_id = %s AND m.ceased_on IS NULL
"""


@role_source
def membership(person_id: int, society_id: int) -> Iterable[str]:
    """`member` and the member's class code; nothing for those who have ceased or never were."""
    with connection.cursor() as cursor:
        cursor.execute(CURRENT, [society_id, society_id, person_id])
        return [role for row in cursor.fetchall() for role in ("member", row[0])]
