"""What the database is told about our tables: whose rows they are, and what the web role may do to them.

Models declare it; `kernel/guards.py` turns the declarations into row level security, grants, triggers
and composite foreign keys whenever `cyfran upgrade` runs.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, Token
from typing import Any, ClassVar, Literal, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.utils import CursorWrapper

Row = TypeVar("Row", bound=models.Model)
Access = Literal["full", "insert_update", "append_only", "read_only"]

AWAY = (
    "08",
    "57P",
    "53300",
)  # SQLSTATE: connection lost; shutting down or starting; no connection left

_current_society: ContextVar[int | None] = ContextVar("cyfran_society", default=None)


class SocietyOwned(models.Model):
    """A row that one society owns: no other society can see it, or point at it where `same_society` says so."""

    access: ClassVar[Access] = "full"
    updatable: ClassVar[
        tuple[str, ...]
    ] = ()  # the only columns the web role may change; empty: all
    same_society: ClassVar[tuple[str, ...]] = ()  # foreign keys that must stay inside the society

    society = models.ForeignKey(
        "societies.Society", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["society", "id"], name="%(app_label)s_%(class)s_in_society"
            ),
        ]


def current_society_id() -> int | None:
    """The society whose rows this transaction sees, if it is inside one."""
    return _current_society.get()


def society_is_set(society_id: int) -> Token[int | None]:
    """Tell Python, and not the database, which society this transaction is in; returns the token to undo it.

    For the middleware, which sets the database's side in the same query that finds the society.
    """
    return _current_society.set(society_id)


def society_is_unset(token: Token[int | None]) -> None:
    """Undo `society_is_set`."""
    _current_society.reset(token)


def _set_local(society_id: int | None) -> None:
    # Only ever transaction-local: a session-level setting would leak to the next user of a pooled connection.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('cyfran.society', %s, true)",
            ["" if society_id is None else str(society_id)],
        )


@contextmanager
def society_transaction(society: "models.Model | int") -> Iterator[None]:
    """A transaction that sees and writes the rows of this society and of no other."""
    society_id = society if isinstance(society, int) else society.pk
    before = _current_society.get() if connection.in_atomic_block else None
    token = _current_society.set(society_id)
    try:
        with transaction.atomic():
            _set_local(society_id)
            yield
        if connection.in_atomic_block and before != society_id:
            _set_local(before)
    finally:
        _current_society.reset(token)


def planned_rows(
    statement: str, values: Sequence[Any] | Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """The rows that a statement answers with: one of the few that nearly every request or order runs.

    The database plans it once for each connection, and not each time. Its text never changes, its values go apart.
    """
    here = connections[DEFAULT_DB_ALIAS]  # and not `connection`, which looks it up for every word
    with here.cursor() if here.queries_logged else _planning_cursor(here) as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _planning_cursor(here: Any) -> CursorWrapper:
    """A cursor that sends values apart, as Django's does not; where queries are logged, theirs tells more."""
    here.close_if_health_check_failed()
    here.ensure_connection()
    cursor: CursorWrapper = here.make_cursor(psycopg.Cursor(here.connection))
    return cursor


def is_away(error: BaseException | None) -> bool:
    """Whether it was raised because no server answered, or this one was shutting down, starting, or full."""
    while error is not None:
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            return error.sqlstate is None or error.sqlstate.startswith(AWAY)
        error = error.__cause__ or error.__context__
    return False


def loaded(model: type[Row], values: Sequence[Any]) -> Row:
    """The object of a row that holds every column of the model's table, in the order of `columns_of`."""
    fields = model._meta.concrete_fields
    return model.from_db(
        connection.alias,
        [field.attname for field in fields],
        [
            field.from_db_value(value, None, connection)
            if hasattr(field, "from_db_value")
            else value
            for field, value in zip(fields, values, strict=True)
        ],
    )


def columns_of(model: type[models.Model]) -> str:
    """The columns of the model's table, for a SELECT."""
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
