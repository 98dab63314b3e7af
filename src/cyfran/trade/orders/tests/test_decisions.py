"""A change of the hub's share says what it would have meant."""

from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.time import now
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.orders.decisions import commission_impact, community_impact
from cyfran.trade.orders.models import Cycle
from cyfran.trade.orders.tests.cast import order


def test_a_smaller_share_of_the_hub_is_more_for_producers_to_the_penny(
    hub: Society, week: Cycle, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    order(hub, sian, {leeks.pk: 10})
    impact = commission_impact(hub, 1200, 1000, now())
    assert impact is not None
    assert "£0.36 more" in str(impact.sentence)
    assert [(f.before, f.after) for f in impact.figures] == [(1584, 1620), (162, 135), (54, 45)]
    assert sum(f.before for f in impact.figures) == sum(f.after for f in impact.figures) == 1800
    split = community_impact(hub, 2500, 5000, now())
    assert split is not None
    assert [(f.before, f.after) for f in split.figures] == [(162, 108), (54, 108)]


def test_without_orders_there_is_nothing_to_say(hub: Society) -> None:
    assert commission_impact(hub, 1200, 1000, now()) is None
    assert community_impact(hub, 2500, 5000, now()) is None
