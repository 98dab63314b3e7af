"""Shares back: asked for, repaid when the notice has run out, and held up by the board where the co-op must."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership import letters
from cyfran.coop.membership.actions.shares import repay_shares_of
from cyfran.coop.membership.models import ShareWithdrawal, WithdrawalSuspension
from cyfran.coop.membership.queries.register import is_member
from cyfran.coop.membership.queries.withdrawals import free_shares
from cyfran.coop.membership.refusals import (
    JoiningShareStays,
    NoticeRuns,
    NotSoManyShares,
    NotYourShares,
    WithdrawalOver,
    WithdrawalsGoOn,
    WithdrawalsSuspended,
)
from cyfran.coop.membership.rulebook import JOINING_SHARE
from cyfran.coop.payments.refusals import AmountNotPositive
from cyfran.kernel.actions import Actor, action, nobody, roles, signed_in
from cyfran.kernel.money import Money
from cyfran.kernel.refusals import Refusal, constraint_means, constraints_mean
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.rulebook import rule

State = ShareWithdrawal.State
ASKING: dict[str, type[Refusal]] = {
    "withdrawal_amount_positive": AmountNotPositive,
    "withdrawal_of_what_is_held": NotSoManyShares,
    "member_keeps_the_joining_share": JoiningShareStays,
}


@action(may=signed_in, label=_("Ask for shares back"))
def withdraw_shares(*, actor: Actor, party: Party, amount: int, at: datetime) -> ShareWithdrawal:
    """So much of the party's shares is under notice, and is repaid when the rulebook's notice has run out.

    The treasurer may ask for somebody who is a member no longer. Refuses with NotYourShares, SocietyClosed,
    AmountNotPositive, NotSoManyShares, JoiningShareStays.
    """
    _require_own(actor, party)
    free, share = free_shares(party), rule(JOINING_SHARE.key, party.society).value
    with constraints_mean(ASKING, free=Money(free), share=Money(share)):
        asked = ShareWithdrawal.objects.create(
            society_id=party.society_id, party=party, amount=amount, asked_at=at
        )
    asked.refresh_from_db(fields=["due_on"])
    letters.tell_under_notice(asked)
    return asked


@action(may=signed_in, label=_("Keep shares that were asked back"))
def keep_shares(*, actor: Actor, withdrawal: ShareWithdrawal, at: datetime) -> ShareWithdrawal:
    """The shares are not under notice any more. Refuses with NotYourShares, WithdrawalOver."""
    fresh = _locked(withdrawal)
    _require_own(actor, fresh.party)
    fresh.state, fresh.ended_at = State.CANCELLED, at
    fresh.save(update_fields=["state", "ended_at"])
    return fresh


@action(may=nobody, scheduled=True, label=_("Repay shares"))
def repay_shares(*, actor: Actor, withdrawal: ShareWithdrawal, at: datetime) -> ShareWithdrawal:
    """The shares are cancelled in the books, and their worth is due to whoever held them, with the next payment file.

    Refuses with SocietyClosed, WithdrawalOver, NoticeRuns, WithdrawalsSuspended.
    """
    fresh = _locked(withdrawal)
    with constraints_mean(
        {
            "withdrawal_after_its_notice": NoticeRuns,
            "withdrawals_not_suspended": WithdrawalsSuspended,
        }
    ):
        fresh.entry_id = repay_shares_of(
            fresh.party, fresh.amount, f"withdrawal:{fresh.pk}", actor, at
        )
        fresh.state, fresh.ended_at = State.REPAID, at
        fresh.save(update_fields=["state", "ended_at", "entry"])
    letters.tell_repaid(fresh)
    return fresh


@action(may=roles("board", "chair"), label=_("Suspend the repaying of shares"))
def suspend_withdrawals(*, actor: Actor, society: Society, at: datetime) -> WithdrawalSuspension:
    """No shares are repaid until the board says so; notices run on. Refuses with WithdrawalsSuspended."""
    # Without this power of the board the shares would be a debt of the co-op's and not its capital.
    with constraint_means("withdrawals_suspended_once", WithdrawalsSuspended):
        return WithdrawalSuspension.objects.create(society=society, from_at=at)


@action(may=roles("board", "chair"), label=_("Repay shares again"))
def resume_withdrawals(*, actor: Actor, society: Society, at: datetime) -> WithdrawalSuspension:
    """What fell due meanwhile is repaid, and the rest on its day. Refuses with WithdrawalsGoOn."""
    held_up = (
        WithdrawalSuspension.objects.select_for_update()
        .filter(society=society, until_at=None)
        .first()
    )
    if held_up is None:
        raise WithdrawalsGoOn
    held_up.until_at = at
    held_up.save(update_fields=["until_at"])
    return held_up


def _require_own(actor: Actor, party: Party) -> None:
    if actor.person_id is not None and party.person_id == actor.person_id:
        return
    if "treasurer" not in actor.roles(party.society_id) or is_member(party):
        raise NotYourShares


def _locked(withdrawal: ShareWithdrawal) -> ShareWithdrawal:
    fresh = (
        ShareWithdrawal.objects.select_for_update(of=("self",))
        .select_related("party", "society")
        .get(pk=withdrawal.pk)
    )
    if fresh.state != State.WAITING:
        raise WithdrawalOver
    return fresh
