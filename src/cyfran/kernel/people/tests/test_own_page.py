import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client

from cyfran.kernel.people.codes import TRIES
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.tests.letters import latest_code, letters
from cyfran.kernel.people.tests.test_passkeys import age

ACCOUNT, ADDRESSES = "/en/account/", "/en/account/addresses/"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0"


@pytest.fixture
def signed_in(client: Client, mair, sign_in) -> Client:
    sign_in(client, mair.email)
    return client


def add(client: Client, email: str) -> None:
    client.post(ADDRESSES, {"email": email, "action_add": "yes"})


def test_another_address_signs_in_once_it_is_shown_to_be_ones_own(signed_in, mair, sign_in):
    add(signed_in, "mair.evans@example.org")
    assert letters()[-1]["to"] == "mair.evans@example.org"
    assert letters()[-1]["language"] == "cy"
    assert signed_in.post(f"{ADDRESSES}code/", {"code": "BBB-BBB"}).status_code == 422
    answer = signed_in.post(f"{ADDRESSES}code/", {"code": latest_code()}, follow=True)
    assert "mair.evans@example.org now signs you in." in answer.content.decode()
    other = Client()
    sign_in(other, "mair.evans@example.org")
    assert other.get(ACCOUNT).context["request"].user == mair


def test_letters_go_to_the_chosen_address_and_the_other_is_told(signed_in, mair):
    add(signed_in, "mair.evans@example.org")
    signed_in.post(f"{ADDRESSES}code/", {"code": latest_code()})
    signed_in.post(ADDRESSES, {"email": "mair.evans@example.org", "action_primary": "yes"})
    assert letters()[-1]["to"] == "mair@example.org"
    assert Person.objects.get().email == "mair.evans@example.org"
    signed_in.post(ADDRESSES, {"email": "mair@example.org", "action_remove": "yes"})
    assert [each.email for each in EmailAddress.objects.all()] == ["mair.evans@example.org"]


def test_the_address_for_letters_is_not_removed(signed_in, mair):
    answer = signed_in.post(ADDRESSES, {"email": mair.email, "action_remove": "yes"}, follow=True)
    assert "Choose another address for them first." in answer.content.decode()
    assert EmailAddress.objects.filter(email=mair.email).exists()


def test_anothers_address_is_not_added_and_only_its_owner_learns_that_it_is_taken(signed_in, dai):
    add(signed_in, dai.email)
    assert letters()[-1]["to"] == dai.email
    page = signed_in.get(f"{ADDRESSES}code/").content.decode()
    assert "We have sent a code to dai@example.org" in page
    answer = signed_in.post(f"{ADDRESSES}code/", {"code": latest_code()})
    assert "That address signs in somebody else." in answer.content.decode()
    for _try in range(TRIES - 1):
        answer = signed_in.post(f"{ADDRESSES}code/", {"code": "BBB-BBB"})
    assert answer.headers["Location"] == ACCOUNT
    assert EmailAddress.objects.get(email=dai.email).user == dai


def test_what_touches_signing_in_is_asked_about_again_after_a_while(signed_in, mair):
    age(signed_in)
    answer = signed_in.get(ADDRESSES)
    assert answer.headers["Location"] == f"{ACCOUNT}again/?next=%2Fen%2Faccount%2Faddresses%2F"
    again = answer.headers["Location"]
    assert "We send it to mair@example.org" in signed_in.get(again).content.decode()
    signed_in.post(again.replace("again/", "again/code/"))
    assert signed_in.post(again, {"code": "BBB-BBB"}).status_code == 422
    assert signed_in.post(again, {"code": latest_code()}).headers["Location"] == ADDRESSES
    assert signed_in.get(ADDRESSES).status_code == 200


def test_a_code_shows_that_an_address_entered_by_others_is_ones_own(client, db):
    sian = Person.objects.create_user("sian@example.org", "Siân")
    client.force_login(sian)
    again = client.get(f"{ACCOUNT}passkeys/add/").headers["Location"]
    client.post(again.replace("again/", "again/code/"))
    client.post(again, {"code": latest_code()})
    assert EmailAddress.objects.get(user=sian).verified
    assert client.get(f"{ACCOUNT}passkeys/add/").status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        "addresses/",
        "addresses/code/",
        "recovery-codes/",
        "recovery-codes/new/",
        "recovery-codes/file/",
        "passkeys/add/",
        "passkeys/1/remove/",
        "both/",
        "one/",
    ],
)
def test_nothing_that_touches_signing_in_is_open_to_an_old_session_or_a_stranger(signed_in, page):
    age(signed_in)
    for answer in (signed_in.get(ACCOUNT + page), signed_in.post(ACCOUNT + page)):
        assert answer.headers["Location"].startswith(f"{ACCOUNT}again/")
    for answer in (Client().get(ACCOUNT + page), Client().post(ACCOUNT + page)):
        assert answer.headers["Location"].startswith(f"{ACCOUNT}login/")


def test_browsers_are_listed_by_names_their_owner_knows_and_signed_out(signed_in, mair, sign_in):
    phone = Client(headers={"User-Agent": PHONE})
    sign_in(phone, mair.email)
    assert "Firefox, Android" in signed_in.get(ACCOUNT).content.decode()
    there = UserSession.objects.get(user_agent=PHONE)
    signed_in.post(f"{ACCOUNT}browsers/{there.pk}/sign-out/")
    assert phone.get(ACCOUNT).status_code == 302
    assert signed_in.get(ACCOUNT).status_code == 200


def test_every_other_browser_is_signed_out_at_once(signed_in, mair, sign_in):
    others = [Client(), Client()]
    for other in others:
        sign_in(other, mair.email)
    answer = signed_in.post(f"{ACCOUNT}browsers/sign-out/", follow=True)
    assert "You are signed out everywhere else." in answer.content.decode()
    assert [other.get(ACCOUNT).status_code for other in others] == [302, 302]


def test_nobody_signs_anothers_browser_out(signed_in, mair, dai, sign_in):
    other = Client()
    sign_in(other, dai.email)
    theirs = UserSession.objects.get(user=mair)
    assert other.post(f"{ACCOUNT}browsers/{theirs.pk}/sign-out/").status_code == 404
    assert signed_in.get(ACCOUNT).status_code == 200


def test_name_and_language_of_letters_can_be_changed(signed_in, mair):
    page = f"{ACCOUNT}about-you/?next={ACCOUNT}"
    assert 'value="Mair"' in signed_in.get(page).content.decode()
    assert signed_in.post(page, {"name": "", "language": "en"}).status_code == 422
    signed_in.post(page, {"name": "Mair Evans", "language": "en"})
    mair.refresh_from_db()
    assert (mair.name, mair.language) == ("Mair Evans", "en")
