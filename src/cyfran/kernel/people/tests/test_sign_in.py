import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from cyfran.kernel.people.codes import LASTS, SENT_AGAIN, TRIES
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.tests.letters import latest_code, letters

LOGIN, CODE = "/en/account/login/", "/en/account/code/"


def test_a_known_address_gets_a_code_that_signs_in(client, mair):
    assert client.post(LOGIN, {"email": "Mair@Example.org"}).headers["Location"] == CODE
    answer = client.post(CODE, {"code": latest_code().lower().replace("-", " ")})
    assert answer.headers["Location"] == "/en/"
    assert client.get("/en/account/").context["request"].user == mair


def test_the_letter_is_in_the_language_of_whoever_gets_it(client, mair):
    client.post(LOGIN, {"email": mair.email})
    client.post("/cy/account/login/", {"email": "newydd@example.org"})
    assert [letter["language"] for letter in letters()] == ["cy", "cy"]
    assert "eich cod" in letters()[0]["subject"]


def test_an_unknown_address_gets_a_code_too_and_becomes_somebody_who_is_asked_their_name(
    client, db
):
    client.post("/cy/account/login/", {"email": "neb@example.org"})
    assert not Person.objects.exists()
    answer = client.post("/cy/account/code/", {"code": latest_code()})
    assert answer.headers["Location"] == "/cy/account/about-you/?next=%2Fcy%2F"
    answer = client.post(answer.headers["Location"], {"name": "Neb", "language": "cy"})
    assert answer.headers["Location"] == "/cy/"
    person = Person.objects.get()
    assert (person.name, person.language, person.has_usable_password()) == ("Neb", "cy", False)
    address = EmailAddress.objects.get()
    assert (address.user, address.verified, address.primary) == (person, True, True)


def test_nobody_learns_whether_an_address_is_known(client, mair):
    told = []
    for email in (mair.email, "neb@example.org"):
        browser = Client()
        first = browser.post(LOGIN, {"email": email})
        page = browser.get(CODE)
        wrong = browser.post(CODE, {"code": "BBB-BBB"})
        text = "".join(
            answer.content.decode().replace(email, "ADDRESS") for answer in (page, wrong)
        )
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
        told.append((first.status_code, first.headers["Location"], wrong.status_code, text))
    assert told[0] == told[1]
    assert len(letters()) == 2


def test_a_wrong_code_is_told_so_and_after_five_a_new_one_is_needed(client, mair):
    client.post(LOGIN, {"email": mair.email})
    right = latest_code()
    for _try in range(TRIES - 1):
        answer = client.post(CODE, {"code": "BBB-BBB"})
        assert answer.status_code == 422
        assert "That is not the code." in answer.content.decode()
    assert client.post(CODE, {"code": "BBB-BBB"}).headers["Location"] == LOGIN
    assert client.post(CODE, {"code": right}).headers["Location"] == LOGIN


def test_an_old_code_is_worth_nothing(client, mair):
    client.post(LOGIN, {"email": mair.email})
    session = client.session
    session["people.code.entry"] |= {"at": session["people.code.entry"]["at"] - LASTS - 1}
    session.save()
    answer = client.post(CODE, {"code": latest_code()}, follow=True)
    assert "That code is too old." in answer.content.decode()
    assert not answer.context["request"].user.is_authenticated


def test_a_code_works_once_and_only_where_it_was_asked_for(client, mair):
    client.post(LOGIN, {"email": mair.email})
    elsewhere = Client()
    elsewhere.post(LOGIN, {"email": "neb@example.org"})
    code = re.search(r"[B-Z]{3}-[B-Z]{3}", letters()[0]["body"])[0]
    assert elsewhere.post(CODE, {"code": code}).status_code == 422
    client.post(CODE, {"code": code})
    client.post("/en/account/logout/")
    assert client.post(CODE, {"code": code}).headers["Location"] == LOGIN


def test_another_code_replaces_the_first_and_only_a_few_are_sent(client, mair):
    client.post(LOGIN, {"email": mair.email})
    first = latest_code()
    for _time in range(SENT_AGAIN + 1):
        client.post("/en/account/code/again/")
    assert len(letters()) == 1 + SENT_AGAIN
    assert client.post(CODE, {"code": first}).status_code == 422
    assert client.post(CODE, {"code": latest_code()}).status_code == 302


def test_the_page_somebody_was_on_their_way_to_is_kept_all_the_way(client, db):
    wanted = "/en/people/co-ops/?a=1&b=2"
    answer = client.get("/en/people/co-ops/", {"a": 1, "b": 2})
    assert answer.headers["Location"].startswith(LOGIN)
    answer = client.post(answer.headers["Location"], {"email": "neb@example.org"})
    client.post(answer.headers["Location"].replace("code/", "code/again/"))
    answer = client.post(answer.headers["Location"], {"code": latest_code()})
    answer = client.post(answer.headers["Location"], {"name": "Neb", "language": "en"})
    assert answer.headers["Location"] == wanted


@pytest.mark.parametrize(
    "outside",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_to_another_site(client, mair, outside):
    answer = client.post(f"{LOGIN}?next={outside}", {"email": mair.email})
    assert "evil" not in answer.headers["Location"]
    answer = client.post(f"{CODE}?next={outside}", {"code": latest_code()})
    assert answer.headers["Location"] == "/en/"


def test_the_session_is_another_after_signing_in(client, mair, sign_in):
    client.get(LOGIN)
    client.post(LOGIN, {"email": mair.email})
    before = client.session.session_key
    client.post(CODE, {"code": latest_code()})
    assert client.session.session_key != before


def test_many_codes_from_one_place_are_refused_to_known_and_unknown_alike(client, mair):
    for email in (mair.email, "neb@example.org"):
        for _time in range(5):
            assert client.post(LOGIN, {"email": email}).status_code == 302
        answer = client.post(LOGIN, {"email": email})
        assert answer.status_code == 429
        assert "Wait ten minutes" in answer.content.decode()


def test_nobody_can_use_up_the_codes_of_another(client, mair):
    for _time in range(8):
        client.post(LOGIN, {"email": mair.email}, REMOTE_ADDR="203.0.113.7")
    answer = client.post(LOGIN, {"email": mair.email}, REMOTE_ADDR="198.51.100.2")
    assert answer.status_code == 302


def test_what_is_no_address_is_told_so_and_kept(client, db):
    answer = client.post(LOGIN, {"email": "mair at example"})
    assert answer.status_code == 422
    assert "mair at example" in answer.content.decode()
    assert letters() == []


def test_a_closed_login_does_not_open(client, mair):
    Person.objects.filter(pk=mair.pk).update(is_active=False)
    client.post(LOGIN, {"email": mair.email})
    answer = client.post(CODE, {"code": latest_code()}, follow=True)
    assert "This login is closed" in answer.content.decode()
    assert not answer.context["request"].user.is_authenticated


def test_an_address_that_somebody_only_claims_is_still_free_for_its_owner(client, mair):
    EmailAddress.objects.create(user=mair, email="sian@example.org", verified=False)
    client.post(LOGIN, {"email": "sian@example.org"})
    client.post(CODE, {"code": latest_code()})
    assert EmailAddress.objects.get(email="sian@example.org", verified=True).user != mair


def test_signing_out_asks_first_and_then_does(client, mair, sign_in):
    sign_in(client, mair.email)
    assert "Sign out?" in client.get("/en/account/logout/").content.decode()
    assert client.post("/en/account/logout/").headers["Location"] == "/en/"
    assert client.get("/en/account/").headers["Location"].startswith(LOGIN)


@pytest.mark.parametrize(
    "page",
    [
        "password/change/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-a/",
        "signup/",
        "signup/passkey/",
        "2fa/totp/activate/",
        "2fa/webauthn/signup/",
        "reauthenticate/",
    ],
)
def test_what_is_not_offered_is_not_there(client, mair, sign_in, page):
    assert client.get(f"/en/account/{page}").status_code == 404
    sign_in(client, mair.email)
    assert client.get(f"/en/account/{page}").status_code == 404
