"""Offices held by appointment are roles."""

from collections.abc import Iterable

from django.db import connection

from cyfran.kernel.actions import role_source

HELD = """
    SELECT a.office FROM societies_appointment a JOIN societies_party p ON p.id = a.party_id
    WHERE a.society_id = %s AND p.person_id = %s AND a.starts_at <= cyfran_now()
      AND (a.ends_at IS NULL OR a.ends_at > cyfran_now())
"""


@role_source
def offices(person_id: int, society_id: int) -> Iterable[str]:
    """The offices this person holds in the society at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [society_id, person_id])
        return [row[0] for row in cursor.fetchall()]
