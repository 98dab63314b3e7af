"""The hub electing its board: through the product's own actions, with voters whose browsers are played by Python."""

from datetime import timedelta

from cyfran.coop.elections.actions.calling import call_election
from cyfran.coop.elections.actions.closing import declare_election
from cyfran.coop.elections.actions.standing import fix_ballot, nominate, stand
from cyfran.coop.elections.actions.voting import Receipt, Vote, cast_ballot, collect_paper
from cyfran.coop.elections.models import Election, Nomination
from cyfran.coop.elections.queries import times_now
from cyfran.coop.elections.voter import Voter
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.time import now

TITLE = Bilingual(en="The board of the hub", cy="Bwrdd yr hwb", source="en")
WORDS = Bilingual(en="I can count.", cy="Rwy’n gallu cyfrif.", source="cy")


class Browser(Voter):
    """What a member's browser keeps."""

    def __init__(self, election: Election) -> None:
        super().__init__(election)
        self.election = election

    def collect(self, actor: Actor) -> None:
        """The voting paper, from the server that signs it unseen."""
        signed = collect_paper(actor=actor, election=self.election, blinded=self.blinded, at=now())
        self.take(signed.signature)

    def cast(self, *ranking: int) -> Receipt:
        """The ballot is in the box, from somebody who is not known."""
        return send(self.election, self.vote(ranking))


def send(election: Election, vote: Vote) -> Receipt:
    """The vote is sent by nobody in particular."""
    return cast_ballot(actor=Actor.guest(), election=election, vote=vote, at=now())


def party(hub: Hub, name: str) -> Party:
    """The member as the society knows them."""
    found = party_of(hub.society, hub.people[name].pk)
    assert found is not None
    return found


def call(hub: Hub, by: str = "mair", officer: str = "mair", **given: object) -> Election:
    """The secretary calls an election, with the earliest lawful times."""
    times = times_now(hub.society, now())
    asked = {
        "title": TITLE,
        "seats": 2,
        "rules": "scottish",
        "reopen": False,
        "retiring": "none",
        "nominations_close_at": times.nominations_close_at,
        "opens_at": times.opens_at,
        "closes_at": times.closes_at,
        **given,
    }
    return call_election(
        actor=hub.actor(by),
        society=hub.society,
        returning_officer=party(hub, officer),
        at=now(),
        **asked,
    )


def put_forward(hub: Hub, election: Election, *names: str) -> list[Nomination]:
    """Each puts themselves forward and stands, with a few words."""
    return [
        stand(
            actor=hub.actor(name),
            nomination=nominate(
                actor=hub.actor(name), election=election, nominee=party(hub, name), at=now()
            ),
            statement=WORDS,
            photograph=None,
            at=now(),
        )
        for name in names
    ]


def fix(election: Election) -> Election:
    """Nominations are over."""
    return fix_ballot(actor=Actor.guest(), election=election, at=now())


def opened(hub: Hub, *names: str, **given: object) -> Election:
    """Called, nominated, the ballot fixed and voting open; by default Dai, Siân and Elin stand for two seats."""
    election = call(hub, **given)
    put_forward(hub, election, *(names or ("dai", "sian", "elin")))
    hub.clock.until(election.nominations_close_at)
    fix(election)
    hub.clock.until(election.opens_at + timedelta(minutes=1))
    election.refresh_from_db()
    return election


def voted(hub: Hub, election: Election, **rankings: tuple[int, ...]) -> dict[str, Receipt]:
    """Each collects a paper and votes: `voted(hub, election, dai=(1, 2))`."""
    receipts = {}
    for name, ranking in rankings.items():
        browser = Browser(election)
        browser.collect(hub.actor(name))
        receipts[name] = browser.cast(*ranking)
    return receipts


def declared(hub: Hub, election: Election) -> Election:
    """The closing moment has come and the count is made."""
    hub.clock.until(election.closes_at)
    return declare_election(actor=Actor.guest(), election=election, at=now())


EVERYBODY = {
    "mair": (1, 2),
    "dai": (1,),
    "sian": (3, 1),
    "elin": (2, 3, 1),
    "gwyn": (3,),
    "nest": (1, 3),
}
