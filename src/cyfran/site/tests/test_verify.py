"""The verifier finds the first thing in a bundle that is not so, and names it."""

import copy
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cyfran import verify
from cyfran.coop.elections import merkle, rules
from cyfran.coop.governance import stv
from cyfran.site.bundle.file import BundleFile
from cyfran.site.tests import bundles

PARTS = bundles.whole_bundle()
FILES = [f"{part}.jsonl" for part in PARTS] + ["elections/1.blt", "manifest.json"]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return bundles.write(tmp_path / "hub.zip", PARTS)


def broken(path: Path, *options: str, capsys: Any) -> str:
    """What the verifier says first of a bundle that is broken."""
    assert verify.main([str(path), *options]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("BROKEN       ")
    return str(lines[-1].removeprefix("BROKEN       "))


def test_a_whole_bundle_is_whole(bundle: Path, capsys):
    assert verify.main([str(bundle)]) == 0
    assert capsys.readouterr().out.endswith("This bundle is whole.\n")


def test_every_head_of_every_chain_is_found(bundle: Path):
    for part in ("rules", "record_blocks", "ledger_seals"):
        for row in PARTS[part]:
            assert verify.main([str(bundle), "--head", row["hash"].upper()]) == 0


def test_a_head_that_is_not_there_is_missed(bundle: Path, capsys):
    assert "no link of its chains has the hash 00" in broken(bundle, "--head", "00", capsys=capsys)


@pytest.mark.parametrize("place", [0, 0.3, 0.6, 1], ids=["first", "early", "late", "last"])
@pytest.mark.parametrize("name", FILES)
def test_one_flipped_byte_is_found_and_its_file_named(bundle: Path, name: str, place, capsys):
    with zipfile.ZipFile(bundle) as zip_file:
        info = zip_file.getinfo(name)
    content = bytearray(bundle.read_bytes())
    lengths = content[info.header_offset + 26 : info.header_offset + 30]
    start = (
        info.header_offset + 30 + sum(map(int.from_bytes, (lengths[:2][::-1], lengths[2:][::-1])))
    )
    content[start + int(place * (info.compress_size - 1))] ^= 1
    bundle.write_bytes(content)

    assert broken(bundle, capsys=capsys).startswith(name)


def test_one_flipped_byte_anywhere_is_found(bundle: Path, tmp_path: Path):
    whole = bundle.read_bytes()
    altered = tmp_path / "altered.zip"
    for place in range(0, len(whole), 31):
        altered.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        assert verify.main([str(altered)]) == 1, f"byte {place}"


Change = Callable[[dict[str, list[dict[str, Any]]]], Any]


def _forge(ballot: dict[str, Any]) -> None:
    """A ballot stuffed into the log under a signature that somebody made up, with its hashes worked out again."""
    ballot["signature"] = "00" * 384
    leaf = rules.leaf_text(
        bundles.SOCIETY, 1, ballot["token"], ballot["signature"], ballot["commitment"]
    )
    ballot["hash"] = merkle.leaf_hash(leaf.encode()).hex()


# Each by somebody who rewrites the bundle and its manifest, but cannot make hashes run backwards.
@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            lambda p: p["rules"][0].update(value=900),
            "rules.jsonl line 1: rule version 1, orders.comm",
        ),
        (lambda p: p["rules"].pop(0), "rules.jsonl line 1: rule version 2 does not follow 0."),
        (
            lambda p: p["mandates"][0].update(kind="job"),
            "rules.jsonl line 1: rule version 1, orders.c",
        ),
        (
            lambda p: p["record"][3].update(actor_id=8),
            "record_blocks.jsonl line 2: block 2 or one of",
        ),
        (
            lambda p: p["record"].pop(2),
            "record_blocks.jsonl line 2: block 2 has not its 2 entries.",
        ),
        (
            lambda p: p["record_blocks"].pop(0),
            "record_blocks.jsonl line 1: block 2 does not follow 0.",
        ),
        (
            lambda p: p["record_blocks"].pop(),
            "record.jsonl line 3: entry 30 is of a block that is not",
        ),
        (
            lambda p: p["record_texts"][0]["texts"].update(reason="Moved to Bala"),
            "record_texts.jsonl line 1: entry 20 has other words for 'reason'.",
        ),
        (
            lambda p: p["record_texts"][0].update(entry_id=21),
            "record_texts.jsonl line 1: its entry_id 21 is not there.",
        ),
        (
            lambda p: p["ledger_postings"][0].update(amount=1),
            "ledger_entries.jsonl line 1: entry 5 does",
        ),
        (
            lambda p: p["ledger_postings"].pop(6),
            "ledger_entries.jsonl line 3: entry 9 does not balance.",
        ),
        (
            lambda p: p["ledger_postings"].pop(0),
            "ledger_postings.jsonl line 1: entry 5 has no leg 1.",
        ),
        (
            lambda p: p["ledger_accounts"].pop(1),
            "ledger_postings.jsonl line 2: there is no account 2",
        ),
        (
            lambda p: p["ledger_entries"].pop(),
            "ledger_postings.jsonl line 5: its entry_id 9 is not there.",
        ),
        (
            lambda p: p["ledger_entries"].reverse(),
            "ledger_entries.jsonl line 1: entry 9 is not whole",
        ),
        (
            lambda p: p["ledger_balances"][2].update(amount=41),
            "ledger_balances.jsonl: account 3 is not",
        ),
        (
            lambda p: p["ledger_entries"][0].update(effective_on="2026-11-06"),
            "ledger_seals.jsonl line 1: the books to 2026-11-08 are not those that were closed.",
        ),
        (
            lambda p: p["ledger_memos"][0].update(memo="For Dai"),
            "ledger_memos.jsonl line 1: entry 8 was written with other words.",
        ),
        (lambda p: p["register"].pop(1), "register.jsonl line 2: member 3 does not follow 1."),
        (
            lambda p: p["register"][1].update(ceased_on="2026-10-01"),
            "register.jsonl line 2: member 2 ceased before joining.",
        ),
        (
            lambda p: p["resolutions"][0].update(text_cy_sha=bundles.sha("Uchel")),
            "resolutions.jsonl line 1: resolution 1 is not what notice was given of.",
        ),
        (
            lambda p: p["changes"][0].update(new_value=640),
            "resolutions.jsonl line 1: resolution 1 is not",
        ),
        (
            lambda p: p["calls"][0].update(arguments='{"member":3}'),
            "calls.jsonl line 1: resolution 1 orders something else.",
        ),
        (
            lambda p: p["electors"].pop(),
            "resolutions.jsonl line 1: the electors of resolution 1 are not",
        ),
        (
            lambda p: p["electors"][1].update(member=9),
            "electors.jsonl line 2: member 9 is no elector of 1.",
        ),
        (
            lambda p: p["votes"][3].update(choice="against"),
            "resolutions.jsonl line 1: resolution 1 says (2, 0, 1); its votes (1, 1, 1).",
        ),
        (lambda p: p["votes"].pop(0), "votes.jsonl line 1: vote 2 of 1 cannot be."),
        (lambda p: p["votes"][3].update(voter=4), "votes.jsonl line 4: vote 1 of 4 cannot be."),
        (
            lambda p: p["votes"][3].update(resolution=2),
            "resolutions.jsonl line 1: resolution 1 says (2, 0, 1); its votes (1, 0, 1).",
        ),
        (
            lambda p: p["resolutions"][0].update(by_hands=True, present=3),
            "resolutions.jsonl line 1: resolution 1 is not what hands decided.",
        ),
        (
            lambda p: p["minutes"][0].update(en_sha=bundles.sha("It poured.")),
            "minutes.jsonl line 1: the minutes of meeting 4 say something else.",
        ),
        (
            lambda p: p["minutes"][0].update(decided_at="2026-03-02T20:00:00+00:00"),
            "minutes.jsonl line 1: no meeting had these minutes before it.",
        ),
        (
            lambda p: p["resolutions"][0].update(quorum_needed=4),
            "resolutions.jsonl line 1: resolution 1 c",
        ),
        (
            lambda p: p["resolutions"][0].update(numerator=6000),
            "resolutions.jsonl line 1: resolution 1 asks for less than the law does.",
        ),
        (
            lambda p: p["resolutions"][0].update(needs_registration=True),
            "resolutions.jsonl line 1: resolution 1 has effect before its time.",
        ),
        (
            lambda p: p["resolutions"][0].update(confirmed_at="2026-11-24T18:30:00.000000Z"),
            "resolutions.jsonl line 1: no second meeting confirmed resolution 1.",
        ),
        (
            lambda p: p["resolutions"][0].update(state="lost"),
            "resolutions.jsonl line 1: resolution 1 cann",
        ),
        (
            lambda p: p["resolutions"][0].update(mandate_id=1),
            "resolutions.jsonl line 1: mandate 1 is not",
        ),
        (
            lambda p: p["resolutions"][0].update(state="waiting", mandate_id=None),
            "rules.jsonl line 2: no carried resolution set orders.commission_bp.",
        ),
        (
            lambda p: p["elections"][0]["result"].update(elected=[]),
            "elections.jsonl line 1: election 1 counts otherwise: elected.",
        ),
        (
            lambda p: p["elections"][0].update(rules="meek"),
            "elections.jsonl line 1: election 1 counts oth",
        ),
        (
            lambda p: p["elections"][0].update(number=2),
            "elections.jsonl line 1: election 2 does not follow 0.",
        ),
        (
            lambda p: p["elections"][0].update(papers=2),
            "elections.jsonl line 1: election 1 has 3 ballots of 2 papers.",
        ),
        (
            lambda p: p["elections"][0].update(papers=4),
            "elections.jsonl line 1: election 1 has 3 ballots of 4 papers.",
        ),
        (
            lambda p: p["elections"][0].update(seed="0" * 64),
            "elections.jsonl line 1: the log of election 1 is not the one that was closed.",
        ),
        (
            lambda p: p["elections"][0].update(mandate_id=1),
            "elections.jsonl line 1: election 1 is declared without its mandate.",
        ),
        (
            lambda p: p["election_rolls"].pop(),
            "elections.jsonl line 1: the roll of election 1 is not that of its notice.",
        ),
        (
            lambda p: p["election_ballots"][1].update(ranking="3,2"),
            "election_ballots.jsonl line 2: ballot 1 of election 1 says otherwise.",
        ),
        (
            lambda p: p["election_ballots"][1].update(commitment="0" * 64),
            "election_ballots.jsonl line 2: ballot 1 of election 1 was altered.",
        ),
        (
            lambda p: _forge(p["election_ballots"][2]),
            "election_ballots.jsonl line 3: ballot 2 of election 1 has no valid paper.",
        ),
        (
            lambda p: p["election_ballots"].pop(),
            "election_heads.jsonl line 1: batch 1 of election 1 was altered.",
        ),
        (
            lambda p: p["election_heads"][0].update(root="0" * 64),
            "election_heads.jsonl line 1: batch 1 of election 1 was altered.",
        ),
        (lambda p: p["rules"][0].pop("value"), "rules.jsonl line 1: says nothing of 'value'."),
        (lambda p: p["rules"][0].update(mandate_id=[]), "rules.jsonl line 1: rule version 1"),
        (
            lambda p: p["ledger_postings"][0].update(amount="x"),
            "ledger_postings.jsonl line 1: entry 5 h",
        ),
        (lambda p: p.pop("votes"), "votes.jsonl: is missing."),
    ],
)
def test_a_rewritten_bundle_is_found_where_it_was_rewritten(
    change: Change, named: str, tmp_path: Path, capsys
):
    parts = copy.deepcopy(PARTS)
    change(parts)

    assert broken(bundles.write(tmp_path / "hub.zip", parts), capsys=capsys).startswith(named)


def test_what_hands_decided_is_compared_with_what_two_people_counted(tmp_path: Path, capsys):
    parts = copy.deepcopy(PARTS)
    decided, figures = parts["resolutions"][0], (2, 0, 1)
    parts["votes"].clear()
    decided.update(by_hands=True, present=3)
    names = ("votes_for", "votes_against", "votes_abstained")
    counted = {"resolution": 1, **dict(zip(names, figures, strict=True)), "present": 3}
    parts["hand_counts"].append(counted)
    assert verify.main([str(bundles.write(tmp_path / "hub.zip", parts))]) == 0
    for changed in ({"votes_for": 1}, {"present": 2}):
        parts["hand_counts"] = [counted | changed]
        found = broken(bundles.write(tmp_path / "hub.zip", parts), capsys=capsys)
        assert found.startswith("resolutions.jsonl line 1: resolution 1 is not what hands decided.")
    decided.update(present=2)
    found = broken(bundles.write(tmp_path / "hub.zip", parts), capsys=capsys)
    assert found.startswith("resolutions.jsonl line 1: resolution 1 has more votes than people.")


def test_a_chain_that_was_made_anew_is_found_by_its_old_head(tmp_path: Path, capsys):
    parts = copy.deepcopy(PARTS)
    first, second = parts["rules"]
    first["value"] = 900
    for row, previous in ((first, ""), (second, None)):
        row["previous_hash"] = first["hash"] if previous is None else previous
        said = [
            row[n]
            for n in ("number", "key", "value", "effective_from", "mandate_id", "previous_hash")
        ]
        row["hash"] = bundles.sha("|".join(["rule", "1", str(bundles.SOCIETY), *map(str, said)]))
    path = bundles.write(tmp_path / "hub.zip", parts)
    assert verify.main([str(path)]) == 0

    minuted = PARTS["rules"][1]["hash"]
    assert "no link of its chains" in broken(path, "--head", minuted, capsys=capsys)


def test_a_manifest_with_other_heads_is_found(tmp_path: Path, capsys):
    path = bundles.write(
        tmp_path / "hub.zip", PARTS, heads={"rules": "", "record": "", "books": ""}
    )

    assert broken(path, capsys=capsys).startswith("manifest.json: the heads of its chains are")


def test_a_bundle_of_another_version_is_refused(tmp_path: Path, capsys):
    path = bundles.write(tmp_path / "hub.zip", PARTS, version=2)

    assert broken(path, capsys=capsys) == "manifest.json: this is no bundle of version 1."


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.98])
def test_a_bundle_cut_short_is_found(bundle: Path, share: float, capsys):
    content = bundle.read_bytes()
    bundle.write_bytes(content[: int(share * len(content))])

    assert broken(bundle, capsys=capsys).startswith("hub.zip: is no whole zip file")


def test_a_file_added_to_a_bundle_is_found(bundle: Path, capsys):
    with zipfile.ZipFile(bundle, "a") as zip_file:
        zip_file.writestr("tables/more.jsonl", "{}\n")

    assert broken(bundle, capsys=capsys) == "tables/more.jsonl: does not belong."


def test_a_file_twice_in_a_bundle_is_found(bundle: Path, capsys):
    with zipfile.ZipFile(bundle, "a") as zip_file, pytest.warns(UserWarning, match="Duplicate"):
        zip_file.writestr("rules.jsonl", "")

    assert broken(bundle, capsys=capsys) == "rules.jsonl: is in the bundle twice."


@pytest.mark.parametrize("name", FILES)
def test_a_file_taken_out_of_a_bundle_is_found(bundle: Path, name: str, capsys):
    rewrite(bundle, lambda found, content: None if found == name else content)

    assert broken(bundle, capsys=capsys) == f"{name}: is missing."


def test_bytes_before_the_files_are_found(bundle: Path, capsys):
    bundle.write_bytes(b"#!/bin/sh\n" + bundle.read_bytes())

    assert "manifest.json or the zip's directory" in broken(bundle, capsys=capsys)


def test_the_last_bytes_are_found_missing(bundle: Path, capsys):
    bundle.write_bytes(bundle.read_bytes()[:-1])

    assert broken(bundle, capsys=capsys) == "hub.zip: has no seal."


def test_a_bundle_without_its_seal_is_found(bundle: Path, capsys):
    rewrite(bundle, lambda _found, content: content)

    assert broken(bundle, capsys=capsys) == "hub.zip: has no seal."


def test_a_file_that_swells_is_refused_before_it_is_read(tmp_path: Path, capsys):
    path = tmp_path / "bomb.zip"
    with BundleFile(path) as bomb:
        for part in PARTS:
            bomb.write_rows(part, PARTS[part])
        bomb.write_bytes("files/zeros", (bytes(1 << 20) for _ in range(64)))
        bomb.seal(
            {"kind": "officers", "society": {"id": 3, "slug": "x"}, "heads": {}, "made_at": ""}
        )

    assert broken(path, capsys=capsys) == "files/zeros: is compressed beyond belief."


@pytest.mark.parametrize("manifest", [b"[]", b"{", b"null", b'{"format": "x"}', b"\xff\xfe", b"{}"])
def test_a_manifest_that_is_none_is_named(tmp_path: Path, manifest: bytes, capsys):
    path = tmp_path / "hub.zip"
    with zipfile.ZipFile(path, "w") as zip_file:
        zip_file.writestr("manifest.json", manifest)

    assert broken(path, capsys=capsys).startswith("manifest.json: ")


def test_what_is_no_zip_file_is_broken_and_what_is_not_there_cannot_be_checked(
    tmp_path: Path, capsys
):
    path = tmp_path / "hub.zip"
    assert verify.main([str(path)]) == 2
    path.write_text("PK? no")
    assert broken(path, capsys=capsys).startswith("hub.zip: is no whole zip file")


def test_the_file_runs_alone_and_counts_elections_where_the_counter_lies_beside_it(
    bundle: Path, tmp_path: Path
):
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(verify.__file__, alone / "verify.py")
    command = [sys.executable, "-I", str(alone / "verify.py"), str(bundle)]

    without = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    shutil.copy(stv.__file__, alone / "stv.py")
    beside = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "signatures, not counted: stv.py is not beside this file" in without
    assert "elections    1, 3 ballots with their signatures, 1 counted again" in beside


def rewrite(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """The zip with each file as `change` has it, and without those it says None of."""
    kept = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    path.write_bytes(kept.getvalue())
