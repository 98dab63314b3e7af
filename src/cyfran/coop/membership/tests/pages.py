"""Looking at pages as somebody."""

from django.test import Client

from cyfran.kernel.people.models import Person


def signed_in(person: Person) -> Client:
    """A browser in which that person is signed in."""
    client = Client()
    client.force_login(person)
    return client
