"""The record is append-only, is sealed in blocks, and outlives the words in it."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.record.models import RecordBlock, RecordEntry, RecordText
from cyfran.kernel.societies.actions import found_society
from cyfran.kernel.societies.models import Society
from cyfran.site.testing.sealing import seal_record

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _found() -> Society:
    mair = Person.objects.create_user("mair@example.cymru", "Mair")
    return found_society(
        actor=Actor.person(mair), name=Bilingual(en="Hub"), model_rules="multi", at=AT, slug="hub"
    )


def _seal(society: Society) -> int | None:
    with society_transaction(society), connection.cursor() as cursor:
        cursor.execute("SELECT record_seal(%s)", [society.pk])
        number: int | None = cursor.fetchone()[0]
        return number


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE record_recordentry SET verb = 'x.y'",
        "DELETE FROM record_recordentry",
        "INSERT INTO record_recordentry (society_id, at, verb, actor_kind, subject_kind, facts, writer) "
        "SELECT id, now(), 'x.y', 'person', '', '{}', 1 FROM societies_society",
        "UPDATE record_recordblock SET hash = ''",
        "UPDATE record_recordtext SET texts = NULL",
    ],
)
def test_the_web_role_cannot_touch_the_record(db: None, attack: str) -> None:
    society = _found()
    with (
        society_transaction(society),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack)


def test_a_block_holds_what_was_committed_and_chains_to_the_one_before(committed_db: str) -> None:
    society = _found()
    seal_record(society)
    assert _seal(society) is None  # nothing new to seal
    with society_transaction(society):
        block, entry = RecordBlock.objects.get(), RecordEntry.objects.get()
    assert (block.number, block.count, entry.block_id) == (1, 1, block.pk)
    sealed = block.sealed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    at = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    text = (
        f"block|1|{society.pk}|1|1|{sealed}|\n"
        f"entry|1|{society.pk}|{entry.pk}|{at}|{entry.verb}|person|{entry.actor_id}||{entry.subject_kind}|"
        f"{entry.subject_id}|{entry.facts}"
    )
    assert block.hash == hashlib.sha256(text.encode()).hexdigest()


def test_an_entry_still_being_written_is_left_for_the_next_block(db: None) -> None:
    society = _found()  # this transaction is open
    assert _seal(society) is None


def test_words_are_erased_and_the_entry_stays(db: None) -> None:
    society = _found()
    with society_transaction(society), connection.cursor() as cursor:
        before = RecordEntry.objects.get().facts
        cursor.execute(
            "SELECT record_erase_texts(%s, 'societies.society', %s)", [society.pk, society.pk]
        )
        assert RecordText.objects.get().texts is None
        assert RecordEntry.objects.get().facts == before
