"""How a bundle is written and read: the same bytes for the same rows, and no memory for their number."""

import copy
import tracemalloc
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from cyfran import verify
from cyfran.site.bundle.file import BundleFile, line_of
from cyfran.site.tests import bundles

MANY = 20_000
ENOUGH = (
    24 << 20
)  # bytes; the rows below are about as many kept as one string, ten times that as objects


def test_a_row_is_one_line_in_plain_words():
    row = {
        "on": date(2026, 11, 24),
        "at": datetime(2026, 11, 24, 10, 30, tzinfo=timezone(timedelta(hours=1))),
        "body": b"\x00\xff",
        "name": 'Siân "y felin"',
        "amount": 1234,
        "share": Decimal("0.50"),
        "tags": [None, True],
    }

    assert line_of(row).decode() == (
        '{"amount":1234,"at":"2026-11-24T09:30:00.000000Z","body":"AP8=",'
        '"name":"Siân \\"y felin\\"","on":"2026-11-24","share":"0.50","tags":[null,true]}\n'
    )


def test_the_same_rows_make_the_same_bytes(tmp_path: Path):
    one, other = (bundles.write(tmp_path / name, bundles.whole_bundle()) for name in ("a", "b"))

    assert one.read_bytes() == other.read_bytes()


def test_any_unzip_program_reads_it(tmp_path: Path):
    with zipfile.ZipFile(bundles.write(tmp_path / "hub.zip", bundles.whole_bundle())) as bundle:
        assert bundle.testzip() is None
        assert bundle.namelist()[-1] == "manifest.json"


def test_a_bundle_of_many_rows_is_written_and_checked_in_little_memory(tmp_path: Path):
    parts = copy.deepcopy(bundles.whole_bundle())
    entry = parts["record"].pop()  # the one that is not sealed
    start = datetime(2026, 11, 24, tzinfo=UTC)
    many = ({**entry, "id": 100 + n, "at": start + timedelta(seconds=n)} for n in range(MANY))
    path = tmp_path / "many.zip"

    tracemalloc.start()
    with BundleFile(path) as bundle:
        for part, rows in parts.items():
            if part != "record":
                bundle.write_rows(part, rows)
        bundle.write_rows("record", _chained(parts["record"], many))
        bundle.write_bytes("elections/1.blt", [bundles.blt()])
        bundle.seal(bundles.facts(parts))
    written = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    said = list(verify.verify(path))
    checked = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert f"{MANY:,} not sealed yet" in "\n".join(said)
    assert written < ENOUGH
    assert checked < ENOUGH


def _chained(*runs):
    for run in runs:
        yield from run


def test_a_line_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verify, "LONGEST_LINE", 1 << 10)
    monkeypatch.setattr(verify, "CHUNK", 1 << 10)
    monkeypatch.setattr(verify, "MOST_COMPRESSION", 10_000)
    parts = bundles.whole_bundle()
    parts["mandates"][0]["reference"] = "x" * (1 << 16)

    with pytest.raises(verify.Broken, match=r"mandates\.jsonl line 1: is too long\."):
        list(verify.verify(bundles.write(tmp_path / "hub.zip", parts)))
