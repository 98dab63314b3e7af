"""What is held here about a person."""

from typing import Any

from django.db.models import DateTimeField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.actions.forgetting import forget_application, forget_invitation
from cyfran.coop.membership.models import Application, Invitation, Member
from cyfran.kernel.holdings import (
    STILL,
    Holding,
    LawfulBasis,
    Seen,
    Table,
    Term,
    Whom,
    dealing,
    hold,
    nobody_is_in,
)

OPEN = (Application.State.PENDING, Application.State.ADMITTED)


def applications_with_words(society_id: int) -> QuerySet[Application]:
    """Those that are decided, and still say something."""
    return (
        Application.objects.filter(society=society_id)
        .exclude(words="", reason="")
        .exclude(state__in=OPEN)
    )


def unanswered_invitations(society_id: int) -> QuerySet[Invitation]:
    """Those that nobody accepted, and that still name somebody."""
    unanswered = Invitation.objects.filter(society=society_id, accepted_at=None)
    return unanswered.exclude(email__endswith="@erased.invalid")


@dealing
def last_membership() -> QuerySet[Any]:
    """When their membership ceased."""
    until = Coalesce(Cast("ceased_on", DateTimeField()), Value(STILL))
    theirs = Member.objects.filter(party=OuterRef("pk"))
    return theirs.annotate(moment=until).order_by("-moment").values("moment")[:1]


@dealing
def last_application() -> QuerySet[Any]:
    """When they last applied, or were answered."""
    theirs = Application.objects.filter(applicant=OuterRef("pk"))
    return (
        theirs.annotate(moment=Coalesce("decided_at", Value(STILL)))
        .order_by("-moment")
        .values("moment")[:1]
    )


hold(
    Holding(
        "membership.register",
        _("Membership"),
        _("You applied, or were invited; officers decided."),
        _(
            "While you are a member the register must have it (Co-operative and Community Benefit Societies Act 2014 s.30). After an erasure your number and the days stay, and not your name."
        ),
        (
            Table("membership.Member", lambda whose: Q(party=whose.party_id), _("In the register")),
            Table(
                "membership.ClassHolding",
                lambda whose: Q(member__party=whose.party_id),
                _("Classes of membership"),
            ),
            Table(
                "membership.Application",
                lambda whose: Q(applicant=whose.party_id),
                _("Applications"),
            ),
            Table(
                "membership.Founder",
                lambda whose: Q(party=whose.party_id),
                _("As a founder"),
                stays=("registration_number",),
            ),
            Table(
                "membership.Adoption",
                lambda whose: Q(founder__party=whose.party_id),
                _("Rules you adopted"),
                stays=("digest",),
            ),
            Table(
                "membership.Invitation",
                lambda whose: (
                    Q(invited_by=whose.party_id)
                    | Q(founder__party=whose.party_id)
                    | Q(email__in=whose.addresses)
                ),
                _("Invitations"),
                stays=("registration_number",),
            ),
            Table(
                "membership.ShareWithdrawal",
                lambda whose: Q(party=whose.party_id),
                _("Shares asked back"),
            ),
        ),
        terms=(
            Term(
                "membership.applications",
                _("What applicants wrote, and the reasons they were given"),
                12,
                _("%(months)s months after they were answered"),
                _("A claim of discrimination can be made for six months: Equality Act 2010 s.118."),
                applications_with_words,
                "decided_at",
                lambda actor, row, at: forget_application(actor=actor, application=row, at=at),
            ),
            Term(
                "membership.invitations",
                _("Invitations that nobody accepted"),
                12,
                _("%(months)s months after they were sent"),
                _("Nothing is kept longer than it is needed: UK GDPR art.5(1)(e)."),
                unanswered_invitations,
                "sent_at",
                lambda actor, row, at: forget_invitation(actor=actor, invitation=row, at=at),
            ),
        ),
        change="membership:statement",
        purpose=_("To keep the register of members, and to decide who joins."),
        basis=LawfulBasis.LAW,
        whom=(
            Whom.MEMBERS,
            Whom.APPLICANTS,
        ),
        seen=(Seen.OFFICERS,),
    )
)
nobody_is_in("membership.MemberClass", "classes")
nobody_is_in("membership.Founding", "the founding of the co-op")
nobody_is_in("membership.ProposedRule", "rules")
nobody_is_in("membership.WithdrawalSuspension", "when nobody could withdraw")
