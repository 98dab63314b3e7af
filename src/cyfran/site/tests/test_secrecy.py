"""Nothing in the database, the logs or the letters ties a secret ballot to a person."""

import json
import logging
from dataclasses import dataclass
from hashlib import sha256

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from cyfran.coop.elections.models import Election
from cyfran.coop.elections.rules import commitment_of
from cyfran.coop.elections.tasks import tell_members
from cyfran.coop.elections.tests import cast
from cyfran.coop.elections.tests.conftest import committed_hub, hub_template
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now
from cyfran.site.tests.test_erasure import dumped

__all__ = ["committed_hub", "hub_template"]

NAMES = ("mair", "dai", "sian", "elin", "gwyn", "nest")
BALLOT_TABLES = {"elections_boxedballot", "elections_leaf", "elections_opening"}


@dataclass
class Voted:
    """What only the voter's browser knows of a ballot."""

    browser: cast.Browser
    salt: str
    receipt: str


def _voted_over_the_web(hub: Hub, election: Election) -> list[Voted]:
    voted = []
    for name in NAMES:
        browser, member = cast.Browser(election), Client()
        member.force_login(hub.people[name])
        asked = member.post(
            society_url(hub.society, "elections:collect", number=1),
            json.dumps({"blinded": browser.blinded.hex()}),
            content_type="application/json",
        )
        browser.take(bytes.fromhex(asked.json()["signature"]))
        vote = browser.vote((1, 2))
        said = {
            "token": vote.token,
            "signature": vote.signature,
            "salt": vote.ballot.salt,
            "ranking": vote.ballot.ranking,
        }
        answer = member.post(
            society_url(hub.society, "elections:cast", number=1),
            json.dumps(said),
            content_type="application/json",
        )
        voted.append(Voted(browser, vote.ballot.salt, answer.json()["receipt"]))
    return voted


def _tables(dump: str) -> dict[str, list[str]]:
    """The rows of each table, as the dump has them."""
    found: dict[str, list[str]] = {}
    table = ""
    for line in dump.splitlines():
        if line.startswith("COPY public."):
            table = line.split()[1].removeprefix("public.")
        elif line == "\\.":
            table = ""
        elif table:
            found.setdefault(table, []).append(line)
    return found


@pytest.mark.parametrize("closed", [False, True])
def test_nothing_ties_a_ballot_to_a_person(committed_hub: Hub, caplog, closed: bool):
    hub = committed_hub
    with society_transaction(hub.society):
        election = cast.opened(hub)
        tell_members(hub.society, Actor.mandate(job_mandate(hub.society, "x")), now())
    with caplog.at_level(logging.DEBUG):
        voted = _voted_over_the_web(hub, election)
        if closed:
            with society_transaction(hub.society):
                assert cast.declared(hub, election).ballots == len(NAMES)
    tables = _tables(dumped())
    letters = "\n".join(tables["procrastinate_jobs"])
    assert "pleidleisio ar agor" in letters
    for one in voted:
        browser = one.browser
        commitment = commitment_of(hub.society.pk, 1, one.salt, "1,2")
        secrets = (browser.token.hex(), browser.signature.hex(), commitment, one.receipt)
        for told in (*secrets, one.salt, browser.blinded.hex(), browser.blinded.hex()[:64]):
            holding = {name for name, rows in tables.items() if any(told in row for row in rows)}
            assert holding <= BALLOT_TABLES, (told, holding)
            assert told not in caplog.text
            assert told not in letters
        asked = sha256(browser.blinded).hexdigest()
        assert {n for n, rows in tables.items() if any(asked in r for r in rows)} == {
            "elections_paper"
        }
    record = "\n".join(tables["record_recordentry"])
    for verb in ("collect_paper", "cast_ballot", "cast_plainly"):
        assert verb not in record


def test_no_ballot_has_a_column_for_a_person_a_time_or_an_address():
    pointing = {
        (model._meta.db_table, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and model._meta.db_table in BALLOT_TABLES
    }
    assert {name for _table, name in pointing} == {"society", "election"}
    dated = {
        (model._meta.db_table, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.DateTimeField | models.GenericIPAddressField)
        and model._meta.db_table in BALLOT_TABLES | {"elections_paper"}
    }
    assert not dated
