"""No row of another co-op: not through the code, and not with the code switched off."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import current_society_id, society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.actions import found_society
from cyfran.kernel.societies.models import Appointment, Party, Society
from cyfran.kernel.societies.queries import societies_of
from cyfran.site.testing.standing import standing

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


@standing
def mair(db: None) -> Person:
    return Person.objects.create_user("mair@example.cymru", "Mair")


@standing
def two(mair: Person) -> tuple[Society, Society]:
    actor = Actor.person(mair)

    def founded(slug: str) -> Society:
        name = Bilingual(en=slug)
        return found_society(actor=actor, name=name, model_rules="multi", at=AT, slug=slug)

    return founded("tywi"), founded("teifi")


def test_outside_a_society_no_society_s_rows_are_seen(two: tuple[Society, Society]) -> None:
    assert Party.objects.count() == 0


def test_inside_a_society_only_its_own_rows_are_seen(two: tuple[Society, Society]) -> None:
    with society_transaction(two[0]), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT society_id FROM societies_party"
        )  # no filter: the database adds it
        assert cursor.fetchall() == [(two[0].pk,)]


def test_a_row_cannot_be_written_for_another_society(two: tuple[Society, Society]) -> None:
    with (
        society_transaction(two[0]),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Party.objects.create(society=two[1], name="Intruder", created_at=AT)


def test_a_row_cannot_point_into_another_society(two: tuple[Society, Society]) -> None:
    with society_transaction(two[1]):
        foreign = Party.objects.get()
        mandate = Appointment.objects.get().mandate_id
    with society_transaction(two[0]), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="same_society"), transaction.atomic():
            Appointment.objects.create(
                society=two[0],
                party_id=foreign.pk,
                office="chair",
                mandate_id=mandate,
                starts_at=AT,
            )


def test_after_a_society_s_transaction_nothing_is_left_of_it(two: tuple[Society, Society]) -> None:
    with society_transaction(two[0]):
        with society_transaction(two[1]):
            assert Party.objects.get().society_id == two[1].pk
        assert Party.objects.get().society_id == two[0].pk
    assert current_society_id() is None
    assert Party.objects.count() == 0


def test_a_failed_transaction_leaves_the_society_around_it(two: tuple[Society, Society]) -> None:
    with society_transaction(two[0]):
        with pytest.raises(RuntimeError), society_transaction(two[1]):
            raise RuntimeError
        assert Party.objects.get().society_id == two[0].pk


def test_the_record_cannot_be_written_in_another_society_s_name(
    two: tuple[Society, Society],
) -> None:
    with (
        society_transaction(two[0]),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT record_write(%s, 'x.y', 'person', 1, NULL, '', NULL, NULL, '{}', NULL, NULL, false)",
            [two[1].pk],
        )


def test_a_person_finds_their_own_co_ops_only(two: tuple[Society, Society], mair: Person) -> None:
    dai = Person.objects.create_user("dai@example.cymru", "Dai")
    assert [society.slug for society in societies_of(mair.pk)] == ["teifi", "tywi"]
    assert not societies_of(dai.pk)


def test_an_address_of_no_co_op_is_not_found(db: None, client: Client) -> None:
    assert client.get("/en/no-such-co-op/").status_code == 404
