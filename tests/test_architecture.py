"""What linters cannot see of the shape that ARCHITECTURE.md describes."""

import inspect
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from cyfran.kernel.actions import CatalogueEntry, catalogue
from cyfran.kernel.database import SocietyOwned
from cyfran.kernel.guards import FUNCTION, owned_models, sql_files

SOURCE = Path(__file__).resolve().parents[1] / "src" / "cyfran"
TIERS = ("kernel", "coop", "trade", "sectors", "movement", "site")

# Definer functions that are asked across societies, each with the reason it may be.
ACROSS_SOCIETIES = {
    "cyfran_now": "the installation's clock belongs to no society",
    "cyfran_move_clock": "the installation's clock belongs to no society",
    "societies_of_person": "answers which societies know one person, ids only, for that person's own list",
}


def _verbs() -> list[CatalogueEntry]:
    return sorted(catalogue.values(), key=lambda entry: entry.verb)


@pytest.mark.parametrize("entry", _verbs(), ids=lambda entry: entry.verb)
def test_every_verb_takes_keywords_only_and_its_actor_first(entry: CatalogueEntry) -> None:
    parameters = list(inspect.signature(entry.function).parameters.values())
    assert parameters[0].name == "actor"
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters)
    assert (entry.function.__doc__ or "").strip(), "say what is true afterwards"


@pytest.mark.parametrize("entry", _verbs(), ids=lambda entry: entry.verb)
def test_every_verb_has_a_label_in_both_languages(entry: CatalogueEntry) -> None:
    with translation.override("en"):
        english = str(entry.label)
    with translation.override("cy"):
        welsh = str(entry.label)
    assert english
    assert welsh
    assert welsh != english


@pytest.mark.parametrize("entry", _verbs(), ids=lambda entry: entry.verb)
def test_what_a_resolution_can_call_takes_storable_arguments(entry: CatalogueEntry) -> None:
    if not entry.enactable:
        return
    hints = inspect.get_annotations(inspect.unwrap(entry.function), eval_str=True)
    storable = {int, str, bool, type(None)}
    for name, hint in hints.items():
        if name in {"actor", "society", "at", "return"}:
            continue
        kinds = getattr(hint, "__args__", (hint,))
        for kind in kinds:
            loads = isinstance(kind, type) and (
                issubclass(kind, models.Model) or kind.__name__ in ("date", "datetime")
            )
            assert kind in storable or loads, f"{name}: {hint}"


def test_every_action_function_is_in_the_catalogue() -> None:
    for path in SOURCE.rglob("actions*/*.py"):
        _assert_decorated(path)
    for path in SOURCE.rglob("actions.py"):
        if path.parent.name != "kernel":
            _assert_decorated(path)


def _assert_decorated(path: Path) -> None:
    """A public function that takes an actor is a verb."""
    text = path.read_text(encoding="utf-8")
    for found in re.finditer(
        r"^((?:@.*\n(?:    .*\n|\)\n)*)*)def ([a-z]\w*)\(\s*\*,\s*actor: Actor", text, re.MULTILINE
    ):
        assert "@action" in found[1], f"{path.name}: {found[2]} takes an actor and is not an action"


def test_no_foreign_key_points_up_a_tier() -> None:
    for model in apps.get_models():
        if not model.__module__.startswith("cyfran."):
            continue
        tier = TIERS.index(model.__module__.split(".")[1])
        for field in model._meta.get_fields():
            target = field.related_model if isinstance(field, models.ForeignKey) else None
            if target is not None and target.__module__.startswith("cyfran."):
                assert TIERS.index(target.__module__.split(".")[1]) <= tier, (
                    f"{model.__name__}.{field.name}"
                )


def test_every_society_owned_row_starts_with_its_society() -> None:
    for model in owned_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                assert (
                    constraint.fields[0] == "society"
                    or model._meta.pk.name in constraint.fields
                    or _inside(model, constraint.fields)
                ), f"{constraint.name} would be unique across societies"


def _inside(model: type[SocietyOwned], fields: tuple[str, ...]) -> bool:
    """Unique by a row that itself belongs to one society."""
    first = model._meta.get_field(fields[0])
    target = getattr(first, "related_model", None)
    return isinstance(target, type) and issubclass(target, SocietyOwned)


def test_row_level_security_is_on_every_table_a_society_owns(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity"
        )
        guarded = {row[0] for row in cursor.fetchall()}
    assert {model._meta.db_table for model in owned_models()} <= guarded


def test_every_constraint_and_index_that_a_model_names_is_in_the_database(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid "
            "UNION SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'"
        )
        found = set(cursor.fetchall())
    for model in apps.get_models():
        if model.__module__.startswith("cyfran."):
            for named in (*model._meta.constraints, *model._meta.indexes):
                assert (model._meta.db_table, named.name) in found, named.name


def test_the_suite_runs_as_the_web_role_which_owns_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, (SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles "
            "WHERE rolname = current_user), (SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole)"
        )
        user, powerful, owned = cursor.fetchone()
    assert user == "cyfran_app"
    assert not powerful
    assert owned == 0


def test_every_definer_function_checks_its_society_and_pins_its_path() -> None:
    bodies = _function_bodies()
    checks = {"cyfran_same_society"}
    checks |= {name for name, body in bodies.items() if _called_first(body) in checks}
    for name, body in bodies.items():
        if "SECURITY DEFINER" in body:
            assert "SET search_path = public, pg_temp" in body, name
            # A trigger cannot be called: it sees only rows that have passed their society's policy.
            checked = _called_first(body) in checks or "RETURNS trigger" in body
            assert name in ACROSS_SOCIETIES or checked, name


def _function_bodies() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sql_files():
        text = path.read_text(encoding="utf-8")
        starts = [match.start() for match in FUNCTION.finditer(text)] + [len(text)]
        for match, end in zip(FUNCTION.finditer(text), starts[1:], strict=True):
            assert match[2] not in found, f"{match[2]} is written twice"
            found[match[2]] = text[match.start() : end]
    return found


def _called_first(body: str) -> str:
    """The function that the first statement of a PL/pgSQL function calls with its society."""
    first = re.search(r"\bBEGIN\s+(?:PERFORM|\w+ :=)\s+(\w+)\(p_society\b", body)
    return first[1] if first else ""


def test_the_web_role_may_run_the_granted_functions_and_no_other_of_ours(db: None) -> None:
    for path in sql_files():
        for granted, name in FUNCTION.findall(path.read_text(encoding="utf-8")):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT bool_and(has_function_privilege(oid, 'EXECUTE')) FROM pg_proc WHERE proname = %s",
                    [name],
                )
                assert cursor.fetchone()[0] is bool(granted), name


def test_a_society_is_only_ever_set_for_one_transaction() -> None:
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"set_config\('cyfran\.society', [^)]*false\)", text), path
        assert not re.search(r"SET (SESSION )?cyfran\.", text), path


def _patterns(resolver: URLResolver, prefix: str = "") -> list[str]:
    found: list[str] = []
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += _patterns(pattern, route)
        elif isinstance(pattern, URLPattern):
            found.append(route)
    return found


def _example(route: str) -> str:
    examples = {
        "slug:society": "no-such-coop",
        "int": "1",
        "slug": "x",
        "str": "x",
        "path": "x",
        "uuid": "0" * 32,
    }
    path = re.sub(
        r"<([^>]+)>",
        lambda match: examples.get(match[1], examples.get(match[1].split(":")[0], "x")),
        route,
    )
    return (
        "/" + re.sub(r"\(\?P<\w+>[^)]*\)|[\^$\\]|\?\w?", "x", path)
        if "(?P" in path
        else "/" + path.replace("^", "").replace("$", "")
    )


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_address_answers_a_stranger_without_failing(
    db: None, client: Client, language: str
) -> None:
    with translation.override(language):
        routes = _patterns(get_resolver())
    for route in routes:
        response = client.get(_example(route).replace("//", "/"))
        assert response.status_code in (200, 302, 400, 403, 404, 405), (route, response.status_code)
