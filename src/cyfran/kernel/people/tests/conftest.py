import pytest
from django.test import Client

from cyfran.kernel.actions import Actor
from cyfran.kernel.people.actions import enter_person, introduce_oneself
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.tests.letters import latest_code
from cyfran.site.testing.standing import standing


def entered(name: str, language: str = "en") -> Person:
    """Somebody who has shown that they read the mail at name@example.org, and said who they are."""
    email = f"{name.lower()}@example.org"
    person = enter_person(actor=Actor.guest(email), email=email, language=language)
    return introduce_oneself(actor=Actor.person(person), name=name, language=language)


@standing
def mair(db) -> Person:
    return entered("Mair", "cy")


@standing
def dai(db) -> Person:
    return entered("Dai")


@pytest.fixture
def sign_in():
    """Signs a browser in as people do; returns the answer to the code."""

    def signed_in(client: Client, email: str, language: str = "en"):
        client.post(f"/{language}/account/login/", {"email": email})
        return client.post(f"/{language}/account/code/", {"code": latest_code()})

    return signed_in
