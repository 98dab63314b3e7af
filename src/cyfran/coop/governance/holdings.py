"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold, nobody_is_in

hold(
    Holding(
        "governance.decisions",
        _("Decisions you took part in"),
        _("You proposed, supported or voted."),
        _(
            "For as long as the co-op lasts: a decision must be provable. After an erasure your number stays, and not your name."
        ),
        (
            Table(
                "governance.Resolution",
                lambda whose: Q(proposer=whose.party_id) | Q(seconder=whose.party_id),
                _("Resolutions you proposed or seconded"),
                stays=("title", "text", "text_hash", "electorate_hash", "ended_why"),
            ),
            Table(
                "governance.Supporter",
                lambda whose: Q(member__party=whose.party_id),
                _("Drafts you supported"),
            ),
            Table(
                "governance.Elector",
                lambda whose: Q(member__party=whose.party_id),
                _("Where you could vote"),
                stays=("class_code",),
            ),
            Table(
                "governance.Service",
                lambda whose: Q(elector__member__party=whose.party_id),
                _("Notices sent to you"),
            ),
            Table(
                "governance.Reminder",
                lambda whose: Q(elector__member__party=whose.party_id),
                _("Reminders to vote"),
            ),
            Table(
                "governance.Vote",
                lambda whose: (
                    Q(elector__member__party=whose.party_id) | Q(holder__party=whose.party_id)
                ),
                _("Votes"),
            ),
        ),
        purpose=_("To decide together, and to prove what was decided."),
        basis=LawfulBasis.LAW,
        whom=(Whom.MEMBERS,),
        seen=(
            Seen.OFFICERS,
            Seen.MEMBERS,
        ),
    )
)
nobody_is_in("governance.Meeting", "meetings")
nobody_is_in("governance.RuleChange", "rules")
nobody_is_in("governance.CatalogueCall", "what a resolution has done")
nobody_is_in("governance.Attempt", "enactments that failed")
