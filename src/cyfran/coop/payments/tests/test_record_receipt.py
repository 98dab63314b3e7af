"""A transfer arrived: it is put where it belongs."""

from datetime import date

import pytest
from django.db import connection

from cyfran.coop.payments.actions import cancel_expected_payment, record_receipt
from cyfran.coop.payments.events import PartPaymentReceived, PaymentReceived
from cyfran.coop.payments.models import ExpectedPayment, Receipt
from cyfran.coop.payments.queries.credit import credit_of
from cyfran.coop.payments.queries.receipts import next_occurrence, receipts_without_owner
from cyfran.coop.payments.refusals import (
    AmountNotPositive,
    ReceiptInTheFuture,
    ReceiptRecordedAlready,
)
from cyfran.coop.payments.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.actions import seal_period
from cyfran.kernel.ledger.chart import BANK, UNIDENTIFIED
from cyfran.kernel.ledger.refusals import BooksClosed
from cyfran.kernel.refusals import NotAllowed, SocietyClosed
from cyfran.kernel.societies.models import State


@pytest.fixture
def heard(monkeypatch):
    """What other apps would hear."""
    events = []
    monkeypatch.setattr("cyfran.coop.payments.actions.receiving.announce", events.append)
    return events


def test_an_exact_payment_settles_what_was_asked_for(hub, eleri, sians_party, heard):
    expected = cast.asked(eleri, sians_party, 2_000)
    receipt = cast.came(eleri, hub, f"S JONES {expected.reference.lower()}", 2_000)
    expected.refresh_from_db()
    assert (expected.state, expected.received, expected.outstanding) == ("received", 2_000, 0)
    assert (receipt.applied, receipt.credited, receipt.suspended) == (2_000, 0, 0)
    assert cast.balance_of(hub, BANK) == 2_000
    assert cast.balance(expected.account) == 0
    assert [type(event) for event in heard] == [PaymentReceived]
    assert heard[0].expected.purpose_id == 1


def test_a_part_is_counted_and_the_rest_still_awaited(hub, eleri, sians_party, heard):
    expected = cast.asked(eleri, sians_party, 2_000)
    cast.came(eleri, hub, expected.reference, 1_500)
    expected.refresh_from_db()
    assert (expected.state, expected.outstanding) == ("awaiting", 500)
    assert heard == [PartPaymentReceived(expected, 1_500, cast.AT)]
    cast.came(eleri, hub, expected.reference, 500)
    expected.refresh_from_db()
    assert expected.state == ExpectedPayment.State.RECEIVED
    assert isinstance(heard[1], PaymentReceived)


def test_what_is_more_than_asked_for_becomes_the_payers_credit(hub, eleri, sians_party):
    expected = cast.asked(eleri, sians_party, 2_000)
    receipt = cast.came(eleri, hub, expected.reference, 2_750)
    assert (receipt.applied, receipt.credited) == (2_000, 750)
    assert credit_of(sians_party) == 750


def test_a_second_payment_becomes_credit_as_a_whole(hub, eleri, sians_party, heard):
    expected = cast.asked(eleri, sians_party, 2_000)
    cast.came(eleri, hub, expected.reference, 2_000)
    receipt = cast.came(eleri, hub, expected.reference, 2_000, occurrence=2)
    assert (receipt.applied, receipt.credited) == (0, 2_000)
    assert credit_of(sians_party) == 2_000
    assert len(heard) == 1


def test_a_payment_for_what_was_cancelled_becomes_credit(hub, eleri, sians_party):
    expected = cast.asked(eleri, sians_party, 2_000)
    cancel_expected_payment(actor=Actor.person(eleri), expected=expected)
    assert cast.came(eleri, hub, expected.reference, 2_000).credited == 2_000


def test_money_without_a_known_reference_waits_for_an_owner(hub, eleri):
    receipt = cast.came(eleri, hub, "RHODD GAN NAIN", 3_000)
    assert (receipt.expected, receipt.suspended) == (None, 3_000)
    assert cast.balance_of(hub, UNIDENTIFIED) == -3_000
    assert list(receipts_without_owner(hub)) == [receipt]
    assert receipt.bank_line.words == "RHODD GAN NAIN"


def test_the_books_and_the_receipt_do_not_hold_the_payers_words(hub, eleri):
    receipt = cast.came(eleri, hub, "RHODD GAN NAIN", 3_000)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r::text || e::text FROM payments_receipt r JOIN ledger_entry e ON e.id = r.entry_id WHERE r.id = %s",
            [receipt.pk],
        )
        assert "NAIN" not in cursor.fetchone()[0]


def test_the_same_payment_is_refused_a_second_time(hub, eleri, sians_party):
    expected = cast.asked(eleri, sians_party, 2_000)
    cast.came(eleri, hub, expected.reference, 2_000)
    with pytest.raises(ReceiptRecordedAlready):
        cast.came(eleri, hub, f"other words {expected.reference}", 2_000)
    assert Receipt.objects.count() == 1
    assert cast.balance_of(hub, BANK) == 2_000


def test_a_payment_without_reference_is_refused_a_second_time_until_said_to_be_another(hub, eleri):
    cast.came(eleri, hub, "GIFT", 1_000)
    with pytest.raises(ReceiptRecordedAlready):
        cast.came(eleri, hub, " gift ", 1_000)
    again = next_occurrence(hub, "GIFT", 1_000, cast.TODAY)
    assert again == 2
    assert cast.came(eleri, hub, "GIFT", 1_000, occurrence=again).suspended == 1_000


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_and_less_is_refused(hub, eleri, amount):
    with pytest.raises(AmountNotPositive):
        cast.came(eleri, hub, "GIFT", amount)


def test_a_day_to_come_is_refused(hub, eleri):
    with pytest.raises(ReceiptInTheFuture):
        record_receipt(
            actor=Actor.person(eleri),
            society=hub,
            reference="GIFT",
            amount=1,
            paid_on=cast.LATER,
            at=cast.AT,
        )


def test_a_sealed_day_is_refused(hub, eleri):
    seal_period(actor=Actor.person(eleri), society=hub, through=date(2025, 12, 31))
    with pytest.raises(BooksClosed):
        record_receipt(
            actor=Actor.person(eleri),
            society=hub,
            reference="GIFT",
            amount=1,
            paid_on=date(2025, 12, 31),
            at=cast.AT,
        )


def test_only_the_treasurer_records_payments(hub, dai, dais_party):
    with pytest.raises(NotAllowed):
        cast.came(dai, hub, "GIFT", 1)


def test_a_closed_society_records_no_more(hub, eleri):
    hub.state, hub.closed_on = State.SUSPENDED, hub.registered_on
    hub.save(update_fields=["state", "closed_on"])
    with pytest.raises(SocietyClosed):
        cast.came(eleri, hub, "GIFT", 1)


def test_the_database_keeps_one_line_from_being_recorded_twice(hub, eleri, rule_broken):
    one, other = cast.came(eleri, hub, "GIFT", 1_000), cast.came(eleri, hub, "OTHER GIFT", 1_000)
    assert (
        rule_broken(
            "UPDATE payments_bankline SET digest = (SELECT digest FROM payments_bankline WHERE receipt_id = %s) "
            "WHERE receipt_id = %s",
            one.pk,
            other.pk,
        )
        == "receipt_recorded_once"
    )


def test_the_database_counts_no_more_than_was_asked_for(hub, eleri, sians_party, rule_broken):
    expected = cast.asked(eleri, sians_party, 2_000)
    receipt = cast.came(eleri, hub, expected.reference, 1_500)
    copy = (
        "INSERT INTO payments_receipt (society_id, means, amount, paid_on, expected_id, applied, credited, suspended, entry_id, recorded_at) "
        "SELECT society_id, means, amount, paid_on, expected_id, applied, credited, suspended, entry_id, recorded_at "
        "FROM payments_receipt WHERE id = %s"
    )
    assert rule_broken(copy, receipt.pk) == "received_when_it_is_all_there"


def test_the_database_does_not_let_a_receipt_lose_a_penny(hub, eleri, rule_broken):
    receipt = cast.came(eleri, hub, "GIFT", 1_000)
    short = (
        "INSERT INTO payments_receipt (society_id, means, amount, paid_on, applied, credited, suspended, entry_id, recorded_at) "
        "SELECT society_id, means, amount, paid_on, 0, 0, 999, entry_id, recorded_at FROM payments_receipt WHERE id = %s"
    )
    assert rule_broken(short, receipt.pk) == "receipt_is_accounted_for"


def test_a_receipt_is_for_ever(hub, eleri, web_refuses):
    receipt = cast.came(eleri, hub, "GIFT", 1_000)
    web_refuses("UPDATE payments_receipt SET amount = 1 WHERE id = %s", receipt.pk)
    web_refuses("DELETE FROM payments_receipt WHERE id = %s", receipt.pk)


def test_what_was_received_is_nobodys_to_write(hub, eleri, sians_party, web_refuses, rule_broken):
    expected = cast.asked(eleri, sians_party, 2_000)
    web_refuses("UPDATE payments_expectedpayment SET received = 2000 WHERE id = %s", expected.pk)
    assert (
        rule_broken(
            "UPDATE payments_expectedpayment SET state = 'received' WHERE id = %s", expected.pk
        )
        == "received_when_it_is_all_there"
    )
