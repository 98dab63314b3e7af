"""The payment file is valid against the standard's own schema, or is refused before its first byte."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cyfran.coop.payments.rules.accounts import Iban, UkAccount
from cyfran.coop.payments.rules.letters import Letters
from cyfran.coop.payments.rules.pain001 import (
    BankProfile,
    CreditTransfer,
    Heading,
    Holder,
    Totals,
    Unwritable,
    checked,
    credit_transfer_file,
    message_id,
)

SCHEMA = etree.XMLSchema(
    etree.parse(Path(__file__).parent.parent / "schemas" / "pain.001.001.09.xsd")
)
NAMES = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HUB = Holder("Hwb Bwyd Tywi Cyfyngedig", UkAccount("123456", "12345678"))
MAIR = Holder("Mair Tŷ Gŵyr", UkAccount("601613", "31926819"))
DAI = Holder("Dai & Sons", Iban("GB29NWBK60161331926819"))


def heading(profile: BankProfile | None = None) -> Heading:
    return Heading("hwb-000007", AT, date(2026, 11, 27), HUB, profile or BankProfile())


def file_of(transfers, profile=None) -> bytes:
    return b"".join(credit_transfer_file(heading(profile), transfers))


def tree_of(content: bytes):
    tree = etree.fromstring(content)
    SCHEMA.assertValid(tree)
    return tree


def texts(tree, path: str) -> list[str]:
    return [found.text for found in tree.iterfind(f".//{path}", NAMES)]


TWO = [CreditTransfer("S7-1", 118_640, MAIR, "Hwb settlement"), CreditTransfer("S7-2", 5, DAI)]


def test_a_file_says_who_pays_whom_how_much_and_when():
    tree = tree_of(file_of(TWO))
    assert texts(tree, "p:MsgId") == ["hwb-000007"]
    assert texts(tree, "p:NbOfTxs") == ["2", "2"]
    assert texts(tree, "p:CtrlSum") == ["1186.45", "1186.45"]
    assert texts(tree, "p:InstdAmt") == ["1186.40", "0.05"]
    assert {found.get("Ccy") for found in tree.iterfind(".//p:InstdAmt", NAMES)} == {"GBP"}
    assert texts(tree, "p:ReqdExctnDt/p:Dt") == ["2026-11-27"]
    assert texts(tree, "p:InstrId") == texts(tree, "p:EndToEndId") == ["S7-1", "S7-2"]
    assert texts(tree, "p:Cdtr/p:Nm") == ["Mair Tŷ Gŵyr", "Dai & Sons"]
    assert texts(tree, "p:Dbtr/p:Nm") == ["Hwb Bwyd Tywi Cyfyngedig"]
    assert texts(tree, "p:Ustrd") == ["Hwb settlement", "S7-2"]


def test_an_account_is_named_by_sort_code_and_number_or_by_iban():
    tree = tree_of(file_of(TWO))
    assert texts(tree, "p:CdtrAgt//p:MmbId") == ["601613"]
    assert texts(tree, "p:CdtrAcct//p:Othr/p:Id") == ["31926819"]
    assert texts(tree, "p:CdtrAcct//p:SchmeNm/p:Cd") == ["BBAN"]
    assert texts(tree, "p:CdtrAcct//p:IBAN") == ["GB29NWBK60161331926819"]
    assert texts(tree, "p:DbtrAgt//p:MmbId") == ["123456"]


def test_a_bank_that_wants_fourteen_digits_has_them():
    tree = tree_of(file_of(TWO, BankProfile(sort_code_apart=False)))
    assert texts(tree, "p:CdtrAcct//p:Othr/p:Id") == ["60161331926819"]
    assert texts(tree, "p:MmbId") == []


def test_a_society_paying_from_an_iban_needs_no_sort_code():
    own = Heading("hwb-1", AT, date(2026, 11, 27), Holder("Hwb", Iban("GB29NWBK60161331926819")))
    assert texts(tree_of(b"".join(credit_transfer_file(own, TWO))), "p:DbtrAcct//p:IBAN") == [
        "GB29NWBK60161331926819"
    ]


@pytest.mark.parametrize(
    ("profile", "services", "instruments"),
    [
        (BankProfile(), ["NURG"], []),
        (BankProfile(service_level="", local_instrument="FPS"), [], ["FPS"]),
        (BankProfile(service_level=""), [], []),
    ],
)
def test_the_service_is_named_as_the_bank_asks(profile, services, instruments):
    tree = tree_of(file_of(TWO, profile))
    assert texts(tree, "p:SvcLvl/p:Cd") == services
    assert texts(tree, "p:LclInstrm/p:Prtry") == instruments


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        (Letters.WELSH, "Mair Tŷ Gŵyr"),
        (Letters.LATIN, "Mair Ty Gwyr"),
        (Letters.PLAIN, "Mair Ty Gwyr"),
    ],
)
def test_names_are_in_the_letters_the_bank_takes(letters, name):
    assert texts(tree_of(file_of(TWO, BankProfile(letters=letters))), "p:Cdtr/p:Nm")[0] == name


def test_the_same_payments_make_the_same_file_to_the_byte():
    assert file_of(TWO) == file_of(list(TWO))


@pytest.mark.parametrize(
    ("transfer", "matter"),
    [
        (CreditTransfer("S1", 0, MAIR), "amount"),
        (CreditTransfer("S1", -5, MAIR), "amount"),
        (CreditTransfer("S1", 100_000_001, MAIR), "amount"),
        (CreditTransfer("", 5, MAIR), "reference"),
        (CreditTransfer("S" * 36, 5, MAIR), "reference"),
        (CreditTransfer("/S1", 5, MAIR), "reference"),
        (CreditTransfer("S//1", 5, MAIR), "reference"),
        (CreditTransfer("Ŵ1", 5, MAIR), "reference"),
        (CreditTransfer("S1\n", 5, MAIR), "reference"),
        (CreditTransfer("S1", 5, Holder("Владимир", MAIR.account)), "name"),
        (CreditTransfer("S1", 5, Holder("\x00\x07 🐑", MAIR.account)), "name"),
    ],
)
def test_what_the_bank_would_refuse_is_refused_before_the_first_byte(transfer, matter):
    with pytest.raises(Unwritable) as refusal:
        credit_transfer_file(heading(), [transfer])
    assert refusal.value.matter == matter


def test_a_reference_is_used_once_in_a_file():
    with pytest.raises(Unwritable, match="reference_twice"):
        checked(heading(), [TWO[0], TWO[0]])


def test_a_file_without_payments_is_refused():
    with pytest.raises(Unwritable, match="no_payments"):
        checked(heading(), [])


@pytest.mark.parametrize(
    ("wrong", "matter"),
    [
        (Heading("h" * 36, AT, date(2026, 11, 27), HUB), "message_id"),
        (Heading("h", datetime(2026, 11, 24), date(2026, 11, 27), HUB), "created_at"),  # noqa: DTZ001
        (Heading("h", AT, date(2026, 11, 27), Holder("🐑", HUB.account)), "debtor_name"),
    ],
)
def test_a_heading_the_bank_would_refuse_is_refused(wrong, matter):
    with pytest.raises(Unwritable, match=matter):
        checked(wrong, TWO)


def test_payments_that_change_while_they_are_written_leave_no_whole_file():
    class Growing:
        times = 0

        def __iter__(self):
            self.times += 1
            return iter(TWO[: self.times])

    with pytest.raises(Unwritable, match="changed_meanwhile"):
        b"".join(credit_transfer_file(heading(), Growing()))


anything = st.one_of(
    st.text(max_size=200), st.text("&<>\"'ŵŷâÆß\x00\x1b\u202e\ufffe🐑 ab", max_size=200)
)
transfers = st.builds(
    CreditTransfer,
    reference=st.one_of(anything, st.text("ABC123-", min_size=1, max_size=35)),
    amount=st.integers(-1, 200_000_000),
    creditor=st.builds(Holder, anything, st.sampled_from([MAIR.account, DAI.account])),
    remittance=anything,
)


@given(st.lists(transfers, max_size=4), st.sampled_from(Letters), anything)
def test_whatever_is_asked_the_file_is_valid_or_refused_beforehand(asked, letters, debtor):
    profile = BankProfile(letters=letters)
    top = Heading("m-1", AT, date(2026, 11, 27), Holder(debtor, HUB.account), profile)
    try:
        totals = checked(top, asked)
    except Unwritable:
        with pytest.raises(Unwritable):
            credit_transfer_file(top, asked)
        return
    tree = tree_of(b"".join(credit_transfer_file(top, asked)))
    pence = [round(float(amount) * 100) for amount in texts(tree, "p:InstdAmt")]
    assert (
        totals
        == Totals(len(asked), sum(transfer.amount for transfer in asked))
        == Totals(len(pence), sum(pence))
    )


@pytest.mark.parametrize(
    ("society", "number", "written"),
    [
        ("hwb-bwyd-tywi", 7, "hwb-bwyd-tywi-000007"),
        ("x" * 60, 12, "x" * 28 + "-000012"),
        ("ŵ", 1, "cyfran-000001"),
    ],
)
def test_a_message_id_comes_from_the_file_and_fits(society, number, written):
    assert message_id(society, number) == written
    assert len(message_id(society, number)) <= 35


def test_a_thousand_payments_come_in_pieces():
    many = [CreditTransfer(f"S{number}", number + 1, MAIR) for number in range(1_001)]
    pieces = list(credit_transfer_file(heading(), many))
    assert len(pieces) == 4
    assert len(texts(tree_of(b"".join(pieces)), "p:CdtTrfTxInf/p:PmtId/p:InstrId")) == 1_001
