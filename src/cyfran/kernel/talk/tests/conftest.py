"""A hub whose secretary is Mair, with Dai and Siân as members; the test runs inside its transaction."""

from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.conftest import hub, mair
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Society
from cyfran.site.testing.standing import standing

__all__ = ["hub", "mair"]


@standing
def dai(hub: Society, mair: Person) -> Person:
    """A member."""
    who = cast.person("Dai")
    cast.joined(hub, mair, who)
    return who


@standing
def sian(hub: Society, mair: Person) -> Person:
    """Another."""
    who = cast.person("Siân")
    cast.joined(hub, mair, who)
    return who
