"""Sessions, as Django keeps them in the database, read by a statement that is planned once for each connection."""

from typing import Any

from django.contrib.sessions.backends import db

from cyfran.kernel.database import planned_rows

KEPT = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > now()"


class SessionStore(db.SessionStore):
    """What one browser's visits have in common."""

    def _get_session_from_db(self) -> Any:
        key = self.session_key
        rows = planned_rows(KEPT, [key]) if key else []
        if not rows:
            # As Django does: the next save makes a key of our own choosing.
            self._session_key = None
            return None
        data, expires = rows[0]
        return self.model(session_key=str(key), session_data=data, expire_date=expires)
