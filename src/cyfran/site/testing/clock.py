"""The clock of the test's database, which is a demonstration's: moved as a visitor's "next day" button moves it."""

from datetime import datetime, timedelta

from django.db import connection

from cyfran.kernel.time import now


class Clock:
    """Moves `cyfran_now()`: forwards only, or anywhere while there is no society yet. It goes on ticking."""

    def to(self, moment: datetime) -> datetime:
        """It is that moment (and a few milliseconds)."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT cyfran_move_clock(%s)", [moment])
        return moment

    def until(self, moment: datetime) -> datetime:
        """It is that moment, or already later."""
        return moment if now() >= moment else self.to(moment)

    def on(self, **later: int) -> datetime:
        """It is so much later: `clock.on(days=3, hours=2)`."""
        return self.to(now() + timedelta(**later))
