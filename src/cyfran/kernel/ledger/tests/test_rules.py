"""Sharing a pot: exact, fair within one unit, and the same in SQL as in Python."""

from itertools import pairwise
from random import Random

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyfran.kernel.ledger.rules import allocate

POT = st.integers(0, 10**12)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any)
MOST = 2**63 - 1

SHARES = """
    SELECT array_agg(ledger_allocation_share(
             given.key, given.weight, cut.pot, cut.total, cut.remainder, cut.ticket, cut.seed, cut.wide) ORDER BY place)
      FROM unnest(%(keys)s::bigint[], %(weights)s::bigint[]) WITH ORDINALITY AS given (key, weight, place),
           ledger_allocation_cut(%(pot)s, %(keys)s::bigint[], %(weights)s::bigint[], %(seed)s) AS cut"""


def in_sql(
    pot: int, weights: list[int], keys: list[int] | None = None, seed: str | None = None
) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            SHARES,
            {
                "pot": pot,
                "weights": weights,
                "keys": keys or list(range(len(weights))),
                "seed": seed,
            },
        )
        shares: list[int] = cursor.fetchone()[0]
    return shares


@given(POT, WEIGHTS)
def test_the_shares_add_up_to_the_pot(pot: int, weights: list[int]) -> None:
    assert sum(allocate(pot, weights)) == pot


@given(POT, WEIGHTS)
def test_each_share_is_its_quota_rounded_down_or_up(pot: int, weights: list[int]) -> None:
    total = sum(weights)
    for weight, share in zip(weights, allocate(pot, weights), strict=True):
        assert weight * pot // total <= share <= -(-weight * pot // total)


@given(POT, WEIGHTS)
def test_more_weight_never_gets_less(pot: int, weights: list[int]) -> None:
    pairs = sorted(zip(weights, allocate(pot, weights), strict=True))
    for (lighter, less), (heavier, more) in pairwise(pairs):
        assert less <= more or lighter == heavier


@given(POT, WEIGHTS, st.integers(1, 1000))
def test_only_the_proportions_matter(pot: int, weights: list[int], times: int) -> None:
    assert allocate(pot, [weight * times for weight in weights]) == allocate(pot, weights)


@given(POT, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_when_they_have_keys(
    pot: int, weights: list[int], random: Random
) -> None:
    keys = list(range(len(weights)))
    shuffled = keys.copy()
    random.shuffle(shuffled)
    straight = dict(zip(keys, allocate(pot, weights, keys=keys), strict=True))
    mixed = allocate(pot, [weights[key] for key in shuffled], keys=shuffled)
    assert dict(zip(shuffled, mixed, strict=True)) == straight


def test_no_weight_gets_nothing() -> None:
    assert allocate(5, [0, 1, 0, 1]) == [0, 3, 0, 2]


def test_ties_go_to_the_earliest_or_as_the_seed_draws() -> None:
    assert allocate(2, [1, 1, 1, 1]) == [1, 1, 0, 0]
    assert allocate(2, [1, 1, 1, 1], keys=[9, 8, 7, 6]) == [0, 0, 1, 1]
    draws = {tuple(allocate(2, [1, 1, 1, 1], seed=str(n))) for n in range(200)}
    assert len(draws) == 6  # every pair of four is drawn by some seed
    assert allocate(2, [1, 1, 1, 1], seed="a") == allocate(2, [1, 1, 1, 1], seed="a")


@pytest.mark.parametrize(
    ("pot", "weights"), [(-1, [1]), (1, [0, 0]), (1, []), (1, [2, -1]), (0, [-1])]
)
def test_what_cannot_be_shared(db: None, pot: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="nothing can be shared"):
        allocate(pot, weights)
    if weights:
        with pytest.raises(DatabaseError, match="nothing can be shared"), transaction.atomic():
            in_sql(pot, weights)


def test_nothing_is_shared_as_nothing(db: None) -> None:
    assert allocate(0, [0, 0]) == in_sql(0, [0, 0]) == [0, 0]
    assert allocate(0, []) == []
    assert in_sql(0, [3, 4]) == [0, 0]


@pytest.mark.parametrize("seed", [None, "resolution:9c1f"])
def test_sums_beyond_64_bits_are_exact_in_both(db: None, seed: str | None) -> None:
    weights = [MOST // 4, MOST // 5, MOST // 7, 1, 0, MOST // 7]
    assert in_sql(MOST, weights, seed=seed) == allocate(MOST, weights, seed=seed)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    pot=st.integers(0, MOST),
    weights=st.lists(st.integers(0, 50) | st.integers(0, 10**16), min_size=1, max_size=30).filter(
        any
    ),
    seed=st.none() | st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=5),
)
def test_sql_shares_as_python_does(
    db: None, pot: int, weights: list[int], seed: str | None
) -> None:
    keys = [7 * place % 31 + 100 for place in range(len(weights))]
    assert in_sql(pot, weights, keys, seed) == allocate(pot, weights, keys=keys, seed=seed)
