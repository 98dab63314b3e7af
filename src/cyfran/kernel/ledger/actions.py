"""The verbs of the bookkeeper. Other apps post through `posting`, inside verbs of their own."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.chart import line
from cyfran.kernel.ledger.models import Account, Entry, PeriodSeal
from cyfran.kernel.ledger.posting import Leg
from cyfran.kernel.ledger.refusals import MEANINGS, AlreadySealed, PeriodNotOver
from cyfran.kernel.refusals import constraints_mean
from cyfran.kernel.societies.models import Party, Society


@action(
    may=roles("treasurer"),
    label=_("Open an account in the books"),
    codes=("purpose", "part", "currency"),
)
def open_account(
    *,
    actor: Actor,
    society: Society,
    purpose: str,
    party: Party | None = None,
    part: str = "",
    currency: str = "GBP",
) -> Account:
    """The account of that line of the chart is there; if it was already, it is as it was."""
    return posting.account(society, line(purpose), party=party, part=part, currency=currency)


@action(may=roles("treasurer"), label=_("Enter in the books"), codes=("key", "kind"))
def post_entry(
    *,
    actor: Actor,
    society: Society,
    key: str,
    kind: str,
    on: date,
    legs: Sequence[Leg],
    memo: str | None = None,
) -> Entry:
    """The entry is in the books for ever and the balances follow; the same again is the same entry.

    Refuses with DoesNotBalance, NotWhole, NoSuchAccount, BooksClosed, KeyMeansAnother, AccountTooLow or
    AccountTooHigh.
    """
    with constraints_mean(MEANINGS, ends_action=True):
        posted = posting.post(
            society=society, key=key, kind=kind, on=on, legs=legs, actor=actor, memo=memo
        )
    return Entry.objects.get(pk=posted)


@action(may=roles("treasurer"), label=_("Reverse an entry of the books"))
def reverse_entry(*, actor: Actor, entry: Entry, on: date, memo: str | None = None) -> Entry:
    """The entry is undone by its opposite, effective on that day.

    Refuses with AlreadyReversed, NotToReverse, BooksClosed, AccountTooLow or AccountTooHigh.
    """
    with constraints_mean(MEANINGS, ends_action=True):
        posted = posting.reverse(
            society=entry.society_id, entry_id=entry.pk, on=on, actor=actor, memo=memo
        )
    return Entry.objects.get(pk=posted)


@action(
    may=roles("treasurer", "secretary"), label=_("Seal the books"), scheduled=True, even_closed=True
)
def seal_period(
    *,
    actor: Actor,
    society: Society,
    through: date,
) -> PeriodSeal:
    """No entry can be dated on or before that day any more, and the seal's hash says what was there.

    Refuses with PeriodNotOver or AlreadySealed.
    """
    meanings = {"period_is_over": PeriodNotOver, "period_sealed_once": AlreadySealed}
    with constraints_mean(meanings, ends_action=True):
        found = PeriodSeal.objects.raw(
            "SELECT * FROM ledger_seal_period(%s, %s)", [society.pk, through]
        )
        return next(iter(found))
