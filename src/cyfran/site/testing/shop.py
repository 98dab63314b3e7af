"""A shop of as many offers as are wanted, listed by the product's own actions with the demonstration's goods and growers."""

from datetime import timedelta

from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.time import now, society_day
from cyfran.sectors.food.actions import Described, offer_food
from cyfran.site.demo.founding import actor_of, bring_members_in, person_of
from cyfran.site.demo.goods import GOODS
from cyfran.site.demo.people import DAI, MAIR, PRODUCERS
from cyfran.trade.catalogue.rules import HIGHEST_STOCK
from cyfran.trade.orders import actions
from cyfran.trade.orders.models import Cycle


def fill_shop(hub: Society, offers: int) -> list[int]:
    """The demonstration's hub has its growers, and so many offers, on every shelf and with stock; returns their ids."""
    at, mair = now(), actor_of(MAIR)
    bring_members_in(hub, list(PRODUCERS), at)
    growers = ((v.name, party_of(hub, person_of(v).pk)) for v in (DAI, *PRODUCERS))
    sellers = {name: party for name, party in growers if party}
    made = []
    for number in range(offers):
        good, batch = GOODS[number % len(GOODS)], number // len(GOODS) + 1
        offer = offer_food(
            actor=mair,
            society=hub,
            seller=sellers[good.seller],
            name=Bilingual(en=f"{good.en}, no. {batch}", cy=f"{good.cy}, rhif {batch}"),
            description=None,
            unit=good.unit,
            size=good.size,
            price=good.price + batch,
            tax_code=good.tax_code,
            audience="public",
            stock=HIGHEST_STOCK,
            case_size=1,
            food=Described(category=good.category, organic=good.organic),
            at=at,
        )
        made.append(offer.pk)
    return made


def open_week(hub: Society) -> Cycle:
    """An order cycle of the hub is open for a day."""
    at, mair = now(), actor_of(MAIR)
    cycle = actions.plan_cycle(
        actor=mair,
        society=hub,
        name=Bilingual(en="This week", cy="Yr wythnos hon"),
        opens_at=at - timedelta(minutes=1),
        closes_at=at + timedelta(days=1),
        collect_on=society_day(hub, at + timedelta(days=2)),
    )
    return actions.open_cycle(actor=mair, cycle=cycle, at=at)
