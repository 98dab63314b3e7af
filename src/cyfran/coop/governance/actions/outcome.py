"""What comes of a vote: it is counted, it waits, and then the software does what was decided."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance import functions
from cyfran.coop.governance.events import ResolutionClosed, ResolutionEnacted
from cyfran.coop.governance.models import Attempt, Resolution
from cyfran.coop.governance.refusals import CountedAlready, TriedLately
from cyfran.coop.governance.rules import DAYS_OF_TRYING, KINDS
from cyfran.kernel.actions import Actor, action, anyone, catalogue, roles
from cyfran.kernel.events import announce
from cyfran.kernel.refusals import Refusal, constraint_means


@action(may=anyone, scheduled=True, label=_("Count the votes when voting is over"))
def close_resolution(*, actor: Actor, resolution: Resolution, at: datetime) -> Resolution:
    """The votes are counted and the result stands: lost, carried, or carried and waiting to be carried out.

    Nobody says the result: anybody may ask for the count once the time is over. Who asks again is refused, so that
    the record tells of one count. Refuses with StillOpen, CountedAlready.
    """
    if not functions.count(resolution):
        raise CountedAlready
    announce(ResolutionClosed(resolution, at))
    return resolution


@action(may=roles("secretary"), label=_("Record that a change of rules was registered"))
def record_rule_registration(
    *, actor: Actor, resolution: Resolution, registered_on: date, at: datetime
) -> Resolution:
    """The change of rules is registered from that day, and takes effect once its waiting period is over.

    Refuses with NotCarried, NotConfirmed, WrongRegistrationDay, SocietyClosed.
    """
    functions.register(resolution, registered_on)
    return resolution


@action(
    may=anyone, scheduled=True, label=_("Carry out a resolution that was carried"), even_closed=True
)
def enact_resolution(*, actor: Actor, resolution: Resolution, at: datetime) -> Resolution:
    """The rules are what was voted and every call was done, by the resolution's own mandate; or nothing was.

    A resolution whose rules have changed since the notice lapses, and one that no second meeting confirmed in time. One whose call is refused keeps waiting, with
    the reason shown, and lapses after 28 days of trying. Who asks again is refused, so that the record tells of one
    enactment, and of one attempt in six hours. Refuses with NotCarried, StillWaiting, NotConfirmed, NotRegistered,
    NoticeWasChanged, EnactedAlready, LapsedAlready, TriedLately, SocietyClosed.
    """
    try:
        with transaction.atomic():
            _enact(resolution, at)
    except _CallRefused as refused:
        _note(resolution, refused, at)
    return resolution


class _CallRefused(Exception):
    def __init__(self, verb: str, refusal: Refusal) -> None:
        super().__init__(verb)
        self.verb, self.refusal = verb, refusal


def _enact(resolution: Resolution, at: datetime) -> None:
    mandate = functions.enact(resolution)
    if mandate is None:
        return
    for verb, arguments in _acts(resolution):
        try:
            catalogue[verb].enact(
                actor=Actor.mandate(mandate),
                society=resolution.society,
                arguments=arguments,
                at=at,
            )
        except Refusal as refusal:
            raise _CallRefused(verb, refusal) from refusal
    announce(ResolutionEnacted(resolution, at))


def _acts(resolution: Resolution) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What was voted, in its order, and what the kind of the resolution itself brings about."""
    for call in resolution.calls.order_by("position"):
        yield call.verb, call.given
    if ends := KINDS[resolution.kind].ends:
        yield "societies.end_society", {"state": ends}


def _note(resolution: Resolution, refused: _CallRefused, at: datetime) -> None:
    """The attempt is kept, so that members see why nothing happened; after long trying the resolution lapses."""
    resolution.refresh_from_db()
    with constraint_means("attempt_once_in_its_time", TriedLately, why=refused.refusal):
        Attempt.objects.create(
            society_id=resolution.society_id,
            resolution=resolution,
            at=at,
            refusal=type(refused.refusal).__name__,
            verb=refused.verb,
        )
    first = resolution.attempts.order_by("pk").first()
    if first is not None and (at - first.at).days >= DAYS_OF_TRYING:
        functions.lapse(resolution)
