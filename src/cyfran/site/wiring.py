"""Every event and what follows from it, in one place."""

from cyfran.coop.membership.actions.applications import enter_whoever_paid
from cyfran.coop.membership.actions.founding import begin_founding
from cyfran.coop.membership.actions.meeting import admit_founders
from cyfran.coop.payments.events import PaymentReceived
from cyfran.kernel.events import on
from cyfran.kernel.societies.events import SocietyFounded, SocietyRegistered
from cyfran.trade.orders.reactions import order_was_paid


def wire() -> None:
    """Connect each event to its reactions."""
    on(SocietyFounded, begin_founding)
    on(SocietyRegistered, admit_founders)
    on(PaymentReceived, order_was_paid)
    on(PaymentReceived, enter_whoever_paid)
