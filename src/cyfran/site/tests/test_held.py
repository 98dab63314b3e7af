"""What is held about somebody: every table is declared, the page tells it, and the copy has all of it."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q
from django.test import Client
from django.utils import translation

from cyfran.coop.payments.actions import download_payment_file, prepare_payment_file
from cyfran.coop.payments.tests import cast as payments
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.holdings import Whose, about_nobody, holdings
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party
from cyfran.kernel.time import now, society_day
from cyfran.site.personal import copy_of, held_about

SOMEBODY = Whose(1, 1, frozenset({"mair@example.org"}))
NAMES_SOMEBODY = ("person_id", "actor_id", "uploader_id", "owner", "email")
TABLES = [table for holding in holdings.values() for table in holding.tables]
# Tables whose rows are what a co-op did, though somebody had a part: what hangs on them need not be about anybody.
SHARED = {"governance.Resolution", "elections.Election", "catalogue.Offer", "ledger.Entry"}
# Columns that name somebody, by which nobody's rows are found, each with the reason.
BESIDE = {
    "societies.Party.person": "rows are found by the party",
    "societies.Party.email": "rows are found by the party",
    "people.Person.email": "rows are found by the person",
    "account.EmailAddress.email": "rows are found by the person",
    "meetings.Paper.file": "a paper of an agenda is the co-op's; the file is held about whoever uploaded it",
    "societies.Erasure.party": "whoever is erased has no name any more",
}


def columns_asked(q: Q) -> set[str]:
    """The columns by which rows are found."""
    found: set[str] = set()
    for each in q.children:
        found |= columns_asked(each) if isinstance(each, Q) else {each[0].split("__")[0]}
    return found


def names_somebody(field: "models.Field[Any, Any]") -> bool:
    return field.related_model in (Person, Party) or field.name in NAMES_SOMEBODY


def test_every_column_that_names_somebody_finds_their_rows() -> None:
    asked = {table.model: columns_asked(table.theirs(SOMEBODY)) for table in TABLES}
    for model in apps.get_models():
        for field in filter(names_somebody, model._meta.concrete_fields):
            column = f"{model._meta.label}.{field.name}"
            assert field.name in asked.get(model._meta.label, set()) or column in BESIDE, column


def test_a_table_that_belongs_to_somebody_s_row_is_not_said_to_be_about_nobody() -> None:
    """One is reached from a person through another: a vote from its elector, a leg from its account."""
    mine = {table.model for table in TABLES} - SHARED
    for label in about_nobody:
        for field in apps.get_model(label)._meta.concrete_fields:
            target = field.related_model._meta.label if field.is_relation else ""
            column = f"{label}.{field.name}"
            assert target not in mine or column in BESIDE, column


def test_every_table_is_held_about_somebody_or_said_to_be_about_nobody() -> None:
    held = [table.model for table in TABLES]
    assert len(held) == len(set(held))
    assert not set(held) & set(about_nobody)
    assert set(held) | set(about_nobody) == {model._meta.label for model in apps.get_models()}


@pytest.fixture
def paid(db: None) -> dict[str, Any]:
    """Eleri's hub paid Dai, whose bank account she took in a file."""
    eleri, dai = payments.person("Eleri"), payments.person("Dai")
    hub = payments.hub(eleri)
    with society_transaction(hub):
        party = payments.known(hub, dai)
        payments.banked(dai, party)
        payments.with_a_bank(eleri, hub)
        payments.owed(hub, party, 1_234)
        file = prepare_payment_file(
            actor=Actor.person(eleri), society=hub, execution_on=society_day(hub, now()), at=now()
        )
        download_payment_file(actor=Actor.person(eleri), file=file)
    return {"eleri": eleri, "dai": dai, "hub": hub}


def test_who_took_somebody_s_bank_account_and_why_is_told_to_them(paid: dict[str, Any]) -> None:
    _installation, at_the_hub = held_about(paid["dai"])
    assert [each.who for each in at_the_hub.sightings] == ["Eleri", "Eleri"]
    assert all("£12.34" in each.why for each in at_the_hub.sightings)
    assert held_about(paid["eleri"])[1].sightings == []


def test_the_page_tells_it_in_both_languages_and_nothing_of_others(paid: dict[str, Any]) -> None:
    client = payments.signed_in(paid["dai"])
    for language in ("en", "cy"):
        answer = client.get(f"/{language}/people/held/")
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.text
        assert "dai@" in answer.text
        assert "eleri@" not in answer.text


def test_a_stranger_is_asked_to_sign_in(db: None) -> None:
    for address in ("/en/people/held/", "/en/people/held/copy.zip"):
        assert Client().get(address).status_code == 302


def test_the_copy_has_every_row_for_machines_and_for_people_and_no_secrets(
    paid: dict[str, Any],
) -> None:
    with (
        translation.override("cy"),
        zipfile.ZipFile(io.BytesIO(copy_of(paid["dai"], now()))) as file,
    ):
        told = json.loads(file.read("cyfran.json"))
        words = file.read("cyfran.html").decode()
    installation, hub = told["held"]
    assert installation["by"] is None
    assert hub["by"] == paid["hub"].slug
    assert (
        hub["kinds"]["payments.payments"]["tables"]["payments.PaymentInstruction"][0]["amount"]
        == 1_234
    )
    assert installation["kinds"]["people.login"]["tables"]["people.Person"][0]["name"] == "Dai"
    assert '"password"' not in json.dumps(told)
    assert "sealed" not in json.dumps(hub["kinds"]["payments.account"]["tables"])
    assert 'lang="cy"' in words
    assert "£12.34" in words
    assert len(hub["seen"]) == 2


def test_every_declared_table_can_be_asked_and_given(paid: dict[str, Any]) -> None:
    with society_transaction(paid["hub"]):
        for table in TABLES:
            list(table.rows(SOMEBODY))
