"""What meetings do when something happened elsewhere; site/wiring.py connects it."""

from cyfran.coop.governance.events import NoticeGiven
from cyfran.coop.meetings.models import Correction, Item
from cyfran.kernel.societies.events import PartyErased


def put_on_agenda(event: NoticeGiven) -> None:
    """A resolution of which notice is given for a meeting stands on its agenda."""
    resolution = event.resolution
    if resolution.meeting_id is None:
        return
    last = (
        Item.objects.filter(society_id=resolution.society_id, meeting=resolution.meeting_id)
        .order_by("-position")
        .values_list("position", flat=True)
        .first()
    )
    Item.objects.create(
        society_id=resolution.society_id,
        meeting_id=resolution.meeting_id,
        position=(last or 0) + 1,
        title=resolution.title,
        decides=True,
        resolution=resolution,
    )


def forget_corrections(event: PartyErased) -> None:
    """What somebody would have had the minutes say is gone; the minutes have people by number, and lose their names by that."""
    Correction.objects.filter(society=event.party.society_id, invitee__party=event.party).update(
        words=""
    )
