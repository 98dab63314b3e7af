"""Erase words from the record: its entries and every hash stay. For the action that erases a person."""

from collections.abc import Iterable

from django.db import connection, models


def erase_words_about(society_id: int, kind: type[models.Model], ids: Iterable[int]) -> None:
    """No words are left behind the entries about these."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_erase_texts(%s, %s, subject) FROM unnest(%s::bigint[]) AS subject",
            [society_id, kind._meta.label_lower, list(ids)],
        )


def erase_words_of(society_id: int, person_id: int) -> None:
    """No words are left that this person gave."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_erase_words_of(%s, %s)", [society_id, person_id])
