"""Every penny that arrives goes somewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.coop.payments.rules.splitting import Split, split_of

pence = st.integers(1, 10**12)


@given(pence, st.integers(-5, 10**12), st.booleans())
def test_what_arrives_is_accounted_for_to_the_penny(amount, outstanding, has_owner):
    split = split_of(amount, outstanding=outstanding, has_owner=has_owner)
    assert split.applied + split.credited + split.suspended == amount
    assert min(split.applied, split.credited, split.suspended) >= 0
    assert split.applied <= max(outstanding, 0)


@pytest.mark.parametrize(
    ("amount", "outstanding", "has_owner", "split"),
    [
        (20, 20, True, Split(20, 0, 0)),
        (15, 20, True, Split(15, 0, 0)),
        (30, 20, True, Split(20, 10, 0)),
        (30, 20, False, Split(20, 0, 10)),
        (20, 0, True, Split(0, 20, 0)),
        (20, 0, False, Split(0, 0, 20)),
    ],
)
def test_exact_partial_over_and_second_payments(amount, outstanding, has_owner, split):
    assert split_of(amount, outstanding=outstanding, has_owner=has_owner) == split
