"""Every event and what follows from it, in one place."""

from cyfran.coop.elections.reactions import forget_candidate
from cyfran.coop.governance.events import NoticeGiven
from cyfran.coop.meetings.reactions import forget_corrections, put_on_agenda
from cyfran.coop.membership.actions.applications import enter_whoever_paid
from cyfran.coop.membership.actions.founding import begin_founding
from cyfran.coop.membership.actions.meeting import admit_founders
from cyfran.coop.membership.events import MembershipCeased
from cyfran.coop.membership.reactions import forget_applicant, refuse_whoever_belongs
from cyfran.coop.payments.events import PaymentReceived
from cyfran.coop.payments.reactions import forget_payer, refuse_while_money_is_between
from cyfran.kernel.events import on
from cyfran.kernel.feedback.reactions import forget_feedback
from cyfran.kernel.files.reactions import forget_uploads
from cyfran.kernel.helping.reactions import end_whatever_they_let
from cyfran.kernel.ledger.reactions import forget_memos
from cyfran.kernel.privacy.reactions import forget_requests
from cyfran.kernel.record.reactions import forget_words
from cyfran.kernel.societies.events import (
    PartyErased,
    PartyToBeErased,
    SocietyFounded,
    SocietyRegistered,
    SocietyToEnd,
)
from cyfran.kernel.talk.reactions import forget_words_said
from cyfran.site.erasures import keep_in_journal
from cyfran.trade.catalogue.reactions import (
    forget_stall,
    withdraw_whoever_is_erased,
    withdraw_whoever_left,
)
from cyfran.trade.orders.reactions import (
    forget_buyer,
    order_was_paid,
    refuse_while_trade_is_unfinished,
)


def wire() -> None:
    """Connect each event to its reactions."""
    on(SocietyFounded, begin_founding)
    on(SocietyRegistered, admit_founders)
    on(PaymentReceived, order_was_paid)
    on(PaymentReceived, enter_whoever_paid)
    on(MembershipCeased, withdraw_whoever_left)
    on(SocietyToEnd, refuse_while_trade_is_unfinished)
    on(NoticeGiven, put_on_agenda)
    on(PartyToBeErased, refuse_whoever_belongs)
    on(PartyToBeErased, refuse_while_money_is_between)
    on(PartyErased, forget_words)
    on(PartyErased, forget_memos)
    on(PartyErased, forget_uploads)
    on(PartyErased, forget_feedback)
    on(PartyErased, forget_words_said)
    on(PartyErased, forget_requests)
    on(PartyErased, end_whatever_they_let)
    on(PartyErased, forget_payer)
    on(PartyErased, forget_applicant)
    on(PartyErased, forget_candidate)
    on(PartyErased, forget_corrections)
    on(PartyErased, withdraw_whoever_is_erased)
    on(PartyErased, forget_stall)
    on(PartyErased, forget_buyer)
    on(PartyErased, keep_in_journal)
