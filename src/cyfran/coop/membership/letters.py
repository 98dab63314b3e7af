"""The letters of membership: who is written to, in their own language, about what."""

from cyfran.coop.membership.links import invitation_link, page_link
from cyfran.coop.membership.models import Application, Invitation, Member, ShareWithdrawal
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.queries.accounts import bank_details_of
from cyfran.kernel.mail import post_mail
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import holders_of


def invite(invitation: Invitation, days: int) -> None:
    """The invited person reads what is proposed, and where to accept."""
    post_mail(
        to=invitation.email,
        language=invitation.language,
        template="membership/mail/invitation.txt",
        context={
            "invitation": invitation,
            "society": invitation.society,
            "inviter": invitation.invited_by.name,
            "link": invitation_link(invitation),
            "days": days,
        },
    )


def tell_board(application: Application) -> None:
    """Each officer who may decide reads that somebody has applied; not what they wrote."""
    for officer in holders_of(application.society, "board", "secretary", "chair"):
        _tell(officer, application.society, "applied", "membership:applications")


def tell_admitted(application: Application, payment: ExpectedPayment) -> None:
    """The applicant reads how much to pay, under which reference."""
    _tell(
        application.applicant,
        application.society,
        "admitted",
        "membership:join",
        payment=payment,
    )


def tell_declined(application: Application) -> None:
    """The applicant reads the reason as the board wrote it."""
    _tell(
        application.applicant,
        application.society,
        "declined",
        "membership:join",
        reason=application.reason,
    )


def tell_entered(member: Member, shares: int) -> None:
    """The new member reads their number and what they hold."""
    _tell(
        member.party,
        member.society,
        "entered",
        "membership:statement",
        member=member,
        shares=shares,
    )


def tell_under_notice(withdrawal: ShareWithdrawal) -> None:
    """Whoever asked for shares back, or was asked for, reads how much it is and when it is due."""
    _tell_of(withdrawal, "under_notice")


def tell_repaid(withdrawal: ShareWithdrawal) -> None:
    """Whoever held the shares reads that they are repaid, and where the money goes."""
    _tell_of(withdrawal, "repaid", account=bank_details_of(withdrawal.party))


def _tell_of(withdrawal: ShareWithdrawal, what: str, **context: object) -> None:
    party, page = withdrawal.party, "membership:statement"
    _tell(party, party.society, what, page, withdrawal=withdrawal, **context)


def _tell(party: Party, society: Society, what: str, page: str, **context: object) -> None:
    if not party.email:
        return
    post_mail(
        to=party.email,
        language=party.language,
        template=f"membership/mail/{what}.txt",
        context={
            "party": party,
            "society": society,
            "link": page_link(society, page, party.language),
            **context,
        },
    )
