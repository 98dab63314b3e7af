"""The database's own guard over every table, made from what the models declare.

Runs as the owner at the end of `cyfran upgrade`, after the migrations; everything here can be run again.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from cyfran.kernel.database import SocietyOwned

FUNCTION = re.compile(
    r"^(-- grant: app\s*\n)?CREATE OR REPLACE FUNCTION\s+([a-z_0-9]+)\s*\(",
    re.MULTILINE,
)
PRIVILEGES = {
    "full": "SELECT, INSERT, UPDATE, DELETE",
    "insert_update": "SELECT, INSERT, UPDATE",
    "append_only": "SELECT, INSERT",
    "read_only": "SELECT",
}
NEVER_WRITTEN = {"django_migrations"}


def apply_guards(app_role: str) -> None:
    """Every table has its grants, its policy and its guards, and every function its privileges."""
    with connection.cursor() as cursor:
        for path in sql_files():
            _run_file(cursor, path, app_role)
        _grant_tables(cursor, app_role)
        for model in owned_models():
            _guard(cursor, model)


def sql_files() -> list[Path]:
    """Every app's `sql/*.sql`, in the order of the apps and then of the names."""
    folders = (
        Path(app.path) / "sql" for app in apps.get_app_configs() if app.name.startswith("cyfran.")
    )
    return [path for folder in folders for path in sorted(folder.glob("*.sql"))]


def owned_models() -> Iterable[type[SocietyOwned]]:
    """The concrete models whose rows a society owns."""
    return (model for model in apps.get_models() if issubclass(model, SocietyOwned))


def _run_file(cursor: CursorWrapper, path: Path, app_role: str) -> None:
    text = path.read_text(encoding="utf-8")
    cursor.execute(text)
    for granted, name in FUNCTION.findall(text):
        cursor.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        if granted:
            cursor.execute(f'GRANT EXECUTE ON FUNCTION {name} TO "{app_role}"')


def _grant_tables(cursor: CursorWrapper, app_role: str) -> None:
    cursor.execute(f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{app_role}"')
    cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{app_role}"')
    cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{app_role}"')
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    tables = {row[0] for row in cursor.fetchall()}
    declared = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    for table in sorted(tables):
        model = declared.get(table)
        access = getattr(model, "access", "full") if table not in NEVER_WRITTEN else "read_only"
        columns = (
            [_column(model, name) for name in getattr(model, "updatable", ())] if model else []
        )
        privileges = PRIVILEGES[access]
        if columns:
            privileges = privileges.replace("UPDATE", f"UPDATE ({', '.join(columns)})")
        cursor.execute(f'GRANT {privileges} ON "{table}" TO "{app_role}"')


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    assert field.column is not None, f"{model.__name__}.{name} has no column to be updated"
    return field.column


def _guard(cursor: CursorWrapper, model: type[SocietyOwned]) -> None:
    table = model._meta.db_table
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(
        "SELECT 1 FROM pg_policies WHERE schemaname = 'public' AND tablename = %s",
        [table],
    )
    if not cursor.fetchone():
        # After a commit the setting reads '' and not NULL; both see nothing.
        own = "society_id = nullif(current_setting('cyfran.society', true), '')::bigint"
        cursor.execute(f'CREATE POLICY own_society ON "{table}" USING ({own}) WITH CHECK ({own})')
    if model.access == "append_only":
        cursor.execute(
            f'CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION cyfran_append_only()"
        )
    for name in model.same_society:
        _keep_in_society(cursor, model, name)


def _keep_in_society(cursor: CursorWrapper, model: type[SocietyOwned], field_name: str) -> None:
    field = model._meta.get_field(field_name)
    assert isinstance(field, models.ForeignKey)
    table, target = model._meta.db_table, field.related_model._meta.db_table
    name = f"{table}_{field.column}_same_society"[:63]
    cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [name])
    if not cursor.fetchone():
        cursor.execute(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (society_id, {field.column}) '
            f'REFERENCES "{target}" (society_id, id)'
        )
