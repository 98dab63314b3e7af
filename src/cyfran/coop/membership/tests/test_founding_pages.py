import re

import pytest
from django.test import Client

from cyfran.coop.membership.links import invitation_link
from cyfran.coop.membership.models import Founding, Invitation, MemberClass
from cyfran.coop.membership.queries.founding import founding_mandate, proposed_values
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.cast import found_with, hold_meeting, invited
from cyfran.coop.membership.tests.pages import signed_in
from cyfran.kernel.database import society_transaction
from cyfran.kernel.societies.models import Society


def path(society: Society, step: str = "", language: str = "en") -> str:
    return f"/{language}/{society.slug}/members/founding/{step}{'/' if step else ''}"


def test_a_stranger_is_shown_what_it_takes_and_asked_to_sign_in(db):
    answer = Client().get("/en/found/")
    assert answer.status_code == 200
    assert "Go on by e-mail" in answer.text
    assert "£40.00" in answer.text


def test_a_name_is_enough_to_begin(db):
    client = signed_in(cast.person("Elin"))
    answer = client.post("/cy/found/", {"name_en": "", "name_cy": "Siop Pentre Cwm Cyfyngedig"})
    assert answer.status_code == 302
    assert answer.url == "/cy/siop-pentre-cwm/members/founding/purpose/"


def test_without_a_name_nothing_begins(db):
    answer = signed_in(cast.person("Elin")).post("/en/found/", {"name_en": "", "name_cy": ""})
    assert answer.status_code == 422


def test_a_name_whose_address_is_taken_is_kept_and_another_address_asked_for(db):
    cast.forming_hub(cast.person("Mair"), "hwb-bwyd")
    client = signed_in(cast.person("Elin"))
    answer = client.post("/en/found/", {"name_en": "Hwb Bwyd", "name_cy": ""})
    assert answer.status_code == 422
    assert "already has that web address" in answer.text
    assert 'value="Hwb Bwyd"' in answer.text
    again = client.post("/en/found/", {"name_en": "Hwb Bwyd", "name_cy": "", "slug": "hwb-arall"})
    assert again.url.startswith("/en/hwb-arall/")


def test_every_question_is_kept_and_leads_to_the_next(forming, mair):
    client = signed_in(mair)
    answers = (
        ("purpose", {"purpose_en": "Local food", "purpose_cy": "Bwyd lleol"}, "shape"),
        ("shape", {"model_rules": "multi"}, "trade"),
        ("trade", {"trade": "food"}, "classes"),
        (
            "classes",
            {"classes": ["producer", "customer"], "name_producer_en": "Growers"},
            "share",
        ),
        ("share", {"value": "15"}, "founders"),
    )
    for step, data, then in answers:
        assert client.get(path(forming, step)).status_code == 200
        answer = client.post(path(forming, step), data)
        assert (answer.status_code, answer.url) == (302, path(forming, then))
    forming.refresh_from_db()
    assert forming.purpose.cy == "Bwyd lleol"
    assert Founding.objects.get().trade == "food"
    assert {one.code: one.name.en for one in MemberClass.objects.all()} == {
        "producer": "Growers",
        "customer": "Customers",
    }
    assert proposed_values(forming)["membership.joining_share"] == 15_00


def test_an_answer_that_cannot_be_is_asked_again_with_what_was_typed(forming, mair):
    answer = signed_in(mair).post(path(forming, "share"), {"value": "0.50"})
    assert answer.status_code == 422
    assert 'value="0.50"' in answer.text
    assert "£1.00 or more" in answer.text


def test_the_founding_is_the_founders_own(forming, dai):
    assert Client().get(path(forming)).status_code == 302
    for step in ("", "names", "meeting", "officers"):
        assert signed_in(dai).get(path(forming, step)).status_code == 404


def test_it_can_be_left_and_taken_up_where_it_was(forming, mair):
    client = signed_in(mair)
    assert "What is it for?" in client.get(path(forming)).text
    client.post(path(forming, "purpose"), {"purpose_en": "Bread", "purpose_cy": ""})
    assert "Who will own it?" in client.get(path(forming)).text


def test_a_founder_is_invited_and_the_invitation_withdrawn(forming, mair):
    client = signed_in(mair)
    data = {"name": "Dai", "email": "Dai@Example.org", "language": "cy"}
    assert client.post(path(forming, "founders"), data).status_code == 302
    assert "dai@example.org" in client.get(path(forming, "founders")).text
    assert client.post(path(forming, "founders"), data).status_code == 422
    invitation = Invitation.objects.get()
    client.post(path(forming, f"invitations/{invitation.pk}/withdraw"))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_the_link_in_the_mail_is_read_by_anybody_and_accepted_by_whom_it_was_for(
    forming, mair, dai, sian
):
    link = invitation_link(invited(forming, mair, dai, language="cy"))
    address = re.sub(r"^https?://[^/]+", "", link)
    assert "Dai" in Client().get(address).text
    assert signed_in(sian).post(address).status_code == 422
    assert signed_in(dai).post(address).url == path(forming, "review", "cy")
    assert Client().get(address[:-1] + "A/").status_code == 404


def test_the_meeting_is_held_on_its_page(forming, mair, dai, sian):
    found_with(forming, mair, dai, sian)
    growers = MemberClass.objects.get(code="producer")
    data = {"adopt": "1", "name": "X Y", "address": "Llandeilo", "member_class": growers.pk}
    for who in (mair, dai, sian):
        assert "I adopt this rulebook" in signed_in(who).get(path(forming, "meeting")).text
        assert signed_in(who).post(path(forming, "meeting"), data).status_code == 302
    closed = signed_in(dai).post(path(forming, "meeting"), {"close": "1"})
    assert closed.url == path(forming, "officers")
    assert founding_mandate(forming) is not None


def test_the_meeting_shows_every_rule_with_what_the_law_leaves_open(forming, mair):
    text = signed_in(mair).get(path(forming, "meeting")).text
    assert "Joining share" in text
    assert "from £1.00 to £100,000.00" in text


def test_a_line_of_the_rulebook_is_changed_and_leads_back_to_the_meeting(forming, mair):
    client = signed_in(mair)
    address = path(forming, "rule/membership.notice_days")
    assert "Notice to withdraw shares" in client.get(address).text
    assert client.post(address, {"value": "30"}).url == path(forming, "meeting")
    assert proposed_values(forming)["membership.notice_days"] == 30
    assert client.get(path(forming, "rule/membership.colour")).status_code == 404


def test_a_meeting_of_too_few_does_not_close(forming, mair, dai, sian):
    found_with(forming, mair, dai, sian)
    cast.adopt(forming, mair)
    answer = signed_in(mair).post(path(forming, "meeting"), {"close": "1"})
    assert answer.status_code == 422
    assert "must adopt the rulebook" in answer.text


def test_officers_are_appointed_and_the_registration_recorded(forming, mair, dai, sian):
    hold_meeting(forming, mair, dai, sian)
    page = signed_in(mair).get(path(forming, "officers")).text
    ids = dict(reversed(pair) for pair in re.findall(r'value="(\d+)">(\w+)<', page))
    data = {"chair": ids["Mair"], "secretary": ids["Dai"], "treasurer": ids["Siân"]}
    answer = signed_in(mair).post(path(forming, "officers"), data)
    assert answer.url == path(forming, "registration")
    assert "Dai, the secretary" in signed_in(mair).get(path(forming, "registration")).text
    registered = {
        "number": "9214",
        "registered_on_day": "20",
        "registered_on_month": "11",
        "registered_on_year": "2026",
    }
    assert signed_in(dai).post(path(forming, "registration"), registered).url == path(forming)
    forming.refresh_from_db()
    assert forming.state == "registered"


def test_the_registration_is_recorded_by_the_secretary_and_after_the_meeting(
    forming, mair, dai, sian
):
    registered = {
        "number": "9214",
        "registered_on_day": "20",
        "registered_on_month": "11",
        "registered_on_year": "2026",
    }
    early = signed_in(mair).post(path(forming, "registration"), registered)
    assert early.status_code == 422
    assert "have not adopted" in early.text
    hold_meeting(forming, mair, dai, sian)
    cast.appoint_officers(forming, mair, dai, sian)
    assert signed_in(mair).post(path(forming, "registration"), registered).status_code == 422
    forming.refresh_from_db()
    assert forming.is_forming


def test_who_would_adopt_before_there_are_kinds_of_member_is_told_to_choose_them(forming, mair):
    page = signed_in(mair).get(path(forming, "meeting")).text
    assert "Choose the kinds of member" in page
    assert "I adopt this rulebook" not in page


def test_anybody_reads_the_minutes_of_the_meeting_once_it_was_held(forming, mair, dai, sian):
    minutes = path(forming, "minutes")
    assert Client().get(minutes).status_code == 404
    hold_meeting(forming, mair, dai, sian)
    text = Client().get(minutes).text
    assert "3 founders adopted the rulebook" in text
    assert "Siân" in text
    assert "Heol y Farchnad" not in text
    assert minutes in Client().get(f"/en/{forming.slug}/rules/membership.joining_share/").text


@pytest.mark.parametrize("language", ["en", pytest.param("cy", marks=pytest.mark.any_server)])
def test_every_step_can_be_read_in_both_languages(forming, mair, dai, sian, language):
    hold_meeting(forming, mair, dai, sian)
    client = signed_in(mair)
    for step in (
        "", "names", "purpose", "shape", "trade", "classes", "share", "founders", "review",
        "meeting", "officers", "registration",
    ):  # fmt: skip
        assert client.get(path(forming, step, language)).status_code == 200


def test_the_founding_of_one_society_is_not_found_in_another(mair, dai):
    hub, other = cast.forming_hub(mair), cast.forming_hub(dai, "hwb-arall")
    with society_transaction(hub):
        invitation = invited(hub, mair, "neb@example.org")
    address = re.sub(r"^https?://[^/]+", "", invitation_link(invitation))
    assert Client().get(address).status_code == 200
    assert Client().get(address.replace(hub.slug, other.slug)).status_code == 404
