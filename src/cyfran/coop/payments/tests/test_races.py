"""Two at once: one wins, the other is told; and no penny is counted twice."""

import pytest

from cyfran.coop.payments.actions import (
    assign_receipt,
    pay_from_credit,
    prepare_payment_file,
    record_receipt,
)
from cyfran.coop.payments.models import PaymentFile, Receipt
from cyfran.coop.payments.queries.credit import credit_of
from cyfran.coop.payments.queries.receipts import receipts_without_owner
from cyfran.coop.payments.refusals import (
    AssignedAlready,
    NotAwaited,
    NotEnoughCredit,
    NothingDue,
    ReceiptRecordedAlready,
)
from cyfran.coop.payments.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.ledger.chart import BANK
from cyfran.site.testing.races import at_once


@pytest.fixture
def stage(committed_db):
    """The hub with two treasurers, and Siân who buys."""
    eleri, dai, sian = (cast.person(name) for name in ("Eleri", "Dai", "Siân"))
    hub = cast.hub(eleri)
    with society_transaction(hub):
        dais_party, sians_party = cast.known(hub, dai), cast.known(hub, sian)
        cast.make_treasurer(dais_party)
    return hub, (eleri, dai), sians_party


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_two_treasurers_who_record_the_same_receipt(stage):
    hub, treasurers, sians_party = stage
    with society_transaction(hub):
        expected = cast.asked(treasurers[0], sians_party, 2_000)

    def record(who):
        return lambda: record_receipt(
            actor=Actor.person(who),
            society=hub,
            reference=expected.reference,
            amount=2_000,
            paid_on=cast.TODAY,
            at=cast.AT,
        )

    outcomes = at_once(*(record(who) for who in treasurers))
    assert kinds(outcomes) == ["Receipt", ReceiptRecordedAlready.__name__]
    with society_transaction(hub):
        assert cast.balance_of(hub, BANK) == 2_000
        assert Receipt.objects.count() == 1


def test_two_treasurers_who_record_the_same_gift(stage):
    hub, treasurers, _party = stage

    def record(who):
        return lambda: record_receipt(
            actor=Actor.person(who),
            society=hub,
            reference="RHODD",
            amount=2_000,
            paid_on=cast.TODAY,
            at=cast.AT,
        )

    outcomes = at_once(*(record(who) for who in treasurers))
    assert kinds(outcomes) == ["Receipt", ReceiptRecordedAlready.__name__]


def test_two_treasurers_who_say_whose_money_it_is(stage):
    hub, treasurers, sians_party = stage
    with society_transaction(hub):
        cast.came(treasurers[0], hub, "RHODD", 2_000)
        receipt = receipts_without_owner(hub).get()
        parties = [sians_party, cast.known(hub, treasurers[1])]

    def assign(who, party):
        return lambda: assign_receipt(
            actor=Actor.person(who), receipt=receipt, party=party, at=cast.AT
        )

    outcomes = at_once(
        *(assign(who, party) for who, party in zip(treasurers, parties, strict=True))
    )
    assert kinds(outcomes) == sorted(["Assignment", AssignedAlready.__name__])
    with society_transaction(hub):
        assert sum(credit_of(party) for party in parties) == 2_000


def test_credit_that_is_spent_eight_times_at_once(stage):
    hub, (eleri, _dai), sians_party = stage
    with society_transaction(hub):
        cast.in_credit(eleri, sians_party, 2_500)
        asked = [cast.asked(eleri, sians_party, 1_000, number) for number in range(1, 9)]

    def pay(expected):
        return lambda: pay_from_credit(actor=Actor.person(eleri), expected=expected, at=cast.AT)

    outcomes = at_once(*(pay(expected) for expected in asked))
    assert kinds(outcomes) == [NotEnoughCredit.__name__] * 6 + ["Receipt"] * 2
    with society_transaction(hub):
        assert credit_of(sians_party) == 500


def test_one_payment_paid_from_credit_twice_at_once(stage):
    hub, (eleri, _dai), sians_party = stage
    with society_transaction(hub):
        cast.in_credit(eleri, sians_party, 5_000)
        expected = cast.asked(eleri, sians_party, 1_000)

    def pay():
        return pay_from_credit(actor=Actor.person(eleri), expected=expected, at=cast.AT)

    assert kinds(at_once(pay, pay)) == [NotAwaited.__name__, "Receipt"]


def test_two_treasurers_who_prepare_a_file_at_once(stage):
    hub, treasurers, sians_party = stage
    with society_transaction(hub):
        cast.with_a_bank(treasurers[0], hub)
        cast.banked(treasurers[0], sians_party)
        due = cast.owed(treasurers[0], sians_party, 1_420)

    def prepare(who):
        return lambda: prepare_payment_file(
            actor=Actor.person(who), society=hub, execution_on=cast.LATER, at=cast.AT
        )

    outcomes = at_once(*(prepare(who) for who in treasurers))
    assert kinds(outcomes) == [NothingDue.__name__, "PaymentFile"]
    with society_transaction(hub):
        assert PaymentFile.objects.count() == 1
        assert cast.balance(due) == 0
