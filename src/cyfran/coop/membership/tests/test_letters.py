from cyfran.coop.membership.actions.applications import admit_applicant, decline_application
from cyfran.coop.membership.queries.shares import joining_payment
from cyfran.coop.membership.tests.cast import AT, applied, paid
from cyfran.coop.membership.tests.mails import mails
from cyfran.kernel.actions import Actor


def test_the_board_hears_that_somebody_applied_and_not_what_they_wrote(hub, mair, dai):
    applied(hub, dai)
    (mail,) = mails()
    assert mail["to"] == "mair@example.org"
    assert "/members/applications/" in mail["body"]
    assert "llysiau" not in mail["body"]


def test_who_is_admitted_reads_the_amount_and_the_reference_in_their_language(hub, mair, dai):
    application = applied(hub, dai)
    admit_applicant(actor=Actor.person(mair), application=application, at=AT)
    mail = mails()[-1]
    assert (mail["to"], mail["language"]) == ("dai@example.org", "cy")
    assert "£25.00" in mail["body"]
    assert joining_payment(application).spoken_reference in mail["body"]
    assert "/cy/hwb-bwyd-tywi/members/join/" in mail["body"]


def test_who_is_declined_reads_the_reason(hub, mair, dai):
    decline_application(
        actor=Actor.person(mair), application=applied(hub, dai), reason="Mae'n rhy bell.", at=AT
    )
    assert "Mae'n rhy bell." in mails()[-1]["body"]


def test_who_is_entered_reads_their_number_and_their_shares(hub, mair, dai):
    application = applied(hub, dai)
    admit_applicant(actor=Actor.person(mair), application=application, at=AT)
    paid(hub, mair, application)
    mail = mails()[-1]
    assert "1" in mail["subject"]
    assert "£25.00" in mail["body"]
