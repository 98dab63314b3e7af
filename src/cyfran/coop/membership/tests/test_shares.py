import pytest
from django.db import IntegrityError, connection, transaction

from cyfran.coop.membership.actions.applications import admit_applicant, withdraw_application
from cyfran.coop.membership.models import Application, Member
from cyfran.coop.membership.queries.shares import (
    joining_payment,
    property_of,
    share_lines,
    shares_of,
)
from cyfran.coop.membership.refusals import HoldingTooLarge
from cyfran.coop.membership.tests.cast import (
    AT,
    LATER,
    applied,
    appoint_officers,
    hold_meeting,
    joined,
    paid,
)
from cyfran.coop.payments.actions.receiving import record_receipt
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.queries.credit import credit_of
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.chart import SHARE_APPLICATIONS
from cyfran.kernel.ledger.queries import books_are_whole, held_on
from cyfran.kernel.societies.actions import record_registration


def admitted(hub, officer, who):
    application = applied(hub, who)
    admit_applicant(actor=Actor.person(officer), application=application, at=AT)
    return application


def send(hub, treasurer, application, amount):
    record_receipt(
        actor=Actor.person(treasurer),
        society=hub,
        reference=joining_payment(application).reference,
        amount=amount,
        paid_on=AT.date(),
        at=AT,
    )


def test_who_is_admitted_is_asked_for_the_joining_share_of_the_rulebook(hub, mair, dai):
    application = admitted(hub, mair, dai)
    payment = joining_payment(application)
    assert (payment.amount, payment.state) == (25_00, "awaiting")
    assert payment.party == application.applicant


def test_the_share_that_came_makes_a_member_who_holds_it(hub, mair, dai):
    application = admitted(hub, mair, dai)
    paid(hub, mair, application)
    member = Member.objects.get(application=application)
    assert member.number == 1
    assert shares_of(member.party) == 25_00
    assert held_on(hub, SHARE_APPLICATIONS, member.party) == 0
    (line,) = share_lines(member.party)
    assert (line.kind, line.amount, line.after) == ("share_issue", 25_00, 25_00)
    assert books_are_whole(hub)


def test_part_of_the_share_makes_no_member_and_is_not_capital_yet(hub, mair, dai):
    application = admitted(hub, mair, dai)
    send(hub, mair, application, 10_00)
    assert not Member.objects.exists()
    assert shares_of(application.applicant) == 0
    assert held_on(hub, SHARE_APPLICATIONS, application.applicant) == 10_00
    send(hub, mair, application, 15_00)
    assert shares_of(application.applicant) == 25_00


def test_who_pays_too_much_has_the_rest_as_credit(hub, mair, dai):
    application = admitted(hub, mair, dai)
    send(hub, mair, application, 30_00)
    assert shares_of(application.applicant) == 25_00
    assert credit_of(application.applicant) == 5_00
    held = property_of(hub, [application.applicant_id])[application.applicant_id]
    assert (held.shares, held.other) == (25_00, 5_00)


def test_who_thinks_better_of_it_has_back_what_had_come(hub, mair, dai):
    application = admitted(hub, mair, dai)
    send(hub, mair, application, 10_00)
    withdraw_application(actor=Actor.person(dai), application=application, at=LATER)
    assert joining_payment(application) is None
    assert credit_of(application.applicant) == 10_00
    assert ExpectedPayment.objects.get().state == "cancelled"


def test_nobody_is_admitted_to_hold_more_than_the_law_allows(hub, mair, dai, monkeypatch):
    monkeypatch.setattr("cyfran.coop.membership.actions.shares.shares_of", lambda party: 99_990_00)
    with pytest.raises(HoldingTooLarge, match="£100,000"):
        admitted(hub, mair, dai)


def test_the_database_lets_no_person_hold_more_than_the_law_allows(hub, mair, dai):
    party = joined(hub, mair, dai).party
    with (
        pytest.raises(IntegrityError, match="balance_at_or_above_floor"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT ledger_post(%s, 'much', 'share_issue', '2026-11-02', ARRAY["
            " (SELECT id FROM ledger_account WHERE code = %s), (SELECT id FROM ledger_account WHERE code = 'bank')],"
            " ARRAY[-10000000::bigint, 10000000])",
            [hub.pk, f"share_capital:{party.pk}"],
        )


def test_founders_are_entered_when_they_pay_their_share(forming, mair, dai, sian):
    hold_meeting(forming, mair, dai, sian)
    appoint_officers(forming, mair, dai, sian)
    record_registration(
        actor=Actor.person(dai),
        society=forming,
        number="9214",
        registered_on=AT.date(),
        at=AT,
    )
    assert not Member.objects.exists()
    for application in Application.objects.order_by("pk"):
        paid(forming, sian, application)
    assert [member.number for member in Member.objects.order_by("number")] == [1, 2, 3]
    assert Actor.person(mair).roles(forming) == {"chair", "board", "member", "customer"}
