"""A secret ballot of 10,000 members: voting papers signed, ballots cast through the web, the log closed, opened and counted.

    python bench/ballots.py

The roll is made by the owner, the election called by the product's own action; its hours are then set by the
superuser, since a bench cannot wait for a notice. Most papers are made out here with the election's key, as for whoever has no script, so that every one of the 10,000 ballots is cast, shuffled, opened and counted.
"""

from __future__ import annotations

import json
import random
import secrets
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.figures import Figure, at_most, keep, show
from bench.installation import Installation, cpu_of, installation
from bench.village import Buyer, add_buyers, begin_django, sign_in
from bench.web import Web, all_asked, load_now, web

MEMBERS, PAPERS, CANDIDATES, SEATS = 10_000, 400, 8, 5
CLIENTS = 8


def at_least(what: str, unit: str, ours: float, limit: float) -> Figure:
    """A figure that may not be less than its limit."""
    return Figure(what, unit, ours, limit=f">= {limit:g} {unit}", met=ours >= limit)


@dataclass
class Watched:
    """What a piece of work used of the processors, the web's workers and the database's backends together."""

    place: Installation
    web: Web | None = None

    def __enter__(self) -> Self:
        self.before, self.began = self._cpu(), time.perf_counter()
        return self

    def __exit__(self, *_what: object) -> None:
        self.cpu, self.seconds = self._cpu() - self.before, time.perf_counter() - self.began

    def _cpu(self) -> float:
        with self.place.superuser() as superuser:
            rows = superuser.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchall()
        web = self.web.cpu() if self.web else time.process_time()
        return web + sum(cpu_of(int(str(row[0]))) for row in rows)

    def rate(self, what: str, unit: str, count: int, limit: float) -> list[Figure]:
        """How many a second two processors would do with nothing else to do; and how many it was."""
        return [
            at_least(f"{what}, by what two processors can", unit, 2 * count / self.cpu, limit),
            Figure(f"{what}, on this machine as busy as it was", unit, count / self.seconds),
        ]


def request(web: Web, path: str, body: dict[str, str], cookies: str = "", csrf: str = "") -> bytes:
    """The bytes of what the page's script sends."""
    text = json.dumps(body)
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:{web.port}\r\nX-CSRFToken: {csrf}\r\n"
        f"Cookie: {cookies}\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n{text}"
    ).encode()


def call(place: Installation, hub: Any, buyers: list[Buyer]) -> Any:
    """The election is called, eight stand for five seats, and voting is open."""
    from cyfran.coop.elections.actions.calling import call_election
    from cyfran.coop.elections.actions.standing import fix_ballot, nominate
    from cyfran.coop.elections.queries import election_numbered, times_now
    from cyfran.kernel.actions import Actor
    from cyfran.kernel.database import society_transaction
    from cyfran.kernel.languages import Bilingual
    from cyfran.kernel.societies.models import Party
    from cyfran.kernel.time import now
    from cyfran.site.demo.founding import actor_of
    from cyfran.site.demo.people import MAIR

    with society_transaction(hub):
        times = times_now(hub, now())
        election = call_election(
            actor=actor_of(MAIR),
            society=hub,
            title=Bilingual(en="The board", cy="Y bwrdd"),
            seats=SEATS,
            rules="scottish",
            reopen=False,
            retiring="all",
            returning_officer=Party.objects.get(pk=buyers[-1].party_id),
            nominations_close_at=times.nominations_close_at,
            opens_at=times.opens_at,
            closes_at=times.closes_at,
            at=now(),
        )
        for buyer in buyers[:CANDIDATES]:
            nominate(
                actor=Actor.person(buyer.person_id),
                election=election,
                nominee=Party.objects.get(pk=buyer.party_id),
                at=now(),
            )
    _set(
        place,
        election,
        nominations_close_at="now() - interval '2 hours'",
        opens_at="now() - interval '1 hour'",
    )
    with society_transaction(hub):
        election.refresh_from_db()
        fix_ballot(actor=Actor.guest(), election=election, at=now())
        return election_numbered(hub, 1)


def _set(place: Installation, election: Any, **moments: str) -> None:
    with place.superuser() as superuser:
        superuser.execute("SET session_replication_role = replica")
        for name, moment in moments.items():
            superuser.execute(
                f"UPDATE elections_election SET {name} = {moment} WHERE id = {election.pk}"
            )  # type: ignore[arg-type]


def collect(
    place: Installation, web: Web, address: str, election: Any, buyers: list[Buyer]
) -> list[Figure]:
    """Papers signed unseen, each for a member of their own."""
    from cyfran.coop.elections.voter import Voter

    voters = [Voter(election) for _ in buyers]
    asked = [
        request(
            web, f"{address}paper/", {"blinded": voter.blinded.hex()}, buyer.cookies, buyer.token
        )
        for voter, buyer in zip(voters, buyers, strict=True)
    ]
    with Watched(place, web) as watched:
        answers, _seconds = all_asked(web.port, asked, CLIENTS)
    assert all(answer.status == 200 for answer in answers), answers[0].body
    return watched.rate("voting papers signed", "papers/s", len(answers), 40)


def votes(election: Any, key: Any, count: int) -> list[dict[str, str]]:
    """Ballots with papers of their own, made out as the server does for whoever has no script."""
    from cyfran.coop.elections import blindrsa
    from cyfran.coop.elections.rules import paper_message, written

    chance, made = random.Random(1844), []
    for _ in range(count):
        token = secrets.token_bytes(32)
        prepared = token + paper_message(election.society_id, election.number)
        ranking = chance.sample(range(1, CANDIDATES + 1), chance.randint(1, CANDIDATES))
        made.append(
            {
                "token": token.hex(),
                "signature": blindrsa.sign(prepared, key).hex(),
                "salt": secrets.token_hex(32),
                "ranking": written(ranking),
            }
        )
    return made


def cast(
    place: Installation, web: Web, address: str, election: Any, key: Any
) -> tuple[list[Figure], set[str]]:
    """Every member's ballot, with its receipt."""
    asked = [request(web, f"{address}ballot/", vote) for vote in votes(election, key, MEMBERS)]
    with Watched(place, web) as watched:
        answers, _seconds = all_asked(web.port, asked, CLIENTS)
    assert all(answer.status == 200 for answer in answers), answers[0].body
    receipts = {json.loads(answer.body)["receipt"] for answer in answers}
    return watched.rate("ballots cast, with receipts", "ballots/s", len(answers), 100), receipts


def close(place: Installation, hub: Any, election: Any, receipts: set[str]) -> list[Figure]:
    """The closing moment: shuffled, opened, counted, declared; and the root made again from what is published."""
    from cyfran.coop.elections import merkle
    from cyfran.coop.elections.actions.closing import declare_election
    from cyfran.coop.elections.queries import election_numbered, leaves_of
    from cyfran.kernel.actions import Actor
    from cyfran.kernel.database import society_transaction
    from cyfran.kernel.time import now

    _set(place, election, closes_at="now()")
    with society_transaction(hub):
        fresh = election_numbered(hub, 1)
        assert fresh is not None
        with Watched(place) as watched:
            done = declare_election(
                actor=Actor.guest(), election=fresh, at=now() + timedelta(seconds=1)
            )
        hashes = list(leaves_of(done).values_list("hash", flat=True))
    assert set(hashes) == receipts, "a receipt is not in the log"
    began = time.perf_counter()
    root = merkle.root_of([bytes.fromhex(one) for one in hashes]).hex()
    again = time.perf_counter() - began
    assert root == done.root, "the root is another"
    assert len(json.loads(done.result)["elected"]) == SEATS
    return [
        at_most(
            "closing, opening and counting 10,000 ballots, of a processor", "s", watched.cpu, 2
        ),
        Figure("the same, on this machine as busy as it was", "s", watched.seconds),
        Figure("the log's root, made again by Python", "s", again),
    ]


def main() -> int:
    """Measure, show and keep; the exit status says whether every limit was met."""
    load = load_now()
    with installation() as place:
        begin_django(place)
        from cyfran.coop.elections import sealing
        from cyfran.kernel.time import now
        from cyfran.site.demo.founding import found_hub

        hub = found_hub(now())
        with place.owner() as owner:
            people = add_buyers(owner, hub, MEMBERS)
            buyers = sign_in(owner, people)
            owner.execute("VACUUM ANALYZE")
        election = call(place, hub, buyers)
        key = sealing.open_key(bytes(election.sealed_key), election.pk)
        address = f"/en/{hub.slug}/decide/elections/1/"
        with web(place, workers=2) as served:
            papers = collect(place, served, address, election, buyers[:PAPERS])
            ballots, receipts = cast(place, served, address, election, key)
        figures = [*papers, *ballots, *close(place, hub, election, receipts)]
    show(figures)
    keep("ballots", figures, load, members=MEMBERS, candidates=CANDIDATES, seats=SEATS)
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
