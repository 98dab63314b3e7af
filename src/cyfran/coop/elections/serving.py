"""What becomes of the board when an election is declared."""

from datetime import datetime

from cyfran.coop.elections import functions
from cyfran.coop.elections.models import Election
from cyfran.coop.elections.queries import retirements_of, seats_filled
from cyfran.coop.elections.rules import years_later
from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.actions import appoint
from cyfran.kernel.societies.models import Appointment, Office


def seat_the_elected(election: Election, at: datetime) -> None:
    """Whoever retires has retired, and whoever was elected is on the board for the term the election had.

    For the actions that declare an election, by the mandate that the declaration opened.
    """
    retiring = [one.appointment_id for one in retirements_of(election)]
    Appointment.objects.filter(pk__in=retiring, ends_at__isnull=True).update(ends_at=at)
    Appointment.objects.filter(pk__in=retiring, ends_at__gt=at).update(ends_at=at)
    council = Actor.mandate(functions.mandate_of(election))
    assert election.term_years is not None
    for seat in seats_filled(election):
        appoint(
            actor=council,
            party=seat.nomination.nominee,
            office=Office.BOARD,
            at=at,
            ends_at=years_later(at, election.term_years),
        )
