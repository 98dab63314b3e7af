"""A cycle opens, closes, is packed and settled, each once and in that order."""

from datetime import timedelta

import pytest

from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import run_sweeps
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ledger.models import Balance
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.time import now, society_day
from cyfran.trade.catalogue.models import Offer, StockPool
from cyfran.trade.orders.actions import (
    cancel_cycle,
    close_cycle,
    hand_over_order,
    mark_cycle_packed,
    open_cycle,
    plan_cycle,
    settle_cycle,
)
from cyfran.trade.orders.models import Cycle, Settlement
from cyfran.trade.orders.refusals import AnotherCycleOpen, CycleNotReady, TimesDoNotFit
from cyfran.trade.orders.tests.cast import open_week, order


def _planned(hub: Society, coordinator: Actor, hours: int = 24) -> Cycle:
    at = now()
    return plan_cycle(
        actor=coordinator,
        society=hub,
        name=Bilingual(en="Next", cy="Nesaf"),
        opens_at=at - timedelta(hours=1),
        closes_at=at + timedelta(hours=hours),
        collect_on=society_day(hub, at + timedelta(days=3)),
    )


def test_a_cycle_that_closes_before_it_opens_is_refused(hub: Society, coordinator: Actor) -> None:
    with pytest.raises(TimesDoNotFit):
        _planned(hub, coordinator, hours=-2)


def test_only_one_cycle_is_open_at_a_time(hub: Society, coordinator: Actor, week: Cycle) -> None:
    with pytest.raises(AnotherCycleOpen):
        open_cycle(actor=coordinator, cycle=_planned(hub, coordinator), at=now())


def test_somebody_who_does_not_coordinate_cannot_open_one(
    hub: Society, coordinator: Actor, sian: Person
) -> None:
    with pytest.raises(NotAllowed):
        open_cycle(actor=Actor.person(sian), cycle=_planned(hub, coordinator), at=now())


def test_what_is_due_opens_and_closes_by_itself(hub: Society, coordinator: Actor) -> None:
    cycle = _planned(hub, coordinator)
    run_sweeps(hub)
    cycle.refresh_from_db()
    assert cycle.state == "open"
    Cycle.objects.filter(pk=cycle.pk).update(closes_at=now())
    run_sweeps(hub)
    cycle.refresh_from_db()
    assert cycle.state == "closed"


def test_the_takings_are_shared_to_the_penny(
    hub: Society,
    coordinator: Actor,
    week: Cycle,
    sian: Person,
    siân_s_account: Party,
    fferm: Party,
    gardd: Party,
    leeks: Offer,
    cider: Offer,
) -> None:
    placed = order(hub, sian, {leeks.pk: 2, cider.pk: 1})
    close_cycle(actor=coordinator, cycle=week, at=now())
    with pytest.raises(CycleNotReady):
        settle_cycle(actor=coordinator, cycle=week, at=now())
    mark_cycle_packed(actor=coordinator, cycle=week, at=now())
    assert StockPool.objects.get(offer=leeks).on_hand == 10
    placed.refresh_from_db()
    hand_over_order(actor=coordinator, order=placed, at=now())
    settle_cycle(actor=coordinator, cycle=week, at=now())
    assert {s.seller_id: s.payable for s in Settlement.objects.all()} == {
        fferm.pk: 360 - 43,
        gardd.pk: 250 - 30,
    }
    found: dict[str, int] = {}
    for balance in Balance.objects.select_related("account"):
        found[balance.account.purpose] = found.get(balance.account.purpose, 0) + balance.amount
    assert found["orders_held"] == 0
    assert found["vat"] == -50
    assert found["commission"] == -73
    assert found["community_fund"] == -18
    assert sum(found.values()) == 0


def test_each_step_is_taken_once(hub: Society, coordinator: Actor, week: Cycle) -> None:
    close_cycle(actor=coordinator, cycle=week, at=now())
    with pytest.raises(CycleNotReady):
        close_cycle(actor=coordinator, cycle=week, at=now())
    mark_cycle_packed(actor=coordinator, cycle=week, at=now())
    settle_cycle(actor=coordinator, cycle=week, at=now())
    with pytest.raises(CycleNotReady):
        settle_cycle(actor=coordinator, cycle=week, at=now())


def test_a_cycle_somebody_has_ordered_in_cannot_be_cancelled(
    hub: Society, coordinator: Actor, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    cycle = open_week(hub, coordinator)
    order(hub, sian, {leeks.pk: 1})
    with pytest.raises(CycleNotReady):
        cancel_cycle(actor=coordinator, cycle=cycle)


def test_an_order_is_handed_over_once_it_is_packed(
    hub: Society, coordinator: Actor, week: Cycle, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 1})
    with pytest.raises(CycleNotReady):
        hand_over_order(actor=coordinator, order=placed, at=now())
