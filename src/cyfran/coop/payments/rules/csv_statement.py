"""Read a bank statement saved as CSV: each bank names and orders its columns in its own way."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from cyfran.coop.payments.rules.letters import in_one_line
from cyfran.coop.payments.rules.statements import (
    MOST_BYTES,
    MOST_LINES,
    NotAStatement,
    RowProblem,
    Statement,
    StatementLine,
)

# What the banks of these islands call their columns, letters only.
DATE = {"date", "transaction date", "posting date", "posted date", "booking date", "completed date", "value date",
        "dyddiad"}  # fmt: skip
AMOUNT = {"amount", "value", "transaction amount", "swm", "amount gbp", "value gbp"}
MONEY_IN = {"money in", "paid in", "credit", "credits", "credit amount", "amount credited", "receipts", "in",
            "arian i mewn", "i mewn"}  # fmt: skip
MONEY_OUT = {"money out", "paid out", "debit", "debits", "debit amount", "amount debited", "payments", "withdrawn",
             "out", "arian allan", "allan"}  # fmt: skip
WORDS = {"description", "transaction description", "reference", "details", "transaction details", "memo", "narrative",
         "counter party", "counterparty", "name", "payee", "payer", "notes", "notes and tags", "particulars",
         "additional details", "payment reference", "customer reference", "disgrifiad", "cyfeirnod", "manylion",
         "enw"}  # fmt: skip
CURRENCY = {"currency", "arian cyfred"}

_DAYS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d %b %y", "%d-%b-%y",
         "%d %B %Y", "%Y%m%d", "%Y/%m/%d")  # fmt: skip
_FIGURE = re.compile(
    r"(?P<minus>-?)(?P<pounds>\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(?P<pence>\d{1,2}))?"
)
_HEADER_WITHIN = 30  # rows in which the column names must come
_LONGEST_TEXT = 500
_MOST_ROWS = MOST_LINES * 4


@dataclass(frozen=True)
class Columns:
    """Where in a row each thing stands."""

    date: int
    amount: int | None
    money_in: int | None
    money_out: int | None
    words: tuple[int, ...]
    currency: int | None


def read_csv_statement(content: bytes) -> Statement:
    """The money in of a CSV file; rows that cannot be read are `problems`.

    Raises NotAStatement when the file as a whole is none.
    """
    rows = _rows(_decoded(content))
    columns, header_row = _columns(rows)
    lines: list[StatementLine] = []
    problems: list[RowProblem] = []
    left_aside = 0
    for number, row in enumerate(rows[header_row:], start=header_row + 1):
        read = _read_row(number, row, columns)
        if isinstance(read, RowProblem):
            problems.append(read)
        elif read is not None and read.amount > 0:
            lines.append(read)
        elif read is not None:
            left_aside += 1
    if len(lines) > MOST_LINES:
        raise NotAStatement("too_many_lines")
    return Statement(tuple(lines), left_aside, tuple(problems))


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise NotAStatement("too_big")
    for encoding, marks in (
        ("utf-8-sig", (b"\xef\xbb\xbf",)),
        ("utf-16", (b"\xff\xfe", b"\xfe\xff")),
    ):
        if content.startswith(marks):
            return _strictly(content, encoding)
    if b"\0" in content:
        raise NotAStatement("not_text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotAStatement("not_text") from error


def _rows(text: str) -> list[list[str]]:
    if not text.strip():
        raise NotAStatement("empty")
    beginning = text[:20_000]
    delimiter = max(",;\t|", key=beginning.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = list(islice(reader, _MOST_ROWS + 1))
    except csv.Error as error:
        raise NotAStatement("not_text") from error
    if len(rows) > _MOST_ROWS:
        raise NotAStatement("too_many_lines")
    return rows


def _columns(rows: Sequence[Sequence[str]]) -> tuple[Columns, int]:
    """The columns, and how many rows come before the first line."""
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        names = [_plain(cell) for cell in row]
        found = Columns(
            date=next((at for at, name in enumerate(names) if name in DATE), -1),
            amount=_first(names, AMOUNT),
            money_in=_first(names, MONEY_IN),
            money_out=_first(names, MONEY_OUT),
            words=tuple(at for at, name in enumerate(names) if name in WORDS),
            currency=_first(names, CURRENCY),
        )
        if found.date >= 0 and (found.amount is not None or found.money_in is not None):
            return found, index + 1
    raise NotAStatement("no_columns")


def _first(names: Sequence[str], wanted: set[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in wanted), None)


def _plain(cell: str) -> str:
    """A column's name in small letters, without what stands in brackets, accents or signs."""
    bare = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", " ", cell)).casefold()
    return " ".join(
        re.sub(r"[^a-z ]", " ", "".join(c for c in bare if not unicodedata.combining(c))).split()
    )


def _read_row(
    number: int, row: Sequence[str], columns: Columns
) -> StatementLine | RowProblem | None:
    """The line (money out is below nought), the problem with it, or None for a row that carries no money."""

    def cell(at: int | None) -> str:
        return row[at].strip() if at is not None and at < len(row) else ""

    written = (
        [cell(columns.amount)]
        if columns.money_in is None
        else [cell(columns.money_in), cell(columns.money_out)]
    )
    if not any(written):
        return None
    if cell(columns.currency).upper() not in ("", "GBP"):
        return RowProblem(number, "currency", cell(columns.currency)[:10])
    figures = [_pence(text) if text else 0 for text in written]
    if None in figures:
        return RowProblem(number, "amount", " ".join(written).strip()[:40])
    day = _day(cell(columns.date))
    if day is None:
        return RowProblem(number, "date", cell(columns.date)[:40])
    money_in, money_out = figures[0] or 0, abs(figures[1] or 0) if len(figures) > 1 else 0
    words = in_one_line(" ".join(cell(at) for at in columns.words))[:_LONGEST_TEXT]
    return StatementLine(number, day, money_in or -money_out, words)


def _pence(text: str) -> int | None:
    """`"£1,234.50"`, `"(12.00)"`, `"12.00 CR"`, `"12.00-"` in pence; None for what is no such thing."""
    bare = re.sub(r"[£\s+]|GBP", "", text.upper().replace("\N{MINUS SIGN}", "-"))
    minus = bare.endswith(("DR", "-")) or (bare.startswith("(") and bare.endswith(")"))
    found = _FIGURE.fullmatch(
        bare.removesuffix("CR").removesuffix("DR").removesuffix("-").strip("()")
    )
    if found is None:
        return None
    pence = int(found["pounds"].replace(",", "")) * 100 + int((found["pence"] or "0").ljust(2, "0"))
    return -pence if minus or found["minus"] else pence


def _day(text: str) -> date | None:
    for form in _DAYS:
        for part in _without_time(text):
            try:
                return datetime.strptime(part, form).date()  # noqa: DTZ007 - a day, not a time
            except ValueError:
                continue
    return None


def _without_time(text: str) -> Iterator[str]:
    yield text
    yield re.split(r"[T ]\d{1,2}:", text, maxsplit=1)[0]
