"""Bank statements, in the files that banks give out."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.coop.payments.rules.camt053 import read_camt053_statement
from cyfran.coop.payments.rules.csv_statement import read_csv_statement
from cyfran.coop.payments.rules.references import short_reference
from cyfran.coop.payments.rules.statements import (
    MOST_BYTES,
    MOST_LINES,
    NotAStatement,
    RowProblem,
    line_digests,
)

REFERENCE = short_reference(123_456_789)

LAYOUTS = {
    "one column of amounts": f"Date,Type,Description,Value,Balance\n24/11/2026,BAC,J JONES {REFERENCE},25.00,100.00\n"
    "24/11/2026,D/D,RENT,-400.00,-300.00\n",
    "money in and out apart": "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    f"Debit Amount,Credit Amount,Balance\n24/11/2026,FPI,'12-34-56,12345678,J JONES {REFERENCE},,25.00,100\n"
    "24/11/2026,DD,'12-34-56,12345678,RENT,400.00,,-300\n",
    "a preamble and a pound sign": f'Account name:,Hwb\nBalance:,£100.00\n\n"Date","Details","Paid in","Paid out"\n"24 Nov 2026","{REFERENCE}",'
    '"£25.00",""\n"24-Nov-26","RENT","","£1,400.00"\nEnd of statement\n',
    "semicolons and a currency": f"Date;Counter Party;Reference;Amount (GBP);Currency\n2026-11-24;J Jones;{REFERENCE};25.00;GBP\n"
    "2026-11-24 10:11:12;Landlord;RENT;(400.00);GBP\n",
    "Welsh headings": f"Dyddiad,Disgrifiad,Arian i mewn,Arian allan\n24/11/26,{REFERENCE},25,\n24/11/26,RHENT,,400\n",
}


@pytest.mark.parametrize("content", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_money_in_is_read_whatever_the_bank_calls_its_columns(content, encoding):
    statement = read_csv_statement(content.encode(encoding))
    assert statement.problems == ()
    assert statement.left_aside == 1
    [line] = statement.lines
    assert (line.paid_on, line.amount, line.references) == (date(2026, 11, 24), 2_500, [REFERENCE])


def test_two_lines_that_are_alike_stay_two():
    statement = read_csv_statement(
        b"Date,Description,Amount\n1/2/2026,GIFT,10\n1/2/2026,GIFT,10\n2/2/2026,GIFT,10\n"
    )
    known = [(line, line.text) for line in statement.lines]
    assert len(set(line_digests(known))) == 3
    assert line_digests(known) == line_digests(known)
    assert line_digests(known[:1], first=2) == line_digests(known)[1:2]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("yesterday,GIFT,10.00,", RowProblem(2, "date", "yesterday")),
        ("31/02/2026,GIFT,10.00,", RowProblem(2, "date", "31/02/2026")),
        ("1/2/2026,GIFT,ten,", RowProblem(2, "amount", "ten")),
        ('1/2/2026,GIFT,"1.234,56",', RowProblem(2, "amount", "1.234,56")),
        ('1/2/2026,GIFT,"12,50",', RowProblem(2, "amount", "12,50")),
        ("1/2/2026,GIFT,10.005,", RowProblem(2, "amount", "10.005")),
        ("1/2/2026,GIFT,NaN,", RowProblem(2, "amount", "NaN")),
        ("1/2/2026,GIFT,10.00,EUR", RowProblem(2, "currency", "EUR")),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row, problem):
    statement = read_csv_statement(f"Date,Description,Amount,Currency\n{row}\n".encode())
    assert statement.problems == (problem,)
    assert statement.lines == ()


@pytest.mark.parametrize(
    ("content", "matter"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\x89PNG\x00\x00", "not_text"),
        (b"\xff\xfe\x00", "not_text"),
        (b"hello, world\n", "no_columns"),
        (b"<html><body>Sign in</body></html>", "no_columns"),
        (b"x" * (MOST_BYTES + 1), "too_big"),
        (b"Date,Amount\n" + b"1/2/2026,1\n" * (MOST_LINES + 1), "too_many_lines"),
        (b"Date,Amount\n" + b"\n" * (MOST_LINES * 4 + 1), "too_many_lines"),
    ],
)
def test_a_file_that_is_no_statement_is_refused(content, matter):
    with pytest.raises(NotAStatement) as refusal:
        read_csv_statement(content)
    assert refusal.value.matter == matter


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: f"Date,Description,Amount\n{text}".encode()),
    )
)
def test_any_bytes_are_a_statement_or_refused(content):
    for read in (read_csv_statement, read_camt053_statement):
        with suppress(NotAStatement):
            assert all(line.amount > 0 for line in read(content).lines)


ENTRY = """<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts>{status}</Sts>
<BookgDt><Dt>2026-11-24</Dt></BookgDt><NtryDtls>{details}</NtryDtls></Ntry>"""
DETAIL = """<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="GBP">{amount}</Amt><RltdPties><Dbtr><Nm>J Jones</Nm></Dbtr></RltdPties>
<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"""


def camt(*entries: str, version: str = "001.08") -> bytes:
    space = f"urn:iso:std:iso:20022:tech:xsd:camt.053.{version}"
    return f'<Document xmlns="{space}"><BkToCstmrStmt><Stmt>{"".join(entries)}</Stmt></BkToCstmrStmt></Document>'.encode()


def entry(amount="25.00", way="CRDT", status="<Cd>BOOK</Cd>", currency="GBP", details="") -> str:
    return ENTRY.format(amount=amount, way=way, status=status, currency=currency, details=details)


@pytest.mark.parametrize(("version", "status"), [("001.02", "BOOK"), ("001.08", "<Cd>BOOK</Cd>")])
def test_booked_money_in_is_read_from_xml(version, status):
    detail = DETAIL.format(amount="25.00", text=REFERENCE)
    statement = read_camt053_statement(
        camt(entry(status=status, details=detail), entry(way="DBIT"), version=version)
    )
    [line] = statement.lines
    assert (line.paid_on, line.amount, line.references) == (date(2026, 11, 24), 2_500, [REFERENCE])
    assert "J Jones" in line.text
    assert "NOTPROVIDED" not in line.text
    assert statement.left_aside == 1


def test_what_is_only_pending_is_left_aside():
    assert read_camt053_statement(camt(entry(status="<Cd>PDNG</Cd>"))).lines == ()


def test_a_batch_is_read_payment_by_payment_when_its_parts_add_up():
    parts = DETAIL.format(amount="10.00", text="one") + DETAIL.format(amount="15.00", text="two")
    assert [line.amount for line in read_camt053_statement(camt(entry(details=parts))).lines] == [
        1_000,
        1_500,
    ]
    assert [
        line.amount for line in read_camt053_statement(camt(entry("30.00", details=parts))).lines
    ] == [3_000]


@pytest.mark.parametrize("amount", ["", "ten", "NaN", "Infinity", "1.001", "-5", "1e400"])
def test_an_entry_whose_amount_cannot_be_read_is_named(amount):
    [problem] = read_camt053_statement(camt(entry(amount=amount))).problems
    assert (problem.row, problem.matter) == (1, "amount")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<Document",
        b'<!DOCTYPE x [<!ENTITY a "b">]><Document/>',
        b"<Document/>",
        b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"/>',
    ],
)
def test_xml_that_is_no_statement_is_refused(content):
    with pytest.raises(NotAStatement):
        read_camt053_statement(content)
