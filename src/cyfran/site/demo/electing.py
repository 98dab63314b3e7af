"""The hub elects its board: once in its first year, and for one seat now."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from cyfran.coop.elections.actions.calling import call_election
from cyfran.coop.elections.actions.standing import nominate, stand
from cyfran.coop.elections.actions.voting import cast_ballot, collect_paper
from cyfran.coop.elections.models import Election
from cyfran.coop.elections.queries import election_numbered
from cyfran.coop.elections.voter import Voter
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.time import now
from cyfran.site.demo.founding import actor_of, person_of
from cyfran.site.demo.people import CUSTOMERS, DAI, GWEN, MAIR, PRODUCERS, WORKERS, Villager

SIAN, OWAIN, MEGAN, *_ = CUSTOMERS
ELIN, TOMOS, SARA, *_ = PRODUCERS
RHYS, AMA = WORKERS
FIRST_BOARD = (
    (MAIR, Bilingual(en="I keep the minutes short and the doors open.", cy="Rwy’n cadw’r cofnodion yn fyr a’r drysau ar agor.", source="cy")),
    (DAI, Bilingual(en="Growers must be able to live from what they sell here.", cy="Rhaid i dyfwyr allu byw ar yr hyn y maent yn ei werthu yma.", source="cy")),
    (GWEN, Bilingual(en="Every penny has a place, and you can see which.", cy="Mae lle i bob ceiniog, a gallwch weld ble.", source="en")),
    (ELIN, Bilingual(en="More vegetables, less plastic.", cy="Mwy o lysiau, llai o blastig.", source="cy")),
    (OWAIN, Bilingual(en="I would like a second collection point up the valley.", cy="Hoffwn gael ail fan casglu i fyny’r cwm.", source="cy")),
    (MEGAN, Bilingual(en="Households outnumber us all; somebody should speak for them.", cy="", source="en")),
    (RHYS, Bilingual(en="I pack your orders every Friday.", cy="Fi sy’n pacio’ch archebion bob dydd Gwener.", source="cy")),
)  # fmt: skip
ONE_SEAT = (
    (TOMOS, Bilingual(en="Fish from the estuary belongs on this table too.", cy="Mae lle i bysgod yr aber ar y bwrdd hwn hefyd.", source="cy")),
    (SARA, Bilingual(en="I have baked for the hub since its first week.", cy="Rwyf wedi pobi i’r hwb ers ei wythnos gyntaf.", source="en")),
    (CUSTOMERS[5], Bilingual(en="I will ask the questions that newcomers ask.", cy="Fe ofynnaf y cwestiynau y mae pobl newydd yn eu gofyn.", source="en")),
)  # fmt: skip


def call_first_election(
    hub: Society, closing: datetime, opening: datetime, voting: datetime
) -> Election:
    """The whole board retires, seven stand for five seats, and one who does not stand sees to it."""
    title = Bilingual(en="The first elected board", cy="Y bwrdd etholedig cyntaf", source="cy")
    times = (closing, opening, voting)
    return _called(hub, title, 5, "all", AMA, times, FIRST_BOARD, reopen=False)


def call_for_one_seat(
    hub: Society, closing: datetime, opening: datetime, voting: datetime
) -> Election:
    """One seat more, for which three stand, or re-open nominations."""
    title = Bilingual(en="One more seat on the board", cy="Un sedd arall ar y bwrdd", source="cy")
    times = (closing, opening, voting)
    return _called(hub, title, 1, "none", MAIR, times, ONE_SEAT, reopen=True)


def vote(hub: Society, number: int, voters: Sequence[Villager], chance: Random) -> None:
    """Each collects a paper; then the ballots come, in another order and from nobody."""
    election = election_numbered(hub, number)
    assert election is not None
    papers = []
    for villager in voters:
        paper = Voter(election)
        signed = collect_paper(
            actor=actor_of(villager), election=election, blinded=paper.blinded, at=now()
        )
        paper.take(signed.signature)
        papers.append(paper)
    chance.shuffle(papers)
    places = range(1, election.places + 1)
    for paper in papers:
        ranking = chance.sample(places, chance.randint(1, len(places)))
        cast_ballot(actor=Actor.guest(), election=election, vote=paper.vote(ranking), at=now())


def _called(
    hub: Society,
    title: Bilingual,
    seats: int,
    retiring: str,
    officer: Villager,
    times: tuple[datetime, datetime, datetime],
    candidates: Sequence[tuple[Villager, Bilingual]],
    *,
    reopen: bool,
) -> Election:
    election = call_election(
        actor=actor_of(MAIR),
        society=hub,
        title=title,
        seats=seats,
        rules="scottish",
        reopen=reopen,
        retiring=retiring,
        returning_officer=_party(hub, officer),
        nominations_close_at=times[0],
        opens_at=times[1],
        closes_at=times[2],
        at=now(),
    )
    for villager, words in candidates:
        actor = actor_of(villager)
        nomination = nominate(
            actor=actor, election=election, nominee=_party(hub, villager), at=now()
        )
        stand(actor=actor, nomination=nomination, statement=words, photograph=None, at=now())
    return election


def _party(hub: Society, villager: Villager) -> Party:
    found = party_of(hub, person_of(villager).pk)
    assert found is not None
    return found
