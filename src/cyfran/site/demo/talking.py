"""What members say about the proposal before they vote on it: in either language, one of them in both."""

from datetime import datetime

from cyfran.coop.governance.models import Resolution
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Society
from cyfran.kernel.talk.actions import contribute, lean, translate_contribution
from cyfran.kernel.talk.models import Contribution
from cyfran.site.demo.founding import actor_of
from cyfran.site.demo.people import CUSTOMERS, DAI, GWEN, PRODUCERS, Villager

STAND = (
    *((who, "for") for who in PRODUCERS[:4]),
    (CUSTOMERS[1], "unsure"),
    (CUSTOMERS[2], "for"),
    (GWEN, "concerned"),
)


def talk_about(hub: Society, proposal: Resolution, at: datetime) -> None:
    """A question, two answers, and where seven of them stand."""
    about = f"resolution:{proposal.pk}"
    asked = _said(
        hub,
        about,
        CUSTOMERS[1],
        Bilingual(en="Will food get dearer for us if the hub keeps less?"),
        at,
    )
    _said(
        hub,
        about,
        DAI,
        Bilingual(en="No. The price stays; the grower keeps more of it."),
        at,
        asked,
    )
    _said(
        hub, about, GWEN,
        Bilingual(cy="Mae’r neuadd a’r fan i’w talu bob cylch. Daliwch i wylio’r costau.", source="cy"),
        at, asked,
    )  # fmt: skip
    translate_contribution(
        actor=actor_of(DAI),
        contribution=asked,
        text="A fydd bwyd yn ddrutach i ni os bydd yr hwb yn cadw llai?",
        at=at,
    )
    for who, leaning in STAND:
        lean(actor=actor_of(who), society=hub, about=about, leaning=leaning, at=at)


def _said(
    hub: Society,
    about: str,
    who: Villager,
    words: Bilingual,
    at: datetime,
    answers: Contribution | None = None,
) -> Contribution:
    return contribute(
        actor=actor_of(who), society=hub, about=about, words=words, answers=answers, at=at
    )
