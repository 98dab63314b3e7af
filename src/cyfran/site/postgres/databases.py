"""The roles of an installation, and making, copying and dropping its databases."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import Connection, connect
from psycopg.sql import SQL, Identifier

from cyfran.site.postgres.home import APP, DATABASE, OWNER, SUPERUSER, Home

Administration = Connection[tuple[object, ...]]


@contextmanager
def administration(url: str) -> Iterator[Administration]:
    """A connection in autocommit, as CREATE and DROP DATABASE need."""
    with connect(url, autocommit=True) as connection:
        yield connection


def make_roles_and_database(home: Home) -> None:
    """The owner (may create databases, is no superuser), the app role (may only connect) and the database exist."""
    with administration(home.url(SUPERUSER, "postgres")) as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        if OWNER not in known:
            connection.execute(
                SQL("CREATE ROLE {} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS").format(
                    Identifier(OWNER)
                )
            )
        if APP not in known:
            connection.execute(
                SQL("CREATE ROLE {} LOGIN NOCREATEDB NOCREATEROLE NOSUPERUSER NOBYPASSRLS").format(
                    Identifier(APP)
                )
            )
        if not database_exists(connection, DATABASE):
            create_database(connection, DATABASE)


def database_exists(connection: Administration, name: str) -> bool:
    """Whether the server has a database of that name."""
    return (
        connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        is not None
    )


def create_database(connection: Administration, name: str, *, template: str | None = None) -> None:
    """A database owned by the owner role, empty or a copy; others may connect and nothing more."""
    statement = SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
    connection.execute(
        statement.format(Identifier(name), Identifier(OWNER), Identifier(template or "template0"))
    )
    connection.execute(SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(Identifier(name)))


def drop_database(connection: Administration, name: str) -> None:
    """The database is gone, and the sessions in it were ended."""
    connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
