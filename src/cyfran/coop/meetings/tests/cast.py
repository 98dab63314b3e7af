"""The hub meeting: through the product's own actions."""

from datetime import timedelta
from typing import Any

from cyfran.coop.governance.actions.outcome import enact_resolution, record_rule_registration
from cyfran.coop.governance.models import Meeting, Resolution
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings.actions.agenda import add_item
from cyfran.coop.meetings.actions.calling import call_meeting
from cyfran.coop.meetings.actions.notice import give_notice_of_meeting
from cyfran.coop.meetings.actions.requisitions import ask_for_meeting
from cyfran.coop.meetings.actions.room import check_in, give_duty, open_meeting
from cyfran.coop.meetings.actions.voting import (
    confirm_count,
    enter_count,
    put_question,
    take_up_item,
)
from cyfran.coop.meetings.models import Invitee, Item, Question, Requisition
from cyfran.coop.meetings.tasks import tell_whoever_is_invited
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now, society_day

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


def invited(hub: Hub, meeting: Meeting, name: str) -> Invitee:
    """Their place on the list."""
    return meeting.invitees.get(party__person=hub.people[name])


def arrive(hub: Hub, meeting: Meeting, *names: str) -> None:
    """They come into the room."""
    for name in names:
        check_in(
            actor=hub.actor("mair"), meeting=meeting, invitee=invited(hub, meeting, name), at=now()
        )


def opened(hub: Hub, *names: str, resolution: bool = True, **given: Any) -> Meeting:
    """The annual meeting is under way with Mair and these; Dai counts too, and a resolution is on the agenda."""
    meeting = noticed(hub, **given)
    if resolution:
        draft = hub.draft()
        draft.meeting = meeting
        draft.save(update_fields=["meeting"])
        hub.give_notice(draft)
    hub.clock.until(meeting.held_at)
    arrive(hub, meeting, "mair", *names)
    name_teller(hub, meeting, "dai")
    return open_it(hub, meeting)


def name_teller(hub: Hub, meeting: Meeting, name: str) -> None:
    """They count hands at it, beside Mair."""
    party = invited(hub, meeting, name).party
    give_duty(actor=hub.actor("mair"), meeting=meeting, party=party, what="teller", at=now())


def open_it(hub: Hub, meeting: Meeting) -> Meeting:
    """It is under way."""
    return open_meeting(actor=hub.actor("mair"), meeting=meeting, at=now())


def at_the_resolution(hub: Hub, meeting: Meeting, way: str = "hands") -> tuple[Item, Resolution]:
    """The meeting comes to the resolution, and it is put to the vote."""
    item = Item.objects.select_related("meeting__society", "resolution").get(
        meeting=meeting, resolution__isnull=False
    )
    take_up_item(actor=hub.actor("mair"), item=item, at=now())
    put_question(actor=hub.actor("mair"), item=item, way=way, at=now())
    resolution = item.resolution
    assert resolution is not None
    return item, resolution


def count(hub: Hub, item: Item, *votes: int, first: str = "mair", second: str = "dai") -> Question:
    """Two count the same hands."""
    yes, no, abstained = votes
    figures = {"votes_for": yes, "against": no, "abstained": abstained}
    enter_count(actor=hub.actor(first), item=item, at=now(), **figures)
    return confirm_count(actor=hub.actor(second), item=item, at=now(), **figures)


def allow_proxies(hub: Hub, each: int = 1) -> None:
    """Members have resolved, and the registrar registered, that one may hold so many proxies."""
    change = hub.carried(hub.draft_change("meetings.proxies_each", to=each))
    today = society_day(hub.society, now())
    record_rule_registration(
        actor=hub.actor("mair"), resolution=change, registered_on=today, at=now()
    )
    enact_resolution(actor=Actor.guest(), resolution=hub.waited(change), at=now())
