import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cyfran.coop.membership.actions.applications import admit_applicant, enter_in_register
from cyfran.coop.membership.models import ClassHolding, Member
from cyfran.coop.membership.refusals import NotAdmitted, ShareNotPaid
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.cast import AT, applied, joined, paid
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.refusals import NotAllowed
from cyfran.site.testing.races import at_once


def test_an_admitted_applicant_is_entered_under_the_next_number(hub, mair, dai, sian):
    first, second = joined(hub, mair, dai, "producer"), joined(hub, mair, sian)
    assert (first.number, second.number) == (1, 2)
    assert str(first.joined_on) == "2026-11-02"
    holding = ClassHolding.objects.get(member=first)
    assert (holding.member_class.code, holding.until_on) == ("producer", None)
    assert Actor.person(dai).roles(hub) == {"member", "producer"}


def test_nobody_is_entered_without_being_admitted(hub, mair, dai):
    with pytest.raises(NotAdmitted):
        enter_in_register(actor=Actor.person(mair), application=applied(hub, dai), at=AT)


def test_nobody_is_entered_before_the_joining_share_has_come(hub, mair, dai):
    application = applied(hub, dai)
    admit_applicant(actor=Actor.person(mair), application=application, at=AT)
    with pytest.raises(ShareNotPaid):
        enter_in_register(actor=Actor.person(mair), application=application, at=AT)


def test_applicants_do_not_enter_themselves(hub, mair, dai):
    application = applied(hub, dai)
    admit_applicant(actor=Actor.person(mair), application=application, at=AT)
    with pytest.raises(NotAllowed):
        enter_in_register(actor=Actor.person(dai), application=application, at=AT)


def test_the_database_gives_numbers_without_gaps(hub, mair, dai, sian):
    member = joined(hub, mair, dai)
    party = applied(hub, sian).applicant
    with pytest.raises(IntegrityError, match="next member number"), transaction.atomic():
        Member.objects.create(society=hub, party=party, number=7, joined_on=AT.date())
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Member.objects.filter(pk=member.pk)._raw_delete("default")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(number=9)


def test_the_database_keeps_one_membership_of_a_party_at_a_time(hub, mair, dai):
    party = joined(hub, mair, dai).party
    with pytest.raises(IntegrityError, match="member_once_at_a_time"), transaction.atomic():
        Member.objects.create(society=hub, party=party, joined_on=AT.date())


def test_numbers_stay_without_gaps_when_members_are_entered_at_once(committed_db):
    mair = cast.person("Mair")
    hub = cast.registered_hub(mair)
    waiting = []
    with society_transaction(hub):
        for number in range(6):
            application = applied(hub, cast.person(f"Aelod{number}"))
            admit_applicant(actor=Actor.person(mair), application=application, at=AT)
            waiting.append(application)

    def pay(application):
        def act():
            with society_transaction(hub):
                paid(hub, mair, application)

        return act

    assert at_once(*(pay(application) for application in waiting)) == [None] * 6
    with society_transaction(hub):
        numbers = Member.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == [1, 2, 3, 4, 5, 6]


def test_the_register_of_another_society_cannot_be_seen(mair, dai, sian):
    hub, other = cast.registered_hub(mair), cast.registered_hub(sian, "hwb-arall")
    with society_transaction(hub):
        joined(hub, mair, dai)
    with society_transaction(other), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM membership_member")
        assert cursor.fetchone() == (0,)
