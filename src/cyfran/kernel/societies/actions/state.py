"""Verbs on where a society stands in law once it is registered: suspended, registered again, or ended."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, nobody, roles
from cyfran.kernel.events import announce
from cyfran.kernel.refusals import constraints_mean
from cyfran.kernel.societies.events import SocietyToEnd
from cyfran.kernel.societies.models import Society, State
from cyfran.kernel.societies.refusals import NotAPossibleDay, NotDecidedToEnd, WrongStep
from cyfran.kernel.time import society_day

MEANINGS = {
    "society_state_follows_the_law": WrongStep,
    "society_closed_on_a_day": NotAPossibleDay,
    "society_ended_by_its_members": NotDecidedToEnd,
}


@action(may=roles("secretary"), even_closed=True, label=_("Record a suspension"))
def record_suspension(*, actor: Actor, society: Society, day: date, at: datetime) -> Society:
    """The registration is suspended since that day (CCBSA 2014 s.8): everything can be read and nothing done.

    Refuses with WrongStep unless it is registered, and with NotAPossibleDay.
    """
    return _now(society, State.SUSPENDED, day, at)


@action(may=roles("secretary"), even_closed=True, label=_("Record the end of a suspension"))
def record_reinstatement(*, actor: Actor, society: Society, at: datetime) -> Society:
    """The society is registered as before and may act again.

    Refuses with WrongStep unless it is suspended.
    """
    return _now(society, State.REGISTERED, None, at)


@action(may=nobody, enactable=True, even_closed=True, label=_("End the society"), codes=("state",))
def end_society(*, actor: Actor, society: Society, state: str, at: datetime) -> Society:
    """The society is dissolved or merged since today: read-only for ever, still exportable and verifiable.

    Only the resolution that the Act asks for does this, once it is registered (CCBSA 2014 s.109-113, s.119-123).
    Refuses with WrongStep, NotDecidedToEnd, and whatever an app above has unfinished.
    """
    announce(SocietyToEnd(society))
    return _now(society, State(state), society_day(society, at), at)


def _now(society: Society, state: State, closed_on: date | None, at: datetime) -> Society:
    fresh = Society.objects.select_for_update().get(pk=society.pk)
    if (state == State.REGISTERED and fresh.state != State.SUSPENDED) or fresh.state == state:
        raise WrongStep
    if closed_on is not None and closed_on > society_day(fresh, at):
        raise NotAPossibleDay
    fresh.state, fresh.closed_on = state, closed_on
    with constraints_mean(MEANINGS):
        fresh.save(update_fields=["state", "closed_on"])
    society.state, society.closed_on = state, closed_on
    return fresh
