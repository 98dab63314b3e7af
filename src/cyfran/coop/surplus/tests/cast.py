"""A year of the hub's books: members traded by the books, the hub earned, and the year is over."""

from datetime import date, timedelta

from cyfran.coop.governance.actions.drafts import add_call
from cyfran.coop.governance.actions.outcome import enact_resolution
from cyfran.coop.governance.models import Resolution
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.surplus.actions import close_year
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.chart import BANK, COMMISSION, COSTS, MEMBER_RECEIVABLE, RECEIVABLE
from cyfran.kernel.ledger.posting import Leg, credit, debit
from cyfran.kernel.societies.actions import appoint
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import job_mandate, party_of
from cyfran.kernel.time import now, society_day

TRADE = {"dai": 30_000, "sian": 20_000, "elin": 10_001}


def party(hub: Hub, name: str) -> Party:
    """That member as the hub knows them."""
    found = party_of(hub.society, hub.people[name].pk)
    assert found is not None
    return found


def treasurer(hub: Hub, name: str = "nest") -> Actor:
    """That member keeps the money from now on."""
    appoint(
        actor=Actor.mandate(job_mandate(hub.society, "test")),
        party=party(hub, name),
        office="treasurer",
        at=now(),
    )
    return Actor.person(hub.people[name])


def traded(
    hub: Hub, trade: dict[str, int] | None = None, earned: int = 10_007, spent: int = 0
) -> None:
    """The members bought for so much, and the hub earned and spent so much, as of today."""
    day = society_day(hub.society, now())
    for name, amount in (TRADE if trade is None else trade).items():
        account = posting.account(hub.society, MEMBER_RECEIVABLE, party=party(hub, name))
        _post(
            hub,
            f"test:{name}",
            "order",
            day,
            [debit(account, amount), credit(posting.account(hub.society, RECEIVABLE), amount)],
        )
    _post(hub, "test:earned", "test", day, [
        debit(posting.account(hub.society, BANK), earned), credit(posting.account(hub.society, COMMISSION), earned),
    ])  # fmt: skip
    if spent:
        _post(hub, "test:spent", "cost", day, [
            debit(posting.account(hub.society, COSTS), spent), credit(posting.account(hub.society, BANK), spent),
        ])  # fmt: skip


def _post(hub: Hub, key: str, kind: str, day: date, legs: list[Leg]) -> None:
    posting.post(society=hub.society, key=key, kind=kind, on=day, legs=legs, actor=Actor.guest())


def year_over(hub: Hub, keeper: Actor) -> date:
    """The year that ends today is closed tomorrow."""
    day = society_day(hub.society, now())
    hub.clock.on(days=1)
    close_year(actor=keeper, society=hub.society, year_end=day, at=now())
    return day


def resolved(
    hub: Hub, year_end: date, *, reserves: int = 4000, community: int = 1000, patronage: int = 5000
) -> Resolution:
    """Members carried that the surplus is applied so; the waiting period is over."""
    draft = hub.draft()
    parts = {"reserves_bp": reserves, "community_bp": community, "patronage_bp": patronage}
    add_call(
        actor=hub.actor("dai"), resolution=draft, verb="surplus.apply_surplus",
        arguments={"year_end": year_end.isoformat(), **parts},
    )  # fmt: skip
    return hub.waited(hub.carried(draft))


def enacted(hub: Hub, resolution: Resolution) -> Resolution:
    """The resolution is carried out."""
    enact_resolution(actor=Actor.guest(), resolution=resolution, at=now() + timedelta(seconds=1))
    resolution.refresh_from_db()
    return resolution
