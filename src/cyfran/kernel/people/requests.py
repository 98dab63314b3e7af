"""What requests carry when views see them, for the type checker."""

from django.http import HttpRequest

from cyfran.kernel.actions import Actor
from cyfran.kernel.people.models import Person


class ActingRequest(HttpRequest):
    """A request, with whoever makes it."""

    actor: Actor


class SignedInRequest(ActingRequest):
    """A request that only somebody who is signed in can make."""

    user: Person
