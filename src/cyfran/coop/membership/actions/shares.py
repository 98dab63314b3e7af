"""Share money on its way into the register: asked for, held while it is on its way, issued as shares; and out of it.

Everything membership says to payments and to the books is said here.
"""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.models import Application
from cyfran.coop.membership.queries.shares import joining_payment, shares_of
from cyfran.coop.membership.refusals import HoldingTooLarge, ShareNotPaid
from cyfran.coop.membership.rulebook import JOINING_SHARE, MAXIMUM_HOLDING, STATUTORY_HOLDING
from cyfran.coop.payments.actions.asking import ASKING, await_payment, withdraw_request
from cyfran.coop.payments.actions.credit import give_back
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.purposes import declare_purpose
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.chart import (
    SHARE_APPLICATIONS,
    SHARE_CAPITAL,
    WITHDRAWALS_PAYABLE,
)
from cyfran.kernel.ledger.models import Account
from cyfran.kernel.ledger.posting import credit, debit
from cyfran.kernel.money import Money
from cyfran.kernel.refusals import constraints_mean
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.rulebook import rules
from cyfran.kernel.time import society_day

JOINING = declare_purpose("membership.joining_share", _("Joining share"))


def ask_for_share(application: Application, at: datetime) -> ExpectedPayment:
    """The applicant's joining share is awaited; until they are entered, it is held for them and is not capital.

    Refuses with HoldingTooLarge when it would take them over what one member may hold.
    """
    society, party = application.society, application.applicant
    read = rules(society, JOINING_SHARE.key, MAXIMUM_HOLDING.key)
    share, most = read[JOINING_SHARE.key].value, read[MAXIMUM_HOLDING.key].value
    # The limit is for persons, not for registered societies: CCBSA 2014 s.24.
    if not _is_society(party) and shares_of(party) + share > most:
        raise HoldingTooLarge(most=Money(most))
    with constraints_mean(ASKING, ends_action=True):
        return await_payment(
            society=society,
            party=party,
            purpose=JOINING,
            purpose_id=application.pk,
            account=_held_for(party),
            amount=share,
            at=at,
        )


def ask_no_more(application: Application, actor: Actor, at: datetime) -> None:
    """The joining share is not awaited any more; what had come of it is the applicant's credit."""
    payment = joining_payment(application)
    if payment is None:
        return
    if payment.state == ExpectedPayment.State.AWAITING:
        withdraw_request(payment)
    if payment.received:
        give_back(
            party=application.applicant,
            account=_held_for(application.applicant),
            amount=payment.received,
            key=f"joining_share:{application.pk}:back",
            actor=actor,
            at=at,
        )


def paid_for_share(application: Application) -> int:
    """What the applicant paid for the joining share, in pence. Refuses with ShareNotPaid until it is whole."""
    payment = joining_payment(application)
    if payment is None or payment.state != ExpectedPayment.State.RECEIVED:
        raise ShareNotPaid
    return payment.received


def issue_shares(party: Party, amount: int, key: str, actor: Actor, on: date) -> int:
    """What was held for the party is share capital now: shares at par, theirs until withdrawn. Returns the entry."""
    # No person can hold more, whatever the rulebook says: the database's floor on the account (CCBSA 2014 s.24).
    floor = None if _is_society(party) else -STATUTORY_HOLDING
    capital = posting.account(party.society_id, SHARE_CAPITAL, party=party, floor=floor)
    with constraints_mean({posting.BELOW_FLOOR: HoldingTooLarge}, most=Money(STATUTORY_HOLDING)):
        return posting.post(
            society=party.society_id,
            key=f"membership.{key}",
            kind="share_issue",
            on=on,
            legs=[debit(_held_for(party), amount), credit(capital, amount)],
            actor=actor,
        )


def repay_shares_of(party: Party, amount: int, key: str, actor: Actor, at: datetime) -> int:
    """So much of the party's share capital is no capital any more but due to them. Returns the entry."""
    society = party.society
    due = posting.account(society, WITHDRAWALS_PAYABLE, party=party, part="shares")
    capital = posting.account(society, SHARE_CAPITAL, party=party)
    return posting.post(
        society=society,
        key=f"membership.{key}",
        kind="share_withdrawal",
        on=society_day(society, at),
        legs=[debit(capital, amount), credit(due, amount)],
        actor=actor,
    )


def _held_for(party: Party) -> Account:
    return posting.account(party.society_id, SHARE_APPLICATIONS, party=party)


def _is_society(party: Party) -> bool:
    return party.kind == Party.Kind.ORGANISATION and party.society_behind_id is not None
