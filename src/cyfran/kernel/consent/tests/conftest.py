"""A hub that anybody can visit."""

from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.actions import found_society
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import now
from cyfran.site.testing.standing import standing


def founded(slug: str = "hub") -> Society:
    """A society with Mair its founder."""
    mair, _new = Person.objects.get_or_create(email="mair@example.cymru", defaults={"name": "Mair"})
    name = Bilingual(en="Tywi Food Hub", cy="Hwb Bwyd Tywi")
    return found_society(
        actor=Actor.person(mair), name=name, model_rules="multi", at=now(), slug=slug
    )


@standing
def hub(db: None) -> Society:
    return founded()


@standing
def mair(hub: Society) -> Person:
    return Person.objects.get(email="mair@example.cymru")
