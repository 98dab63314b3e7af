"""What is due is paid with a file for the bank, each debt once."""

from io import BytesIO

import pytest
from lxml import etree

from cyfran.coop.payments.actions import (
    cancel_payment_file,
    download_payment_file,
    erase_bank_details,
    mark_file_sent,
    prepare_payment_file,
    record_paid,
    record_returned_payment,
    withdraw_credit,
)
from cyfran.coop.payments.actions.books import IN_TRANSIT
from cyfran.coop.payments.models import PaymentInstruction
from cyfran.coop.payments.queries.files import digest_of, dues_of, instructions_of
from cyfran.coop.payments.refusals import (
    AccountErased,
    BankRefuses,
    ExecutionTooEarly,
    NoBankDetails,
    NoSocietyAccount,
    NothingDue,
    PaymentFileMoved,
    ReturnedAlready,
)
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.chart import BANK, PATRONAGE_PAYABLE, SUPPLIER_PAYABLE
from cyfran.kernel.ledger.posting import account, credit, debit, post
from cyfran.kernel.refusals import NotAllowed
from cyfran.site.testing.standing import standing


@standing
def both_are_owed(hub, eleri, dai, sian, dais_party, sians_party):
    """Dai for his leeks, Siân for her share of the surplus; both have said where they are paid."""
    cast.with_a_bank(eleri, hub)
    cast.banked(dai, dais_party)
    cast.banked(sian, sians_party, Holder("Siân & Co", cast.SIANS_ACCOUNT))
    cast.owed(eleri, dais_party, 11_864)
    cast.owed(eleri, sians_party, 1_420, PATRONAGE_PAYABLE)


def own_money(who) -> str:
    return cast.signed_in(who).get("/en/hwb-bwyd-tywi/money/").text


def prepared(who, hub, **more):
    return prepare_payment_file(
        actor=Actor.person(who), society=hub, execution_on=cast.LATER, at=cast.AT, **more
    )


def sent(who, hub):
    return mark_file_sent(actor=Actor.person(who), file=prepared(who, hub), at=cast.AT)


def in_transit(hub) -> int:
    return -cast.balance_of(hub, IN_TRANSIT)


@pytest.mark.usefixtures("both_are_owed")
def test_a_file_pays_everything_that_is_due(hub, eleri, dais_party):
    file = prepared(eleri, hub)
    assert (file.number, file.count, file.total, file.state) == (1, 2, 13_284, "prepared")
    assert file.message_id == "hwb-bwyd-tywi-000001"
    assert [(one.reference, one.amount) for one in instructions_of(file)] == [
        ("P1-1", 11_864),
        ("P1-2", 1_420),
    ]
    assert dues_of(hub) == []
    assert in_transit(hub) == 13_284
    assert cast.balance_of(hub, SUPPLIER_PAYABLE, dais_party) == 0


@pytest.mark.usefixtures("both_are_owed")
def test_the_file_is_valid_and_the_same_each_time(hub, eleri):
    file = prepared(eleri, hub)
    taken = download_payment_file(actor=Actor.person(eleri), file=file)
    again = download_payment_file(actor=Actor.person(eleri), file=file)
    assert taken.content == again.content
    assert digest_of(taken.content) == file.digest
    assert taken.name == "hwb-bwyd-tywi-000001.xml"
    tree = etree.parse(BytesIO(taken.content))
    cast.PAIN_001.assertValid(tree)
    assert "Dai Tŷ Gŵyr" in taken.content.decode()
    assert "132.84" in taken.content.decode()


@pytest.mark.usefixtures("both_are_owed")
def test_some_can_be_chosen_and_the_others_stay_due(hub, eleri):
    dais, sians = dues_of(hub)
    file = prepared(eleri, hub, accounts=[sians.account_id])
    assert (file.count, file.total) == (1, 1_420)
    assert dues_of(hub) == [dais]
    assert prepared(eleri, hub).number == 2


@pytest.mark.usefixtures("both_are_owed")
def test_what_a_file_pays_is_not_paid_by_another(hub, eleri):
    prepared(eleri, hub)
    with pytest.raises(NothingDue):
        prepared(eleri, hub)


@pytest.mark.usefixtures("both_are_owed")
def test_credit_asked_back_is_paid_too(hub, eleri, sian, sians_party):
    cast.in_credit(eleri, sians_party, 500)
    withdraw_credit(actor=Actor.person(sian), party=sians_party, amount=500, at=cast.AT)
    assert prepared(eleri, hub).total == 13_784


def test_the_society_must_have_said_where_it_banks(hub, eleri, dai, dais_party):
    cast.banked(dai, dais_party)
    cast.owed(eleri, dais_party)
    with pytest.raises(NoSocietyAccount):
        prepared(eleri, hub)


def test_those_paid_must_have_said_where(hub, eleri, dais_party):
    cast.with_a_bank(eleri, hub)
    cast.owed(eleri, dais_party)
    with pytest.raises(NoBankDetails, match="Dai"):
        prepared(eleri, hub)


def test_more_than_the_bank_moves_at_once_is_refused(hub, eleri, dai, dais_party):
    cast.with_a_bank(eleri, hub)
    cast.banked(dai, dais_party)
    cast.owed(eleri, dais_party, 100_000_001)
    with pytest.raises(BankRefuses, match="Dai"):
        prepared(eleri, hub)
    assert in_transit(hub) == 0


@pytest.mark.usefixtures("both_are_owed")
def test_the_bank_is_not_asked_to_pay_yesterday(hub, eleri):
    with pytest.raises(ExecutionTooEarly):
        prepare_payment_file(
            actor=Actor.person(eleri), society=hub, execution_on=cast.YESTERDAY, at=cast.AT
        )


@pytest.mark.usefixtures("both_are_owed")
def test_only_the_treasurer_pays(hub, dai):
    with pytest.raises(NotAllowed):
        prepared(dai, hub)


@pytest.mark.usefixtures("both_are_owed")
def test_only_the_treasurer_takes_the_file(hub, eleri, dai):
    with pytest.raises(NotAllowed):
        download_payment_file(actor=Actor.person(dai), file=prepared(eleri, hub))


@pytest.mark.usefixtures("both_are_owed")
def test_a_file_is_sent_and_then_paid(hub, eleri):
    file = sent(eleri, hub)
    assert (file.state, file.sent_at) == ("sent", cast.AT)
    paid = record_paid(actor=Actor.person(eleri), file=file, paid_on=cast.TODAY, at=cast.AT)
    assert (paid.state, paid.closed_at) == ("paid", cast.AT)
    assert in_transit(hub) == 0
    assert cast.balance_of(hub, BANK) == -13_284


@pytest.mark.usefixtures("both_are_owed")
def test_each_step_is_taken_once_and_in_order(hub, eleri):
    actor = Actor.person(eleri)
    file = prepared(eleri, hub)
    with pytest.raises(PaymentFileMoved):
        record_paid(actor=actor, file=file, paid_on=cast.TODAY, at=cast.AT)
    mark_file_sent(actor=actor, file=file, at=cast.AT)
    for step in (mark_file_sent, cancel_payment_file):
        with pytest.raises(PaymentFileMoved):
            step(actor=actor, file=file, at=cast.AT)


@pytest.mark.usefixtures("both_are_owed")
def test_a_file_never_sent_is_cancelled_and_everything_due_again(hub, eleri):
    due = dues_of(hub)
    file = cancel_payment_file(actor=Actor.person(eleri), file=prepared(eleri, hub), at=cast.AT)
    assert dues_of(hub) == due
    assert in_transit(hub) == 0
    with pytest.raises(PaymentFileMoved):
        download_payment_file(actor=Actor.person(eleri), file=file)


@pytest.mark.usefixtures("both_are_owed")
@pytest.mark.parametrize("paid_first", [True, False])
def test_a_payment_the_bank_sent_back_is_due_again(hub, eleri, paid_first):
    actor, file = Actor.person(eleri), sent(eleri, hub)
    first = instructions_of(file)[0]
    pay = {"actor": actor, "file": file, "paid_on": cast.TODAY, "at": cast.AT}
    back = {"actor": actor, "instruction": first, "returned_on": cast.TODAY, "at": cast.AT}
    if paid_first:
        record_paid(**pay)
    record_returned_payment(**back)
    if not paid_first:
        record_paid(**pay)
    assert [due.amount for due in dues_of(hub)] == [11_864]
    assert cast.balance_of(hub, BANK) == -1_420
    assert in_transit(hub) == 0
    with pytest.raises(ReturnedAlready):
        record_returned_payment(**back)


@pytest.mark.usefixtures("both_are_owed")
def test_what_was_not_sent_does_not_come_back(hub, eleri):
    first = instructions_of(prepared(eleri, hub))[0]
    with pytest.raises(PaymentFileMoved):
        record_returned_payment(
            actor=Actor.person(eleri), instruction=first, returned_on=cast.TODAY, at=cast.AT
        )


@pytest.mark.usefixtures("both_are_owed")
def test_a_file_whose_details_were_erased_is_not_made_again(hub, eleri, dai, dais_party):
    file = prepared(eleri, hub)
    erase_bank_details(actor=Actor.person(dai), party=dais_party, at=cast.AT)
    with pytest.raises(AccountErased):
        download_payment_file(actor=Actor.person(eleri), file=file)


@pytest.mark.usefixtures("both_are_owed")
def test_the_number_of_queries_does_not_grow_with_the_payments(
    hub, eleri, dais_party, django_assert_max_num_queries
):
    with django_assert_max_num_queries(24):
        prepared(eleri, hub)
    for number in range(20):
        party = cast.known(hub, cast.person(f"Grower{number}"))
        cast.banked(eleri, party)
        cast.owed(eleri, party, 100 + number)
    with django_assert_max_num_queries(24):
        assert prepared(eleri, hub).count == 20


MORE = (
    "INSERT INTO payments_paymentinstruction "
    "(society_id, file_id, number, reference, party_id, details_id, account_id, amount) "
    "SELECT society_id, file_id, number + 2, reference || 'x', party_id, details_id, account_id, amount "
    "FROM payments_paymentinstruction WHERE number = 1"
)
FILE = (
    "INSERT INTO payments_paymentfile (society_id, number, message_id, drawn_on_id, execution_on, count, total, "
    "digest, state, entry_id, prepared_at) SELECT society_id, number + 1, message_id || 'x', drawn_on_id, "
    "execution_on, count, total, digest, 'prepared', {entry}, prepared_at FROM payments_paymentfile"
)
COPY = (
    "WITH file AS (" + FILE + " RETURNING id, society_id) "
    "INSERT INTO payments_paymentinstruction (society_id, file_id, number, reference, party_id, details_id, account_id, amount) "
    "SELECT file.society_id, file.id, number, reference || 'x', party_id, details_id, account_id, amount "
    "FROM payments_paymentinstruction, file"
)


@pytest.mark.usefixtures("both_are_owed")
def test_the_database_pays_each_debt_once(hub, eleri, rule_broken, web_refuses):
    file = prepared(eleri, hub)
    assert rule_broken(MORE) == "due_paid_once_in_a_file"
    assert rule_broken(FILE.format(entry="entry_id")) == "payment_file_posted_once"
    another = "(SELECT min(id) FROM ledger_entry)"
    assert rule_broken(COPY.format(entry=another)) == "payment_stands_in_the_books"
    web_refuses("UPDATE payments_paymentinstruction SET amount = 1")
    web_refuses("UPDATE payments_paymentfile SET total = 1")
    back = "UPDATE payments_paymentfile SET state = 'paid' WHERE id = %s"
    assert rule_broken(back, file.pk) == "payment_file_goes_forward"
    assert PaymentInstruction.objects.count() == 2


@pytest.mark.usefixtures("both_are_owed")
def test_the_database_does_not_pay_more_than_is_due(hub, eleri, rule_broken):
    dais, _sians = dues_of(hub)
    prepared(eleri, hub, accounts=[dais.account_id])
    again = post(
        society=hub,
        key="by hand",
        kind="payment_file",
        on=cast.TODAY,
        legs=[debit(dais.account_id, dais.amount), credit(account(hub, BANK), dais.amount)],
        actor=Actor.person(eleri),
    )
    assert rule_broken(COPY.format(entry=again)) == "due_paid_once"


def test_whoever_is_owed_sees_it_and_then_that_it_was_paid(both_are_owed, hub, eleri, dai):
    before = own_money(dai)
    assert "£118.64" in before.partition("To be paid to you")[2]
    assert "£14.20" not in before
    file = sent(eleri, hub)
    after = own_money(dai)
    assert "To be paid to you" not in after
    assert "£118.64" in after.partition("What was paid to you")[2]
    back = file.instructions.get(party__person=dai)
    record_returned_payment(
        actor=Actor.person(eleri), instruction=back, returned_on=cast.LATER, at=cast.AT
    )
    assert "£118.64" in own_money(dai).partition("To be paid to you")[2]
    assert "What was paid to you" not in own_money(dai)


def test_whoever_is_owed_and_has_no_account_is_asked_for_it(hub, eleri, dai, dais_party):
    cast.owed(eleri, dais_party, 11_864)
    home = cast.signed_in(dai).get("/en/hwb-bwyd-tywi/").text
    assert "£118.64 is to be paid to you" in home
    assert "It cannot be paid before you say on which account." in own_money(dai)
    cast.banked(dai, dais_party)
    assert "is to be paid to you" not in cast.signed_in(dai).get("/en/hwb-bwyd-tywi/").text
