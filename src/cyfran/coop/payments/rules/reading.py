"""Any statement a bank gives out; and a statement in few characters, to be kept between two pages."""

from datetime import date

from cyfran.coop.payments.rules.camt053 import read_camt053_statement
from cyfran.coop.payments.rules.csv_statement import read_csv_statement
from cyfran.coop.payments.rules.statements import Statement, StatementLine

Packed = list[list[str | int]]


def read_statement(content: bytes) -> Statement:
    """CSV or camt.053, by how the file begins; raises NotAStatement."""
    beginning = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    if beginning.startswith((b"<?xml", b"<Document")):
        return read_camt053_statement(content)
    return read_csv_statement(content)


def packed(statement: Statement) -> Packed:
    """The lines as plain lists."""
    return [
        [line.row, line.paid_on.isoformat(), line.amount, line.text] for line in statement.lines
    ]


def unpacked(kept: Packed) -> Statement:
    """The lines again, as they were packed."""
    return Statement(
        tuple(
            StatementLine(int(row), date.fromisoformat(str(day)), int(amount), str(text))
            for row, day, amount, text in kept
        )
    )
