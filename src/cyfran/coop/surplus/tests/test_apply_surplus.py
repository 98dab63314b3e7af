"""A surplus goes where the members voted it, to the penny, once, and in no other way."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from cyfran.coop.governance.refusals import WouldBeRefused
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.surplus.actions import apply_surplus, close_year
from cyfran.coop.surplus.models import Application, Share
from cyfran.coop.surplus.queries import surplus_of
from cyfran.coop.surplus.refusals import YearClosedAlready, YearNotOver
from cyfran.coop.surplus.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.ledger.models import Balance
from cyfran.kernel.ledger.rules import allocate
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now, society_day


def _stands(purpose: str) -> int:
    return sum(Balance.objects.filter(account__purpose=purpose).values_list("amount", flat=True))


def test_the_surplus_is_shared_by_trade_exactly(hub: Hub, keeper: Actor) -> None:
    cast.traded(hub, spent=500)
    year_end = cast.year_over(hub, keeper)
    assert surplus_of(hub.society, year_end) == 9_507
    resolution = cast.enacted(hub, cast.resolved(hub, year_end))
    assert resolution.state == "enacted"
    application = Application.objects.get()
    assert (application.reserves, application.community, application.patronage) == (3803, 951, 4753)
    shares = {
        share.party.name.lower(): share.amount for share in Share.objects.select_related("party")
    }
    assert sum(shares.values()) == 4753
    assert sorted(shares.values()) == sorted(allocate(4753, list(cast.TRADE.values())))
    assert _stands("reserves") == -3803
    assert _stands("community_fund") == -951
    assert _stands("patronage_payable") == -4753
    assert _stands("surplus") == 0
    assert sum(Balance.objects.values_list("amount", flat=True)) == 0


def test_it_is_applied_once(hub: Hub, keeper: Actor) -> None:
    cast.traded(hub)
    year_end = cast.year_over(hub, keeper)
    cast.enacted(hub, cast.resolved(hub, year_end))
    with pytest.raises(WouldBeRefused, match="already"):
        cast.resolved(hub, year_end)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"reserves": 1000, "community": 1000, "patronage": 8000}, "at least 20%"),
        ({"reserves": 2000, "community": 0, "patronage": 7000}, "100%"),
        ({"reserves": -1000, "community": 6000, "patronage": 5000}, "100%"),
    ],
)
def test_what_the_rules_do_not_allow_is_refused_before_notice(
    hub: Hub, keeper: Actor, parts: dict[str, int], sentence: str
) -> None:
    cast.traded(hub)
    year_end = cast.year_over(hub, keeper)
    with pytest.raises(WouldBeRefused) as refused:
        cast.resolved(hub, year_end, **parts)
    assert sentence in str(refused.value)


def test_a_year_that_is_not_closed_has_no_surplus_yet(hub: Hub) -> None:
    with pytest.raises(WouldBeRefused, match="not closed"):
        cast.resolved(hub, date(2020, 3, 31))


def test_a_loss_cannot_be_shared(hub: Hub, keeper: Actor) -> None:
    cast.traded(hub, earned=100, spent=200)
    year_end = cast.year_over(hub, keeper)
    with pytest.raises(WouldBeRefused, match="no surplus"):
        cast.resolved(hub, year_end)


def test_where_nobody_traded_there_is_nobody_to_share_it_among(hub: Hub, keeper: Actor) -> None:
    cast.traded(hub, trade={})
    year_end = cast.year_over(hub, keeper)
    with pytest.raises(WouldBeRefused, match="nobody"):
        cast.resolved(hub, year_end)


def test_no_person_applies_a_surplus(hub: Hub, keeper: Actor) -> None:
    with pytest.raises(NotAllowed):
        apply_surplus(
            actor=keeper,
            society=hub.society,
            year_end=date(2020, 3, 31),
            reserves_bp=10_000,
            community_bp=0,
            patronage_bp=0,
            at=now(),
        )


def test_the_database_refuses_what_no_resolution_says(committed_hub: Hub) -> None:
    society = committed_hub.society
    with society_transaction(society):
        mandate = job_mandate(society, "test")
    with pytest.raises(DatabaseError, match="no carried resolution"), society_transaction(society):
        Application.objects.create(
            society=society,
            year_end=date(2026, 3, 31),
            surplus=3,
            reserves_bp=10_000,
            community_bp=0,
            patronage_bp=0,
            reserves=3,
            community=0,
            patronage=0,
            trade=0,
            mandate=mandate,
            applied_at=now(),
        )


def test_a_share_never_changes(hub: Hub, keeper: Actor) -> None:
    cast.traded(hub)
    cast.enacted(hub, cast.resolved(hub, cast.year_over(hub, keeper)))
    with pytest.raises(DatabaseError), transaction.atomic():
        Share.objects.update(amount=0)


def test_a_year_is_closed_once_and_when_it_is_over(hub: Hub, keeper: Actor) -> None:
    cast.traded(hub)
    today = society_day(hub.society, now())
    with pytest.raises(YearNotOver):
        close_year(actor=keeper, society=hub.society, year_end=today, at=now())
    year_end = cast.year_over(hub, keeper)
    assert _stands("commission") == 0
    with pytest.raises(YearClosedAlready):
        close_year(actor=keeper, society=hub.society, year_end=year_end, at=now())


def test_a_community_benefit_society_shares_nothing_among_members(hub: Hub) -> None:
    from cyfran.kernel.societies.rulebook import declared

    rule = declared["surplus.patronage_most_bp"]
    assert rule.bound("ceiling", "benefit") == rule.bound("default", "benefit") == 0
    assert rule.bound("ceiling", "multi") == 10_000
