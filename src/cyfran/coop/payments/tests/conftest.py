"""The hub, inside its own transaction; Eleri keeps its money, Dai grows leeks, Siân buys them."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cyfran.coop.payments.tests import cast
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import constraint_of
from cyfran.kernel.societies.models import Party, Society
from cyfran.site.testing.standing import standing


@standing
def eleri(db: None) -> Person:
    """She founded the hub and keeps its money."""
    return cast.person("Eleri")


@standing
def hub(eleri: Person) -> Iterator[Society]:
    """Registered; the test runs inside its transaction."""
    society = cast.hub(eleri)
    with society_transaction(society):
        yield society


@standing
def dai(db: None) -> Person:
    """He grows leeks."""
    return cast.person("Dai")


@standing
def sian(db: None) -> Person:
    """She buys vegetables."""
    return cast.person("Siân")


@standing
def dais_party(hub: Society, dai: Person) -> Party:
    """Dai as the hub knows him."""
    return cast.known(hub, dai)


@standing
def sians_party(hub: Society, sian: Person) -> Party:
    """Siân as the hub knows her."""
    return cast.known(hub, sian)


@pytest.fixture
def web_refuses(db: None) -> Callable[..., None]:
    """The web's role is not allowed to do this at all."""

    def check(sql: str, *values: object) -> None:
        with pytest.raises(ProgrammingError, match="permission denied"):
            _run(sql, values)

    return check


@pytest.fixture
def rule_broken(db: None) -> Callable[..., str | None]:
    """Which of its rules the database names when the web's role tries this."""

    def check(sql: str, *values: object) -> str | None:
        with pytest.raises(IntegrityError) as refusal:
            _run(sql, values)
        return constraint_of(refusal.value)

    return check


def _run(sql: str, values: Sequence[object]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
