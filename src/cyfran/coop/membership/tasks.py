"""Shares are repaid by themselves when their notice has run out."""

from datetime import datetime

from cyfran.coop.membership.actions.withdrawals import repay_shares
from cyfran.coop.membership.queries.withdrawals import withdrawals_due
from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import sweep
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.models import Society


@sweep("membership.repay_shares")
def repay_due_shares(society: Society, actor: Actor, at: datetime) -> None:
    """Everything under notice whose day has come is due to those who held it."""
    for withdrawal in withdrawals_due(society, at):
        try:
            repay_shares(actor=actor, withdrawal=withdrawal, at=at)
        except Refusal:
            # Taken back, or held up, at this very moment; or the society is suspended.
            continue
