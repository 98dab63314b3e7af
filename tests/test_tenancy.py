"""Two co-ops and every table that a co-op owns: the database keeps them apart, with all of our code switched off."""

from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from psycopg.sql import SQL, Identifier, Literal

from cyfran.kernel.database import SocietyOwned
from cyfran.kernel.guards import owned_models
from cyfran.site.testing import databases

OURS, THEIRS = 901, 902
TABLES = sorted(model._meta.db_table for model in owned_models())
# Tables of ours that no society owns, each with the reason.
OF_THE_INSTALLATION = {
    "societies_society": "who there is, which is public; its rows are the societies themselves",
    "societies_installation": "the clock",
    "societies_ruledefinition": "what the law and the model rules say, the same for everybody",
}
# Apps of people and their browsers, whoever of the co-ops they belong to.
OF_PEOPLE = ("people", "consent")
A_VALUE = {
    "bigint": "1", "integer": "1", "smallint": "1", "numeric": "1", "boolean": "true", "date": "current_date",
    "timestamp with time zone": "now()", "interval": "interval '0'", "bytea": "'\\x'", "jsonb": "'{}'", "uuid": "gen_random_uuid()",
}  # fmt: skip

Rows = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def app(
    test_server: databases.Server, database_template: str, django_db_setup: None
) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """The web's role, by itself; each table has a row of ours and a row of theirs.

    The owner laid them past everything that asks what a row means, so that each table is tried and none forgotten.
    """
    with databases.fresh_copy(test_server, database_template) as name:
        with psycopg.connect(test_server.owner_url(name)) as owner:
            for table in TABLES:
                _stop_asking(owner, table)
            for table in TABLES:
                for society in (OURS, THEIRS):
                    _lay_a_row(owner, table, society)
        with psycopg.connect(test_server.app_url(name)) as connected:
            yield connected


def _stop_asking(owner: "psycopg.Connection[tuple[object, ...]]", table: str) -> None:
    owner.execute(SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(Identifier(table)))
    found = owner.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'f')",
        [table],
    ).fetchall()
    for (constraint,) in found:
        owner.execute(
            SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(
                Identifier(table), Identifier(str(constraint))
            )
        )


def _lay_a_row(owner: "psycopg.Connection[tuple[object, ...]]", table: str, society: int) -> None:
    columns = owner.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' "
        "AND table_name = %s AND is_generated = 'NEVER'",
        [table],
    ).fetchall()
    values = {
        str(name): "'x'"
        if "char" in str(kind) or kind == "text"
        else A_VALUE.get(str(kind), "NULL")
        for name, kind in columns
    }
    # Numbers of its own, so that nothing unique is met twice.
    values |= {
        name: str(society) for name, value in values.items() if value == "1" and name.endswith("id")
    }
    owner.execute(
        SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
            Identifier(table),
            SQL(", ").join(map(Identifier, values)),
            SQL(", ").join(SQL(value) for value in values.values()),  # type: ignore[arg-type]
        )
    )


@pytest.fixture
def ours(
    app: "psycopg.Connection[tuple[object, ...]]",
) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A transaction in our society."""
    app.execute("SELECT set_config('cyfran.society', %s, true)", [str(OURS)])
    yield app
    app.rollback()


@pytest.mark.parametrize("table", TABLES)
def test_a_co_op_sees_its_own_rows_and_no_other(ours, table: str) -> None:
    assert _seen(ours, table) == [(OURS,)]  # no WHERE: the database adds it


@pytest.mark.parametrize("table", TABLES)
def test_who_is_in_no_co_op_sees_nothing(app, table: str) -> None:
    for nobody in ("", "0", "903"):
        app.execute("SELECT set_config('cyfran.society', %s, true)", [nobody])
        assert _seen(app, table) == []
    app.rollback()


@pytest.mark.parametrize("table", TABLES)
def test_no_statement_reaches_the_rows_of_another(ours, table: str) -> None:
    theirs = SQL(" WHERE society_id = {}").format(Literal(THEIRS))
    for statement in (
        SQL("DELETE FROM {}").format(Identifier(table)) + theirs,
        SQL("UPDATE {} SET {} = {}").format(
            *[Identifier(table), *[Identifier(_changeable(ours, table))] * 2]
        )
        + theirs,
        SQL("SELECT 1 FROM {}").format(Identifier(table)) + theirs,
    ):
        assert _tried(ours, statement) in ("nothing", "42501"), statement.as_string()


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_written_for_another_or_given_to_it(ours, table: str) -> None:
    given = SQL("UPDATE {} SET society_id = {}").format(Identifier(table), Literal(THEIRS))
    columns = [str(name) for (name,) in ours.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s "
        "AND is_generated = 'NEVER'", [table])]  # fmt: skip
    copied = SQL("INSERT INTO {0} ({1}) OVERRIDING SYSTEM VALUE SELECT {2} FROM {0}").format(
        Identifier(table),
        SQL(", ").join(map(Identifier, columns)),
        SQL(", ").join(
            Literal(THEIRS) if name == "society_id" else Identifier(name) for name in columns
        ),
    )
    for statement in (given, copied):
        assert _tried(ours, statement) == "42501", statement.as_string()


def test_every_table_of_ours_belongs_to_a_society_or_says_why_not() -> None:
    for model in apps.get_models(include_auto_created=True):
        tier = model.__module__.split(".")
        if tier[0] == "cyfran" and tier[2] not in OF_PEOPLE and not issubclass(model, SocietyOwned):
            assert model._meta.db_table in OF_THE_INSTALLATION


def test_no_view_of_the_database_looks_past_the_policies(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT viewname FROM pg_views WHERE schemaname = 'public' UNION "
            "SELECT matviewname FROM pg_matviews WHERE schemaname = 'public'"
        )
        assert cursor.fetchall() == []


def _seen(app: "psycopg.Connection[tuple[object, ...]]", table: str) -> Rows:
    return app.execute(SQL("SELECT society_id FROM {}").format(Identifier(table))).fetchall()


def _changeable(app: "psycopg.Connection[tuple[object, ...]]", table: str) -> str:
    """A column that the web may change, where there is one."""
    found = app.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s "
        "ORDER BY has_column_privilege(%s, column_name, 'UPDATE') DESC, ordinal_position",
        [table, table],
    ).fetchone()
    assert found is not None
    return str(found[0])


def _tried(app: "psycopg.Connection[tuple[object, ...]]", statement: SQL) -> str:
    """What a statement did: "nothing", "something", or the code of its refusal."""
    try:
        with app.transaction(force_rollback=True):
            return "something" if app.execute(statement).rowcount else "nothing"
    except psycopg.Error as error:
        return error.sqlstate or ""
