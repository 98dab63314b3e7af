"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, Table, hold, nobody_is_in

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
            Table("membership.Founder", lambda whose: Q(party=whose.party_id), _("As a founder")),
            Table(
                "membership.Adoption",
                lambda whose: Q(founder__party=whose.party_id),
                _("Rules you adopted"),
            ),
            Table(
                "membership.Invitation",
                lambda whose: (
                    Q(invited_by=whose.party_id)
                    | Q(founder__party=whose.party_id)
                    | Q(email__in=whose.addresses)
                ),
                _("Invitations"),
            ),
            Table(
                "membership.ShareWithdrawal",
                lambda whose: Q(party=whose.party_id),
                _("Shares asked back"),
            ),
        ),
        change="membership:statement",
    )
)
nobody_is_in("membership.MemberClass", "classes")
nobody_is_in("membership.Founding", "the founding of the co-op")
nobody_is_in("membership.ProposedRule", "rules")
nobody_is_in("membership.WithdrawalSuspension", "when nobody could withdraw")
