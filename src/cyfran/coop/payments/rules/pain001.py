"""Credit transfers for the bank: ISO 20022 pain.001.001.09, for pounds sent inside the United Kingdom.

Everything is checked before the first byte is written, so a file is valid or is not there at all.
The file comes in pieces, so that a hundred thousand payments need no more memory than their references.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from xml.sax.saxutils import escape

from cyfran.coop.payments.rules.accounts import Account, Iban, UkAccount
from cyfran.coop.payments.rules.letters import Letters, written_for_bank

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
LONGEST_ID = 35
PIECE = 500  # payments written at a time
_ID = re.compile(r"(?!/)(?!.*//)[A-Za-z0-9/\-?:().,'+]{1,35}(?<!/)")


@dataclass(frozen=True)
class BankProfile:
    """What one bank asks of a file beyond the standard."""

    letters: Letters = Letters.WELSH
    service_level: str = (
        "NURG"  # not urgent: the bank chooses Faster Payments or Bacs; empty: leave it out
    )
    local_instrument: str = ""  # the bank's own name for a rail, where it asks for one
    sort_code_apart: bool = (
        True  # False: sort code and account number in one identifier of 14 digits
    )
    longest_name: int = 70
    longest_remittance: int = 18  # what Faster Payments and Bacs carry to the creditor's statement
    largest_amount: int = 100_000_000  # pence; the Faster Payments limit


@dataclass(frozen=True)
class Holder:
    """A name and the account it holds."""

    name: str
    account: Account


@dataclass(frozen=True)
class CreditTransfer:
    """One payment: `amount` in pence to `creditor`, under our `reference` (at most 35 characters)."""

    reference: str
    amount: int
    creditor: Holder
    remittance: str = ""  # what the creditor reads on the statement; the reference when empty


@dataclass(frozen=True)
class Heading:
    """Who pays, when, and by which message; the same message id tells the bank it is the same file."""

    message_id: str
    created_at: datetime
    execution_on: date
    debtor: Holder
    profile: BankProfile = BankProfile()


@dataclass(frozen=True)
class Totals:
    """How many payments a file holds and what they come to, in pence."""

    count: int
    amount: int


class Transfers(Protocol):
    """Payments that can be gone through twice: once to check and add up, once to write."""

    def __iter__(self) -> Iterator[CreditTransfer]: ...


class Unwritable(ValueError):
    """The bank would refuse this; `matter` says what is wrong and `reference` with which payment."""

    def __init__(self, matter: str, reference: str = "") -> None:
        super().__init__(f"{matter}: {reference}" if reference else matter)
        self.matter = matter
        self.reference = reference


def credit_transfer_file(heading: Heading, transfers: Transfers) -> Iterator[bytes]:
    """The file, piece by piece; raises Unwritable here and now, before there is a first piece."""
    totals = checked(heading, transfers)
    return _pieces(heading, transfers, totals)


def checked(heading: Heading, transfers: Iterable[CreditTransfer]) -> Totals:
    """What the file would hold; raises Unwritable for the first thing the bank would refuse."""
    for matter in matters_with_heading(heading):
        raise Unwritable(matter)
    seen: set[str] = set()
    amount = 0
    for transfer in transfers:
        matters = matters_with(transfer, heading.profile)
        if transfer.reference in seen:
            matters = ["reference_twice"]
        if matters:
            raise Unwritable(matters[0], transfer.reference)
        seen.add(transfer.reference)
        amount += transfer.amount
    if not seen:
        raise Unwritable("no_payments")
    return Totals(len(seen), amount)


def matters_with_heading(heading: Heading) -> list[str]:
    """What a bank would refuse about who pays and when; empty when nothing."""
    found = []
    if not _ID.fullmatch(heading.message_id):
        found.append("message_id")
    if heading.created_at.tzinfo is None:
        found.append("created_at")
    if not _name(heading.debtor.name, heading.profile):
        found.append("debtor_name")
    return found


def matters_with(transfer: CreditTransfer, profile: BankProfile) -> list[str]:
    """What a bank would refuse about one payment; empty when nothing."""
    found = []
    if not _ID.fullmatch(transfer.reference):
        found.append("reference")
    if not 0 < transfer.amount <= profile.largest_amount:
        found.append("amount")
    if not _name(transfer.creditor.name, profile):
        found.append("name")
    return found


def message_id(society: str, number: int) -> str:
    """The id of a society's payment file `number`: the same each time it is asked for.

    >>> message_id("hwb-bwyd-tywi", 7)
    'hwb-bwyd-tywi-000007'
    """
    tail = f"-{number:06d}"
    head = (
        re.sub(r"[^a-z0-9-]", "", society.lower()).strip("-")[: LONGEST_ID - len(tail)].strip("-")
    )
    return f"{head or 'cyfran'}{tail}"


def _pieces(heading: Heading, transfers: Transfers, totals: Totals) -> Iterator[bytes]:
    yield _opening(heading, totals).encode()
    waiting: list[str] = []
    written, amount = 0, 0
    for transfer in transfers:
        waiting.append(_transaction(transfer, heading.profile))
        written, amount = written + 1, amount + transfer.amount
        if len(waiting) == PIECE:
            yield "".join(waiting).encode()
            waiting.clear()
    if Totals(written, amount) != totals:
        # A file that breaks off is no file: the bank cannot take a part for the whole.
        raise Unwritable("changed_meanwhile")
    yield ("".join(waiting) + "</PmtInf></CstmrCdtTrfInitn></Document>\n").encode()


def _opening(heading: Heading, totals: Totals) -> str:
    count, total = totals.count, _pounds(totals.amount)
    created = heading.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    name = escape(_name(heading.debtor.name, heading.profile))
    account, profile = heading.debtor.account, heading.profile
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{NAMESPACE}"><CstmrCdtTrfInitn>'
        f"<GrpHdr><MsgId>{heading.message_id}</MsgId><CreDtTm>{created}</CreDtTm>"
        f"<NbOfTxs>{count}</NbOfTxs><CtrlSum>{total}</CtrlSum><InitgPty><Nm>{name}</Nm></InitgPty></GrpHdr>"
        f"<PmtInf><PmtInfId>{heading.message_id}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>"
        f"<NbOfTxs>{count}</NbOfTxs><CtrlSum>{total}</CtrlSum>{_payment_type(profile)}"
        f"<ReqdExctnDt><Dt>{heading.execution_on.isoformat()}</Dt></ReqdExctnDt><Dbtr><Nm>{name}</Nm></Dbtr>"
        f"<DbtrAcct>{_account_id(account, profile)}<Ccy>GBP</Ccy></DbtrAcct>"
        f"<DbtrAgt>{_agent(account, profile) or _NO_AGENT}</DbtrAgt><ChrgBr>SHAR</ChrgBr>\n"
    )


def _transaction(transfer: CreditTransfer, profile: BankProfile) -> str:
    reference, account = escape(transfer.reference), transfer.creditor.account
    remittance = written_for_bank(transfer.remittance, profile.letters) or transfer.reference
    agent = _agent(account, profile)
    return (
        f"<CdtTrfTxInf><PmtId><InstrId>{reference}</InstrId><EndToEndId>{reference}</EndToEndId></PmtId>"
        f'<Amt><InstdAmt Ccy="GBP">{_pounds(transfer.amount)}</InstdAmt></Amt>'
        f"{f'<CdtrAgt>{agent}</CdtrAgt>' if agent else ''}"
        f"<Cdtr><Nm>{escape(_name(transfer.creditor.name, profile))}</Nm></Cdtr>"
        f"<CdtrAcct>{_account_id(account, profile)}</CdtrAcct>"
        f"<RmtInf><Ustrd>{escape(remittance[: profile.longest_remittance].rstrip())}</Ustrd></RmtInf></CdtTrfTxInf>\n"
    )


_NO_AGENT = "<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>"


def _agent(account: Account, profile: BankProfile) -> str:
    if isinstance(account, Iban) or not profile.sort_code_apart:
        return ""
    clearing = f"<ClrSysId><Cd>GBDSC</Cd></ClrSysId><MmbId>{account.sort_code}</MmbId>"
    return f"<FinInstnId><ClrSysMmbId>{clearing}</ClrSysMmbId></FinInstnId>"


def _account_id(account: Account, profile: BankProfile) -> str:
    if isinstance(account, UkAccount):
        digits = account.number if profile.sort_code_apart else account.sort_code + account.number
        return f"<Id><Othr><Id>{digits}</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id>"
    return f"<Id><IBAN>{account.text}</IBAN></Id>"


def _payment_type(profile: BankProfile) -> str:
    service = (
        f"<SvcLvl><Cd>{escape(profile.service_level)}</Cd></SvcLvl>"
        if profile.service_level
        else ""
    )
    local = f"<LclInstrm><Prtry>{escape(profile.local_instrument)}</Prtry></LclInstrm>"
    inside = service + (local if profile.local_instrument else "")
    return f"<PmtTpInf>{inside}</PmtTpInf>" if inside else ""


def _name(name: str, profile: BankProfile) -> str:
    written = written_for_bank(name, profile.letters)[: profile.longest_name].rstrip()
    return written if re.search(r"\w", written) else ""


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"
