import pytest
from django.test import Client

from cyfran.coop.membership.actions.applications import admit_applicant
from cyfran.coop.membership.models import Application, Member
from cyfran.coop.membership.queries.shares import joining_payment
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.cast import AT, applied, class_of, joined
from cyfran.coop.membership.tests.pages import signed_in
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction

JOIN = "/en/hwb-bwyd-tywi/members/join/"
BOARD = "/en/hwb-bwyd-tywi/members/applications/"


def answers(hub, **changed):
    return {
        "name": "Dai Rees",
        "address": "1 Heol y Bont",
        "words": "<b>Cennin</b>",
        "member_class": class_of(hub, "producer").pk,
        "old_enough": "on",
    } | changed


def test_anybody_reads_what_joining_costs_and_means(hub):
    answer = Client().get(JOIN)
    assert answer.status_code == 200
    assert "£25.00" in answer.text
    assert "one member, one vote" in answer.text
    assert "Go on by e-mail" in answer.text


def test_somebody_applies_and_sees_where_the_application_stands(hub, dai):
    client = signed_in(dai)
    assert client.post(JOIN.replace("/en/", "/cy/"), answers(hub)).status_code == 302
    application = Application.objects.get()
    assert (application.language, application.applicant.name) == ("cy", "Dai Rees")
    assert "Your application is with the board" in client.get(JOIN).text


def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(hub, dai):
    answer = signed_in(dai).post(JOIN, answers(hub, address="", old_enough=""))
    assert answer.status_code == 422
    assert "at least 16 years old" in answer.text
    assert 'value="Dai Rees"' in answer.text


def test_a_guest_cannot_send_an_application(hub):
    assert Client().post(JOIN, answers(hub)).status_code == 422
    assert not Application.objects.exists()


def test_a_society_that_is_forming_takes_nobody_yet(forming, dai):
    assert "still forming" in signed_in(dai).get(JOIN).text
    assert signed_in(dai).post(JOIN, {"name": "Dai"}).status_code == 422


def test_the_board_reads_applications_without_their_html_and_admits(hub, mair, dai):
    signed_in(dai).post(JOIN, answers(hub))
    page = signed_in(mair).get(BOARD).text
    assert "&lt;b&gt;Cennin&lt;/b&gt;" in page
    application = Application.objects.get()
    assert signed_in(mair).post(f"{BOARD}{application.pk}/admit/").status_code == 302
    application.refresh_from_db()
    assert application.is_admitted
    told = signed_in(dai).get(JOIN).text
    assert "You are admitted" in told
    assert joining_payment(application).spoken_reference in told


def test_the_board_declines_with_a_reason_the_applicant_reads(hub, mair, dai):
    application = applied(hub, dai)
    address = f"{BOARD}{application.pk}/decline/"
    assert signed_in(mair).post(address, {"reason": ""}).status_code == 422
    assert signed_in(mair).post(address, {"reason": "We have no van there."}).status_code == 302
    told = signed_in(dai).get(JOIN).text
    assert "We have no van there." in told
    assert "Send my application" in told


def test_an_application_is_withdrawn_by_a_button(hub, dai):
    application = applied(hub, dai)
    assert signed_in(dai).post(f"{JOIN}{application.pk}/withdraw/").status_code == 302
    application.refresh_from_db()
    assert application.state == "withdrawn"


def test_applications_are_for_the_board(hub, dai):
    application = applied(hub, dai)
    assert Client().get(BOARD).status_code == 302
    for address in (BOARD, f"{BOARD}{application.pk}/admit/", f"{BOARD}{application.pk}/decline/"):
        assert signed_in(dai).get(address).status_code == 404


def test_two_who_decide_one_after_the_other_are_told(hub, mair, dai):
    application = applied(hub, dai)
    admit_applicant(actor=Actor.person(mair), application=application, at=AT)
    client = signed_in(mair)
    client.post(f"{BOARD}{application.pk}/admit/")
    assert "decided already" in client.get(BOARD).text


def test_the_list_of_applications_costs_the_same_however_long(
    hub, mair, django_assert_max_num_queries
):
    client = signed_in(mair)
    applied(hub, cast.person("Un"))
    client.get(BOARD)
    with django_assert_max_num_queries(12) as few:
        client.get(BOARD)
    for number in range(8):
        applied(hub, cast.person(f"Rhagor{number}"))
    with django_assert_max_num_queries(len(few)):
        client.get(BOARD)


def test_the_applications_of_another_society_are_not_found(mair, dai, sian):
    hub, other = cast.registered_hub(mair), cast.registered_hub(sian, "hwb-arall")
    with society_transaction(hub):
        application = applied(hub, dai)
    address = f"/en/{other.slug}/members/applications/{application.pk}/admit/"
    assert signed_in(sian).post(address).status_code == 404


@pytest.mark.parametrize("language", ["en", pytest.param("cy", marks=pytest.mark.any_server)])
def test_every_stage_can_be_read_in_both_languages(hub, mair, dai, sian, language):
    address = JOIN.replace("/en/", f"/{language}/")
    client = signed_in(dai)
    assert client.get(address).status_code == 200
    application = applied(hub, dai)
    assert client.get(address).status_code == 200
    admit_applicant(actor=Actor.person(mair), application=application, at=AT)
    assert client.get(address).status_code == 200
    joined(hub, mair, sian)
    assert Member.objects.count() == 1
    assert signed_in(sian).get(address).status_code == 200
