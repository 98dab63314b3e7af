"""What the checks of the books cost, each beside its limit in the same run.

    python bench/ledger.py                     some minutes: most of it opens a million members' accounts
    python bench/ledger.py --members 100000    posts the dividend to a tenth of them: about a minute

* Posting by sets: 100,000 entries of two legs, each on another member's account, by one call of ledger_post_many, every
  check and balance on; beside the same call with the ledger's triggers disabled. Keys and foreign keys hold in both.
  Processor seconds of the server process.
* Posting one by one: ledger_post from 8 clients, one leg always on the same hot account, a commit each, as the web's
  role; beside the bare insert of the same facts as one row of one table: a unique key, kind, day, the two accounts and
  the amount, without any check. Transactions a second, rounds interleaved, best of five.
* Sharing: a pot among 1,000,000 members by patronage in one statement, exact to the penny, beside a bare
  INSERT ... SELECT of the same rows into the same table: the product's table of shares, without its foreign keys,
  which would hide the difference. Processor seconds.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.figures import Figure, at_least, beside, keep, show  # noqa: E402
from bench.installation import Backend, Installation, installation  # noqa: E402

CLIENTS, SECONDS = 8, 2
POT = 123_456_789  # pence


def prepare(backend: Backend, accounts: int) -> int:
    """One society with a bank and so many members' accounts; returns the society's id."""
    run = backend.connection.execute
    row = run(
        "INSERT INTO societies_society (slug, name, model_rules, state, registration_number, office_address, "
        'contact_email, accent, zone, currency, created_at) VALUES (\'bench\', \'{"en": "Bench", "source": "en"}\', '
        "'multi', 'forming', '', '', '', '', 'Europe/London', 'GBP', now()) RETURNING id"
    ).fetchone()
    assert row is not None
    society = int(str(row[0]))
    run("SELECT set_config('cyfran.society', %s, false)", [str(society)])
    run(
        "INSERT INTO ledger_account (society_id, code, purpose, kind, currency, hot, ceiling, opened_at) "
        "SELECT %s, CASE g WHEN 0 THEN 'bank' ELSE 'member_credit:' || g END, 'bench', "
        "CASE g WHEN 0 THEN 'asset' ELSE 'liability' END, 'GBP', g = 0, CASE WHEN g > 0 THEN 0 END, now() "
        "FROM generate_series(0, %s) AS g",
        [society, accounts],
    )
    run(
        "CREATE TABLE bench_members AS SELECT id AS account, row_number() OVER (ORDER BY id) AS place "
        "FROM ledger_account WHERE NOT hot"
    )
    run("VACUUM ANALYZE bench_members")
    for table in ("account", "balance"):
        run(f"VACUUM ANALYZE ledger_{table}")
    return society


def posting_by_sets(backend: Backend, society: int, entries: int, rounds: int) -> Figure:
    """The same call, with the ledger's triggers and without; each round is undone."""
    run = backend.connection.execute
    run(
        "CREATE TABLE bench_batch (keys text[], kinds text[], dates date[], entries int[], legs int[], accounts bigint[], amounts bigint[])"
    )
    run(
        "INSERT INTO bench_batch SELECT keys, kinds, dates, l.entries, l.legs, l.accounts, l.amounts FROM "
        "(SELECT array_agg('bench:' || g) AS keys, array_agg('bench.pay'::text) AS kinds, "
        "array_agg('2026-01-02'::date) AS dates FROM generate_series(1, %s) AS g) AS e, "
        "(SELECT array_agg(place::int) AS entries, array_agg(leg) AS legs, "
        "array_agg(CASE leg WHEN 1 THEN (SELECT id FROM ledger_account WHERE hot) ELSE account END) AS accounts, "
        "array_agg((CASE leg WHEN 1 THEN 1 ELSE -1 END) * (100 + place %% 50)) AS amounts "
        "FROM (SELECT place, account, leg FROM bench_members, generate_series(1, 2) AS leg WHERE place <= %s "
        "ORDER BY place, leg) AS two) AS l",
        [entries, entries],
    )
    call = (
        f"SELECT cardinality(ledger_post_many({society}, keys, kinds, dates, entries, legs, accounts, amounts)) "
        "FROM bench_batch"
    )
    used: dict[bool, list[float]] = {True: [], False: []}
    for _round in range(rounds):
        for checked in (False, True):
            run("VACUUM ledger_entry, ledger_posting, ledger_balance")
            run("BEGIN")
            if not checked:
                run("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
                run("ALTER TABLE ledger_posting DISABLE TRIGGER USER")
            used[checked].append(backend.cpu_of(call))
            run("ROLLBACK")
    what = f"{entries:,} entries by one call; without the triggers"
    return beside(what, "CPU s", min(used[True]), min(used[False]), most=1.4)


def posting_one_by_one(place: Installation, backend: Backend, society: int, rounds: int) -> Figure:
    """pgbench from eight clients, ours and the bare insert in turn."""
    run = backend.connection.execute
    run(
        "CREATE TABLE bench_bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text NOT NULL UNIQUE, "
        "kind text NOT NULL, effective_on date NOT NULL, recorded_at timestamptz NOT NULL, debited bigint NOT NULL, "
        "credited bigint NOT NULL, amount bigint NOT NULL)"
    )
    run("GRANT INSERT ON bench_bare TO cyfran_app")
    row = run(
        "SELECT (SELECT id FROM ledger_account WHERE hot), min(account), count(*) FROM bench_members"
    ).fetchone()
    assert row is not None
    bank, first, members = (int(str(value)) for value in row)
    member = (
        f"\\set member random({first}, {first + min(members, 10_000) - 1})\n"
        "\\set key random(1, 9000000000000000000)\n"
    )
    ours = (
        f"{member}SELECT ledger_post({society}, :key::text, 'bench.pay', '2026-01-02', "
        f"ARRAY[{bank}, :member]::bigint[], ARRAY[100, -100]::bigint[]);\n"
    )
    bare = (
        f"{member}INSERT INTO bench_bare (key, kind, effective_on, recorded_at, debited, credited, amount) VALUES "
        f"(:key::text, 'bench.pay', '2026-01-02', now(), {bank}, :member, 100);\n"
    )
    best = {ours: 0.0, bare: 0.0}
    for _round in range(rounds):
        for script in best:
            best[script] = max(best[script], pgbench(place, society, script))
    what = f"one entry a call, {CLIENTS} clients, one hot account; a bare row"
    return at_least(what, "a second", best[ours], best[bare], least=0.25)


def pgbench(place: Installation, society: int, script: str) -> float:
    """Transactions a second."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        said = subprocess.run(
            [
                str(place.programs / "pgbench"), "--no-vacuum", "--protocol=prepared", f"--client={CLIENTS}",
                f"--time={SECONDS}", f"--file={file.name}", place.app_url,
            ],
            env={**os.environ, "PGOPTIONS": f"-c cyfran.society={society}"},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
    found = re.search(r"tps = ([0-9.]+)", said.stdout)
    if said.returncode or not found:
        raise RuntimeError(said.stdout[-1000:] + said.stderr[-2000:])
    return float(found[1])


def sharing(backend: Backend, members: int, rounds: int) -> Figure:
    """The allocation, and the same rows inserted bare."""
    run = backend.connection.execute
    run(
        "CREATE TABLE bench_trade AS SELECT g AS member, g * 7919 %% 100003 + g %% 13 + 1 AS weight "
        "FROM generate_series(1::bigint, %s) AS g",
        [members],
    )
    run("CREATE TABLE bench_share (LIKE surplus_share INCLUDING ALL)")
    run("VACUUM ANALYZE bench_trade")
    into = (
        "INSERT INTO bench_share (society_id, application_id, member_id, party_id, trade, amount)"
    )
    ours = (
        f"{into} SELECT 1, 1, t.member, t.member, t.weight, ledger_allocation_share(t.member, t.weight, cut.pot, "
        "cut.total, cut.remainder, cut.ticket, cut.seed, cut.wide) FROM bench_trade AS t, "
        "(SELECT array_agg(member) AS members, array_agg(weight) AS weights FROM bench_trade) AS given, "
        f"ledger_allocation_cut({POT}, given.members, given.weights) AS cut"
    )
    bare = f"{into} SELECT 1, 1, member, member, weight, weight FROM bench_trade"
    used: dict[str, list[float]] = {bare: [], ours: []}
    for _round in range(rounds):
        for statement in used:
            run("TRUNCATE bench_share")
            used[statement].append(backend.cpu_of(statement))
    row = run("SELECT sum(amount), count(*) FROM bench_share").fetchone()
    assert row is not None
    assert (int(str(row[0])), int(str(row[1]))) == (POT, members), row
    what = f"a pot shared among {members:,}, to the penny; the same rows bare"
    return beside(what, "CPU s", min(used[ours]), min(used[bare]), most=1.5)


def posting_the_shares(backend: Backend, society: int, members: int) -> Figure:
    """One entry with a leg for each member; beside it, the bare insert of the shares."""
    run = backend.connection.execute
    run(
        "CREATE TABLE bench_due AS SELECT m.account, s.amount AS share FROM bench_members AS m JOIN bench_share AS s "
        "ON s.member_id = m.place WHERE s.amount > 0 AND m.place <= %s",
        [members],
    )
    run("BEGIN")
    ours = backend.cpu_of(
        f"SELECT ledger_post({society}, 'bench.dividend', 'bench.dividend', '2026-01-02', "
        "(SELECT id FROM ledger_account WHERE hot) || array_agg(account), sum(share)::bigint || array_agg(-share)) "
        "FROM bench_due"
    )
    run("ROLLBACK")
    run("CREATE TABLE bench_paid (LIKE bench_due, PRIMARY KEY (account))")
    bare = backend.cpu_of("INSERT INTO bench_paid SELECT * FROM bench_due")
    what = f"and posted, one entry of {members:,} legs; the same rows bare"
    return beside(what, "CPU s", ours, bare)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--members", type=int, default=1_000_000, help="whose dividend is posted")
    parser.add_argument(
        "--sharers", type=int, default=1_000_000, help="among whom the pot is shared"
    )
    parser.add_argument("--rounds", type=int, default=5, help="of the posting one by one")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    with installation() as place, place.owner() as connection:
        backend = Backend(connection)
        society = prepare(backend, max(chosen.entries, chosen.members))
        connection.execute("SET work_mem = '256MB'")
        figures = [
            posting_by_sets(backend, society, chosen.entries, 3),
            posting_one_by_one(place, backend, society, chosen.rounds),
            sharing(backend, chosen.sharers, 2),
            posting_the_shares(backend, society, chosen.members),
        ]
        version = connection.info.server_version
    show(figures)
    print(f"load average when it began: {load:.1f}")
    keep("ledger", figures, load, postgresql=version)
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
