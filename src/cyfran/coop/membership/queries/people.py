"""Who acts."""

from cyfran.kernel.actions import Actor
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import SignInNeeded


def person_behind(actor: Actor) -> Person:
    """The person who acts. Refuses with SignInNeeded where there is none."""
    if actor.person_id is None:
        raise SignInNeeded
    return Person.objects.get(pk=actor.person_id)
