"""Folds the constraints and indexes of an initial migration into the tables it makes.

`makemigrations` adds them one by one, and Django then works out the state of every related model for
each: most of the time that a new installation takes. The tables come out the same. And it lets the initial migration
need only what the other apps had first: a later table of theirs would go back with everything that is built on it.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.apps import apps
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter

from cyfran.site.configuration import PROJECT

OURS = frozenset(
    path.parents[1].name
    for path in (PROJECT / "src" / "cyfran").rglob("migrations/0001_initial.py")
)


def folded(operations: Sequence[Operation]) -> list[Operation]:
    """The same operations with each added constraint and index inside the creation of its table.

    One whose table gets further fields after its creation stays where it is, after them.
    """
    created = {each.name_lower: each for each in operations if isinstance(each, CreateModel)}
    changed_later = {
        name.lower()
        for each in operations
        if not isinstance(each, CreateModel | AddConstraint | AddIndex)
        and (name := getattr(each, "model_name", None))
    }
    kept: list[Operation] = []
    for each in operations:
        if isinstance(each, AddConstraint | AddIndex):
            table = created.get(each.model_name_lower)
            if table is not None and table.name_lower not in changed_later:
                _put_into(table, each)
                continue
        kept.append(each)
    return kept


def _put_into(table: CreateModel, addition: AddConstraint | AddIndex) -> None:
    if isinstance(addition, AddConstraint):
        table.options.setdefault("constraints", []).append(addition.constraint)
    else:
        table.options.setdefault("indexes", []).append(addition.index)


def fold(migration: Migration) -> Path | None:
    """Rewrite the migration's file if there is something to fold; returns the file then."""
    operations = folded(migration.operations)
    needed = [
        (label, "0001_initial" if label in OURS else name) for label, name in migration.dependencies
    ]
    if len(operations) == len(migration.operations) and needed == list(migration.dependencies):
        return None
    migration.operations = operations  # type: ignore[misc]
    migration.dependencies = needed  # type: ignore[misc]
    writer = MigrationWriter(migration, include_header=False)
    path = Path(writer.path)
    path.write_text(writer.as_string())
    subprocess.run([Path(sys.executable).with_name("ruff"), "format", "-q", path], check=True)
    return path


def main() -> None:
    """Fold every initial migration of ours, or of the apps named."""
    django.setup()
    loader = MigrationLoader(None)
    for (label, _name), migration in sorted(loader.disk_migrations.items()):
        ours = Path(apps.get_app_config(label).path).is_relative_to(PROJECT / "src")
        named = not sys.argv[1:] or label in sys.argv[1:]
        if ours and named and migration.initial and (path := fold(migration)):
            sys.stdout.write(f"folded {path.relative_to(PROJECT)}\n")


if __name__ == "__main__":
    main()
