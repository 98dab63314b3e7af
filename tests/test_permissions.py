"""Role by verb, at home and in another co-op: every cell of docs/permissions.md, found at the door of the verb itself."""

import importlib
import inspect
from pathlib import Path
from types import SimpleNamespace

import pytest

from cyfran.kernel.actions import Actor, CatalogueEntry, catalogue
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import AnotherSociety, NotAllowed, SignInNeeded
from cyfran.kernel.societies.actions import found_society
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import now
from cyfran.site import permissions
from cyfran.site.testing.standing import standing

FILE = Path(__file__).resolve().parents[1] / "docs" / "permissions.md"
VERBS = sorted(catalogue)
NOT_A_PARAMETER = "no verb has this"


def _written() -> dict[tuple[str, str], str]:
    """The committed file, cell by cell."""
    table = [line for line in FILE.read_text().splitlines() if line.startswith("| ")]
    heads, *rows = ([part.strip() for part in line.strip("|").split("|")] for line in table)
    return {
        (row[0], who): said for row in rows for who, said in zip(heads[1:], row[1:], strict=True)
    }


WRITTEN = _written()


def _society(who: str) -> Society:
    person = Person.objects.create_user(f"{who}@example.cymru", who)
    return found_society(
        actor=Actor.person(person),
        name=Bilingual(en=f"{who} hub"),
        model_rules="multi",
        at=now(),
    )


@standing
def home(db: None) -> Society:
    return _society("Mair")


@standing
def elsewhere(home: Society) -> Society:
    return _society("Dai")


def opens(entry: CatalogueEntry, actor: Actor, society: Society) -> bool:
    """Whether the verb lets the actor in; its body does not run, since no body takes what is given to it."""
    owned = SimpleNamespace(society_id=society.pk)
    with pytest.raises((NotAllowed, SignInNeeded, TypeError)) as answer:
        entry.function(actor=actor, **{NOT_A_PARAMETER: owned})
    if answer.type is TypeError:
        assert NOT_A_PARAMETER in str(answer.value)
    return answer.type is TypeError


def test_the_file_is_as_the_catalogue_makes_it() -> None:
    assert FILE.read_text() == permissions.document(), "run `make permissions`"


@pytest.mark.any_server
@pytest.mark.parametrize("verb", VERBS)
def test_the_verb_opens_to_those_of_the_file_and_to_nobody_else(
    verb: str, home: Society, elsewhere: Society
) -> None:
    entry = catalogue[verb]
    everybody = {
        who: permissions.seen_from(actor, home.pk, elsewhere.pk)
        for who, actor in permissions.who_could_try(home.pk).items()
    }
    with society_transaction(home):
        at_home = {who: opens(entry, actor, home) for who, actor in everybody.items()}
    with society_transaction(elsewhere):
        away = {who: opens(entry, actor, elsewhere) for who, actor in everybody.items()}
    for who in everybody:
        found = permissions.cell(home=at_home[who], elsewhere=away[who])
        assert found == WRITTEN[verb, who], who


@pytest.mark.any_server
@pytest.mark.parametrize("verb", VERBS)
def test_nobody_reaches_out_of_the_society_they_are_in(
    verb: str, home: Society, elsewhere: Society
) -> None:
    with society_transaction(home):
        for actor in permissions.who_could_try(elsewhere.pk).values():
            with pytest.raises(AnotherSociety):
                opens(catalogue[verb], actor, elsewhere)


@pytest.mark.parametrize("verb", VERBS)
def test_the_door_that_is_judged_is_the_one_the_product_uses(verb: str) -> None:
    door = catalogue[verb].function
    module = importlib.import_module(door.__module__)
    assert getattr(module, door.__name__) is door
    assert inspect.unwrap(door) is not door


def test_nobody_goes_round_a_door() -> None:
    for path in Path(permissions.__file__).parents[1].rglob("*.py"):
        assert "__wrapped__" not in path.read_text(encoding="utf-8"), path


def test_every_role_that_a_verb_asks_for_is_one_that_somebody_can_hold() -> None:
    asked = {name for entry in catalogue.values() for name in entry.may.names}
    assert asked - {"anyone", "signed_in"} <= set(permissions.ROLES)


def test_every_verb_is_on_the_page() -> None:
    shown = sum(len(part.rows) for part in permissions.permissions())
    assert shown == len(catalogue)
