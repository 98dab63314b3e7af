"""Who is signed in, asked at every request, by a statement that is planned once for each connection."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as Borrowed

from cyfran.kernel.database import columns_of, loaded, planned_rows
from cyfran.kernel.people.models import Person

KNOWN = f"SELECT {columns_of(Person)} FROM people_person WHERE id = %s"  # noqa: S608


class AuthenticationBackend(Borrowed):  # type: ignore[misc]  # allauth says nothing of its types
    """allauth's, for our people."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of that id, if they may sign in."""
        rows = planned_rows(KNOWN, [user_id])
        person = loaded(Person, rows[0]) if rows else None
        return person if person is not None and self.user_can_authenticate(person) else None
