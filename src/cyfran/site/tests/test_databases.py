from urllib.request import urlopen

import pytest
from django.apps import apps
from django.db import DatabaseError, connection

from cyfran.site.testing.races import at_once


def whoami():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        return cursor.fetchone()


def test_tests_connect_as_the_role_of_the_web(db):
    assert whoami()[0] == "cyfran_app"


def test_the_role_of_the_web_cannot_create_tables(db):
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE forbidden (id int)")


def test_the_role_of_the_web_has_no_special_rights(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,)


def test_a_test_that_commits_has_a_database_of_its_own(committed_db):
    assert whoami() == ("cyfran_app", committed_db)


def test_threads_of_a_race_use_the_same_database(committed_db):
    assert at_once(whoami, whoami) == [("cyfran_app", committed_db)] * 2


def test_the_owner_sees_the_same_database(committed_db, owner_connection):
    row = owner_connection.execute("SELECT current_user, current_database()").fetchone()
    assert row == ("cyfran_owner", committed_db)


def test_afterwards_the_usual_database_is_back(db):
    assert whoami()[1].startswith("test_")


def test_the_whole_site_is_served_on_the_tests_own_database(live_site):
    with urlopen(f"{live_site}/health", timeout=30) as answer:  # noqa: S310 - our own server
        assert answer.status == 200


def test_an_upgrade_makes_every_column_and_foreign_key_that_the_models_declare(db):
    declared = {
        (model._meta.db_table, field.column, field.remote_field and target_of(field))
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if model._meta.managed
    }
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        made = set(cursor.fetchall())
    assert declared - made == set()


def target_of(field):
    return field.remote_field.model._meta.db_table if field.db_constraint else None


COLUMNS = """
    SELECT t.relname, a.attname, target.relname FROM pg_class t
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
      LEFT JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'f' AND c.conkey = ARRAY[a.attnum]
      LEFT JOIN pg_class target ON target.oid = c.confrelid
     WHERE t.relnamespace = 'public'::regnamespace
"""
