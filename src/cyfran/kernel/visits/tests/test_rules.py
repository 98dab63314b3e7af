"""What is told of a request, and small numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.kernel.visits.rules import (
    DIRECT,
    SMALLEST,
    is_machine,
    named_and_rest,
    page_of,
    shown,
    source_of,
)


@pytest.mark.parametrize(
    ("referer", "source"),
    [
        ("", DIRECT),
        ("https://cymru.example/a?b=c", "cymru.example"),
        ("https://CYMRU.example:8443/", "cymru.example"),
        ("https://me:secret@cymru.example/", "cymru.example"),
        ("https://hub.example/shop/", None),
        ("https://[broken", DIRECT),
        ("javascript:alert(1)", DIRECT),
        ("https://<script>/", DIRECT),
        ("android-app://com.example/", "com.example"),
    ],
)
def test_a_source_is_a_host_and_nothing_more(referer: str, source: str | None) -> None:
    assert source_of(referer, "hub.example") == source


@given(st.text(max_size=300))
def test_whatever_is_sent_as_referer_is_a_short_plain_name(referer: str) -> None:
    source = source_of(referer, "hub.example")
    assert source is None or (
        len(source) <= 100 and set(source) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    )


@pytest.mark.parametrize(
    ("route", "page"),
    [
        ("en/<slug:society>/", "/"),
        ("cy/<slug:society>/shop/", "/shop/"),
        ("en/<slug:society>/shop/orders/<str:token>/pay/", "/shop/orders/…/pay/"),
    ],
)
def test_a_page_is_told_without_what_it_is_about(route: str, page: str) -> None:
    assert page_of(route) == page


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.integers(1, 50)))
def test_no_small_number_is_named_or_can_be_worked_out(counts: dict[str, int]) -> None:
    named, rest = named_and_rest(counts.items())
    assert all(count >= SMALLEST for _name, count in named)
    assert rest == 0 or rest >= SMALLEST
    assert sum(count for _name, count in named) + rest <= sum(counts.values())


@given(st.integers(0, 1000))
def test_small_numbers_all_stand_at_one_height(count: int) -> None:
    assert shown(count) == (count if count == 0 or count >= SMALLEST else 2)


def test_machines_that_say_so_are_told_from_people() -> None:
    assert is_machine("Googlebot/2.1")
    assert is_machine("")
    assert not is_machine("Mozilla/5.0 (Android 15; Mobile; rv:142.0) Firefox/142.0")
