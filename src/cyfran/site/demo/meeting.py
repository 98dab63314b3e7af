"""The hub's first annual general meeting, held in the room, and the board meeting that is called."""

from datetime import datetime

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings.actions.agenda import add_item
from cyfran.coop.meetings.actions.calling import call_meeting
from cyfran.coop.meetings.actions.minutes import publish_minutes, write_note
from cyfran.coop.meetings.actions.notice import give_notice_of_meeting
from cyfran.coop.meetings.actions.room import (
    check_in,
    close_meeting,
    give_duty,
    open_meeting,
)
from cyfran.coop.meetings.actions.voting import (
    close_ballot,
    confirm_count,
    enter_count,
    put_question,
    take_up_item,
)
from cyfran.coop.meetings.models import Item
from cyfran.coop.meetings.queries import agenda_of
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.time import clear_days_after, moment_on, now, society_day
from cyfran.site.demo.founding import actor_of, person_of
from cyfran.site.demo.people import DAI, GWEN, MAIR

ITEMS = (
    ("The year in the valley", "Y flwyddyn yn y cwm", False),
    ("The accounts of the first year", "Cyfrifon y flwyddyn gyntaf", True),
)


def put_agenda(meeting: Meeting, at: datetime) -> None:
    """What is to be heard and decided before the surplus is shared."""
    for english, welsh, decides in ITEMS:
        add_item(
            actor=actor_of(MAIR),
            meeting=meeting,
            title=Bilingual(en=english, cy=welsh, source="cy"),
            text=None,
            decides=decides,
            at=at,
        )


def begin(hub: Society, meeting: Meeting) -> None:
    """Members come in, the meeting is opened, hears of the year, adopts the accounts, and comes to the surplus."""
    mair, at = actor_of(MAIR), now()
    for invitee in meeting.invitees.select_related("party").order_by("pk"):
        check_in(actor=mair, meeting=meeting, invitee=invitee, at=at)
    gwen, dai = (party_of(hub, person_of(who).pk) for who in (GWEN, DAI))
    assert gwen is not None and dai is not None  # noqa: PT018
    give_duty(actor=mair, meeting=meeting, party=gwen, what="teller", at=at)
    give_duty(actor=mair, meeting=meeting, party=dai, what="chair", at=at)
    open_meeting(actor=mair, meeting=meeting, at=at)
    heard, accounts, surplus = agenda_of(meeting)
    for item in (heard, accounts):
        take_up_item(actor=mair, item=item, at=at)
    put_question(actor=mair, item=accounts, way="hands", at=at)
    figures = {"votes_for": 21, "against": 0, "abstained": 3}
    enter_count(actor=mair, item=accounts, at=at, **figures)
    confirm_count(actor=actor_of(GWEN), item=accounts, at=at, **figures)
    take_up_item(actor=mair, item=surplus, at=at)
    put_question(actor=mair, item=surplus, way="ballot", at=at)


def end(hub: Society, meeting: Meeting) -> None:
    """The recorded votes are counted, and everybody goes home."""
    mair, at = actor_of(MAIR), now()
    item = Item.objects.select_related("meeting__society").get(
        society=hub, meeting=meeting, resolution__isnull=False
    )
    close_ballot(actor=mair, item=item, at=at)
    meeting.refresh_from_db()
    close_meeting(actor=mair, meeting=meeting, at=at)
    heard = agenda_of(meeting)[0]
    write_note(
        actor=mair,
        item=heard,
        text=Bilingual(
            en="The secretary told of the year: more growers, a second freezer, and fewer boxes left over.",
            cy="Soniodd yr ysgrifennydd am y flwyddyn: mwy o dyfwyr, ail rewgell, a llai o focsys dros ben.",
            source="cy",
        ),
        at=at,
    )
    publish_minutes(actor=mair, meeting=meeting, at=at)


def call_the_board(hub: Society, at: datetime) -> None:
    """The board meets soon, and was told."""
    mair = actor_of(MAIR)
    meeting = call_meeting(
        actor=mair,
        society=hub,
        kind="board",
        name=Bilingual(en="The board in winter", cy="Y bwrdd yn y gaeaf", source="cy"),
        place=Bilingual(
            en="Llandeilo hall, or online", cy="Neuadd Llandeilo, neu ar-lein", source="cy"
        ),
        online=True,
        held_at=moment_on(hub, clear_days_after(society_day(hub, at), 8), 19),
        at=at,
    )
    for english, welsh, decides in (
        ("Orders over the winter", "Archebion dros y gaeaf", False),
        ("A second van", "Ail fan", True),
    ):
        add_item(
            actor=mair,
            meeting=meeting,
            title=Bilingual(en=english, cy=welsh, source="cy"),
            text=None,
            decides=decides,
            at=at,
        )
    give_notice_of_meeting(actor=mair, meeting=meeting, at=at)
