from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cyfran.coop.membership.actions.invitations import accept_invitation, withdraw_invitation
from cyfran.coop.membership.links import invitation_link, invitation_of
from cyfran.coop.membership.models import Invitation
from cyfran.coop.membership.refusals import (
    AlreadyFounder,
    FoundingOver,
    InvitationForAnother,
    InvitationOver,
    InvitedAlready,
    TooManyInvitations,
)
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.cast import AT, LATER, hold_meeting, invited
from cyfran.coop.membership.tests.mails import mails
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.refusals import NotAllowed


def test_somebody_is_invited_by_e_mail_in_their_language(forming, mair, dai):
    invitation = invited(forming, mair, dai, language="cy")
    (mail,) = mails()
    assert mail["to"] == "dai@example.org"
    assert mail["language"] == "cy"
    assert invitation_link(invitation) in mail["body"]
    assert "/cy/hwb-bwyd-tywi/" in mail["body"]
    assert "Mair" in mail["body"]


def test_an_address_without_a_login_is_invited_just_the_same(forming, mair, dai):
    known = invited(forming, mair, dai)
    unknown = invited(forming, mair, "neb@example.org")
    first, second = (mail["body"] for mail in mails())
    for invitation, name in ((known, "Dai"), (unknown, "neb")):
        first = first.replace(invitation_link(invitation), "LINK").replace(name, "NAME")
        second = second.replace(invitation_link(invitation), "LINK").replace(name, "NAME")
    assert first == second


def test_who_is_invited_accepts_and_is_a_founder(forming, mair, dai):
    founder = accept_invitation(
        actor=Actor.person(dai), invitation=invited(forming, mair, dai), at=AT
    )
    assert founder.party.person == dai
    assert Actor.person(dai).roles(forming) == {"founder"}


def test_who_speaks_for_a_society_founds_in_its_name(forming, mair, dai):
    invitation = invited(
        forming, mair, dai, speaks_for="Tyfwyr Teifi Cyfyngedig", registration_number="7715"
    )
    founder = accept_invitation(actor=Actor.person(dai), invitation=invitation, at=LATER)
    assert (founder.party.name, founder.party.kind) == ("Tyfwyr Teifi Cyfyngedig", "organisation")
    assert founder.registration_number == "7715"


def test_nobody_but_a_founder_invites(forming, dai, sian):
    with pytest.raises(NotAllowed):
        invited(forming, dai, sian)


def test_one_address_is_invited_once(forming, mair, dai):
    invitation = invited(forming, mair, dai)
    with pytest.raises(InvitedAlready):
        invited(forming, mair, dai)
    withdraw_invitation(actor=Actor.person(mair), invitation=invitation, at=AT)
    assert invited(forming, mair, dai).is_open


def test_no_more_than_twenty_are_asked_at_once(forming, mair):
    for number in range(20):
        invited(forming, mair, f"un{number}@example.org")
    with pytest.raises(TooManyInvitations, match="20"):
        invited(forming, mair, "un@example.org")


def test_the_database_keeps_one_invitation_to_an_address(forming, mair, dai):
    first = invited(forming, mair, dai)
    with pytest.raises(IntegrityError, match="invitation_open_once"), transaction.atomic():
        Invitation.objects.create(
            society=forming,
            name="Dai",
            email="dai@example.org",
            language="cy",
            invited_by=first.invited_by,
            sent_at=AT,
        )


def test_an_invitation_is_for_the_address_it_came_to(forming, mair, dai, sian):
    with pytest.raises(InvitationForAnother):
        accept_invitation(actor=Actor.person(sian), invitation=invited(forming, mair, dai), at=AT)


def test_an_invitation_is_good_for_thirty_days_and_for_once(forming, mair, dai, sian):
    old, used, withdrawn = (invited(forming, mair, who) for who in ("hen@example.org", dai, sian))
    with pytest.raises(InvitationOver):
        accept_invitation(
            actor=Actor.person(cast.person("Hen")), invitation=old, at=AT + timedelta(days=31)
        )
    accept_invitation(actor=Actor.person(dai), invitation=used, at=LATER)
    with pytest.raises(InvitationOver):
        accept_invitation(actor=Actor.person(dai), invitation=used, at=LATER)
    with pytest.raises(InvitationOver):
        withdraw_invitation(actor=Actor.person(mair), invitation=used, at=LATER)
    withdraw_invitation(actor=Actor.person(mair), invitation=withdrawn, at=LATER)
    with pytest.raises(InvitationOver):
        accept_invitation(actor=Actor.person(sian), invitation=withdrawn, at=LATER)


def test_a_founder_does_not_accept_to_be_one_again(forming, mair):
    with pytest.raises(AlreadyFounder):
        accept_invitation(actor=Actor.person(mair), invitation=invited(forming, mair, mair), at=AT)


def test_nobody_becomes_a_founder_after_the_meeting(forming, mair, dai, sian):
    late = invited(forming, mair, "hwyr@example.org")
    hold_meeting(forming, mair, dai, sian)
    with pytest.raises(FoundingOver):
        accept_invitation(actor=Actor.person(cast.person("Hwyr")), invitation=late, at=LATER)


def test_a_link_cannot_be_made_up_or_used_in_another_society(mair, dai, sian):
    hub, other = cast.forming_hub(mair), cast.forming_hub(sian, "hwb-arall")
    with society_transaction(hub):
        invitation = invited(hub, mair, dai)
        token = invitation_link(invitation).rstrip("/").rsplit("/", 1)[-1]
        assert invitation_of(token, hub) == invitation
        assert invitation_of("A" + token, hub) is None
        assert invitation_of(str(invitation.pk), hub) is None
    with society_transaction(other):
        assert invitation_of(token, other) is None
