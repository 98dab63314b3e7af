"""The shop from the outside: a basket filled, ordered, changed and taken back, without scripts."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cyfran.kernel.actions import Actor
from cyfran.kernel.money import format_money
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party, Society
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.catalogue.tests.cast import listed
from cyfran.trade.orders.models import BasketLine, Cycle, Order
from cyfran.trade.orders.tests.cast import order

SHOP = "/en/hwb-bwyd-tywi/shop/"


@pytest.fixture(autouse=True)
def _open(week: Cycle) -> None:
    """Every test here has an open week."""


def _key(client: Client) -> str:
    found = re.search(r'name="key" value="([^"]+)"', client.get(SHOP + "basket/").content.decode())
    assert found
    return found[1]


def test_a_member_fills_orders_changes_and_takes_back(
    client: Client, hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    client.force_login(sian)
    assert "Leeks" in client.get(SHOP).content.decode()
    assert client.post(SHOP, {f"q{leeks.pk}": "2", "basket": "1"})["Location"].endswith("/basket/")
    answer = client.post(SHOP + "basket/order/", {"key": _key(client), "pay_by": "credit"})
    placed = Order.objects.get()
    assert answer["Location"] == f"{SHOP}orders/{placed.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "£3.60" in page
    client.post(answer["Location"], {f"q{leeks.pk}": "1"})
    assert Order.objects.get().net == 180
    assert client.get(f"{answer['Location']}take-back/").status_code == 200
    client.post(f"{answer['Location']}take-back/")
    assert Order.objects.get().order_state == "cancelled"


def test_a_guest_orders_by_transfer_and_finds_the_order_by_its_link(
    client: Client, hub: Society, leeks: Offer
) -> None:
    client.post(SHOP, {f"q{leeks.pk}": "2"})
    given = {
        "key": _key(client),
        "pay_by": "transfer",
        "guest_name": "Non",
        "guest_email": "non@example.cymru",
    }
    answer = client.post(SHOP + "basket/order/", given)
    assert "/orders/by-link/" in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert "reference" in page
    assert Client().get(answer["Location"]).status_code == 200  # from any device
    assert client.get(answer["Location"].replace("by-link/", "by-link/x")).status_code == 404
    client.post(answer["Location"], {f"q{leeks.pk}": "1"})
    assert Order.objects.get().net == 180


def test_what_is_typed_is_kept_when_it_is_refused(
    client: Client, hub: Society, leeks: Offer
) -> None:
    client.post(SHOP, {f"q{leeks.pk}": "2"})
    answer = client.post(
        SHOP + "basket/order/",
        {"key": "k", "pay_by": "transfer", "guest_name": "Non", "guest_email": "no"},
    )
    assert answer.status_code == 422
    assert 'value="Non"' in answer.content.decode()
    assert BasketLine.objects.get().quantity == 2


@pytest.mark.parametrize("nonsense", ["-1", "1.5", "99999", "abc", "1e3"])
def test_a_quantity_that_is_none_is_refused_with_a_sentence(
    client: Client, hub: Society, leeks: Offer, nonsense: str
) -> None:
    answer = client.post(SHOP, {f"q{leeks.pk}": nonsense})
    assert answer.status_code == 422
    assert "whole number" in answer.content.decode()


def test_names_with_markup_are_shown_as_text(
    client: Client, hub: Society, fferm: Party, dai: Person
) -> None:
    from cyfran.kernel.languages import Bilingual

    listed(hub, dai, name=Bilingual(en="<script>alert(1)</script>{id}"))
    page = client.get(SHOP).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{id}" in page


def test_somebody_else_s_order_is_not_there(
    client: Client, hub: Society, sian: Person, elin: Person, siân_s_account: Party, leeks: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 1})
    client.force_login(elin)
    assert client.get(f"{SHOP}orders/{placed.pk}/").status_code == 404


def test_a_tile_speaks_its_reader_s_language_whoever_came_before(
    client: Client, hub: Society, leeks: Offer
) -> None:
    said = {
        "en": ("How many: Leeks, bunch", "One fewer: {name}"),
        "cy": ("Sawl un: Cennin, bwnsiad", "Un yn llai: {name}"),
    }
    for language in ("en", "cy", "en"):
        answer = client.get(f"/{language}/hwb-bwyd-tywi/shop/").content.decode()
        for words in said[language]:
            assert words in answer


def test_a_tile_shows_at_once_what_has_changed(
    client: Client, hub: Society, sian: Person, leeks: Offer
) -> None:
    client.force_login(sian)
    box = f'name="q{leeks.pk}" value="%d"'
    assert box % 0 in client.get(SHOP).content.decode()
    client.post(SHOP, {f"q{leeks.pk}": "2"})
    assert box % 2 in client.get(SHOP).content.decode()
    Offer.objects.filter(pk=leeks.pk).update(price=leeks.price + 1000)
    assert format_money(leeks.price + 1000) in client.get(SHOP).content.decode()


def test_the_shop_asks_the_database_a_fixed_number_of_times(
    client: Client, hub: Society, fferm: Party, dai: Person, leeks: Offer
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(SHOP)
    for number in range(8):
        listed(hub, dai, price=100 + number)
    with CaptureQueriesContext(connection) as many:
        client.get(SHOP)
    assert len(many) == len(few) <= 10


def test_an_order_is_placed_in_twelve_queries(
    client: Client, hub: Society, sian: Person, siân_s_account: Party, leeks: Offer, cider: Offer
) -> None:
    client.force_login(sian)
    client.post(SHOP, {f"q{leeks.pk}": "2", f"q{cider.pk}": "1"})
    key = _key(client)
    with CaptureQueriesContext(connection) as asked:
        client.post(SHOP + "basket/order/", {"key": key, "pay_by": "credit"})
    assert Order.objects.count() == 1
    # The tests' own transaction makes the request's a savepoint: two more than outside.
    assert len(asked) <= 12 + 2, [query["sql"][:80] for query in asked]


def test_the_coordinator_runs_a_cycle_to_its_end(
    client: Client,
    hub: Society,
    mair: Person,
    coordinator: Actor,
    week: Cycle,
    sian: Person,
    siân_s_account: Party,
    leeks: Offer,
) -> None:
    order(hub, sian, {leeks.pk: 1})
    client.force_login(mair)
    address = f"{SHOP}cycles/{week.pk}/"
    assert client.get(f"{SHOP}cycles/").status_code == 200
    for step in ("close", "pack", "settle"):
        assert client.post(f"{address}{step}/do/").status_code == 302
    page = client.get(address).content.decode()
    assert "£1.58" in page
    assert "Leeks" in client.get(f"{address}packing/").content.decode()
    assert client.post(f"{address}settle/do/").status_code == 422
    client.force_login(sian)
    assert client.get(address).status_code == 404


def test_a_cycle_is_planned_from_a_form(
    client: Client, hub: Society, mair: Person, coordinator: Actor
) -> None:
    client.force_login(mair)
    assert client.get(f"{SHOP}cycles/plan/").status_code == 200
    assert client.post(f"{SHOP}cycles/plan/", {}).status_code == 422
