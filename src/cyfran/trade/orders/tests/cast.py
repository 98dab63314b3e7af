"""An open cycle at the hub, and people with something in their accounts."""

from datetime import timedelta

from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.chart import BANK, MEMBER_CREDIT
from cyfran.kernel.ledger.posting import credit, debit
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.actions import enter_party
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.time import now, society_day
from cyfran.trade.orders.actions import open_cycle, place_order, plan_cycle, put_in_basket
from cyfran.trade.orders.models import Cycle, Order


def open_week(hub: Society, coordinator: Actor) -> Cycle:
    """An order cycle that is open from a moment ago for a day."""
    at = now()
    cycle = plan_cycle(
        actor=coordinator,
        society=hub,
        name=Bilingual(en="This week", cy="Yr wythnos hon"),
        opens_at=at - timedelta(minutes=1),
        closes_at=at + timedelta(days=1),
        collect_on=society_day(hub, at + timedelta(days=2)),
    )
    return open_cycle(actor=coordinator, cycle=cycle, at=at)


def with_credit(hub: Society, who: Person, amount: int) -> Party:
    """The person as the hub knows them, with that much in their account."""
    party = enter_party(society=hub, name=who.name, person=who, at=now())
    posting.post(
        society=hub,
        key=f"test:credit:{party.pk}",
        kind="receipt",
        on=society_day(hub, now()),
        legs=[
            debit(posting.account(hub, BANK), amount),
            credit(posting.account(hub, MEMBER_CREDIT, party=party), amount),
        ],
        actor=Actor.person(who),
    )
    return party


def order(
    hub: Society, who: Person, quantities: dict[int, int], key: str = "one", pay_by: str = "credit"
) -> Order:
    """The person's order of these offers."""
    owner = f"person:{who.pk}"
    put_in_basket(
        actor=Actor.person(who), society=hub, owner=owner, quantities=quantities, at=now()
    )
    return place_order(
        actor=Actor.person(who), society=hub, owner=owner, pay_by=pay_by, key=key, at=now()
    )
