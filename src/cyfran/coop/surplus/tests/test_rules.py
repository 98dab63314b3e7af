"""A surplus is its parts, to the penny."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.coop.surplus.rules import divide


@given(st.integers(0, 10**12), st.integers(0, 10_000), st.data())
def test_the_parts_are_the_whole(surplus: int, reserves: int, data: st.DataObject) -> None:
    community = data.draw(st.integers(0, 10_000 - reserves))
    parts = divide(
        surplus,
        reserves_bp=reserves,
        community_bp=community,
        patronage_bp=10_000 - reserves - community,
    )
    assert parts.reserves + parts.community + parts.patronage == surplus
    assert abs(parts.reserves * 10_000 - surplus * reserves) < 10_000


def test_parts_that_are_not_the_whole_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="whole"):
        divide(100, reserves_bp=5000, community_bp=0, patronage_bp=4000)
