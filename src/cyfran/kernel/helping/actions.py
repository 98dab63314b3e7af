"""Let somebody act for oneself, accept it, and end it, which either of the two may do at any time."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, signed_in
from cyfran.kernel.helping import letters
from cyfran.kernel.helping.models import Helping
from cyfran.kernel.helping.queries import offered_to
from cyfran.kernel.helping.refusals import (
    EndsTooSoonOrTooLate,
    HelpingOver,
    LetsDoNothing,
    NotForYou,
    OfferedAlready,
    YourOwnAddress,
)
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.queries import addresses_of
from cyfran.kernel.refusals import NotAllowed, constraints_mean
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import society_day

LONGEST = 731  # days


# The address stands in one place, from which it goes: not in the record as well.
@action(may=signed_in, label=_("Ask somebody to act for me"), unrecorded=("email",))
def ask_helper(
    *,
    actor: Actor,
    society: Society,
    email: str,
    may_order: bool,
    may_read: bool,
    until_on: date,
    at: datetime,
) -> Helping:
    """Whoever reads the mail at that address has a letter, and can act once they accept.

    Refuses with LetsDoNothing, EndsTooSoonOrTooLate, YourOwnAddress, OfferedAlready.
    """
    helped = Person.objects.get(pk=actor.own_person_id)
    today = society_day(society, at)
    if not 0 <= (until_on - today).days <= LONGEST:
        raise EndsTooSoonOrTooLate
    if email in {helped.email, *(each.email for each in addresses_of(helped))}:
        raise YourOwnAddress
    with constraints_mean(
        {"helping_in_something": LetsDoNothing, "helping_offered_once": OfferedAlready}
    ):
        helping = Helping.objects.create(
            society=society,
            helped=helped,
            email=email,
            may_order=may_order,
            may_read=may_read,
            until_on=until_on,
            at=at,
        )
    letters.ask(helping)
    return helping


@action(may=signed_in, label=_("Accept to act for somebody"))
def accept_helping(*, actor: Actor, helping: Helping, at: datetime) -> Helping:
    """The person who accepts may act for the other from now on, who has a letter about it.

    Refuses with NotForYou, OfferedAlready.
    """
    helper = Person.objects.get(pk=actor.own_person_id)
    today = society_day(helping.society, at)
    fresh = offered_to(helping.society, helper, today).filter(pk=helping.pk).first()
    if fresh is None or fresh.helped_id == helper.pk:
        raise NotForYou
    with constraints_mean({"helping_once_at_a_time": OfferedAlready}):
        fresh.helper, fresh.email, fresh.accepted_at = helper, "", at
        fresh.save(update_fields=["helper", "email", "accepted_at"])
    letters.tell_accepted(fresh)
    return fresh


@action(may=signed_in, label=_("End that somebody acts for another"), even_closed=True)
def end_helping(*, actor: Actor, helping: Helping, at: datetime) -> Helping:
    """Nobody acts by it any more, and the other of the two has a letter about it.

    Refuses with HelpingOver, and with NotAllowed to anybody but the two.
    """
    fresh = Helping.objects.select_for_update(of=("self",)).get(pk=helping.pk)
    if actor.own_person_id not in (fresh.helped_id, fresh.helper_id):
        raise NotAllowed
    if fresh.ended_at is not None:
        raise HelpingOver
    letters.tell_ended(fresh, by=actor.own_person_id)
    fresh.ended_at = at
    fresh.email = "" if fresh.accepted_at else f"ended-{fresh.pk}@erased.invalid"
    fresh.save(update_fields=["ended_at", "email"])
    return fresh
