"""The database and the web are killed while five hundred vote: every receipt is in the log, and each vote counts once."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from pytest_django.plugin import DjangoDbBlocker

from cyfran import verify
from cyfran.coop.elections import blindrsa, sealing
from cyfran.coop.elections.actions.calling import call_election
from cyfran.coop.elections.actions.closing import declare_election
from cyfran.coop.elections.actions.standing import fix_ballot, nominate
from cyfran.coop.elections.models import Election
from cyfran.coop.elections.queries import times_now
from cyfran.coop.elections.rules import paper_message
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.time import now
from cyfran.site.demo.founding import actor_of, found_hub, person_of
from cyfran.site.demo.people import DAI, GWEN, MAIR
from cyfran.site.postgres.home import APP, OWNER, SUPERUSER
from cyfran.site.testing import databases
from cyfran.site.testing.running import Running, eventually
from cyfran.site.testing.visitors import Visitor

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("run")]

BALLOTS, AT_ONCE = 500, 8
EVERYTHING, THE_LAST = slice(None), slice(-1, None)
KILLED = {
    50: ("postgres", EVERYTHING),
    150: ("granian", THE_LAST),
    250: ("granian", EVERYTHING),
    350: ("postgres: cyfran_app", THE_LAST),
    430: ("postgres", EVERYTHING),
}
MEMBERS = """
    WITH party AS (
      INSERT INTO societies_party (society_id, kind, name, sort_key, email, address, language, created_at)
      SELECT {hub}, 'person', 'Pleidleisiwr ' || n, '', '', '', 'cy', now() FROM generate_series(1, {count}) n RETURNING id),
    member AS (
      INSERT INTO membership_member (society_id, party_id, number, joined_on, ceased_why)
      SELECT {hub}, id, 0, current_date, '' FROM party RETURNING id)
    INSERT INTO membership_classholding (society_id, member_id, member_class_id, from_on)
    SELECT {hub}, member.id, class.id, current_date FROM member, membership_memberclass class
     WHERE class.society_id = {hub} AND class.code = 'customer'
"""
PAPERS = """
    INSERT INTO elections_paper (id, society_id, election_id, on_roll_id, serial, way, digest)
    SELECT gen_random_uuid(), society_id, election_id, id, 1, 'plain', '' FROM elections_roll
     WHERE election_id = {election} ORDER BY id LIMIT {count}
"""


@dataclass
class Ballot:
    """A ballot on its way; `receipt` is what the site answered, if it did."""

    sent: dict[str, str]
    patient: bool  # is sent again until there is an answer
    receipt: str = ""


class Queue:
    """The ballots at the door, and how many have gone through it or been given up."""

    def __init__(self, ballots: list[Ballot]) -> None:
        self.waiting: Iterator[Ballot] = iter(ballots)
        self.done = 0
        self.lock = threading.Lock()

    def next(self) -> Ballot | None:
        with self.lock:
            return next(self.waiting, None)

    def count(self) -> None:
        with self.lock:
            self.done += 1

    def has_done(self, so_many: int) -> bool:
        return self.done >= so_many


def test_whatever_is_killed_every_receipt_is_in_the_log_and_each_ballot_once(
    running: Running, tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), as_the_installation(running):
        election = voting_is_open(running)
        ballots = written_out(election)
    address = f"/en/hwb-bwyd-tywi/decide/elections/{election.number}/ballot/"
    queue = Queue(ballots)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in range(AT_ONCE):
            threads.submit(cast, queue, running.address, address)
        for done, (word, which) in KILLED.items():
            eventually(partial(queue.has_done, done), 90)
            for pid in running.of_kind(word)[which]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
    eventually(running.answers)

    as_superuser(
        running, f"UPDATE elections_election SET closes_at = now() WHERE id = {election.pk}"
    )
    with django_db_blocker.unblock(), as_the_installation(running):
        hub = Society.objects.get(slug="hwb-bwyd-tywi")
        with society_transaction(hub):
            fresh = Election.objects.get(pk=election.pk)
            declare_election(actor=Actor.guest(), election=fresh, at=now())
    with psycopg.connect(running.url(OWNER)) as owner:
        log = owner.execute(
            "SELECT hash, token FROM elections_leaf WHERE election_id = %s", [election.pk]
        ).fetchall()
    given = [ballot for ballot in ballots if ballot.receipt]
    assert len(given) >= BALLOTS // 2
    assert all(ballot.receipt for ballot in ballots if ballot.patient)
    assert {ballot.receipt for ballot in given} <= {leaf for leaf, _token in log}
    assert len({token for _leaf, token in log}) == len(log) <= BALLOTS
    path = tmp_path / "hub.zip"
    made = running.command("export", "hwb-bwyd-tywi", "--output", str(path))
    assert made.returncode == 0, made.stderr
    assert verify.main([str(path)]) == 0


def cast(queue: Queue, site: str, address: str) -> None:
    while ballot := queue.next():
        body = json.dumps(ballot.sent).encode()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError, HTTPException, ValueError):
                answer = Visitor(site).send(address, [body], len(body), "application/json")
                if answer.status == 200:
                    ballot.receipt = json.loads(answer.text)["receipt"]
            if ballot.receipt or not ballot.patient:
                break
            time.sleep(0.1)
        queue.count()


def voting_is_open(running: Running) -> Election:
    """Three stand for two seats before more than five hundred; the hours are set past the triggers."""
    hub = Society.objects.filter(slug="hwb-bwyd-tywi").first() or found_hub(now())
    as_superuser(running, MEMBERS.format(hub=hub.pk, count=BALLOTS), triggers=True)
    with society_transaction(hub):
        times = times_now(hub, now())
        election = call_election(
            actor=actor_of(MAIR),
            society=hub,
            title=Bilingual(en="The board", cy="Y bwrdd"),
            seats=2,
            rules="scottish",
            reopen=False,
            retiring="all",
            returning_officer=Party.objects.filter(name="Pleidleisiwr 1").latest("pk"),
            nominations_close_at=times.nominations_close_at,
            opens_at=times.opens_at,
            closes_at=times.closes_at,
            at=now(),
        )
        for villager in (MAIR, DAI, GWEN):
            party = party_of(hub, person_of(villager).pk)
            assert party is not None
            nominate(actor=actor_of(villager), election=election, nominee=party, at=now())
    as_superuser(
        running,
        "UPDATE elections_election SET nominations_close_at = now() - interval '2 hours', "
        f"opens_at = now() - interval '1 hour' WHERE id = {election.pk}",
    )
    as_superuser(running, PAPERS.format(election=election.pk, count=BALLOTS))
    with society_transaction(hub):
        fresh = Election.objects.select_related("society").get(pk=election.pk)
        return fix_ballot(actor=Actor.guest(), election=fresh, at=now())


def written_out(election: Election) -> list[Ballot]:
    """Each with a paper of its own, made out as for whoever has no script."""
    key = sealing.open_key(bytes(election.sealed_key), election.pk)
    ballots = []
    for number in range(BALLOTS):
        prepared = blindrsa.prepare(paper_message(election.society_id, election.number or 0))
        sent = {
            "token": prepared[:32].hex(),
            "signature": blindrsa.sign(prepared, key).hex(),
            "salt": f"{number:064x}",
            "ranking": ("1,2", "2,3,1", "3")[number % 3],
        }
        ballots.append(Ballot(sent, patient=number % 3 > 0))
    return ballots


def as_superuser(running: Running, sql: str, *, triggers: bool = False) -> None:
    with psycopg.connect(running.url(SUPERUSER), autocommit=True) as superuser:
        if not triggers:
            superuser.execute("SET session_replication_role = replica")
        superuser.execute(sql)


@contextmanager
def as_the_installation(running: Running) -> Iterator[None]:
    """What is done through the product's own actions is done in the installation."""
    parts = conninfo_to_dict(running.url(APP))
    elsewhere = {"HOST": parts["host"], "PORT": str(parts["port"]), "USER": parts["user"]}
    with databases.connected_to(str(parts["dbname"]), **elsewhere, PASSWORD=""):
        yield
