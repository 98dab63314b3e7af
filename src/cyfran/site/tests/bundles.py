"""A small bundle made by hand, in the canonical forms of docs/bundle.md and without a database."""

import hashlib
import json
import zipfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from cyfran import verify
from cyfran.coop.elections import blindrsa, merkle, rules
from cyfran.coop.governance import stv
from cyfran.site.bundle.file import BundleFile

SOCIETY = 3
RANKINGS = ("1", "2,3", "1")
KEY = blindrsa.new_key()

Rows = dict[str, list[dict[str, Any]]]


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def moment(day: int) -> str:
    return f"2026-11-{day:02}T18:30:00.000000Z"


def whole_bundle() -> Rows:
    """Two rules, five acts in two blocks and one unsealed, three entries, one resolution, one election."""
    parts: Rows = {
        "mandates": [
            {"id": 1, "kind": "founding", "reference": "founding", "since": moment(1)},
            {"id": 2, "kind": "resolution", "reference": "resolution:1", "since": moment(20)},
            {"id": 3, "kind": "appointment", "reference": "election:1", "since": moment(22)},
        ],
        "register": [
            {"number": 1, "joined_on": "2026-11-01", "ceased_on": None},
            {"number": 2, "joined_on": "2026-11-01", "ceased_on": "2026-11-09"},
            {"number": 3, "joined_on": "2026-11-02", "ceased_on": None},
        ],
        "tables/societies_party": [{"id": 1, "name": "Mair Pugh"}, {"id": 2, "name": "Dai Rees"}],
    }
    parts |= _rules() | _record() | _books() | _resolution() | _election()
    return parts


def _rules() -> Rows:
    rows: list[dict[str, Any]] = []
    for number, (key, value, mandate) in enumerate(
        [("orders.commission_bp", 800, 1), ("orders.commission_bp", 650, 2)], 1
    ):
        previous = rows[-1]["hash"] if rows else ""
        row = {
            "number": number,
            "key": key,
            "value": value,
            "effective_from": moment(number),
            "mandate_id": mandate,
            "previous_hash": previous,
        }
        line = f"rule|1|{SOCIETY}|{number}|{key}|{value}|{moment(number)}|{mandate}|{previous}"
        rows.append({**row, "hash": sha(line)})
    return {"rules": rows}


def _record() -> Rows:
    words = {"reason": "Moved to Bangor"}
    salt = "5a17" * 8
    entries, blocks, previous = [], [], ""
    for number in range(1, 6):
        facts = {"party": f"societies.party:{number}"}
        if number == 2:
            facts["reason"] = f"sha256:{sha(salt + words['reason'])}"
        entries.append(
            {
                "id": number * 10,
                "at": moment(number),
                "verb": "membership.apply_to_join",
                "actor_kind": "person",
                "actor_id": 7 if number % 2 else None,
                "mandate_id": None if number % 2 else 1,
                "subject_kind": "membership.application",
                "subject_id": number,
                "facts": json.dumps(facts, sort_keys=True, separators=(",", ":")),
                "block": {1: 1, 2: 1, 3: 2, 4: 2}.get(number),
            }
        )
    for number in (1, 2):
        inside = [record_line(entry) for entry in entries if entry["block"] == number]
        sealed = moment(number + 10)
        head = f"block|1|{SOCIETY}|{number}|{len(inside)}|{sealed}|{previous}"
        block = {
            "number": number,
            "count": len(inside),
            "sealed_at": sealed,
            "previous_hash": previous,
        }
        previous = sha("\n".join([head, *inside]))
        blocks.append({**block, "hash": previous})
    texts = [{"entry_id": 20, "salt": salt, "texts": words}]
    return {"record": entries, "record_blocks": blocks, "record_texts": texts}


def record_line(entry: dict[str, Any]) -> str:
    blank = {name: "" if value is None else value for name, value in entry.items()}
    names = (
        "id",
        "at",
        "verb",
        "actor_kind",
        "actor_id",
        "mandate_id",
        "subject_kind",
        "subject_id",
        "facts",
    )
    return "|".join(["entry", "1", str(SOCIETY), *(str(blank[name]) for name in names)])


def _books() -> Rows:
    accounts = [
        {"id": 1, "code": "bank", "kind": "asset", "currency": "GBP", "purpose": "bank"},
        {"id": 2, "code": "shares:1", "kind": "equity", "currency": "GBP", "purpose": "shares"},
        {"id": 3, "code": "fees", "kind": "expense", "currency": "GBP", "purpose": "fees"},
    ]
    legs = {
        5: [(1, 2000), (2, -2000)],
        8: [(1, 3000), (2, -3000)],
        9: [(3, 40), (1, -25), (2, -15)],
    }
    entries, postings, hashes = [], [], []
    for number, moved in legs.items():
        memo = f"sha256:{sha('ab' * 16 + 'For Mair')}" if number == 8 else ""
        entry = {
            "id": number,
            "key": f"payment:{number}",
            "kind": "share_payment",
            "effective_on": f"2026-11-{number:02}",
            "recorded_at": moment(number),
            "actor_id": 7,
            "mandate_id": None,
            "reverses_id": None,
            "memo_digest": memo,
        }
        entries.append(entry)
        line = f"entry|1|{SOCIETY}|{number}|payment:{number}|share_payment|2026-11-{number:02}|{moment(number)}|7|||{memo}"
        lines = [line]
        for leg, (account, amount) in enumerate(moved, 1):
            known = accounts[account - 1]
            lines.append(f"leg|{leg}|{known['code']}|{known['kind']}|GBP|{amount}")
            postings.append(
                {
                    "entry_id": number,
                    "leg": leg,
                    "account_id": account,
                    "currency": "GBP",
                    "amount": amount,
                }
            )
        hashes.append(sha("\n".join(lines)))
    seal = {
        "number": 1,
        "through_on": "2026-11-08",
        "entries": 2,
        "sealed_at": moment(12),
        "previous_hash": "",
    }
    seal["hash"] = sha("\n".join([f"books|1|{SOCIETY}|1|2026-11-08|{moment(12)}|2|", *hashes[:2]]))
    sums = {1: (4975, 3), 2: (-5015, 3), 3: (40, 1)}
    return {
        "ledger_accounts": accounts,
        "ledger_entries": entries,
        "ledger_postings": postings,
        "ledger_memos": [{"entry_id": 8, "salt": "ab" * 16, "memo": "For Mair"}],
        "ledger_balances": [
            {"account_id": account, "shard": 0, "amount": amount, "postings": count}
            for account, (amount, count) in sums.items()
        ],
        "ledger_seals": [seal],
    }


def _resolution() -> Rows:
    texts = {
        "title_en": "A lower commission",
        "title_cy": "Comisiwn is",
        "text_en": "",
        "text_cy": "Isel",
    }
    call = '{"member":2}'
    order = sha(f"membership.expel_member|{call}")
    said = "|".join(
        ["resolution", "1", str(SOCIETY), "1", "rule_change", "en", *map(sha, texts.values())]
    )
    said += "\nchange|1|orders.commission_bp|800|650"
    said += f"\ncall|1|1|membership.expel_member|{order}"
    row = {
        "number": 1,
        "kind": "rule_change",
        "state": "enacted",
        "title_source": "en",
        **{f"{name}_sha": sha(text) for name, text in texts.items()},
        "numerator": 7500,
        "denominator": 10000,
        "more_than": False,
        "of_all": False,
        "turnout_needed": 0,
        "confirms": None,
        "confirm_by": None,
        "confirmed_at": None,
        "needs_registration": False,
        "registered_on": None,
        "text_hash": sha(said),
        "electorate_hash": sha(f"electorate|1|{SOCIETY}|1,2,3"),
        "electorate_count": 3,
        "quorum_needed": 2,
        "votes_for": 2,
        "votes_against": 0,
        "votes_abstained": 1,
        "mandate_id": 2,
    }
    return {
        "resolutions": [row],
        "changes": [
            {"resolution": 1, "key": "orders.commission_bp", "old_value": 800, "new_value": 650}
        ],
        "calls": [
            {
                "resolution": 1,
                "position": 1,
                "verb": "membership.expel_member",
                "arguments": call,
                "digest": order,
            }
        ],
        "hand_counts": [],
        "minutes": [_minutes()],
        "electors": [{"resolution": 1, "member": member} for member in (1, 2, 3)],
        "votes": [
            {"resolution": 1, "voter": 1, "version": 1, "choice": "against"},
            {"resolution": 1, "voter": 1, "version": 2, "choice": "for"},
            {"resolution": 1, "voter": 2, "version": 1, "choice": "abstain"},
            {"resolution": 1, "voter": 3, "version": 1, "choice": "for"},
        ],
    }


def _minutes() -> dict[str, object]:
    english, welsh = sha("It rained."), sha("Bu’n bwrw.")
    return {
        "meeting": 4,
        "kind": "annual",
        "held_at": "2026-03-02T19:00:00+00:00",
        "closed_at": "2026-03-02T21:00:00+00:00",
        "version": 2,
        "digest": sha(f"minutes|1|{SOCIETY}|4|{english}|{welsh}"),
        "published_at": "2026-03-03T09:00:00+00:00",
        "approved_at": "2026-06-03T09:00:00+00:00",
        "en_sha": english,
        "cy_sha": welsh,
        "decided_at": "2026-06-02T20:00:00+00:00",
    }


def _election() -> Rows:
    ballots, leaves = [], []
    for place, ranking in enumerate(RANKINGS):
        token, salt = sha(f"token {place}"), sha(f"salt {place}")
        prepared = bytes.fromhex(token) + rules.paper_message(SOCIETY, 1)
        signature = signed(prepared)
        commitment = rules.commitment_of(SOCIETY, 1, salt, ranking)
        leaf = rules.leaf_text(SOCIETY, 1, token, signature, commitment)
        leaves.append(merkle.leaf_hash(leaf.encode()))
        ballots.append(
            {
                "election": 1,
                "place": place,
                "batch": 1,
                "token": token,
                "signature": signature,
                "commitment": commitment,
                "hash": leaves[-1].hex(),
                "salt": salt,
                "ranking": ranking,
            }
        )
    root = merkle.root_of(leaves).hex()
    seed = rules.seed_of(root)
    election = stv.read(blt())
    row = {
        "number": 1,
        "state": "declared",
        "rules": "scottish",
        "seats": 1,
        "reopen": False,
        "candidates": 3,
        "electorate_count": 3,
        "electorate_hash": sha(f"electorate|1|{SOCIETY}|1,2,3"),
        "public_key": f"{KEY.n:x}",
        "papers": 3,
        "returned": [],
        "ballots": 3,
        "opened": 3,
        "root": root,
        "seed": seed,
        "result": json.loads(stv.as_json(election, election.count(seed=seed))),
        "mandate_id": 3,
    }
    return {
        "elections": [row],
        "election_rolls": [{"election": 1, "member": member} for member in (1, 2, 3)],
        "election_heads": [{"election": 1, "batch": 1, "size": 3, "root": root}],
        "election_ballots": ballots,
    }


@cache
def signed(prepared: bytes) -> str:
    """The signature of a paper: made once, for no two are alike."""
    return blindrsa.sign(prepared, KEY).hex()


def blt() -> bytes:
    """The ballots of the election as they lie in the bundle."""
    ranked = Counter(tuple(map(int, ranking.split(","))) for ranking in RANKINGS)
    names = [f"Candidate {place}" for place in (1, 2, 3)]
    return stv.write_blt(stv.Election(names, 1, ranked)).encode()


def facts(parts: Rows, kind: str = "officers") -> dict[str, Any]:
    """What the manifest says of these parts."""
    chains = (("rules", "rules"), ("record", "record_blocks"), ("books", "ledger_seals"))
    return {
        "kind": kind,
        "made_at": moment(24),
        "society": {"id": SOCIETY, "slug": "hwb-tywi", "name": {}, "registration_number": "9214"},
        "heads": {
            chain: rows[-1]["hash"] if (rows := parts.get(part)) else "" for chain, part in chains
        },
    }


def write(path: Path, parts: Rows, **said: Any) -> Path:
    """The parts as a sealed bundle; `said` replaces what the manifest would say."""
    with BundleFile(path) as bundle:
        for part, rows in parts.items():
            bundle.write_rows(part, rows)
        bundle.write_bytes("elections/1.blt", [blt()])
        photograph = b"\x89PNG not really"
        bundle.write_bytes(f"files/{hashlib.sha256(photograph).hexdigest()}", [photograph])
        bundle.seal(facts(parts) | said)
    return path


def flipped_everywhere(whole: Path) -> Iterator[tuple[str, str]]:
    """What the verifier says when one bit of a file in the bundle is another, and nothing was worked out again.

    (The file, what was said) for the first, a middle and the last line of each file; of one without lines, a byte in each
    third. Where the zip still reads, it is the digests and chains that tell.
    """
    with zipfile.ZipFile(whole) as bundle:
        contents = {name: bundle.read(name) for name in bundle.namelist()}
        seal = bundle.comment
    altered = whole.with_name("altered.zip")
    for name, content in contents.items():
        for place in sorted(_places(content)):
            other = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
            with zipfile.ZipFile(altered, "w") as bundle:
                for each in contents:
                    bundle.writestr(each, other if each == name else contents[each])
                bundle.comment = seal
            yield name, found_in(altered)


def _places(content: bytes) -> set[int]:
    """A byte within the first, a middle and the last line."""
    ends = [at for at, byte in enumerate(content) if byte == ord("\n")]
    if len(ends) < 3:
        return {len(content) * third // 6 for third in (1, 3, 5)} if content else set()
    starts = [0, ends[len(ends) // 2 - 1] + 1, ends[-2] + 1]
    return {(start + ends[bisect_left(ends, start)]) // 2 for start in starts}


def found_in(path: Path) -> str:
    """The first thing in the bundle that is not so; "" when everything is."""
    try:
        for _held in verify.verify(path):
            continue
    except verify.Broken as broken:
        return str(broken)
    return ""
