import pytest
from django.db import IntegrityError, connection, transaction

from cyfran.coop.membership.actions.applications import apply_to_join, withdraw_application
from cyfran.coop.membership.models import Application
from cyfran.coop.membership.refusals import (
    AddressMissing,
    AlreadyApplied,
    AlreadyDecided,
    AlreadyMember,
    NotYourApplication,
    TooYoung,
)
from cyfran.coop.membership.tests.cast import (
    AT,
    LATER,
    applied,
    class_of,
    forming_hub,
    joined,
    person,
)
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.refusals import SignInNeeded
from cyfran.kernel.societies.refusals import NotRegisteredYet


def test_somebody_who_is_signed_in_applies_in_their_own_words(hub, dai):
    application = applied(hub, dai, "producer")
    assert application.is_pending
    assert application.language == "cy"
    assert application.applicant.address == "1 Heol y Bont, Llandeilo"
    assert application.member_class.code == "producer"


def test_a_guest_must_sign_in_first(hub):
    with pytest.raises(SignInNeeded):
        apply_to_join(
            actor=Actor.guest("x@example.org"),
            society=hub,
            member_class=class_of(hub, "customer"),
            name="X",
            address="Y",
            words="",
            language="en",
            old_enough=True,
            at=AT,
        )


def test_a_second_application_is_refused_while_one_is_pending(hub, dai):
    applied(hub, dai)
    with pytest.raises(AlreadyApplied):
        applied(hub, dai)


def test_the_database_keeps_one_pending_application_without_the_action(hub, dai):
    application = applied(hub, dai)
    with pytest.raises(IntegrityError, match="application_pending_once"), transaction.atomic():
        Application.objects.create(
            society=hub,
            applicant=application.applicant,
            member_class=application.member_class,
            language="cy",
            applied_at=AT,
        )


def test_the_database_lets_no_decision_be_taken_back(hub, dai):
    application = applied(hub, dai)
    withdraw_application(actor=Actor.person(dai), application=application, at=AT)
    with (
        pytest.raises(IntegrityError, match="cannot go from"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE membership_application SET state = 'admitted' WHERE id = %s", [application.pk]
        )


def test_without_an_address_there_is_nothing_for_the_register(hub, dai):
    with pytest.raises(AddressMissing):
        apply_to_join(
            actor=Actor.person(dai),
            society=hub,
            member_class=class_of(hub, "customer"),
            name="Dai",
            address="  ",
            words="",
            language="en",
            old_enough=True,
            at=AT,
        )


def test_the_minimum_age_is_the_rulebooks(hub, dai):
    with pytest.raises(TooYoung, match="16"):
        apply_to_join(
            actor=Actor.person(dai),
            society=hub,
            member_class=class_of(hub, "customer"),
            name="Dai",
            address="Llandeilo",
            words="",
            language="en",
            old_enough=False,
            at=AT,
        )


def test_a_member_does_not_apply_again(hub, mair, dai):
    joined(hub, mair, dai)
    with pytest.raises(AlreadyMember, match="Dai"):
        applied(hub, dai)


def test_nobody_joins_a_society_that_is_still_forming(db):
    society = forming_hub(person("Elin"), "hwb-arall")
    with society_transaction(society), pytest.raises(NotRegisteredYet):
        apply_to_join(
            actor=Actor.person(person("Ifan")),
            society=society,
            member_class=None,
            name="Ifan",
            address="Caerfyrddin",
            words="",
            language="cy",
            old_enough=True,
            at=AT,
        )


def test_an_application_is_withdrawn_by_the_applicant_and_made_again(hub, dai):
    application = applied(hub, dai)
    withdrawn = withdraw_application(actor=Actor.person(dai), application=application, at=LATER)
    assert withdrawn.state == "withdrawn"
    assert applied(hub, dai).is_pending


def test_nobody_withdraws_the_application_of_another(hub, mair, dai):
    application = applied(hub, dai)
    with pytest.raises(NotYourApplication):
        withdraw_application(actor=Actor.person(mair), application=application, at=AT)


def test_what_was_withdrawn_is_not_withdrawn_again(hub, dai):
    application = applied(hub, dai)
    withdraw_application(actor=Actor.person(dai), application=application, at=AT)
    with pytest.raises(AlreadyDecided):
        withdraw_application(actor=Actor.person(dai), application=application, at=AT)
