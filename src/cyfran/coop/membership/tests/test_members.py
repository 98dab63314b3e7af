from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cyfran.coop.membership.actions.members import cease_membership, change_class, expel_member
from cyfran.coop.membership.models import ClassHolding
from cyfran.coop.membership.queries import electorate, member_for, members_by_class, members_count
from cyfran.coop.membership.refusals import NotCurrentMember, NotYourMembership, SameClass
from cyfran.coop.membership.tests.cast import AT, LATER, class_of, give_office, joined
from cyfran.kernel.actions import Actor, catalogue
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.models import Mandate


def sql_electorate(society, day):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT member_id, class_code FROM membership_electorate(%s, %s)", [society.pk, day]
        )
        return sorted(cursor.fetchall())


def test_a_class_is_changed_and_the_history_kept(hub, mair, dai):
    member = joined(hub, mair, dai)
    producers = class_of(hub, "producer")
    change_class(actor=Actor.person(mair), member=member, member_class=producers, at=LATER)
    history = ClassHolding.objects.filter(member=member).order_by("from_on")
    assert [(one.member_class.code, str(one.from_on)) for one in history] == [
        ("customer", "2026-11-02"),
        ("producer", "2026-12-01"),
    ]
    assert [one.class_code for one in electorate(hub, AT)] == ["customer"]
    assert [one.class_code for one in electorate(hub, LATER)] == ["producer"]
    assert sql_electorate(hub, LATER.date()) == [(member.pk, "producer")]


def test_a_class_changed_on_the_day_of_joining_is_held_once_that_day(hub, mair, dai):
    member = joined(hub, mair, dai)
    change_class(
        actor=Actor.person(mair), member=member, member_class=class_of(hub, "producer"), at=AT
    )
    assert [one.class_code for one in electorate(hub, AT)] == ["producer"]


def test_a_member_is_not_given_the_class_they_have(hub, mair, dai):
    member = joined(hub, mair, dai)
    with pytest.raises(SameClass):
        change_class(
            actor=Actor.person(mair),
            member=member,
            member_class=class_of(hub, "customer"),
            at=LATER,
        )


def test_the_database_lets_nobody_hold_two_classes_on_one_day(hub, mair, dai):
    member = joined(hub, mair, dai)
    with pytest.raises(IntegrityError, match="class_held_one"), transaction.atomic():
        ClassHolding.objects.create(
            society=hub,
            member=member,
            member_class=class_of(hub, "producer"),
            from_on=AT.date() - timedelta(days=9),
            until_on=AT.date() + timedelta(days=1),
        )


def test_a_member_leaves_by_themselves(hub, mair, dai, sian):
    member, other = joined(hub, mair, dai), joined(hub, mair, sian)
    with pytest.raises(NotYourMembership):
        cease_membership(actor=Actor.person(sian), member=member, at=LATER)
    left = cease_membership(actor=Actor.person(dai), member=member, at=LATER)
    assert (left.ceased_why, str(left.ceased_on)) == ("left", "2026-12-01")
    assert member_for(hub, dai.pk) is None
    assert member_for(hub, sian.pk) == other
    assert members_count(hub) == 1
    assert [(one.code, count) for one, count in members_by_class(hub)] == [
        ("customer", 1),
        ("producer", 0),
    ]
    assert Actor.person(dai).roles(hub) == frozenset()
    assert list(electorate(hub, LATER)) == [other]
    assert sql_electorate(hub, AT.date()) == sorted(
        [(member.pk, "customer"), (other.pk, "customer")]
    )


def test_a_membership_that_has_ceased_does_not_cease_again(hub, mair, dai):
    member = joined(hub, mair, dai)
    cease_membership(actor=Actor.person(mair), member=member, at=LATER, why="died")
    with pytest.raises(NotCurrentMember):
        cease_membership(actor=Actor.person(mair), member=member, at=LATER)
    with pytest.raises(IntegrityError, match="has ceased"), transaction.atomic():
        type(member).objects.filter(pk=member.pk).update(ceased_on=None, ceased_why="")


def test_who_comes_back_gets_a_new_number(hub, mair, dai):
    member = joined(hub, mair, dai)
    cease_membership(actor=Actor.person(dai), member=member, at=LATER)
    again = joined(hub, mair, dai, at=LATER)
    assert again.number == 2
    assert list(electorate(hub, LATER)) == [again]


def test_nobody_expels_a_member_but_the_members_together(hub, mair, dai):
    member = joined(hub, mair, dai)
    with pytest.raises(NotAllowed):
        expel_member(actor=Actor.person(mair), member=member, at=LATER)
    mandate = Mandate.objects.filter(society=hub).first()
    mandate.kind = Mandate.Kind.RESOLUTION  # as a carried resolution has it
    catalogue["membership.expel_member"].enact(
        actor=Actor.mandate(mandate), society=hub, arguments={"member": member.pk}, at=LATER
    )
    member.refresh_from_db()
    assert (member.ceased_why, member.ceased_by_id) == ("expelled", mandate.pk)


def test_who_leaves_leaves_the_board_too(hub, mair, dai):
    member = joined(hub, mair, dai)
    give_office(member.party, "board")
    assert "board" in Actor.person(dai).roles(hub)
    cease_membership(actor=Actor.person(dai), member=member, at=LATER)
    assert member.party.appointments.get(office="board").ends_at == LATER
