"""Somebody is erased: nothing says who it was, and every chain and book still adds up."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, JSONField, TextField

from cyfran import verify
from cyfran.coop.governance.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.applications import (
    decline_application,
)
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.models import Member
from cyfran.coop.membership.refusals import ApplicationWaits, StillMember
from cyfran.coop.membership.tests import cast as membership
from cyfran.coop.payments.refusals import MoneyBetween
from cyfran.kernel import recording
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.holdings import Table, holdings
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ledger.actions import seal_period
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import NotAllowed, constraint_of
from cyfran.kernel.societies.actions import erase_party, erase_party_again
from cyfran.kernel.societies.models import Erasure, Party
from cyfran.kernel.societies.queries import job_mandate, party_of
from cyfran.kernel.societies.refusals import AlreadyErased, HoldsAnOffice
from cyfran.kernel.time import now
from cyfran.site import erasures
from cyfran.site.backup.programs import to_dump
from cyfran.site.bundle.export import export_bundle
from cyfran.site.personal import held_about
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.sealing import seal_record
from cyfran.site.tests import story
from cyfran.trade.catalogue.models import Item

HER = ("Gwenllian", "gwenllian@", "Tyddyn Mawr", "cennin", "Diolch", "Dyled", "31926819")
TRIED_ELSEWHERE = {
    "membership.Invitation.name": "founders are invited before there are members: test_forget_applicant",
    "membership.Invitation.email": "the same",
    "membership.Invitation.speaks_for": "the same",
    "membership.Application.reason": "she was admitted: test_forget_applicant",
    "meetings.Correction.words": "she attended no meeting: coop/meetings, test_minutes",
    "payments.BankDetails.last_digits": "four digits, which stand anywhere by chance: test_bank_details",
}
# What the co-op decided and wrote as its own stays, and the law's dated facts, which have numbers only.


def ask(sql: str, values: list[object] | None = None) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or [])
        return cursor.fetchone()[0]


@pytest.fixture(autouse=True)
def state(settings, tmp_path: Path) -> Path:
    settings.STATE = tmp_path
    return tmp_path


@pytest.fixture
def hub(committed_db: str, clock: Clock) -> Hub:
    founded = cast.founded_hub(clock)
    with society_transaction(founded.society):
        cast.let_members_join(founded, ("mair", "dai"))
    return founded


def dumped() -> str:
    """Everything that is in the database, as the owner's dump says it."""
    command, environment = to_dump().command("pg_dump", "--format=plain", "--data-only")
    command[-1] = command[-1].replace("user=cyfran_app", "user=cyfran_owner")
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def verified(hub: Hub, path: Path) -> bool:
    for public in (False, True):
        export_bundle(hub.society, path, at=now(), public=public)
        if verify.main([str(path)]):
            return False
    return True


def texts_of(person: Person) -> dict[str, set[str]]:
    """Every text that is held about the person, by its column; not those that are declared to outlive an erasure."""
    found: dict[str, set[str]] = {}
    for place in held_about(person):
        for told in (each for kind in place.kinds for each in kind.told):
            for field in texts_in(told.table):
                texts = {text for row in told.rows for text in strings(getattr(row, field.name))}
                found.setdefault(f"{told.table.model}.{field.name}", set()).update(texts)
    return found


def of_the_co_op(person: Person) -> set[str]:
    """Texts of hers that are declared to outlive an erasure, and what goods are called; the record quotes them too."""
    goods = [each.name for each in Item.objects.all()]
    for place in held_about(person):
        for told in (each for kind in place.kinds for each in kind.told):
            goods += [getattr(row, name) for row in told.rows for name in told.table.stays]
    quoted = {recording.text_of(each) for each in goods if isinstance(each, Bilingual | str)}
    return {text for each in goods for text in strings(each)} | quoted


def texts_in(table: Table) -> list[Any]:
    """The columns of a table that hold words which are to go."""
    kept = {*table.secret, *table.stays}
    return [
        field
        for field in apps.get_model(table.model)._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField)
        and not (field.choices or field.is_relation or field.name in kept)
    ]


def strings(value: Any) -> Iterator[str]:
    """The texts in a value, of five letters or more: shorter ones stand in hashes by chance."""
    if isinstance(value, Bilingual):
        value = value.stored()
    if isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, str) and len(value) >= 5:
        yield value


def test_nothing_says_who_it_was_and_everything_still_adds_up(hub: Hub, state: Path, capsys):
    with society_transaction(hub.society):
        party = story.happened(hub)
        story.left(hub, party)
        told = texts_of(hub.people["gwenllian"])
        stays = of_the_co_op(hub.people["gwenllian"])
        number, since = party.memberships.get().number, party.memberships.get().joined_on
        story.letters_were_sent()
    seal_record(hub.society)
    with society_transaction(hub.society):
        seal_period(actor=hub.actor("mair"), society=hub.society, through=date(2026, 11, 1))
    assert verified(hub, state / "before.zip")
    before = dumped().lower()
    assert {word for word in HER if word.lower() in before} == set(HER) - {"31926819"}

    with society_transaction(hub.society):
        erase_party(actor=hub.actor("mair"), party=party, at=now())
    seal_record(hub.society)

    after = dumped().lower()
    assert [word for word in HER if word.lower() in after] == []
    words = {text for found in told.values() for text in found} - stays
    assert len(words) > 15
    assert sorted(text for text in words if text.lower() in after) == []
    assert verified(hub, state / "after.zip"), capsys.readouterr().out
    with society_transaction(hub.society):
        line = Member.objects.get(party=party)
        assert (line.number, line.joined_on) == (number, since)
        assert line.ceased_on is not None
    assert not Person.objects.get(pk=hub.people["gwenllian"].pk).is_active


def test_the_story_has_words_in_every_column_that_can_hold_some(hub: Hub):
    """So that the search of the dump leaves nothing out."""
    with society_transaction(hub.society):
        story.left(hub, story.happened(hub))
        told = texts_of(hub.people["gwenllian"])
    for table in (table for holding in holdings.values() for table in holding.tables):
        for field in texts_in(table):
            column = f"{table.model}.{field.name}"
            assert told.get(column) or column in TRIED_ELSEWHERE, column


def test_the_erasure_is_in_the_journal_once_it_is_committed(hub: Hub):
    with society_transaction(hub.society):
        stranger = Party.objects.create(society=hub.society, name="Nain", created_at=now())
        at = now()
        erase_party(actor=hub.actor("mair"), party=stranger, at=at)
        assert list(erasures.read(erasures.journal())) == []
    assert list(erasures.read(erasures.journal())) == [erasures.Line.of(stranger, at)]
    assert erasures.journal().stat().st_mode & 0o777 == 0o600
    assert "Nain" not in erasures.journal().read_text()
    with society_transaction(hub.society):
        other = Party.objects.create(society=hub.society, name="Taid", created_at=now())
        erase_party(actor=hub.actor("mair"), party=other, at=now())
        transaction.set_rollback(True)
    assert len(list(erasures.read(erasures.journal()))) == 1


def test_a_line_that_a_crash_cut_short_does_not_stop_the_others(state: Path):
    first, second = erasures.Line(1, 2, "a", "b"), erasures.Line(1, 3, "a", "b")
    erasures.write_down([first])
    with erasures.journal().open("a") as file:
        file.write('{"society": 1, "par\n')
    erasures.write_down([first, second])
    assert list(erasures.read(erasures.journal())) == [first, second]


def test_the_login_stays_while_another_co_op_knows_the_person(hub: Hub):
    who = membership.person("Tegwen")
    other = membership.forming_hub(who, "yr-ail")
    with society_transaction(hub.society):
        party = membership.applied(hub.society, who)
        decline_application(actor=hub.actor("mair"), application=party, reason="Na", at=now())
        erase_party(actor=hub.actor("mair"), party=party.applicant, at=now())
        assert party_of(hub.society, who.pk) is None
    who.refresh_from_db()
    assert (who.name, who.is_active) == ("Tegwen", True)
    with society_transaction(other):
        assert party_of(other, who.pk) is not None


def test_whoever_has_left_and_comes_again_is_somebody_new(hub: Hub):
    with society_transaction(hub.society):
        party = Party.objects.create(society=hub.society, name="Nain", created_at=now())
        erase_party(actor=hub.actor("mair"), party=party, at=now())
        party.refresh_from_db()
        assert party.name == "Dilëwyd · Erased"
        with pytest.raises(AlreadyErased), transaction.atomic():
            erase_party(actor=hub.actor("mair"), party=party, at=now())


def test_refusals(hub: Hub):
    mair = hub.actor("mair")
    with society_transaction(hub.society):
        dai = party_of(hub.society, hub.people["dai"].pk)
        assert dai is not None
        with pytest.raises(HoldsAnOffice):
            erase_party(actor=mair, party=party_of(hub.society, hub.people["mair"].pk), at=now())
        with pytest.raises(NotAllowed):
            erase_party(actor=hub.actor("dai"), party=dai, at=now())
        with pytest.raises(NotAllowed):
            erase_party_again(actor=mair, party=dai, at=now())
        with pytest.raises(StillMember, match="Dai is a member"):
            erase_party(actor=mair, party=dai, at=now())
        cease_membership(actor=mair, member=dai.memberships.get(), at=now())
        with pytest.raises(MoneyBetween):
            erase_party(actor=mair, party=dai, at=now())
        story.repaid(hub, dai)
        again = membership.applied(hub.society, hub.people["dai"])
        with pytest.raises(ApplicationWaits):
            erase_party(actor=mair, party=dai, at=now())
        decline_application(actor=mair, application=again, reason="Na", at=now())
        erase_party(actor=mair, party=dai, at=now())


def test_the_database_refuses_to_erase_a_member_and_to_take_an_erasure_back(hub: Hub):
    with society_transaction(hub.society):
        dai = party_of(hub.society, hub.people["dai"].pk)
        with pytest.raises(DatabaseError) as broken, transaction.atomic():
            Erasure.objects.create(society=hub.society, party=dai, erased_at=now())
        assert constraint_of(broken.value) == "register_names_its_members"
        nain = Party.objects.create(society=hub.society, name="Nain", created_at=now())
        erase_party(actor=hub.actor("mair"), party=nain, at=now())
        for undoing in (
            "DELETE FROM societies_erasure",
            "UPDATE societies_erasure SET party_id = 1",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                ask(undoing)


def test_what_comes_back_with_a_backup_is_erased_again_by_the_jobs_mandate(hub: Hub):
    with society_transaction(hub.society):
        nain = Party.objects.create(society=hub.society, name="Nain", created_at=now())
        actor = Actor.mandate(job_mandate(hub.society, "site.restore"))
        erase_party_again(actor=actor, party=nain, at=now())
        assert ask("SELECT count(*) FROM societies_erasure") == 1


def test_the_owner_who_restores_may_erase_whom_an_older_register_still_names(
    hub: Hub, owner_connection
):
    with society_transaction(hub.society):
        dai = party_of(hub.society, hub.people["dai"].pk)
        assert dai is not None
    owner_connection.execute(
        "INSERT INTO societies_erasure (society_id, party_id, erased_at) VALUES (%s, %s, cyfran_now())",
        [hub.society.pk, dai.pk],
    )
    owner_connection.rollback()
