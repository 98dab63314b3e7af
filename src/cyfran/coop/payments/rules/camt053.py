"""Read a bank statement as ISO 20022 camt.053 XML, any version, entry by entry."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree as ET

from cyfran.coop.payments.rules.letters import in_one_line
from cyfran.coop.payments.rules.statements import (
    MOST_BYTES,
    MOST_LINES,
    NotAStatement,
    RowProblem,
    Statement,
    StatementLine,
)

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053."


def read_camt053_statement(content: bytes) -> Statement:
    """The booked money in of the file; entries that cannot be read are `problems`.

    Raises NotAStatement when it is not well-formed camt.053. No entity is expanded and nothing is fetched.
    """
    if len(content) > MOST_BYTES:
        raise NotAStatement("too_big")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotAStatement("not_text")
    lines: list[StatementLine] = []
    problems: list[RowProblem] = []
    left_aside = 0
    try:
        for number, entry in enumerate(_entries(content), start=1):
            read = _read_entry(number, entry)
            if isinstance(read, RowProblem):
                problems.append(read)
            elif read:
                lines.extend(read)
            else:
                left_aside += 1
            entry.clear()
    except ET.ParseError as error:
        raise NotAStatement("not_text") from error
    if len(lines) > MOST_LINES:
        raise NotAStatement("too_many_lines")
    return Statement(tuple(lines), left_aside, tuple(problems))


def _entries(content: bytes) -> Iterator[ET.Element]:
    # No external entity is ever fetched, and expat stops one that grows; there is no document type here anyway.
    parsing = ET.iterparse(io.BytesIO(content), events=("start", "end"))  # noqa: S314
    _event, root = next(parsing)
    if not root.tag.startswith(f"{{{_NAMESPACE}"):
        raise NotAStatement("no_columns")
    return (
        element for event, element in parsing if event == "end" and element.tag.endswith("}Ntry")
    )


def _read_entry(number: int, entry: ET.Element) -> list[StatementLine] | RowProblem:
    """The lines of one entry; none when it is money out or not booked."""
    money_in = (_text(entry, "CdtDbtInd") == "CRDT") != (_text(entry, "RvslInd") in ("true", "1"))
    status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
    if not money_in or status not in ("BOOK", ""):
        return []
    amount = _pence(entry.find("{*}Amt"))
    if amount is None or amount <= 0:
        return RowProblem(number, "amount", _text(entry, "Amt")[:40])
    written = (
        _text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm") or _text(entry, "ValDt/Dt")
    )[:10]
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return RowProblem(number, "date", written)
    return _lines(number, day, amount, entry)


def _lines(number: int, day: date, amount: int, entry: ET.Element) -> list[StatementLine]:
    """One line for each payment of a batch where the bank says what each came to, else one for the entry."""
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    parts = [_pence(_amount_of(detail)) for detail in details]
    if len(details) > 1 and None not in parts and sum(part or 0 for part in parts) == amount:
        pairs = zip(details, parts, strict=True)
        return [StatementLine(number, day, part, _words(detail)) for detail, part in pairs if part]
    words = " ".join([*(_words(detail) for detail in details), _text(entry, "AddtlNtryInf")])
    return [StatementLine(number, day, amount, in_one_line(words)[:500])]


def _amount_of(detail: ET.Element) -> ET.Element | None:
    own = detail.find("{*}Amt")
    return own if own is not None else detail.find("{*}AmtDtls/{*}TxAmt/{*}Amt")


def _words(detail: ET.Element) -> str:
    """Who paid and everything that may carry a reference."""
    paths = (
        "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm", "RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Ustrd",
        "Refs/EndToEndId", "AddtlTxInf",
    )  # fmt: skip
    found = (element.text or "" for path in paths for element in detail.findall(_any(path)))
    return in_one_line(" ".join(text for text in found if text != "NOTPROVIDED"))[:500]


def _text(element: ET.Element, path: str) -> str:
    return (element.findtext(_any(path)) or "").strip()


def _any(path: str) -> str:
    return "/".join(f"{{*}}{step}" for step in path.split("/"))


def _pence(amount: ET.Element | None) -> int | None:
    if amount is None or amount.get("Ccy", "GBP") != "GBP":
        return None
    try:
        pence = Decimal((amount.text or "").strip()) * 100
    except InvalidOperation:
        return None
    return (
        int(pence)
        if pence.is_finite() and pence == pence.to_integral_value() and abs(pence) < 10**15
        else None
    )
