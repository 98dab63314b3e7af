"""Check a co-op's bundle: one file, nothing to install, and nothing of Cyfran in it.

    python verify.py hadau.zip                 is it whole, and does it agree with itself?
    python verify.py hadau.zip --head HASH     and does it hold the head that stands in the minutes?

It reads the bundle from beginning to end and works everything out again: the digest of each file,
the chain of rules, the chain of the record, the books, the register's numbers, the results of
resolutions from their votes, the digests of minutes, the signatures and logs of elections, and their results from their
ballots (with stv.py, if it lies beside this file). It stops at the first thing that is not so and names it. docs/bundle.md describes
the format. Exit status: 0 whole, 1 broken, 2 there was nothing to check. Needs Python 3.9.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import zipfile
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256, sha384
from pathlib import Path
from typing import IO, Any

# What every bundle of version 1 has; others may be there besides.
CHAINS = ("rules", "mandates", "record", "record_blocks")
BOOKS = ("accounts", "entries", "postings", "balances", "seals")
# What each kind of resolution needs at the least (Co-operative and Community Benefit Societies Act 2014): a share
# of the votes for and against, or of the whole roll.
FLOORS = {
    "ordinary": (1, 2, False),
    "confirmation": (1, 2, False),
    "extraordinary": (3, 4, False),
    "rule_change": (3, 4, False),
    "entrenched": (1, 1, True),
    "amalgamation": (2, 3, False),  # s.109-111
    "conversion": (3, 4, False),  # s.112-113
    "dissolution": (3, 4, True),  # s.119
}
TWO_MEETINGS = ("amalgamation", "conversion")
DECISIONS = ("register", "resolutions", "changes", "calls", "electors", "votes", "hand_counts")
MEETINGS = ("minutes",)
ELECTIONS = ("elections", *(f"election_{part}" for part in ("rolls", "heads", "ballots")))
PARTS = (*CHAINS, *(f"ledger_{part}" for part in BOOKS), *DECISIONS, *MEETINGS, *ELECTIONS)
SEAL = re.compile(rb"sha256:[0-9a-f]{64}")  # the zip's comment: the digest of all bytes before it
CHUNK = 1 << 20
LONGEST_LINE = 32 << 20
LARGEST_MANIFEST = 64 << 20
MALFORMED = (AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
MOST_COMPRESSION = 200  # what a bundle holds never shrinks further; a zip bomb does


class Broken(Exception):
    """Something in the bundle is not so; the message says where and what."""


class Row(dict[str, Any]):
    """One line of a part, which knows where it stands."""

    def __init__(self, given: dict[str, Any], where: str) -> None:
        super().__init__(given)
        self.where = where

    def __missing__(self, name: str) -> Any:
        raise Broken(f"{self.where}: says nothing of {name!r}.")


class Bundle:
    """The zip file, its manifest, and what the checks have found so far."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path, self.file = path, file
        self.here = path.name  # where we are reading, for the words of whatever goes wrong
        self.hashes: set[str] = set()  # of every link of every chain, for --head
        self.heads: dict[str, str] = {}
        self.mandates: dict[int, Row] = {}
        self.rules_by_mandate: dict[int, list[Row]] = defaultdict(list)
        self.members: set[int] = set()
        self.noticed: dict[int, str] = {}  # the digest of each resolution
        self.confirmed: set[int] = set()  # resolutions that a second meeting confirmed
        self.to_confirm: dict[int, str] = {}  # those that say so, and where

    def open(self) -> None:
        """The manifest is read, and the zip holds what it says, no more and no less."""
        self.zip = zipfile.ZipFile(self.file)
        self.manifest = self._manifest()
        self.files: dict[str, Any] = self.manifest["files"]
        self.society: int = self.manifest["society"]["id"]
        self.unread = set(self.files)

    @property
    def is_public(self) -> bool:
        return bool(self.manifest["kind"] == "public")

    def _manifest(self) -> Row:
        names = [info.filename for info in self.zip.infolist()]
        doubled = [name for name, times in Counter(names).items() if times > 1]
        if doubled:
            raise Broken(f"{doubled[0]}: is in the bundle twice.")
        if "manifest.json" not in names:
            raise Broken("manifest.json: is missing.")
        self.here = "manifest.json"
        if self.zip.getinfo("manifest.json").file_size > LARGEST_MANIFEST:
            raise Broken("manifest.json: is too large to be one.")
        with self.zip.open("manifest.json") as file:
            text = b"".join(iter(lambda: self._read(file, "manifest.json"), b""))
        manifest = Row(json.loads(text), "manifest.json")
        if (manifest["format"], manifest["version"]) != ("cyfran bundle", 1):
            raise Broken("manifest.json: this is no bundle of version 1.")
        self._agrees(manifest, set(names) - {"manifest.json"})
        return manifest

    def _agrees(self, manifest: Row, names: set[str]) -> None:
        """The manifest and the zip's directory tell of the same files, of believable sizes."""
        files = manifest["files"]
        for name in sorted(names ^ set(files)):
            raise Broken(f"{name}: " + ("is missing." if name in files else "does not belong."))
        for part in PARTS:
            if f"{part}.jsonl" not in files:
                raise Broken(f"{part}.jsonl: is missing.")
        for name in sorted(files):
            info = self.zip.getinfo(name)
            if info.file_size != files[name]["bytes"]:
                raise Broken(f"{name}: has {info.file_size} bytes, not {files[name]['bytes']}.")
            if info.file_size > max(CHUNK, MOST_COMPRESSION * info.compress_size):
                raise Broken(f"{name}: is compressed beyond belief.")

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file; at its end, they were those of the manifest."""
        self.unread.discard(name)
        declared, digest, left = self.files[name], sha256(), self.files[name]["bytes"]
        with self.zip.open(name) as file:
            while chunk := self._read(file, name):
                digest.update(chunk)
                left -= len(chunk)
                if left < 0:
                    raise Broken(f"{name}: is longer than it says.")
                yield chunk
        if left or digest.hexdigest() != declared["sha256"]:
            raise Broken(f"{name}: is not what the manifest says it is.")

    def _read(self, file: Any, name: str) -> bytes:
        try:
            return bytes(file.read(CHUNK))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as why:
            raise Broken(f"{name}: is damaged ({why}).") from None

    def rows(self, part: str) -> Iterator[Row]:
        """The rows of a part, one after the other; nothing of a part that is not there."""
        name = f"{part}.jsonl"
        if name not in self.files:
            return
        number, rest = 0, b""
        for chunk in self.chunks(name):
            *lines, rest = (rest + chunk).split(b"\n")
            if len(rest) > LONGEST_LINE:
                raise Broken(f"{name} line {number + len(lines) + 1}: is too long.")
            for line in lines:
                number += 1
                self.here = f"{name} line {number}"
                yield Row(json.loads(line), self.here)
        if rest or number != self.files[name]["rows"]:
            raise Broken(f"{name}: has {number} rows, not {self.files[name]['rows']}.")


class Belonging:
    """Rows that belong to rows of another part and come in the same order."""

    def __init__(self, rows: Iterator[Row], column: str) -> None:
        self.rows, self.column = rows, column
        self.next = next(rows, None)

    def of(self, owner: int) -> Iterator[Row]:
        """The rows of one owner, once; owners are asked for in order."""
        while self.next is not None and self.next[self.column] == owner:
            yield self.next
            self.next = next(self.rows, None)

    def end(self) -> None:
        """None are left that belong to nobody."""
        if self.next is not None:
            raise Broken(
                f"{self.next.where}: its {self.column} {self.next[self.column]} is not there."
            )


def joined(*parts: object) -> str:
    """A canonical line: what there is, between bars."""
    return "|".join(str(part) for part in parts if part is not None)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def check_mandates(bundle: Bundle) -> str:
    for row in bundle.rows("mandates"):
        bundle.mandates[row["id"]] = row
    return f"{len(bundle.mandates):,}"


def check_rules(bundle: Bundle) -> str:
    """Each version holds the hash of the one before, and its own is that of what it says."""
    number, head = 0, ""
    for number, row in enumerate(bundle.rows("rules"), 1):
        if (row["number"], row["previous_hash"]) != (number, head):
            raise Broken(f"{row.where}: rule version {row['number']} does not follow {number - 1}.")
        said = (row["key"], row["value"], row["effective_from"], row["mandate_id"])
        head = digest(joined("rule", 1, bundle.society, number, *said, head))
        if head != row["hash"]:
            raise Broken(f"{row.where}: rule version {number}, {row['key']}, was altered.")
        if bundle.mandates.get(row["mandate_id"], row).get("kind") not in (
            "founding",
            "resolution",
        ):
            raise Broken(
                f"{row.where}: rule version {number}, {row['key']}, was decided by nobody."
            )
        bundle.hashes.add(head)
        bundle.rules_by_mandate[row["mandate_id"]].append(row)
    bundle.heads["rules"] = head
    return f"{number:,} versions, head {head or 'none'}"


def check_record(bundle: Bundle) -> str:
    """Each block is the hash of its entries and the block before; the words are those digested."""
    entries, words = bundle.rows("record"), Belonging(bundle.rows("record_texts"), "entry_id")
    number, head, sealed, unsealed = 0, "", 0, 0
    for number, block in enumerate(bundle.rows("record_blocks"), 1):
        if (block["number"], block["previous_hash"]) != (number, head):
            raise Broken(f"{block.where}: block {block['number']} does not follow {number - 1}.")
        first = joined("block", 1, bundle.society, number, block["count"], block["sealed_at"])
        content = sha256(f"{first}|{head}".encode())
        for _ in range(block["count"]):
            entry = next(entries, None)
            if entry is None or entry["block"] != number:
                raise Broken(f"{block.where}: block {number} has not its {block['count']} entries.")
            content.update(b"\n" + record_line(bundle, entry, words).encode())
        head = content.hexdigest()
        if head != block["hash"]:
            raise Broken(f"{block.where}: block {number} or one of its entries was altered.")
        bundle.hashes.add(head)
        sealed += block["count"]
    for entry in entries:
        unsealed += 1
        if entry["block"] is not None:
            raise Broken(f"{entry.where}: entry {entry['id']} is of a block that is not there.")
        record_line(bundle, entry, words)
    words.end()
    bundle.heads["record"] = head
    return f"{sealed:,} entries in {number:,} blocks, {unsealed:,} not sealed yet, head {head or 'none'}"


def record_line(bundle: Bundle, entry: Row, words: Belonging) -> str:
    """The canonical form of an entry, version 1; the words kept beside it are those it digested."""
    for kept in words.of(entry["id"]):
        for name, text in (kept["texts"] or {}).items():
            if "sha256:" + digest(kept["salt"] + text) not in entry["facts"]:
                raise Broken(f"{kept.where}: entry {entry['id']} has other words for {name!r}.")
    actor, mandate, subject = (entry[name] for name in ("actor_id", "mandate_id", "subject_id"))
    return joined(
        *("entry", 1, bundle.society, entry["id"], entry["at"], entry["verb"], entry["actor_kind"]),
        *("" if actor is None else actor, "" if mandate is None else mandate),
        *(entry["subject_kind"], "" if subject is None else subject, entry["facts"]),
    )


def check_register(bundle: Bundle) -> str:
    """Numbers follow one another without a gap, and nobody ceases before joining."""
    for number, row in enumerate(bundle.rows("register"), 1):
        if row["number"] != number:
            raise Broken(f"{row.where}: member {row['number']} does not follow {number - 1}.")
        if row["ceased_on"] is not None and row["ceased_on"] < row["joined_on"]:
            raise Broken(f"{row.where}: member {number} ceased before joining.")
        bundle.members.add(number)
    return f"{len(bundle.members):,} members, past and present"


def check_resolutions(bundle: Bundle) -> str:
    """Words are those of the notice, results those of the votes, and what was carried was done."""
    changes, calls, electors, votes, hands = (
        Belonging(bundle.rows(part), "resolution")
        for part in ("changes", "calls", "electors", "votes", "hand_counts")
    )
    number = 0
    for number, row in enumerate(bundle.rows("resolutions"), 1):
        if row["number"] != number:
            raise Broken(f"{row.where}: resolution {row['number']} does not follow {number - 1}.")
        sets, orders = list(changes.of(number)), list(calls.of(number))
        check_words(bundle, row, sets, orders)
        roll = check_electorate(bundle, row, electors.of(number))
        waits = bool(sets or orders) or row["needs_registration"] or row["confirm_by"] is not None
        check_hands(row, list(hands.of(number)))
        check_result(bundle, row, votes.of(number), roll, waits=waits)
        check_terms(bundle, row)
        check_enactment(bundle, row, sets)
    for belonging in (changes, calls, electors, votes, hands):
        belonging.end()
    for confirmed, where in bundle.to_confirm.items():
        if confirmed not in bundle.confirmed:
            raise Broken(f"{where}: no second meeting confirmed resolution {confirmed}.")
    for mandate, versions in bundle.rules_by_mandate.items():
        if bundle.mandates[mandate]["kind"] == "resolution":
            raise Broken(f"{versions[0].where}: no carried resolution set {versions[0]['key']}.")
    return f"{number:,} with notice, results counted again"


def check_words(bundle: Bundle, row: Row, changes: list[Row], calls: list[Row]) -> None:
    """The digest taken when notice was given is that of the words, the changes and the calls."""
    number = row["number"]
    said = joined(
        *("resolution", 1, bundle.society, number, row["kind"], row["title_source"]),
        *(row[f"{text}_{language}_sha"] for text in ("title", "text") for language in ("en", "cy")),
    )
    for change in sorted(changes, key=lambda change: str(change["key"]).encode()):
        said += joined("\nchange", 1, change["key"], change["old_value"], change["new_value"])
    for call in sorted(calls, key=lambda call: int(call["position"])):
        arguments = call.get("arguments")
        if arguments is not None and digest(f"{call['verb']}|{arguments}") != call["digest"]:
            raise Broken(f"{call.where}: resolution {number} orders something else.")
        said += joined("\ncall", 1, call["position"], call["verb"], call["digest"])
    if row["confirms"] is not None:
        said += joined("\nconfirms", 1, row["confirms"], bundle.noticed.get(row["confirms"]))
    bundle.noticed[number] = row["text_hash"]
    if digest(said) != row["text_hash"]:
        raise Broken(f"{row.where}: resolution {number} is not what notice was given of.")


def check_electorate(bundle: Bundle, row: Row, electors: Iterator[Row]) -> set[int]:
    number, roll = row["number"], set()
    for elector in electors:
        if elector["member"] not in bundle.members or elector["member"] in roll:
            raise Broken(f"{elector.where}: member {elector['member']} is no elector of {number}.")
        roll.add(elector["member"])
    listed = f"electorate|1|{bundle.society}|" + ",".join(map(str, sorted(roll)))
    if (len(roll), digest(listed)) != (row["electorate_count"], row["electorate_hash"]):
        raise Broken(
            f"{row.where}: the electors of resolution {number} are not those of its notice."
        )
    return roll


def check_hands(row: Row, counts: list[Row]) -> None:
    """What was decided by hands was counted at a meeting, by no more hands than people; nothing else was."""
    said = [row["votes_for"], row["votes_against"], row["votes_abstained"], row.get("present")]
    counted = [
        [one["votes_for"], one["votes_against"], one["votes_abstained"], one["present"]]
        for one in counts
    ]
    if counted != ([said] if row.get("by_hands") else []):
        raise Broken(f"{row.where}: resolution {row['number']} is not what hands decided.")
    if said[3] is not None and sum(said[:3]) > said[3]:
        raise Broken(f"{row.where}: resolution {row['number']} has more votes than people.")


def check_result(
    bundle: Bundle, row: Row, votes: Iterator[Row], roll: set[int], *, waits: bool
) -> None:
    """The last vote of each elector, counted; whole numbers are compared, and a tie is lost."""
    number = row["number"]
    last: dict[Any, Any] = {}
    version: Counter[Any] = Counter()
    for vote in votes:
        voter = vote["voter"]
        version[voter] += 1
        if vote["version"] != version[voter] or not (bundle.is_public or voter in roll):
            raise Broken(f"{vote.where}: vote {vote['version']} of {voter} cannot be.")
        last[voter] = vote["choice"]
    yes, no, abstained = (list(last.values()).count(c) for c in ("for", "against", "abstain"))
    if len(last) > len(roll) or yes + no + abstained != len(last):
        raise Broken(f"{row.where}: resolution {number} has votes that cannot be.")
    if row["votes_for"] is None:
        return
    said = (row["votes_for"], row["votes_against"], row["votes_abstained"])
    if row.get("by_hands") and not last:
        yes, no, abstained = said
    elif said != (yes, no, abstained):
        raise Broken(
            f"{row.where}: resolution {number} says {said}; its votes {yes, no, abstained}."
        )
    cast = yes + no
    have = yes * row["denominator"]
    need = (row["electorate_count"] if row["of_all"] else cast) * row["numerator"]
    # At a meeting its quorum is of those present: nothing is counted there without one.
    quorate = row.get("present") is not None or len(last) >= row["quorum_needed"]
    carried = quorate and cast > 0 and cast >= row["turnout_needed"]
    carried = carried and (have > need if row["more_than"] else have >= need)
    possible = (
        ("lost",) if not carried else ("waiting", "enacted", "lapsed") if waits else ("carried",)
    )
    if row["state"] not in possible:
        raise Broken(f"{row.where}: resolution {number} cannot be {row['state']!r} with its votes.")


def check_terms(bundle: Bundle, row: Row) -> None:
    """The terms are no lower than the law has them, and what needs a second meeting was confirmed by one."""
    number, kind = row["number"], row["kind"]
    numerator, denominator, of_all = FLOORS[kind]
    needed = -(-row["electorate_count"] // 2) if kind == "conversion" else 0
    if (
        row["numerator"] * denominator < numerator * row["denominator"]
        or row["of_all"] != of_all
        or row["turnout_needed"] < needed
        or (kind in TWO_MEETINGS) != (row["confirm_by"] is not None)
        or row["more_than"] != (kind in ("ordinary", "confirmation"))
    ):
        raise Broken(f"{row.where}: resolution {number} asks for less than the law does.")
    if row["confirms"] is not None and row["state"] == "carried":
        bundle.confirmed.add(row["confirms"])
    if row["state"] == "enacted" and (
        (row["confirm_by"] is not None and row["confirmed_at"] is None)
        or (row["needs_registration"] and row["registered_on"] is None)
    ):
        raise Broken(f"{row.where}: resolution {number} has effect before its time.")
    if row["confirmed_at"] is not None:
        bundle.to_confirm[number] = row.where


def check_enactment(bundle: Bundle, row: Row, changes: list[Row]) -> None:
    """An enacted resolution has its mandate and set its rules, and no other has."""
    number, mandate = row["number"], row["mandate_id"]
    if (row["state"] == "enacted") != (mandate is not None):
        raise Broken(f"{row.where}: resolution {number} is {row['state']} with mandate {mandate}.")
    if mandate is None:
        return
    known = bundle.mandates.get(mandate)
    if not known or (known["kind"], known["reference"]) != ("resolution", f"resolution:{number}"):
        raise Broken(f"{row.where}: mandate {mandate} is not that of resolution {number}.")
    done = [
        (version["key"], version["value"]) for version in bundle.rules_by_mandate.pop(mandate, [])
    ]
    if sorted(done) != sorted((change["key"], change["new_value"]) for change in changes):
        raise Broken(f"{row.where}: resolution {number} did not set the rules that it was to set.")


def check_minutes(bundle: Bundle) -> str:
    """Minutes are those that were published, and approved ones those that a later meeting had before it."""
    published = sealed = 0
    for row in bundle.rows("minutes"):
        published += 1
        said = joined("minutes", 1, bundle.society, row["meeting"], row["en_sha"], row["cy_sha"])
        if digest(said) != row["digest"]:
            raise Broken(
                f"{row.where}: the minutes of meeting {row['meeting']} say something else."
            )
        if row["approved_at"] is not None:
            sealed += 1
            if row["decided_at"] is None or row["decided_at"] < row["published_at"]:
                raise Broken(f"{row.where}: no meeting had these minutes before it.")
    return f"{published:,} published, {sealed:,} approved and sealed"


def check_elections(bundle: Bundle) -> str:
    """Rolls, papers, log, ballots and counts agree; with stv.py each is counted again."""
    rolls, heads, ballots = (
        Belonging(bundle.rows(f"election_{part}"), "election")
        for part in ("rolls", "heads", "ballots")
    )
    number, counted, checked = 0, 0, 0
    for number, row in enumerate(bundle.rows("elections"), 1):
        if row["number"] != number:
            raise Broken(f"{row.where}: election {row['number']} does not follow {number - 1}.")
        roll = check_roll(bundle, row, rolls.of(number))
        log = list(ballots.of(number))
        checked += len(log)
        papers = row["papers"] - len(row["returned"])
        if not len(log) <= papers <= roll:
            raise Broken(
                f"{row.where}: election {number} has {len(log)} ballots of {papers} papers."
            )
        check_log(bundle, row, log, list(heads.of(number)))
        counted += check_count(bundle, row, log)
    for belonging in (rolls, heads, ballots):
        belonging.end()
    again = (
        f"{counted:,} counted again" if counter() else "not counted: stv.py is not beside this file"
    )
    return f"{number:,}, {checked:,} ballots with their signatures, {again}"


def check_roll(bundle: Bundle, row: Row, lines: Iterator[Row]) -> int:
    members = [line["member"] for line in lines]
    listed = f"electorate|1|{bundle.society}|" + ",".join(map(str, sorted(set(members))))
    known = bundle.members.issuperset(members) and len(members) == row["electorate_count"]
    if not known or digest(listed) != row["electorate_hash"]:
        raise Broken(
            f"{row.where}: the roll of election {row['number']} is not that of its notice."
        )
    return len(members)


def check_log(bundle: Bundle, row: Row, log: list[Row], heads: list[Row]) -> None:
    """No paper was used twice, every head is the root of the log it closed, and the last is the one that was closed."""
    number = row["number"]
    hashes = [check_ballot(bundle, row, place, leaf) for place, leaf in enumerate(log)]
    tokens = {leaf["token"] for leaf in log}
    if len(tokens) != len(log) or tokens.intersection(row["returned"]):
        raise Broken(f"{row.where}: election {number} has a ballot too many of one paper.")
    for head in heads:
        if head["size"] > len(log) or root_of(hashes[: head["size"]]) != head["root"]:
            raise Broken(f"{head.where}: batch {head['batch']} of election {number} was altered.")
        bundle.hashes.add(head["root"])
    if row["root"]:
        seed = sha256(bytes.fromhex(row["root"])).hexdigest()
        closed = (row["root"], row["seed"], row["ballots"])
        if closed != (root_of(hashes), seed, len(log)):
            raise Broken(
                f"{row.where}: the log of election {number} is not the one that was closed."
            )


def check_ballot(bundle: Bundle, row: Row, place: int, leaf: Row) -> bytes:
    """The ballot is in its place, has a paper with the election's signature, and says what it committed to."""
    number = row["number"]
    said = joined("leaf", 1, bundle.society, number, leaf["token"], leaf["signature"])
    leaf_hash = sha256(f"\0{said}|{leaf['commitment']}".encode()).digest()
    if leaf["place"] != place or leaf["hash"] != leaf_hash.hex():
        raise Broken(f"{leaf.where}: ballot {leaf['place']} of election {number} was altered.")
    paper = bytes.fromhex(leaf["token"]) + f"voting paper|1|{bundle.society}|{number}".encode()
    if not is_signed(paper, bytes.fromhex(leaf["signature"]), int(row["public_key"], 16)):
        raise Broken(f"{leaf.where}: ballot {place} of election {number} has no valid paper.")
    if leaf["ranking"] is not None:
        ballot = joined("ballot", 1, bundle.society, number, leaf["salt"], leaf["ranking"])
        if digest(ballot) != leaf["commitment"]:
            raise Broken(f"{leaf.where}: ballot {place} of election {number} says otherwise.")
    return leaf_hash


def root_of(level: list[bytes]) -> str:
    """The root of a tree of leaf hashes (RFC 6962, 2.1): an odd one out goes up a level as it is."""
    if not level:
        return sha256(b"").hexdigest()
    while len(level) > 1:
        pairs = [
            sha256(b"\1" + level[at] + level[at + 1]).digest() for at in range(0, len(level) - 1, 2)
        ]
        level = pairs + level[2 * len(pairs) :]
    return level[0].hex()


def is_signed(message: bytes, signature: bytes, n: int) -> bool:
    """RSASSA-PSS-VERIFY with SHA-384, MGF1 and 48 bytes of salt, exponent 65537 (RFC 8017, 8.1.2)."""
    length = (n.bit_length() + 7) // 8
    value = int.from_bytes(signature, "big")
    if len(signature) != length or value >= n:
        return False
    encoded = pow(value, 65537, n).to_bytes(length, "big")
    masked, said = encoded[:-49], encoded[-49:-1]
    blocks = (sha384(said + block.to_bytes(4, "big")).digest() for block in range(length // 48))
    mask = b"".join(blocks)[: len(masked)]
    block = (int.from_bytes(masked, "big") ^ int.from_bytes(mask, "big")).to_bytes(
        length - 49, "big"
    )
    unused = 8 * length - (n.bit_length() - 1)
    block = bytes([block[0] & 0xFF >> unused]) + block[1:]
    again = sha384(bytes(8) + sha384(message).digest() + block[-48:]).digest()
    padding = b"\1".rjust(len(block) - 48, b"\0")
    return (block[:-48], said, encoded[-1:]) == (padding, again, b"\xbc") and not masked[
        0
    ] >> 8 - unused


def check_count(bundle: Bundle, row: Row, log: list[Row]) -> int:
    """The published ballots are those of the log, and count to what was declared; 1 when they were counted."""
    number, stv = row["number"], counter()
    mandate = bundle.mandates.get(row["mandate_id"] or 0)
    by_it = mandate is not None and mandate["reference"] == f"election:{number}"
    if (row["state"] == "declared") != by_it:
        raise Broken(f"{row.where}: election {number} is {row['state']} without its mandate.")
    opened = [leaf["ranking"] for leaf in log if leaf["ranking"] is not None]
    if row["opened"] is None or stv is None:
        if opened and row["opened"] is None:
            raise Broken(f"{row.where}: election {number} publishes ballots it says it does not.")
        return 0
    name = f"elections/{number}.blt"
    if len(opened) != row["opened"] or name not in bundle.files:
        raise Broken(f"{row.where}: the ballots of election {number} are not all there.")
    places = row["candidates"] + row["reopen"]
    ballots = Counter(ranking_in(text, places) for text in opened)
    election = stv.read(b"".join(bundle.chunks(name)), name)
    if election.ballots != ballots or (len(election.candidates), election.seats) != (
        places,
        row["seats"],
    ):
        raise Broken(f"{name}: is not the ballots of the log of election {number}.")
    again = json.loads(stv.as_json(election, election.count(row["rules"], row["seed"])))
    for said in ("seats", "seed", "rules", "valid", "quota", "elected", "excluded", "stages"):
        if row["result"].get(said) != again[said]:
            raise Broken(f"{row.where}: election {number} counts otherwise: {said}.")
    return 1


def ranking_in(text: str, places: int) -> tuple[int, ...]:
    """The ranking that a ballot says; none where it says nothing that can be ranked."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}(,[1-9][0-9]{0,3})*", text):
        return ()
    ranking = tuple(map(int, text.split(",")))
    fits = len(set(ranking)) == len(ranking) and max(ranking) <= places
    return ranking if fits else ()


@cache
def counter() -> Any:
    """The counter of elections: stv.py beside this file, or where it lies in Cyfran."""
    here = Path(__file__).resolve().parent
    for path in (here / "stv.py", here / "coop" / "governance" / "stv.py"):
        spec = importlib.util.spec_from_file_location("stv", path)
        if path.exists() and spec and spec.loader:
            module = importlib.util.module_from_spec(spec)
            sys.modules["stv"] = module
            spec.loader.exec_module(module)
            return module
    return None


def check_books(bundle: Bundle) -> str:
    """Each entry is whole and balances, the balances are its postings, and the seals are theirs."""
    books = Books(bundle)
    postings = Belonging(bundle.rows("ledger_postings"), "entry_id")
    memos = Belonging(bundle.rows("ledger_memos"), "entry_id")
    entries, before = 0, 0
    for entry in bundle.rows("ledger_entries"):
        entries += 1
        if entry["id"] <= before:
            raise Broken(f"{entry.where}: entry {entry['id']} comes after {before}.")
        before = entry["id"]
        books.enter(entry, postings.of(before))
        for memo in memos.of(before):
            said = "sha256:" + digest(f"{memo['salt']}{memo['memo']}")
            if memo["memo"] is not None and said != entry["memo_digest"]:
                raise Broken(f"{memo.where}: entry {before} was written with other words.")
    postings.end()
    memos.end()
    books.compare_balances()
    bundle.heads["books"] = books.compare_seals()
    return (
        f"{entries:,} entries on {len(books.accounts):,} accounts balance, "
        f"{len(books.seals):,} periods closed, head {bundle.heads['books'] or 'none'}"
    )


class Books:
    """What the entries read so far add up to."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.accounts: dict[int, tuple[str, str, str]] = {  # code, kind and currency of each
            row["id"]: (row["code"], row["kind"], row["currency"])
            for row in bundle.rows("ledger_accounts")
        }
        self.amount: dict[int, int] = defaultdict(int)
        self.postings: dict[int, int] = defaultdict(int)
        self.seals = list(bundle.rows("ledger_seals"))
        self.closing_days = [row["through_on"] for row in self.seals]
        self.hashes = [sha256(self.first_line(row)) for row in self.seals]
        self.counted = [0] * len(self.seals)

    def first_line(self, seal: Row) -> bytes:
        stands = (seal[name] for name in ("number", "through_on", "sealed_at", "entries"))
        return (
            f"{joined('books', 1, self.bundle.society, *stands)}|{seal['previous_hash']}".encode()
        )

    def enter(self, entry: Row, legs: Iterator[Row]) -> None:
        """The entry is whole and balances; it counts towards its accounts and its period."""
        sums: dict[str, int] = defaultdict(int)
        content, number = sha256(entry_line(self.bundle, entry).encode()), 0
        for number, leg in enumerate(legs, 1):
            account, amount = leg["account_id"], leg["amount"]
            code, kind, currency = self.accounts.get(account, ("", "", ""))
            if not isinstance(amount, int) or leg["leg"] != number:
                raise Broken(f"{leg.where}: entry {entry['id']} has no leg {number}.")
            if currency != leg["currency"]:
                raise Broken(f"{leg.where}: there is no account {account} in {leg['currency']}.")
            sums[currency] += amount
            self.amount[account] += amount
            self.postings[account] += 1
            content.update(joined("\nleg", number, code, kind, currency, amount).encode())
        if number < 2:
            raise Broken(f"{entry.where}: entry {entry['id']} is not whole: it has {number} legs.")
        if any(sums.values()):
            raise Broken(f"{entry.where}: entry {entry['id']} does not balance.")
        period = bisect_left(self.closing_days, entry["effective_on"])
        if period < len(self.seals):
            self.counted[period] += 1
            self.hashes[period].update(b"\n" + content.hexdigest().encode())

    def compare_balances(self) -> None:
        for row in self.bundle.rows("ledger_balances"):
            self.amount[row["account_id"]] -= row["amount"]
            self.postings[row["account_id"]] -= row["postings"]
        for account in self.amount:
            if self.amount[account] or self.postings[account]:
                raise Broken(
                    f"ledger_balances.jsonl: account {account} is not what its postings make."
                )

    def compare_seals(self) -> str:
        """Each closed period is the hash of its entries and the period before. Returns the head."""
        head, last_day = "", ""
        for number, seal in enumerate(self.seals, 1):
            if (seal["number"], seal["previous_hash"]) != (number, head):
                raise Broken(f"{seal.where}: period {seal['number']} does not follow {number - 1}.")
            head = self.hashes[number - 1].hexdigest()
            if head != seal["hash"] or self.counted[number - 1] != seal["entries"]:
                raise Broken(
                    f"{seal.where}: the books to {seal['through_on']} are not those that were closed."
                )
            if seal["through_on"] <= last_day:
                raise Broken(f"{seal.where}: period {number} ends before the one before it.")
            last_day = seal["through_on"]
            self.bundle.hashes.add(head)
        return head


def entry_line(bundle: Bundle, entry: Row) -> str:
    """The canonical form of an entry in the books, version 1."""
    says = (entry[name] for name in ("id", "key", "kind", "effective_on", "recorded_at"))
    points = (entry[name] for name in ("actor_id", "mandate_id", "reverses_id"))
    blank = ("" if value is None else value for value in points)
    return joined("entry", 1, bundle.society, *says, *blank, entry["memo_digest"])


def check_contents(bundle: Bundle) -> str:
    """Every other file is what the manifest says; uploaded files are called by their digest."""
    others = sorted(bundle.unread)
    for name in others:
        bundle.here = name
        content = sha256()
        for chunk in bundle.chunks(name):
            content.update(chunk)
        if name.startswith("files/") and name != f"files/{content.hexdigest()}":
            raise Broken(f"{name}: holds something else.")
    return f"{len(others):,} more"


def check_heads(bundle: Bundle) -> str:
    """The heads that the manifest tells are those of the chains."""
    if bundle.manifest["heads"] != bundle.heads:
        raise Broken(f"manifest.json: the heads of its chains are {bundle.heads}.")
    return f"{len(bundle.heads)} as the manifest has them"


def check_seal(bundle: Bundle) -> str:
    """The zip's comment is the digest of every byte before it, so nothing hides between the files."""
    if not SEAL.fullmatch(bundle.zip.comment):
        raise Broken(f"{bundle.path.name}: has no seal.")
    seal = digest_of_bytes(bundle.file, 0, bundle.path.stat().st_size - 64)
    if bundle.zip.comment == b"sha256:" + seal.encode():
        return seal
    infos = sorted(bundle.zip.infolist(), key=lambda info: info.header_offset)
    for info, after in zip(infos, infos[1:]):  # noqa: B905, RUF007 - Python 3.9
        packed = bundle.files.get(info.filename, {}).get("packed")
        if packed != digest_of_bytes(bundle.file, info.header_offset, after.header_offset):
            raise Broken(f"{info.filename}: was altered as it lies in the zip.")
    raise Broken("manifest.json or the zip's directory after it: is not as it was sealed.")


def digest_of_bytes(file: IO[bytes], start: int, end: int) -> str:
    content = sha256()
    file.seek(start)
    while start < end and (chunk := file.read(min(CHUNK, end - start))):
        start += len(chunk)
        content.update(chunk)
    return content.hexdigest()


CHECKS: dict[str, Callable[[Bundle], str]] = {
    "mandates": check_mandates,
    "rules": check_rules,
    "record": check_record,
    "books": check_books,
    "register": check_register,
    "resolutions": check_resolutions,
    "minutes": check_minutes,
    "elections": check_elections,
    "files": check_contents,
    "heads": check_heads,
    "seal": check_seal,
}


def verify(path: Path, head: str = "") -> Iterator[str]:
    """A line for each check that held; Broken at the first that did not."""
    with path.open("rb") as file:
        bundle = Bundle(path, file)
        try:
            bundle.open()
            name = bundle.manifest["society"]["slug"]
            yield f"{bundle.manifest['kind']} bundle of {name}, made {bundle.manifest['made_at']}"
            for what, check in CHECKS.items():
                yield f"{what:12} {check(bundle)}"
        except zipfile.BadZipFile as why:
            raise Broken(f"{path.name}: is no whole zip file ({why}).") from None
        except MALFORMED as why:
            said = f"{type(why).__name__}: {why}"
            raise Broken(f"{bundle.here}: is not as it should be ({said}).") from None
        if head and head not in bundle.hashes:
            raise Broken(f"{path.name}: no link of its chains has the hash {head}.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what held; 0 when all did, 1 with the first that did not, 2 when there is no bundle."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Check a co-op's bundle.")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--head", default="", help="a hash that must be a link of its chains")
    chosen = parser.parse_args(arguments)
    try:
        for line in verify(chosen.bundle, chosen.head.strip().lower()):
            print(line)
    except Broken as broken:
        print(f"BROKEN       {broken}")
        return 1
    except OSError as why:
        sys.stderr.write(f"verify.py: {why}\n")
        return 2
    print("This bundle is whole." + (" It holds the head you gave." if chosen.head else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
