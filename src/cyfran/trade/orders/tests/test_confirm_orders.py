"""Buyers read how their orders stand: in their language, once a change, and never from within the order itself."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.actions import erase_party
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.orders.actions import (
    cancel_order,
    change_order,
    close_cycle,
    confirm_orders,
    place_order,
    put_in_basket,
)
from cyfran.trade.orders.links import order_of_token
from cyfran.trade.orders.models import Cycle, Order
from cyfran.trade.orders.tasks import confirm_settled_orders
from cyfran.trade.orders.tests.cast import order, with_credit

LATER = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _open(week: Cycle) -> None:
    """Every test here has an open week, collected at the market hall."""
    Cycle.objects.filter(pk=week.pk).update(
        collect_from=Bilingual(en="The market hall", cy="Neuadd y farchnad")
    )


def _sweep(hub: Society, at: datetime | None = None) -> None:
    actor = Actor.mandate(job_mandate(hub, "orders.confirm_orders"))
    confirm_settled_orders(hub, actor, at or now() + LATER)


def _letters() -> list[dict[str, str]]:
    jobs = ProcrastinateJob.objects.filter(task_name="mail.send").order_by("pk")
    return [job.args for job in jobs if "/shop/" in job.args["body"]]


def _guest(
    hub: Society, offer: Offer, language: str = "cy", email: str = "non@example.cymru"
) -> Order:
    guest = Actor.guest()
    put_in_basket(actor=guest, society=hub, owner="guest:non", quantities={offer.pk: 2}, at=now())
    return place_order(
        actor=guest,
        society=hub,
        owner="guest:non",
        pay_by="transfer",
        key="non",
        at=now(),
        guest_name="Non",
        guest_email=email,
        guest_language=language,
    )


def test_a_member_who_pays_from_their_account_reads_it_in_english(
    hub: Society, week: Cycle, sian: Person, siân_s_account: Party, leeks: Offer, cider: Offer
) -> None:
    Party.objects.filter(pk=siân_s_account.pk).update(language="en")
    placed = order(hub, sian, {leeks.pk: 2, cider.pk: 1})
    _sweep(hub)
    [letter] = _letters()
    assert (letter["to"], letter["language"]) == (siân_s_account.email, "en")
    assert letter["subject"] == f"Your order {placed.pk} at {hub.name.en}"
    body = letter["body"]
    for said in (
        "Hello Siân",
        "Thank you. You have ordered:\n\n  2 × Leeks, bunch (",
        "): £3.60\n  1 × Leeks, bunch (",
        "Total: £6.60\nVAT in this: £0.50\n\nIt is paid from your account.\n\nTo collect: ",
        ", The market hall\n\nYou can change it or take it back until ",
        f"/en/hwb-bwyd-tywi/shop/orders/{placed.pk}/\n",
    ):
        assert said in body, body
    assert "bank transfer" not in body


def test_a_guest_who_pays_by_transfer_reads_it_in_welsh_with_a_link_that_opens_it(
    client: Client, hub: Society, week: Cycle, leeks: Offer
) -> None:
    placed = _guest(hub, leeks)
    _sweep(hub)
    [letter] = _letters()
    assert (letter["to"], letter["language"]) == ("non@example.cymru", "cy")
    assert letter["subject"] == f"Eich archeb {placed.pk} gyda {hub.name.cy or hub.name.en}"
    body = letter["body"]
    assert "2 × Cennin, bwnsiad (" in body
    assert "I’w dalu: £3.60 drwy drosglwyddiad banc gyda’r cyfeirnod " in body
    assert ", Neuadd y farchnad\n" in body
    address = body.split("://", 1)[1].split("/", 1)[1].split()[0]
    assert order_of_token(hub.pk, address.rstrip("/").rsplit("/", 1)[1]) == placed
    page = client.get(f"/{address}")
    assert page.status_code == 200
    client.post(f"/{address}", {f"q{leeks.pk}": "1"})
    assert Order.objects.get().gross == 180


def test_the_shop_keeps_the_language_a_guest_ordered_in(
    client: Client, hub: Society, leeks: Offer
) -> None:
    shop = "/cy/hwb-bwyd-tywi/shop/"
    client.post(shop, {f"q{leeks.pk}": "2"})
    given = {"key": "k", "pay_by": "transfer", "guest_name": "Non", "guest_email": "non@a.cymru"}
    assert client.post(f"{shop}basket/order/", given).status_code == 302
    assert Order.objects.get().buyer.language == "cy"


def test_a_member_who_is_not_signed_in_is_asked_to_and_comes_to_the_order(
    client: Client, hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 1})
    address = f"/en/hwb-bwyd-tywi/shop/orders/{placed.pk}/"
    answer = client.get(address)
    assert (answer.status_code, address in answer["Location"]) == (302, True)
    client.force_login(sian)
    assert client.get(address).status_code == 200


def test_nobody_is_told_twice_and_a_change_is_told_again(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    Party.objects.filter(pk=siân_s_account.pk).update(language="en")
    placed = order(hub, sian, {leeks.pk: 2})
    _sweep(hub)
    _sweep(hub)
    assert len(_letters()) == 1
    change_order(actor=Actor.person(sian), order=placed, quantities={leeks.pk: 3}, at=now())
    _sweep(hub)
    _sweep(hub)
    first, second = _letters()
    assert second["subject"] == f"{first['subject']} has changed"
    assert "  3 × Leeks" in second["body"]


def test_changes_one_after_the_other_make_one_letter(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    at = now()
    placed = order(hub, sian, {leeks.pk: 2})
    for seconds, count in ((20, 3), (70, 4)):
        change_order(
            actor=Actor.person(sian),
            order=placed,
            quantities={leeks.pk: count},
            at=at + timedelta(seconds=seconds),
        )
        _sweep(hub, at + timedelta(seconds=seconds + 30))
    assert _letters() == []
    _sweep(hub, at + timedelta(seconds=131))
    [letter] = _letters()
    assert "  4 × " in letter["body"]


def test_who_takes_an_order_back_reads_that_nothing_is_owed(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    Party.objects.filter(pk=siân_s_account.pk).update(language="en")
    placed = order(hub, sian, {leeks.pk: 2})
    cancel_order(actor=Actor.person(sian), order=placed, at=now())
    _sweep(hub)
    [letter] = _letters()
    assert letter["subject"].endswith("is taken back")
    assert "nothing is owed for it" in letter["body"]


def test_after_the_close_the_letter_offers_no_change(
    hub: Society, week: Cycle, coordinator: Actor, leeks: Offer
) -> None:
    _guest(hub, leeks, language="en")
    close_cycle(actor=coordinator, cycle=week, at=now())
    _sweep(hub)
    [letter] = _letters()
    assert "Ordering is closed" in letter["body"]


def test_who_has_no_address_is_not_written_to_and_keeps_nobody_waiting(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    Party.objects.filter(pk=siân_s_account.pk).update(email="")
    order(hub, sian, {leeks.pk: 2})
    _guest(hub, leeks)
    _sweep(hub)
    assert [letter["to"] for letter in _letters()] == ["non@example.cymru"]
    assert Order.objects.get(buyer=siân_s_account).confirmed_at is None


def test_what_was_to_be_collected_by_now_is_not_confirmed_any_more(
    hub: Society, leeks: Offer
) -> None:
    _guest(hub, leeks)
    _sweep(hub, now() + timedelta(days=9))
    assert _letters() == []


def test_whoever_is_erased_before_the_letter_gets_none(
    hub: Society, mair: Person, leeks: Offer, coordinator: Actor
) -> None:
    placed = _guest(hub, leeks)
    cancel_order(actor=coordinator, order=placed, at=now())  # nothing is owed any more
    erase_party(actor=Actor.person(mair), party=placed.buyer, at=now())
    _sweep(hub)
    assert _letters() == []


def test_only_the_job_confirms(hub: Society, coordinator: Actor) -> None:
    with pytest.raises(NotAllowed):
        confirm_orders(actor=coordinator, society=hub, at=now())


def test_many_letters_ask_the_database_no_more_than_one(
    hub: Society, sian: Person, elin: Person, siân_s_account: Party, leeks: Offer
) -> None:
    actor, asked = Actor.mandate(job_mandate(hub, "orders.confirm_orders")), []
    with_credit(hub, elin, 5000)
    for buyers in ([sian], [elin, None]):
        for who in buyers:
            order(hub, who, {leeks.pk: 2}, key=who.name) if who else _guest(hub, leeks)
        with CaptureQueriesContext(connection) as queries:
            confirm_orders(actor=actor, society=hub, at=now() + LATER)
        # A job is a question of its own: one for each letter.
        asked.append(len([one for one in queries if "procrastinate" not in one["sql"]]))
    assert len(_letters()) == 3
    assert asked[1] - asked[0] == 1  # whose account a transfer goes to


@pytest.mark.parametrize("then", ["NULL", "changed_at - interval '1 second'"])
def test_the_database_takes_no_confirmation_back(hub: Society, leeks: Offer, then: str) -> None:
    placed = _guest(hub, leeks)
    _sweep(hub)
    for wrong in (then, "changed_at + interval '1 second'"):
        with (
            pytest.raises(DatabaseError, match=r"order_confirmed|taken back"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"UPDATE orders_order SET confirmed_at = {wrong} WHERE id = %s", [placed.pk]
            )
