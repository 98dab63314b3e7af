import json
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from cyfran import verify
from cyfran.coop.membership.tests import cast
from cyfran.coop.membership.tests.pages import signed_in
from cyfran.kernel.database import society_transaction
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.societies.addresses import society_url
from cyfran.site.bundle import parts


@pytest.fixture
def mair(committed_db):
    return cast.person("Mair")


@pytest.fixture
def hub(mair):
    return cast.registered_hub(mair)


def test_an_officer_takes_everything_and_the_record_and_the_file_say_so(hub, mair, tmp_path: Path):
    browser = signed_in(mair)
    assert "Download everything" in browser.get(society_url(hub, "society:check")).text
    answer = browser.post(society_url(hub, "society:officers_bundle"))
    assert answer.status_code == 200, answer.headers
    assert answer["Content-Disposition"] == f'attachment; filename="{hub.slug}.zip"'
    taken = tmp_path / "hub.zip"
    taken.write_bytes(answer.getvalue())
    assert verify.main([str(taken)]) == 0
    with zipfile.ZipFile(taken) as bundle:
        assert json.loads(bundle.read("manifest.json"))["kind"] == "officers"
        assert b"bundle.take_bundle" in bundle.read("record.jsonl")
    with society_transaction(hub):
        entry = RecordEntry.objects.get(society=hub, verb="bundle.take_bundle")
        assert entry.actor_id == mair.pk


def test_anybody_takes_the_public_one_as_a_file_with_its_name(hub, client, tmp_path: Path):
    answer = client.get(society_url(hub, "society:public_bundle"))
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == f'attachment; filename="{hub.slug}-public.zip"'
    taken = tmp_path / "public.zip"
    taken.write_bytes(answer.getvalue())
    assert verify.main([str(taken)]) == 0


@pytest.mark.parametrize(("page", "way"), [("public_bundle", "get"), ("officers_bundle", "post")])
def test_what_is_taken_is_of_one_moment_whatever_is_written_meanwhile(
    hub, mair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, way: str
):
    asked = "SELECT current_setting('transaction_isolation') AS level"
    monkeypatch.setitem(parts.PUBLIC, "moment", asked)
    taken = tmp_path / "hub.zip"
    taken.write_bytes(getattr(signed_in(mair), way)(society_url(hub, f"society:{page}")).getvalue())
    with zipfile.ZipFile(taken) as bundle:
        assert json.loads(bundle.read("moment.jsonl")) == {"level": "repeatable read"}


def test_nobody_else_takes_it_and_nobody_by_a_link(hub, mair):
    address, stranger = society_url(hub, "society:officers_bundle"), cast.person("Neb")
    opened = signed_in(mair).get(address)
    assert (opened.status_code, opened.headers["Allow"]) == (405, "POST")
    assert "It only takes what a form on another page sends." in opened.content.decode()
    assert signed_in(stranger).post(address).status_code == 404
    page = signed_in(stranger).get(society_url(hub, "society:check")).text
    assert "Download everything" not in page
    with society_transaction(hub):
        assert not RecordEntry.objects.filter(verb="bundle.take_bundle").exists()
    assert not connection.in_atomic_block
