"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, Table, hold, nobody_is_in

hold(
    Holding(
        "meetings.part",
        _("Meetings you were invited to"),
        _("You were on the list of those who may attend and vote, or asked for a meeting."),
        _(
            "For as long as the co-op lasts: it must be provable that a meeting was lawful. After an erasure your number stays, and not your name."
        ),
        (
            Table(
                "meetings.Invitee",
                lambda whose: Q(party=whose.party_id),
                _("Where you could attend and vote"),
            ),
            Table(
                "meetings.Service",
                lambda whose: Q(invitee__party=whose.party_id),
                _("Notices of meetings that you were sent"),
            ),
            Table(
                "meetings.Requisition",
                lambda whose: Q(asked_by=whose.party_id),
                _("Meetings you asked for first"),
                stays=("purpose",),
            ),
            Table(
                "meetings.Signature",
                lambda whose: Q(member__party=whose.party_id),
                _("Meetings you asked for with others"),
            ),
        ),
    )
)
nobody_is_in("meetings.Item", "agendas")
nobody_is_in("meetings.Paper", "files that go with agendas")
nobody_is_in("meetings.Move", "meetings that were put off")
