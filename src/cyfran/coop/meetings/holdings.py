"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, LawfulBasis, Seen, Table, Whom, hold, nobody_is_in

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
            Table(
                "meetings.Presence",
                lambda whose: Q(invitee__party=whose.party_id),
                _("Meetings you came to"),
            ),
            Table("meetings.Duty", lambda whose: Q(party=whose.party_id), _("Duties at meetings")),
            Table(
                "meetings.Proxy",
                lambda whose: Q(giver__party=whose.party_id) | Q(holder__party=whose.party_id),
                _("Proxies you gave or held"),
            ),
            Table(
                "meetings.Instruction",
                lambda whose: Q(proxy__giver__party=whose.party_id),
                _("How your proxy was to vote"),
            ),
            Table(
                "meetings.Question",
                lambda whose: Q(entered_by=whose.party_id) | Q(confirmed_by=whose.party_id),
                _("Votes by hand that you counted"),
            ),
            Table(
                "meetings.Demand",
                lambda whose: Q(invitee__party=whose.party_id),
                _("Ballots you demanded"),
            ),
            Table(
                "meetings.Speech",
                lambda whose: Q(invitee__party=whose.party_id),
                _("When you asked to speak"),
            ),
            Table(
                "meetings.Correction",
                lambda whose: Q(invitee__party=whose.party_id),
                _("Corrections of minutes that you suggested"),
                stays=("answer",),
            ),
        ),
        purpose=_("To meet as the law and the rules ask."),
        basis=LawfulBasis.LAW,
        whom=(Whom.MEMBERS,),
        seen=(Seen.OFFICERS, Seen.MEMBERS),
    )
)
nobody_is_in("meetings.Item", "agendas")
nobody_is_in("meetings.Paper", "files that go with agendas")
nobody_is_in("meetings.Move", "meetings that were put off")
nobody_is_in("meetings.Note", "what minutes say of an item")
nobody_is_in("meetings.Minutes", "minutes, in which people stand by number")
