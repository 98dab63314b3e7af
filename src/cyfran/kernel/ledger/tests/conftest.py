"""The hub and a second society, each with a treasurer, inside the hub's transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ledger.actions import seal_period
from cyfran.kernel.ledger.chart import BANK, MEMBER_CREDIT
from cyfran.kernel.ledger.models import Account, PeriodSeal
from cyfran.kernel.ledger.posting import Leg, account, credit, debit, post
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.actions import appoint, found_society
from cyfran.kernel.societies.models import Mandate, Party, Society
from cyfran.site.testing.standing import standing

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
TODAY = date(2026, 11, 2)


@dataclass
class Books:
    """A society's books as a test needs them: its bank, and Mair's credit."""

    society: Society
    mair: Actor
    treasurer: Actor
    bank: Account
    credit: Account
    line = MEMBER_CREDIT
    stranger = Actor.guest()

    def legs(self, amount: int) -> list[Leg]:
        """Money from Mair into the bank and onto her credit."""
        return [debit(self.bank, amount), credit(self.credit, amount)]

    def seal(self, through: date) -> PeriodSeal:
        """The books are sealed through that day."""
        return seal_period(actor=self.treasurer, society=self.society, through=through)

    def top_up(self, amount: int, key: str = "top-up:1", on: date = TODAY) -> int:
        """Mair pays that into her credit."""
        return post(
            society=self.society,
            key=key,
            kind="payments.credit",
            on=on,
            legs=self.legs(amount),
            actor=self.mair,
        )


def found(slug: str, person: Person) -> Society:
    """A society founded by that person."""
    return found_society(
        actor=Actor.person(person), name=Bilingual(en=slug), model_rules="multi", at=AT, slug=slug
    )


def treasurer_of(society: Society) -> Actor:
    """Dai, whom the founders' meeting made treasurer."""
    dai = Person.objects.create_user(f"dai@{society.slug}.cymru", "Dai")
    party = Party.objects.create(society=society, person=dai, name="Dai", created_at=AT)
    mandate = Mandate.objects.filter(society=society, kind="appointment").first()
    assert mandate is not None
    appoint(actor=Actor.mandate(mandate), party=party, office="treasurer", at=AT)
    return Actor.person(dai)


def books_of(society: Society, person: Person) -> Books:
    """The society's first accounts; call it inside the society's transaction."""
    party = Party.objects.get(society=society, person=person)
    return Books(
        society,
        Actor.person(person),
        treasurer_of(society),
        account(society, BANK),
        account(society, MEMBER_CREDIT, party=party),
    )


@standing
def mair(db: None) -> Person:
    return Person.objects.create_user("mair@example.cymru", "Mair")


@standing
def other(mair: Person) -> Society:
    """Another society on the same installation."""
    return found("llaeth", mair)


@standing
def hub(mair: Person) -> Society:
    return found("hwb", mair)


@standing
def books(hub: Society, mair: Person) -> Iterator[Books]:
    """The hub's books; the test runs inside the hub's transaction."""
    with society_transaction(hub):
        yield books_of(hub, mair)
