"""The hub meeting: through the product's own actions."""

from datetime import timedelta
from typing import Any

from cyfran.coop.governance.models import Meeting
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings.actions.agenda import add_item
from cyfran.coop.meetings.actions.calling import call_meeting
from cyfran.coop.meetings.actions.notice import give_notice_of_meeting
from cyfran.coop.meetings.actions.requisitions import ask_for_meeting
from cyfran.coop.meetings.models import Item, Requisition
from cyfran.coop.meetings.tasks import tell_whoever_is_invited
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now

NAME = Bilingual(en="Annual meeting", cy="Cyfarfod blynyddol", source="en")
PLACE = Bilingual(en="Llandeilo hall", cy="Neuadd Llandeilo", source="cy")
REASON = Bilingual(en="The hall is flooded.", cy="Mae’r neuadd dan ddŵr.", source="en")


def call(hub: Hub, kind: str = "annual", by: str = "mair", days: int = 20, **given: Any) -> Meeting:
    """A meeting is called, so many days from now."""
    asked: dict[str, Any] = {"name": NAME, "place": PLACE, "held_at": now() + timedelta(days=days)}
    return call_meeting(
        actor=hub.actor(by), society=hub.society, kind=kind, at=now(), **(asked | given)
    )


def put(hub: Hub, meeting: Meeting, title: str, *, decides: bool = False, **given: Any) -> Item:
    """An item is put on its agenda."""
    return add_item(
        actor=hub.actor("mair"),
        meeting=meeting,
        title=Bilingual(en=title),
        text=None,
        decides=decides,
        at=now(),
        **given,
    )


def noticed(hub: Hub, kind: str = "annual", **given: Any) -> Meeting:
    """A meeting with one item on its agenda, of which notice was given."""
    meeting = call(hub, kind, **given)
    put(hub, meeting, "The year")
    return give_notice_of_meeting(actor=hub.actor("mair"), meeting=meeting, at=now())


def tell(hub: Hub) -> None:
    """The sweep tells who is to be told."""
    mandate = job_mandate(hub.society, "meetings.notices")
    tell_whoever_is_invited(hub.society, Actor.mandate(mandate), now())


def asked_for(hub: Hub, by: str = "dai") -> Requisition:
    """A member asks for a general meeting."""
    purpose = Bilingual(en="To talk about the hall.", cy="I drafod y neuadd.", source="en")
    return ask_for_meeting(actor=hub.actor(by), society=hub.society, purpose=purpose, at=now())
