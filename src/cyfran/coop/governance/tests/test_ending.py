"""A society ends by its members' own resolution, once it is registered and nothing is left unfinished."""

from datetime import timedelta

import pytest

from cyfran.coop.governance.actions.drafts import add_call
from cyfran.coop.governance.actions.outcome import enact_resolution, record_rule_registration
from cyfran.coop.governance.models import Attempt, Resolution
from cyfran.coop.governance.refusals import WouldBeRefused
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import run_sweeps
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.refusals import SocietyClosed
from cyfran.kernel.societies.models import State
from cyfran.kernel.time import now, society_day
from cyfran.trade.orders.actions.cycles import cancel_cycle, plan_cycle
from cyfran.trade.orders.models import Cycle


def _registered(hub: Hub) -> Resolution:
    """A dissolution that everybody signed and the registrar has registered."""
    carried = hub.carried(hub.draft(kind="dissolution"))
    record_rule_registration(
        actor=hub.actor("mair"),
        resolution=carried,
        registered_on=society_day(hub.society, now()),
        at=now(),
    )
    return hub.waited(carried)


def _enacted(resolution: Resolution) -> Resolution:
    enact_resolution(actor=Actor.guest(), resolution=resolution, at=now())
    resolution.refresh_from_db()
    return resolution


def _planned(hub: Hub) -> Cycle:
    opens_at = now() + timedelta(days=60)
    return plan_cycle(
        actor=hub.actor("mair"),
        society=hub.society,
        name=Bilingual(en="The last one"),
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=2),
        collect_on=society_day(hub.society, opens_at + timedelta(days=3)),
    )


def test_what_members_dissolved_is_read_only_and_still_sealed(hub: Hub) -> None:
    assert _enacted(_registered(hub)).state == "enacted"
    hub.society.refresh_from_db()
    today = society_day(hub.society, now())
    assert (hub.society.state, hub.society.closed_on) == (State.DISSOLVED, today)
    with pytest.raises(SocietyClosed):
        hub.draft()
    verbs = RecordEntry.objects.filter(society=hub.society).order_by("-pk").values("verb")[:2]
    assert [one["verb"] for one in verbs] == [
        "governance.enact_resolution",
        "societies.end_society",
    ]
    run_sweeps(hub.society)
    assert hub.society.state == State.DISSOLVED


def test_it_waits_while_a_cycle_is_not_settled_and_ends_by_itself_after_that(hub: Hub) -> None:
    cycle = _planned(hub)
    dissolution = _registered(hub)
    assert _enacted(dissolution).state == "waiting"
    assert Attempt.objects.get(resolution=dissolution).refusal == "TradeUnfinished"
    cancel_cycle(actor=hub.actor("mair"), cycle=cycle)
    assert _enacted(dissolution).state == "enacted"


def test_no_other_resolution_ends_a_society(hub: Hub) -> None:
    draft = hub.draft(kind="extraordinary")
    add_call(
        actor=hub.actor("dai"),
        resolution=draft,
        verb="societies.end_society",
        arguments={"state": "dissolved"},
    )
    with pytest.raises(WouldBeRefused):
        hub.give_notice(draft)
