"""Somebody is erased: applications and invitations have no words left."""

from cyfran.coop.membership.actions.applications import decline_application
from cyfran.coop.membership.models import Invitation
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.cast import AT, invited
from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.actions import enter_party, erase_party
from cyfran.kernel.societies.models import ERASED, Party


def test_an_application_keeps_its_days_and_no_words(hub, mair, dai):
    application = cast.applied(hub, dai)
    decline_application(actor=Actor.person(mair), application=application, reason="Dim lle", at=AT)
    erase_party(actor=Actor.person(mair), party=application.applicant, at=AT)
    application.refresh_from_db()
    assert (application.words, application.reason) == ("", "")
    assert application.applied_at == AT
    assert application.applicant.address == ""


def test_invitations_to_one_of_their_addresses_name_nobody_and_the_others_stay(
    forming, mair, dai, sian
):
    for who in (dai, sian):
        invited(forming, mair, who, speaks_for="Fferm")
    party = enter_party(society=forming, name="Dai", person=dai, at=AT)
    cast.give_office(Party.objects.get(person=mair, society=forming), "secretary")
    erase_party(actor=Actor.person(mair), party=party, at=AT)
    assert list(Invitation.objects.order_by("pk").values_list("name", "speaks_for")) == [
        (ERASED, ""),
        ("Siân", "Fferm"),
    ]
    assert not Invitation.objects.filter(email=dai.email).exists()
    assert [one.is_open for one in Invitation.objects.order_by("pk")] == [False, True]
