"""Account credit: topped up by transfer, spent in one step, asked back; never below nought."""

import pytest

from cyfran.coop.payments.actions import (
    cancel_expected_payment,
    change_request,
    expect_payment,
    give_back,
    pay_from_credit,
    spend_credit,
    top_up_credit,
    withdraw_credit,
)
from cyfran.coop.payments.models import ExpectedPayment, Receipt
from cyfran.coop.payments.queries.credit import credit_due_to, credit_of
from cyfran.coop.payments.queries.receipts import awaited_of
from cyfran.coop.payments.refusals import (
    AmountNotPositive,
    CreditFromCredit,
    NotAwaited,
    NotEnoughCredit,
    NotYourAccount,
    PaymentAwaitedAlready,
    TooMuchCredit,
)
from cyfran.coop.payments.rules.references import is_short_reference
from cyfran.coop.payments.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.ledger.posting import credit, debit, post
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.refusals import NotRegisteredYet


def test_a_payment_is_asked_for_under_a_reference_of_its_own(eleri, sians_party):
    first, second = (cast.asked(eleri, sians_party, 2_000, purpose_id=number) for number in (1, 2))
    assert is_short_reference(first.reference)
    assert first.reference != second.reference
    assert str(first) == f"{first.reference[:4]} {first.reference[4:]}"
    assert list(awaited_of(sians_party)) == [first, second]


def test_one_thing_is_asked_for_once(eleri, sians_party):
    first = cast.asked(eleri, sians_party, 2_000)
    with pytest.raises(PaymentAwaitedAlready):
        cast.asked(eleri, sians_party, 2_000)
    cancel_expected_payment(actor=Actor.person(eleri), expected=first)
    assert cast.asked(eleri, sians_party, 2_000).state == ExpectedPayment.State.AWAITING


def test_only_the_treasurer_asks_others_for_money(eleri, dai, sians_party):
    with pytest.raises(NotAllowed):
        cast.asked(dai, sians_party)


def test_nothing_is_not_asked_for(eleri, sians_party):
    with pytest.raises(AmountNotPositive):
        expect_payment(
            actor=Actor.person(eleri),
            party=sians_party,
            purpose="box",
            account=cast.receivable(sians_party),
            amount=0,
            at=cast.AT,
        )


def test_a_top_up_becomes_credit_when_it_arrives(hub, eleri, sian, sians_party):
    asked = top_up_credit(actor=Actor.person(sian), party=sians_party, amount=5_000, at=cast.AT)
    assert credit_of(sians_party) == 0
    cast.came(eleri, hub, asked.reference, 5_000)
    assert credit_of(sians_party) == 5_000


def test_credit_stays_below_what_would_be_a_deposit(hub, eleri, sian, sians_party):
    actor = Actor.person(sian)
    cast.in_credit(eleri, sians_party, 10_000)
    top_up_credit(actor=actor, party=sians_party, amount=20_000, at=cast.AT)
    with pytest.raises(TooMuchCredit, match=r"£400\.00"):
        top_up_credit(actor=actor, party=sians_party, amount=10_001, at=cast.AT)
    assert top_up_credit(actor=actor, party=sians_party, amount=10_000, at=cast.AT)


def test_nobody_tops_up_for_another(dai, sians_party):
    with pytest.raises(NotYourAccount):
        top_up_credit(actor=Actor.person(dai), party=sians_party, amount=1, at=cast.AT)


def test_a_society_that_is_forming_takes_no_credit(eleri, sian):
    forming = cast.hub(eleri, "forming-hub", registered=False)
    with society_transaction(forming), pytest.raises(NotRegisteredYet):
        top_up_credit(
            actor=Actor.person(sian), party=cast.known(forming, sian), amount=1, at=cast.AT
        )


def test_what_was_asked_for_is_paid_from_credit(eleri, sian, sians_party):
    cast.in_credit(eleri, sians_party, 5_000)
    expected = cast.asked(eleri, sians_party, 2_000)
    receipt = pay_from_credit(actor=Actor.person(sian), expected=expected, at=cast.AT)
    expected.refresh_from_db()
    assert receipt.means == Receipt.Means.CREDIT
    assert expected.state == ExpectedPayment.State.RECEIVED
    assert credit_of(sians_party) == 3_000
    assert cast.balance(expected.account) == 0


def test_part_of_it_can_be_paid_from_credit_and_the_rest_by_transfer(hub, eleri, sians_party):
    cast.in_credit(eleri, sians_party, 500)
    expected = cast.asked(eleri, sians_party, 2_000)
    spend_credit(expected=expected, actor=Actor.person(eleri), amount=500, at=cast.AT)
    cast.came(eleri, hub, expected.reference, 1_500)
    expected.refresh_from_db()
    assert expected.state == ExpectedPayment.State.RECEIVED
    assert credit_of(sians_party) == 0


def test_more_than_there_is_cannot_be_spent(eleri, sian, sians_party):
    cast.in_credit(eleri, sians_party, 1_999)
    expected = cast.asked(eleri, sians_party, 2_000)
    with pytest.raises(NotEnoughCredit):
        pay_from_credit(actor=Actor.person(sian), expected=expected, at=cast.AT)
    assert credit_of(sians_party) == 1_999


def test_nobody_spends_anothers_credit(eleri, dai, sians_party):
    expected = cast.asked(eleri, sians_party, 2_000)
    with pytest.raises(NotYourAccount):
        pay_from_credit(actor=Actor.person(dai), expected=expected, at=cast.AT)


def test_what_is_paid_is_not_paid_again(eleri, sian, sians_party):
    cast.in_credit(eleri, sians_party, 5_000)
    expected = cast.asked(eleri, sians_party, 2_000)
    pay_from_credit(actor=Actor.person(sian), expected=expected, at=cast.AT)
    with pytest.raises(NotAwaited):
        pay_from_credit(actor=Actor.person(sian), expected=expected, at=cast.AT)
    with pytest.raises(NotAwaited):
        cancel_expected_payment(actor=Actor.person(sian), expected=expected)


def test_credit_is_not_topped_up_from_credit(eleri, sian, sians_party):
    cast.in_credit(eleri, sians_party, 5_000)
    asked = top_up_credit(actor=Actor.person(sian), party=sians_party, amount=100, at=cast.AT)
    with pytest.raises(CreditFromCredit):
        pay_from_credit(actor=Actor.person(sian), expected=asked, at=cast.AT)


def test_credit_asked_back_is_due_to_its_owner(eleri, sian, sians_party):
    cast.in_credit(eleri, sians_party, 5_000)
    withdraw_credit(actor=Actor.person(sian), party=sians_party, amount=4_000, at=cast.AT)
    assert (credit_of(sians_party), credit_due_to(sians_party)) == (1_000, 4_000)
    with pytest.raises(NotEnoughCredit):
        withdraw_credit(actor=Actor.person(sian), party=sians_party, amount=1_001, at=cast.AT)


@pytest.mark.parametrize("amount", [0, -5])
def test_nothing_cannot_be_asked_back(eleri, sian, sians_party, amount):
    with pytest.raises(AmountNotPositive):
        withdraw_credit(actor=Actor.person(sian), party=sians_party, amount=amount, at=cast.AT)


def test_nobody_asks_anothers_credit_back(eleri, dai, sians_party):
    cast.in_credit(eleri, sians_party, 5_000)
    with pytest.raises(NotYourAccount):
        withdraw_credit(actor=Actor.person(dai), party=sians_party, amount=1, at=cast.AT)


def test_an_amended_request_awaits_the_new_amount(eleri, sians_party):
    expected = change_request(
        expected=cast.asked(eleri, sians_party, 2_000), amount=2_300, at=cast.AT
    )
    assert (expected.amount, expected.outstanding) == (2_300, 2_300)


def test_a_request_amended_to_what_has_come_is_settled_and_the_rest_given_back(
    hub, eleri, sians_party
):
    expected = cast.asked(eleri, sians_party, 2_000)
    cast.came(eleri, hub, expected.reference, 1_500)
    settled = change_request(expected=expected, amount=1_200, at=cast.AT)
    assert (settled.amount, settled.state) == (1_500, "received")
    held = cast.receivable(sians_party)
    post(  # the goods now cost £12: the charge is less by £8, of which £3 had been paid
        society=hub,
        key="amended",
        kind="charge",
        on=cast.TODAY,
        legs=[credit(held, 500), debit(cast.owed(eleri, sians_party, 1), 500)],
        actor=Actor.person(eleri),
    )
    assert cast.balance(held) == 0


def test_money_held_for_a_member_is_given_back_as_credit_once(eleri, sians_party):
    held = cast.owed(eleri, sians_party, 300)
    more = {"party": sians_party, "account": held, "amount": 300, "key": "order:1:amended:2"}
    first = give_back(actor=Actor.person(eleri), at=cast.AT, **more)
    assert give_back(actor=Actor.person(eleri), at=cast.AT, **more) == first
    assert credit_of(sians_party) == 300
    assert cast.balance(held) == 0


def test_a_request_amended_to_nothing_is_cancelled(eleri, sians_party):
    expected = cast.asked(eleri, sians_party, 2_000)
    assert change_request(expected=expected, amount=0, at=cast.AT).state == "cancelled"


def test_the_database_lets_a_payment_begin_awaited_and_stay_settled(
    eleri, sians_party, rule_broken
):
    expected = cast.asked(eleri, sians_party, 2_000)
    begun = (
        "INSERT INTO payments_expectedpayment "
        "(society_id, reference, party_id, purpose, account_id, amount, received, state, asked_at) "
        "SELECT society_id, '0000001Q', party_id, purpose, account_id, amount, amount, 'received', asked_at "
        "FROM payments_expectedpayment WHERE id = %s"
    )
    assert rule_broken(begun, expected.pk) == "payment_begins_awaited"
    cancel_expected_payment(actor=Actor.person(eleri), expected=expected)
    revived = "UPDATE payments_expectedpayment SET state = 'awaiting' WHERE id = %s"
    assert rule_broken(revived, expected.pk) == "payment_is_awaited"
