"""Writing a bundle from the database: one moment of one society, row by row."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from psycopg.sql import SQL, Composed, Identifier

from cyfran.coop.elections.counting import published
from cyfran.coop.elections.models import Election
from cyfran.coop.governance import stv
from cyfran.kernel.database import society_transaction
from cyfran.kernel.guards import owned_models
from cyfran.kernel.societies.models import Society
from cyfran.site.bundle import parts
from cyfran.site.bundle.file import BundleFile

ROWS_AT_A_TIME = 2_000
JSONB = 3802  # PostgreSQL's number for the type


@dataclass(frozen=True)
class Exported:
    """A bundle that was written: where, its seal, and the heads of the chains in it."""

    path: Path
    seal: str
    heads: dict[str, str]


def export_bundle(society: Society, path: Path, *, at: datetime, public: bool = False) -> Exported:
    """Everything of the society is in a bundle at `path`; `public` leaves out whatever is about a person.

    All rows are of one moment. The file appears whole or not at all, readable by its owner alone.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    values = {"society": society.pk, "salt": secrets.token_hex(16)}
    try:
        with one_moment(society), BundleFile(draft) as bundle:
            _write_parts(bundle, values, public=public)
            if not public:
                _write_tables(bundle, values)
            heads = _heads(values)
            seal = bundle.seal(_facts(society, at, heads, public=public))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return Exported(path, seal, heads)


@contextmanager
def one_moment(society: Society) -> Iterator[None]:
    """The society's transaction, in which nothing that others commit meanwhile is seen.

    Inside another transaction it is that one's moment, or moments: `of_one_moment` is for pages.
    """
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        if not is_inside:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with society_transaction(society):
            yield


def rows_of(sql: str | Composed, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of a query, fetched as they are asked for."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        nested = {column.name for column in cursor.description or () if column.type_code == JSONB}
        while rows := cursor.fetchmany(ROWS_AT_A_TIME):
            for row in rows:
                yield {
                    name: json.loads(value) if name in nested and isinstance(value, str) else value
                    for name, value in zip(names, row, strict=True)
                }


def _write_parts(bundle: BundleFile, values: dict[str, Any], *, public: bool) -> None:
    chosen = parts.PUBLIC if public else parts.PUBLIC | parts.OFFICERS
    for part, sql in chosen.items():
        bundle.write_rows(part, rows_of(sql, values))
    for election in Election.objects.filter(opened__isnull=False).order_by("number"):
        ballots = published(election)
        assert ballots is not None
        bundle.write_bytes(f"elections/{election.number}.blt", [stv.write_blt(ballots).encode()])


def _write_tables(bundle: BundleFile, values: dict[str, Any]) -> None:
    """What no part holds, table by table, and the uploaded files."""
    bundle.write_rows("tables/societies_society", rows_of(parts.SOCIETY, values))
    bundle.write_rows("tables/people_person", rows_of(parts.PEOPLE, values))
    for model in owned_models():
        table = model._meta.db_table
        if table not in parts.HELD_ABOVE | parts.HELD_BACK:
            sql = parts.CONTENTS if table == "files_content" else _whole(model)
            bundle.write_rows(f"tables/{table}", rows_of(sql, values))
    for row in rows_of(parts.BODIES, values):
        bundle.write_bytes(f"files/{row['sha256']}", [bytes(row["body"])])


def _whole(model: type[models.Model]) -> Composed:
    columns = [Identifier(str(field.column)) for field in model._meta.pk_fields]
    order = SQL(", ").join(columns)
    table = Identifier(model._meta.db_table)
    return SQL("SELECT * FROM {} WHERE society_id = %(society)s ORDER BY {}").format(table, order)


def _heads(values: dict[str, Any]) -> dict[str, str]:
    return {
        chain: next((row["hash"] for row in rows_of(sql, values)), "")
        for chain, sql in parts.HEADS.items()
    }


def _facts(
    society: Society, at: datetime, heads: dict[str, str], *, public: bool
) -> dict[str, Any]:
    return {
        "kind": "public" if public else "officers",
        "made_at": at.isoformat(),
        "society": {
            "id": society.pk,
            "slug": society.slug,
            "name": society.name.stored(),
            "registration_number": society.registration_number,
        },
        "heads": heads,
    }
