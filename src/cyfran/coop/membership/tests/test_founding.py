import pytest
from django.db import IntegrityError, transaction

from cyfran.coop.membership.actions.founding import (
    choose_classes,
    choose_shape,
    choose_trade,
    propose_rule,
)
from cyfran.coop.membership.models import Founder, Founding, MemberClass
from cyfran.coop.membership.queries.founding import founding_of, proposed_values
from cyfran.coop.membership.refusals import (
    ClassNeeded,
    FoundingOver,
    NoSuchClass,
    NoSuchRule,
    ValueOutOfBounds,
)
from cyfran.coop.membership.tests.cast import ITS_CLASSES, hold_meeting
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed


def test_who_begins_a_society_is_its_first_founder(forming, mair):
    founder = Founder.objects.get()
    assert founder.party.person == mair
    assert founding_of(forming).trade == ""


def test_classes_are_chosen_and_chosen_again(forming, mair):
    actor = Actor.person(mair)
    choose_classes(actor=actor, society=forming, classes=ITS_CLASSES)
    choose_classes(
        actor=actor, society=forming, classes={"worker": Bilingual(en="Workers", cy="Gweithwyr")}
    )
    assert [str(one.code) for one in MemberClass.objects.all()] == ["worker"]


def test_a_society_of_no_class_is_refused(forming, mair):
    with pytest.raises(ClassNeeded):
        choose_classes(actor=Actor.person(mair), society=forming, classes={})


def test_a_class_that_nobody_knows_is_refused(forming, mair):
    with pytest.raises(NoSuchClass):
        choose_classes(
            actor=Actor.person(mair), society=forming, classes={"baron": Bilingual(en="Barons")}
        )


def test_the_trade_is_chosen(forming, mair):
    choose_trade(actor=Actor.person(mair), society=forming, trade="food")
    assert founding_of(forming).trade == "food"


def test_the_legal_shape_is_chosen(forming, mair):
    choose_shape(actor=Actor.person(mair), society=forming, model_rules="benefit")
    assert forming.model_rules == "benefit"
    assert founding_of(forming).shape_chosen


def test_only_founders_say_what_is_founded(forming, dai):
    with pytest.raises(NotAllowed):
        choose_trade(actor=Actor.person(dai), society=forming, trade="food")


def test_a_value_is_proposed_within_what_the_law_leaves_open(forming, mair):
    actor = Actor.person(mair)
    propose_rule(actor=actor, society=forming, key="membership.joining_share", value=10_00)
    assert proposed_values(forming)["membership.joining_share"] == 10_00
    with pytest.raises(ValueOutOfBounds, match=r"£1\.00 to £100,000\.00"):
        propose_rule(actor=actor, society=forming, key="membership.joining_share", value=99)
    with pytest.raises(NoSuchRule):
        propose_rule(actor=actor, society=forming, key="membership.colour", value=1)


def test_nothing_is_proposed_once_the_meeting_was_held(forming, mair, dai, sian):
    hold_meeting(forming, mair, dai, sian)
    with pytest.raises(FoundingOver):
        propose_rule(
            actor=Actor.person(mair), society=forming, key="membership.joining_share", value=5_00
        )
    with pytest.raises(FoundingOver):
        choose_classes(actor=Actor.person(mair), society=forming, classes=ITS_CLASSES)
    with pytest.raises(FoundingOver):
        choose_trade(actor=Actor.person(mair), society=forming, trade="other")
    with pytest.raises(FoundingOver):
        choose_shape(actor=Actor.person(mair), society=forming, model_rules="worker")


def test_the_database_keeps_one_founding_and_one_founder_of_each_party(forming):
    founder = Founder.objects.get()
    with pytest.raises(IntegrityError, match="founder_once"), transaction.atomic():
        Founder.objects.create(society=forming, party=founder.party, since=founder.since)
    with pytest.raises(IntegrityError, match="founding_once"), transaction.atomic():
        Founding.objects.create(society=forming)
