"""A whole statement is recorded at once, and no line of it twice."""

from datetime import date

import pytest

from cyfran.coop.payments.actions import record_statement
from cyfran.coop.payments.actions.receiving import StatementRecorded
from cyfran.coop.payments.models import Receipt
from cyfran.coop.payments.queries.credit import credit_of
from cyfran.coop.payments.queries.receipts import matches_of
from cyfran.coop.payments.refusals import ReceiptInTheFuture
from cyfran.coop.payments.rules.references import creditor_reference
from cyfran.coop.payments.rules.sealing import Private
from cyfran.coop.payments.rules.statements import Statement, StatementLine
from cyfran.coop.payments.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.chart import BANK
from cyfran.kernel.refusals import NotAllowed


def statement_of(*lines, day=cast.TODAY) -> Statement:
    return Statement(
        tuple(StatementLine(row, day, amount, text) for row, (amount, text) in enumerate(lines, 1))
    )


def recorded(who, hub, statement) -> StatementRecorded:
    return record_statement(
        actor=Actor.person(who), society=hub, statement=Private(statement), at=cast.AT
    )


@pytest.fixture
def asked(eleri, sians_party, dais_party):
    """Siân for £20, Dai for £30."""
    return cast.asked(eleri, sians_party, 2_000, 1), cast.asked(eleri, dais_party, 3_000, 2)


def test_lines_find_what_they_are_for_by_their_references(hub, eleri, asked, sians_party):
    first, second = asked
    statement = statement_of(
        (2_000, f"FPI {first.reference}"),
        (1_000, f"D JONES {creditor_reference(second.reference)} FIRST PART"),
        (2_500, f"{second.reference[:4]}-{second.reference[4:]} rest and more"),
        (700, "RHODD"),
        (700, "RHODD"),
    )
    assert [match.outcome for match in matches_of(hub, statement.lines)] == [
        "exact", "part", "over", "unknown", "unknown",
    ]  # fmt: skip
    assert recorded(eleri, hub, statement) == StatementRecorded(
        matched=3, without_owner=2, known_before=0
    )
    for expected in asked:
        expected.refresh_from_db()
        assert expected.state == "received"
    assert cast.balance_of(hub, BANK) == 6_900


def test_a_statement_that_overlaps_another_records_only_what_is_new(hub, eleri, asked):
    first, _second = asked
    old = statement_of((2_000, first.reference), (700, "RHODD"))
    recorded(eleri, hub, old)
    overlapping = statement_of(
        (900, "NEWYDD"), (700, "RHODD"), (2_000, f"again, {first.reference}")
    )
    assert [match.outcome for match in matches_of(hub, overlapping.lines)] == [
        "unknown", "recorded", "recorded",
    ]  # fmt: skip
    assert recorded(eleri, hub, overlapping) == StatementRecorded(0, 1, 2)
    assert recorded(eleri, hub, overlapping) == StatementRecorded(0, 0, 3)
    assert Receipt.objects.count() == 3


def test_two_transfers_for_one_payment_on_one_day_are_two(hub, eleri, asked, sians_party):
    first, _second = asked
    both = statement_of((2_000, f"MR {first.reference}"), (2_000, f"MRS {first.reference}"))
    assert [match.outcome for match in matches_of(hub, both.lines)] == ["exact", "again"]
    recorded(eleri, hub, both)
    assert credit_of(sians_party) == 2_000


def test_what_was_recorded_by_hand_is_known_on_the_statement(hub, eleri, asked):
    first, _second = asked
    cast.came(eleri, hub, first.reference, 2_000)
    assert recorded(eleri, hub, statement_of((2_000, f"FPI {first.reference}"))).known_before == 1


def test_nothing_is_recorded_when_one_line_cannot_be(hub, eleri, asked):
    lines = (
        *statement_of((2_000, asked[0].reference)).lines,
        StatementLine(2, date(2026, 11, 30), 5, "TOMORROW"),
    )
    with pytest.raises(ReceiptInTheFuture):
        recorded(eleri, hub, Statement(lines))
    assert not Receipt.objects.exists()


def test_only_the_treasurer_records_statements(hub, dai, dais_party):
    with pytest.raises(NotAllowed):
        recorded(dai, hub, statement_of((1, "x")))


def test_looking_at_a_statement_takes_two_queries_however_long(
    hub, asked, django_assert_num_queries
):
    lines = statement_of(*((100 + number, asked[0].reference) for number in range(300))).lines
    with django_assert_num_queries(2):
        matches_of(hub, lines)
