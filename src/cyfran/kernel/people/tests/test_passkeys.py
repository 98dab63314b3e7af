from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from cyfran.kernel.people.queries import asks_for_both, passkeys_of, unused_recovery_codes
from cyfran.kernel.people.tests.device import Device
from cyfran.kernel.people.tests.letters import latest_code, letters

ACCOUNT = "/en/account/"
ADD, SIGN_IN = f"{ACCOUNT}passkeys/add/", f"{ACCOUNT}passkeys/sign-in/"


def add_to(client: Client, device: Device):
    question = client.get(ADD).context["question"]
    return client.post(ADD, {"name": "My phone", "credential": device.make(question)})


def question(client: Client) -> dict[str, Any]:
    asked: dict[str, Any] = client.get(f"{ACCOUNT}passkeys/question/").json()
    return asked


def sign_in_with(client: Client, device: Device, **more):
    return client.post(SIGN_IN, {"credential": device.sign(question(client)), **more})


@pytest.fixture
def phone(client, mair, sign_in) -> Device:
    """Mair's phone, with a passkey; her browser is signed in."""
    sign_in(client, mair.email)
    device = Device()
    add_to(client, device)
    return device


def test_a_passkey_is_added_and_its_owner_told_by_letter(client, mair, sign_in):
    sign_in(client, mair.email)
    assert add_to(client, Device()).headers["Location"] == ACCOUNT
    assert "My phone" in client.get(ACCOUNT).content.decode()
    assert letters()[-1]["to"] == mair.email
    assert letters()[-1]["subject"] == "Ychwanegwyd cyfrinallwedd"
    assert not asks_for_both(mair)


def test_a_passkey_signs_in_without_a_code_and_next_is_kept(mair, phone):
    other = Client()
    answer = sign_in_with(other, phone, next="/cy/people/co-ops/")
    assert answer.headers["Location"] == "/cy/people/co-ops/"
    assert other.get(ACCOUNT).context["request"].user == mair


@pytest.mark.parametrize(
    "device",
    [Device("https://evil.example"), Device(verifies=False), Device()],
    ids=["another site", "another hand", "another key"],
)
def test_another_site_another_hand_or_another_key_does_not_sign_in(phone, device):
    if device.origin != "http://localhost" or not device.flags & 4:
        device.key, device.key_id = phone.key, phone.key_id
    device.owner = phone.owner
    other = Client()
    answer = sign_in_with(other, device, next="/cy/")
    assert answer.headers["Location"] == f"{ACCOUNT}login/?next=%2Fcy%2F"
    assert (
        "That passkey is not known here." in other.get(answer.headers["Location"]).content.decode()
    )


def test_an_answer_is_good_for_one_question(phone):
    other = Client()
    answer = phone.sign(question(other))
    question(other)
    assert other.post(SIGN_IN, {"credential": answer}).headers["Location"] == f"{ACCOUNT}login/"
    assert other.post(SIGN_IN, {"credential": "[]"}).headers["Location"] == f"{ACCOUNT}login/"
    assert other.post(SIGN_IN, {"credential": "no"}).headers["Location"] == f"{ACCOUNT}login/"


def test_a_passkey_without_a_check_of_its_holder_is_not_taken(client, mair, sign_in):
    sign_in(client, mair.email)
    assert add_to(client, Device(verifies=False)).status_code == 422
    assert not passkeys_of(mair).exists()


def test_a_removed_passkey_signs_nobody_in(client, mair, phone):
    answer = client.post(f"{ACCOUNT}passkeys/{passkeys_of(mair).get().pk}/remove/")
    assert answer.headers["Location"] == ACCOUNT
    assert not passkeys_of(mair).exists()
    assert sign_in_with(Client(), phone).headers["Location"] == f"{ACCOUNT}login/"


def test_nobody_removes_anothers_passkey(mair, dai, phone, sign_in):
    other = Client()
    sign_in(other, dai.email)
    assert other.post(f"{ACCOUNT}passkeys/{passkeys_of(mair).get().pk}/remove/").status_code == 404
    assert passkeys_of(mair).exists()


def test_either_is_enough_until_somebody_asks_for_both(mair, phone, sign_in):
    assert sign_in(Client(), mair.email).headers["Location"] == "/en/"


def test_who_asks_for_both_needs_the_passkey_after_the_code(client, mair, phone, sign_in):
    client.post(f"{ACCOUNT}both/")
    other = Client()
    second = sign_in(other, mair.email).headers["Location"]
    assert second == f"{ACCOUNT}second-step/"
    assert other.get(ACCOUNT).headers["Location"].startswith(f"{ACCOUNT}login/")
    assert other.get(second).status_code == 200
    assert other.post(second, {"credential": Device().sign(question(other))}).status_code == 422
    answer = other.post(second, {"credential": phone.sign(question(other))})
    assert answer.headers["Location"] == "/en/"


def test_a_recovery_code_stands_in_once_for_the_passkey(client, mair, phone, sign_in):
    client.post(f"{ACCOUNT}both/")
    [code, *_rest] = unused_recovery_codes(mair)
    assert code in client.get(f"{ACCOUNT}recovery-codes/").content.decode()
    assert code in client.get(f"{ACCOUNT}recovery-codes/file/").content.decode()
    other = Client()
    second = sign_in(other, mair.email).headers["Location"]
    assert other.post(second, {"code": "00000000"}).status_code == 422
    assert other.post(second, {"code": code}).headers["Location"] == "/en/"
    assert code not in unused_recovery_codes(mair)


def test_recovery_codes_are_sealed_in_the_database(client, mair, phone):
    client.post(f"{ACCOUNT}both/")
    kept = Authenticator.objects.get(user=mair, type="recovery_codes").data["seed"]
    assert kept.startswith("gAAAA")
    assert not {*unused_recovery_codes(mair)} & {kept}


def test_new_recovery_codes_make_the_old_ones_worth_nothing(
    client, mair, phone, django_capture_on_commit_callbacks
):
    client.post(f"{ACCOUNT}both/")
    before = unused_recovery_codes(mair)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{ACCOUNT}recovery-codes/new/")
    assert not {*before} & {*unused_recovery_codes(mair)}
    assert "codau adfer" in letters()[-1]["subject"]


def test_the_code_is_enough_again_when_asked_for_one(client, mair, phone, sign_in):
    client.post(f"{ACCOUNT}both/")
    client.post(f"{ACCOUNT}one/")
    assert unused_recovery_codes(mair) == ()
    assert sign_in(Client(), mair.email).headers["Location"] == "/en/"


def test_the_last_passkey_takes_the_recovery_codes_with_it(client, mair, phone, sign_in):
    client.post(f"{ACCOUNT}both/")
    client.post(f"{ACCOUNT}passkeys/{passkeys_of(mair).get().pk}/remove/")
    assert not asks_for_both(mair)
    assert sign_in(Client(), mair.email).headers["Location"] == "/en/"


def test_nobody_without_a_passkey_is_asked_for_one(client, mair, sign_in):
    sign_in(client, mair.email)
    answer = client.post(f"{ACCOUNT}both/", follow=True)
    assert "Add a passkey first" in answer.content.decode()
    assert not asks_for_both(mair)


def test_a_passkey_shows_again_that_it_is_its_owner(client, mair, phone):
    age(client)
    assert client.get(ADD).headers["Location"].startswith(f"{ACCOUNT}again/")
    answer = client.post(
        f"{ACCOUNT}again/?next={ADD}", {"credential": phone.sign(question(client))}
    )
    assert answer.headers["Location"] == ADD
    assert client.get(ADD).status_code == 200


def test_who_asks_for_both_shows_it_with_more_than_a_code(client, mair, phone):
    client.post(f"{ACCOUNT}both/")
    age(client)
    client.post(f"{ACCOUNT}again/code/")
    assert client.post(f"{ACCOUNT}again/", {"code": latest_code()}).status_code == 422
    [code, *_rest] = unused_recovery_codes(mair)
    assert client.post(f"{ACCOUNT}again/", {"code": code}).headers["Location"] == ACCOUNT


def age(client: Client) -> None:
    """It is an hour since anything was shown in this browser."""
    session = client.session
    for shown in session["account_authentication_methods"]:
        shown["at"] -= 3600
    session.save()
