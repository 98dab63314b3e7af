"""Who acts for whom."""

from datetime import date

from django.db.models import Q, QuerySet

from cyfran.kernel.helping.models import Helping
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.queries import addresses_of
from cyfran.kernel.societies.models import Party, Society


def in_force(society: Society, day: date) -> QuerySet[Helping]:
    """What has been accepted and is not over."""
    running = Helping.objects.filter(society=society, ended_at=None, until_on__gte=day)
    return running.filter(accepted_at__isnull=False)


def helpers_of(society: Society, person_id: int, day: date) -> QuerySet[Helping]:
    """Who was asked to act for the person, accepted or not."""
    asked = Helping.objects.filter(society=society, helped_id=person_id, ended_at=None)
    return asked.filter(until_on__gte=day).select_related("helper").order_by("pk")


def helped_by(society: Society, person_id: int, day: date) -> QuerySet[Helping]:
    """For whom the person may act."""
    return (
        in_force(society, day).filter(helper_id=person_id).select_related("helped").order_by("pk")
    )


def offered_to(society: Society, person: Person, day: date) -> QuerySet[Helping]:
    """What was offered to any address of the person's, and waits for their answer."""
    theirs = Q(email__in=[each.email for each in addresses_of(person) if each.verified])
    waiting = Helping.objects.filter(society=society, ended_at=None, accepted_at=None)
    return waiting.filter(theirs, until_on__gte=day).select_related("helped").order_by("pk")


def name_of(society: Society, person: Person) -> str:
    """What the co-op calls the person, or what they call themselves."""
    known = Party.objects.filter(society=society, person=person).values_list("name", flat=True)
    return known.first() or str(person)
