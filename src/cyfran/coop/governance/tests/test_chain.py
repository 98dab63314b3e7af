"""Whatever members, clocks and attackers do, the rules are what the chain says, and each link rests on a decision."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyfran.coop.governance.actions.outcome import close_resolution, enact_resolution
from cyfran.coop.governance.models import Resolution
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.actions import Actor
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.models import RuleVersion
from cyfran.kernel.societies.rulebook import rules
from cyfran.kernel.time import now

KEYS = ("governance.supporters", "governance.waiting_days", "governance.voting_days")
PEOPLE = ("mair", "dai", "sian", "elin")
ATTACKS = (
    "UPDATE governance_resolution SET state = 'waiting'",
    "UPDATE societies_ruleversion SET value = value + 1",
    "SELECT governance_enact(society_id, id) FROM governance_resolution LIMIT 1",
    "DELETE FROM governance_vote",
    "UPDATE governance_rulechange SET new_value = new_value + 1",
)

which = st.integers(0, 3)
step = st.one_of(
    st.tuples(st.just("draft"), st.sampled_from(KEYS), st.integers(1, 9)),
    st.tuples(st.just("notice"), which),
    st.tuples(
        st.just("vote"),
        which,
        st.sampled_from(PEOPLE),
        st.sampled_from(["for", "for", "for", "against"]),
    ),
    st.tuples(st.just("all vote"), which, st.sampled_from(["for", "for", "against"])),
    st.tuples(st.just("time"), st.sampled_from([1, 5, 15, 25])),
    st.tuples(st.just("close"), which),
    st.tuples(st.just("enact"), which),
    st.tuples(st.just("attack"), st.sampled_from(ATTACKS)),
)
# Most random walks go nowhere: a whole way from draft to enactment is dealt in among them.
whole_way = st.tuples(st.sampled_from(KEYS), st.integers(1, 9)).map(
    lambda dealt: [
        ("draft", *dealt),
        ("notice", -1),
        ("time", 15),
        ("all vote", -1, "for"),
        ("time", 15),
        ("close", -1),
        ("time", 15),
        ("enact", -1),
    ]
)
walks = st.lists(st.one_of(whole_way, st.lists(step, max_size=6)), min_size=1, max_size=4)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(walks)
def test_the_rules_are_what_members_decided_whatever_is_tried(
    hub: Hub, walk: list[list[tuple[object, ...]]]
) -> None:
    with _undone():
        for part in walk:
            for kind, *told in part:
                _attempt(hub, str(kind), told)
        _check(hub)


class _Undo(Exception):
    pass


@contextmanager
def _undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


def _attempt(hub: Hub, kind: str, told: list[object]) -> None:
    made = list(Resolution.objects.order_by("pk"))
    if kind not in ("draft", "time", "attack"):
        if not made:
            return
        told = [made[int(str(told[0])) % len(made)], *told[1:]]
    try:
        with transaction.atomic():
            STEPS[kind](hub, *told)
    except (Refusal, DatabaseError):
        return


def _attack(_hub: Hub, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


STEPS: dict[str, Callable[..., object]] = {
    "draft": lambda hub, key, to: hub.draft_change(key, to),
    "notice": lambda hub, one: hub.give_notice(one),
    "vote": lambda hub, one, name, choice: hub.cast(one, name, choice),
    "all vote": lambda hub, one, choice: hub.vote(one, **dict.fromkeys(PEOPLE, choice)),
    "time": lambda hub, days: hub.clock.on(days=days),
    "close": lambda _hub, one: close_resolution(actor=Actor.guest(), resolution=one, at=now()),
    "enact": lambda _hub, one: enact_resolution(actor=Actor.guest(), resolution=one, at=now()),
    "attack": _attack,
}


def _check(hub: Hub) -> None:
    links = list(RuleVersion.objects.select_related("mandate").order_by("number"))
    assert [link.number for link in links] == list(range(1, len(links) + 1))
    before, replayed = "", {}
    for link in links:
        assert link.previous_hash == before
        assert link.hash == _hash_of(link)
        before, replayed[link.key] = link.hash, link.value
        _rests_on_a_decision(link)
    current = rules(hub.society, *KEYS)
    for key, value in replayed.items():
        assert key not in current or current[key].value == value
    for key in set(KEYS) - set(replayed):
        assert current[key].version_id is None


def _rests_on_a_decision(link: RuleVersion) -> None:
    if link.mandate.kind == "founding":
        return
    resolution = Resolution.objects.get(mandate=link.mandate)
    assert resolution.state == "enacted"
    assert link.mandate.reference == f"resolution:{resolution.number}"
    change = resolution.changes.get(key=link.key)
    assert change.new_value == link.value
    assert resolution.quorum_was_reached
    assert resolution.threshold.is_reached(resolution.votes_for or 0, resolution.votes_against or 0)
    assert resolution.enact_after is not None
    assert link.effective_from >= resolution.enact_after


def _hash_of(link: RuleVersion) -> str:
    moment = link.effective_from.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    parts = ("rule", 1, link.society_id, link.number, link.key, link.value, moment, link.mandate_id)
    line = "|".join(str(part) for part in (*parts, link.previous_hash))
    return hashlib.sha256(line.encode()).hexdigest()
