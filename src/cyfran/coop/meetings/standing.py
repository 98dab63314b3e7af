"""How a meeting stands at this moment: who is there, what it is at, what is put to the vote, and who speaks."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from cyfran.coop.governance.models import Meeting
from cyfran.coop.governance.queries import resolution_numbered
from cyfran.coop.meetings import functions, queries
from cyfran.coop.meetings.models import Item, Question, Speech
from cyfran.kernel.societies.rulebook import rules as rulebook


@dataclass(frozen=True)
class Standing:
    """What the desk, the screen in the room and every member's page show of it."""

    room: int
    online: int
    proxies: int
    quorum: int
    item: Item | None
    question: Question | None
    voted: int
    demands_needed: int
    speakers: list[Speech]
    minutes_each: int
    at: datetime

    @property
    def present(self) -> int:
        """Everybody who counts, proxies too."""
        return self.room + self.online + self.proxies

    @property
    def is_quorate(self) -> bool:
        """True while enough are there."""
        return self.present >= self.quorum

    @property
    def present_in_words(self) -> str:
        """How many are there, and how."""
        told = ngettext("%(count)d is present", "%(count)d are present", self.present) % {
            "count": self.present
        }
        how = say("%(room)d in the room, %(online)d from elsewhere, %(proxies)d by proxy") % {
            "room": self.room, "online": self.online, "proxies": self.proxies,
        }  # fmt: skip
        return f"{told}: {how}"

    @property
    def quorum_in_words(self) -> str:
        """Whether that is enough."""
        told = (
            say("The quorum of %(needed)d is there.")
            if self.is_quorate
            else say("The quorum is %(needed)d: nothing can be decided now.")
        )
        return told % {"needed": self.quorum}

    @property
    def speaking(self) -> Speech | None:
        """Who has the floor."""
        return next((one for one in self.speakers if one.began_at is not None), None)

    @property
    def waiting(self) -> list[Speech]:
        """Who waits to speak, points of order first."""
        return [one for one in self.speakers if one.began_at is None]

    @property
    def spoken_minutes(self) -> int:
        """For how many whole minutes the one who has the floor has had it."""
        began = self.speaking.began_at if self.speaking else None
        return int((self.at - began).total_seconds() // 60) if began else 0

    @property
    def in_ballot(self) -> bool:
        """True while votes are recorded."""
        return self._is_put(Question.Way.BALLOT)

    @property
    def in_hands(self) -> bool:
        """True while hands are counted."""
        return self._is_put(Question.Way.HANDS)

    @property
    def is_decided(self) -> bool:
        """True when the item was decided."""
        return self.question is not None and self.question.state == Question.State.DECIDED

    def _is_put(self, way: str) -> bool:
        return self.question is not None and self.question.way == way and not self.is_decided


def standing_of(meeting: Meeting, at: datetime) -> Standing:
    """The meeting as it is now."""
    room, online, proxies = functions.present(meeting)
    item = queries.current_item(meeting)
    question = queries.question_on(item)
    rules = rulebook(meeting.society, "meetings.ballot_demand", "meetings.speaking_minutes")
    voted = 0
    if item is not None and item.resolution is not None and question is not None:
        found = resolution_numbered(meeting.society, item.resolution.number or 0)
        voted = getattr(found, "came", 0)
    return Standing(
        room,
        online,
        proxies,
        meeting.quorum_needed or 0,
        item,
        question,
        voted,
        rules["meetings.ballot_demand"].value,
        queries.speakers_of(meeting),
        rules["meetings.speaking_minutes"].value,
        at,
    )
