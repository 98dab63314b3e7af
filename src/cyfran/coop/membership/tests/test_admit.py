import pytest

from cyfran.coop.membership.actions.applications import admit_applicant, decline_application
from cyfran.coop.membership.models import Application
from cyfran.coop.membership.refusals import AlreadyDecided, ReasonMissing, YourOwnApplication
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.cast import AT, applied
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.queries import party_of
from cyfran.site.testing.races import at_once


def test_the_board_admits_an_applicant(hub, mair, dai):
    admitted = admit_applicant(actor=Actor.person(mair), application=applied(hub, dai), at=AT)
    assert admitted.is_admitted
    assert admitted.decided_at == AT


def test_nobody_else_admits(hub, dai, sian):
    application = applied(hub, dai)
    for who in (dai, sian):
        with pytest.raises(NotAllowed):
            admit_applicant(actor=Actor.person(who), application=application, at=AT)


def test_an_applicant_is_declined_with_a_reason_and_may_apply_again(hub, mair, dai):
    declined = decline_application(
        actor=Actor.person(mair), application=applied(hub, dai), reason="Mae'n rhy bell.", at=AT
    )
    assert (declined.state, declined.reason) == ("declined", "Mae'n rhy bell.")
    assert applied(hub, dai).is_pending


def test_a_no_without_a_reason_is_refused(hub, mair, dai):
    with pytest.raises(ReasonMissing):
        decline_application(
            actor=Actor.person(mair), application=applied(hub, dai), reason=" ", at=AT
        )


def test_what_is_decided_is_not_decided_again(hub, mair, dai):
    application = applied(hub, dai)
    admit_applicant(actor=Actor.person(mair), application=application, at=AT)
    with pytest.raises(AlreadyDecided):
        admit_applicant(actor=Actor.person(mair), application=application, at=AT)
    with pytest.raises(AlreadyDecided):
        decline_application(actor=Actor.person(mair), application=application, reason="Na.", at=AT)


def test_nobody_decides_on_their_own_application(hub, mair):
    with pytest.raises(YourOwnApplication):
        admit_applicant(actor=Actor.person(mair), application=applied(hub, mair), at=AT)


def test_two_of_the_board_admit_at_once_and_one_is_told(committed_db):
    mair, elin, dai = (cast.person(name) for name in ("Mair", "Elin", "Dai"))
    hub = cast.registered_hub(mair)
    with society_transaction(hub):
        cast.joined(hub, mair, elin)
        cast.give_office(party_of(hub, elin.pk), "board")
        application = applied(hub, dai)

    def admit(who):
        return lambda: admit_applicant(actor=Actor.person(who), application=application, at=AT)

    outcomes = at_once(admit(mair), admit(elin))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "AlreadyDecided",
        "Application",
    ]
    with society_transaction(hub):
        assert Application.objects.get(pk=application.pk).is_admitted
