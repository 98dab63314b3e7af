"""Something went wrong with somebody's data: it is written down, and the clock of 72 hours runs from when it was noticed."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.privacy import letters
from cyfran.kernel.privacy.models import Breach, Step
from cyfran.kernel.privacy.refusals import BreachClosed, CommissionerNotTold, NoticedLater
from cyfran.kernel.refusals import AtTheSameTime, constraints_mean
from cyfran.kernel.societies.models import Society

LOG = roles("secretary", "chair", "board", "treasurer", "coordinator", "founder")
SETTLES = (Step.Kind.COMMISSIONER, Step.Kind.NO_RISK)


@action(may=LOG, label=_("Log a breach of personal data"), even_closed=True)
def log_breach(
    *,
    actor: Actor,
    society: Society,
    what: str,
    happened: str,
    sorts: str,
    people: int | None,
    noticed_at: datetime,
    at: datetime,
) -> Breach:
    """It is in the log, which nobody can change, and every officer who answers for it has a letter.

    Refuses with NoticedLater, AtTheSameTime.
    """
    last = Breach.objects.filter(society=society).aggregate(number=Max("number"))["number"] or 0
    with constraints_mean(
        {
            "breach_number_once": AtTheSameTime,
            "breach_noticed_before_it_is_logged": NoticedLater,
        }
    ):
        breach = Breach.objects.create(
            society=society,
            number=last + 1,
            what=what,
            happened=happened,
            sorts=sorts,
            people=people,
            noticed_at=noticed_at,
            logged_at=at,
        )
    letters.tell_of_breach(breach)
    return breach


@action(may=LOG, label=_("Add to the log of a breach"), codes=("kind",), even_closed=True)
def add_to_breach(*, actor: Actor, breach: Breach, kind: str, words: str, at: datetime) -> Step:
    """One thing more is in the log, after what was there.

    Refuses with BreachClosed, CommissionerNotTold.
    """
    # One after the other: what is closed stays closed.
    Society.objects.select_for_update().get(pk=breach.society_id)
    done = set(Step.objects.filter(breach=breach).values_list("kind", flat=True))
    if Step.Kind.CLOSED in done:
        raise BreachClosed
    if kind == Step.Kind.CLOSED and not done & set(SETTLES):
        raise CommissionerNotTold
    return Step.objects.create(
        society_id=breach.society_id, breach=breach, kind=kind, words=words, at=at
    )
