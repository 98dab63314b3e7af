import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from cyfran.site.demo.building import Building
from cyfran.site.postgres.binaries import NoServer, run_under
from cyfran.site.postgres.cluster import AlreadySupervised, Cluster
from cyfran.site.postgres.databases import make_roles_and_database
from cyfran.site.postgres.home import APP, LONGEST_SOCKET_FOLDER, OWNER, SUPERUSER
from cyfran.site.postgres.leftovers import working_in
from cyfran.site.postgres.shared import lease

# The tests share one server.
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("postgres")]
QUICK = {"fsync": "off"}
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that any account may enter, as pytest's own is not."""
    made = Path(tempfile.mkdtemp(prefix="cyfran-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def cluster(folder: Path) -> Iterator[Cluster]:
    running = Cluster(folder / "shared", QUICK)
    running.start()
    running.stop()
    subprocess.run(["cp", "-a", running.home.data, folder / "fresh"], check=True)
    running.start()
    make_roles_and_database(running.home)
    ask(running, "CREATE TABLE kept AS SELECT 42 AS n")
    yield running
    running.stop()


def already_made(home: Path, cluster: Cluster) -> Path:
    """A home with the data of a new cluster, to spare a test the making."""
    home.mkdir(mode=0o711, parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", cluster.home.folder.parent / "fresh", home / "data"], check=True)
    return home


def ask(cluster: Cluster, query: str, role: str = SUPERUSER) -> object:
    with psycopg.connect(cluster.home.url(role, "cyfran"), autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def eventually(true: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def answers(cluster: Cluster) -> bool:
    try:
        return ask(cluster, "SELECT 1") == 1
    except psycopg.OperationalError:
        return False


def test_there_is_a_socket_that_nobody_else_may_enter_and_no_network(cluster):
    assert ask(cluster, "SHOW listen_addresses") == ""
    assert cluster.home.sockets.stat().st_mode & 0o777 == 0o700
    assert cluster.home.data.stat().st_mode & 0o777 == 0o700


@only_root
def test_the_server_of_root_runs_under_an_unprivileged_account(cluster):
    assert cluster.account is not None
    status = Path(f"/proc/{cluster.pid}/status").read_text()
    uids = status.split("Uid:")[1].split("\n")[0].split()
    assert set(uids) == {str(cluster.account.uid)}
    groups = status.split("Groups:")[1].split("\n")[0].split()
    assert "0" not in groups


def test_letters_of_every_language_have_capitals(cluster):
    assert ask(cluster, "SELECT lower('ŴŶÂ')") == "ŵŷâ"


def test_neither_role_is_a_superuser(cluster):
    for role in (OWNER, APP):
        assert (
            ask(cluster, f"SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = '{role}'")
            is False
        )


def test_a_killed_server_is_back_within_ten_seconds_with_its_data(cluster):
    before, restarts = cluster.pid, cluster.restarts
    os.kill(before, signal.SIGKILL)
    eventually(lambda: cluster.pid not in (None, before) and answers(cluster))
    assert cluster.restarts == restarts + 1
    assert ask(cluster, "SELECT n FROM kept") == 42


def test_a_killed_server_is_back_although_a_session_was_busy(cluster):
    busy = psycopg.connect(cluster.home.url(SUPERUSER, "cyfran"))
    busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 1000000000)")
    before = cluster.pid
    os.kill(before, signal.SIGKILL)
    eventually(lambda: cluster.pid not in (None, before) and answers(cluster))
    busy.close()


def test_one_process_at_a_time_supervises_a_folder(cluster, folder):
    with pytest.raises(AlreadySupervised):
        Cluster(folder / "shared").start()


def test_making_roles_and_database_again_changes_nothing(cluster):
    make_roles_and_database(cluster.home)
    assert ask(cluster, "SELECT count(*) FROM pg_database WHERE datname = 'cyfran'") == 1


def test_stopping_leaves_no_process_and_a_start_finds_the_data(cluster):
    cluster.stop()
    assert working_in(cluster.home.data.resolve()) == []
    cluster.start()
    assert ask(cluster, "SELECT n FROM kept") == 42


def test_a_lock_file_with_the_number_of_a_living_stranger_does_not_forbid_the_start(cluster):
    cluster.stop()
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **run_under(cluster.account))
    lock = cluster.home.data / "postmaster.pid"
    lock.write_text(
        f"{stranger.pid}\n{cluster.home.data}\n0\n5432\n{cluster.home.sockets}\n\n\nready   \n"
    )
    cluster.start()
    assert answers(cluster)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


SUPERVISOR = """
import sys, time
from pathlib import Path
from cyfran.site.postgres.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]), {"fsync": "off"})
cluster.start()
print(cluster.pid, flush=True)
time.sleep(60)
"""


def test_a_server_does_not_outlive_its_killed_supervisor_and_the_next_takes_over(cluster, folder):
    cluster.stop()
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(folder / "shared")],
        stdout=subprocess.PIPE,
        text=True,
    )
    with supervisor:
        server = int(supervisor.stdout.readline())
        supervisor.kill()
    cluster.start()
    assert cluster.pid != server
    assert not Path(f"/proc/{server}/exe").exists()
    assert ask(cluster, "SELECT n FROM kept") == 42


def test_an_orphan_that_was_not_told_is_stopped_by_the_next_start(cluster):
    cluster.stop()
    command = [cluster.binaries.program("postgres"), "-D", str(cluster.home.data)]
    command += ["-c", "listen_addresses=", "-c", f"unix_socket_directories={cluster.home.sockets}"]
    orphan = subprocess.Popen(
        command, stderr=subprocess.DEVNULL, cwd="/", **run_under(cluster.account)
    )
    eventually(lambda: answers(cluster))
    cluster.start()
    assert orphan.wait(5) == 0
    assert answers(cluster)


def test_data_of_another_version_are_refused_in_plain_words(cluster):
    cluster.stop()
    version = cluster.home.data / "PG_VERSION"
    written = version.read_text()
    version.write_text("9\n")
    with pytest.raises(NoServer, match=r"are PostgreSQL 9's"):
        cluster.start()
    version.write_text(written)
    cluster.start()


def test_a_server_that_cannot_start_says_why(cluster):
    cluster.stop()
    broken = Cluster(cluster.home.folder, {"shared_buffers": "nonsense"})
    with pytest.raises(NoServer, match="nonsense"):
        broken.start(patience=0.5)
    cluster.start()


def test_a_path_too_long_for_a_socket_gets_a_short_folder(folder, cluster):
    deep = already_made(folder / ("d" * LONGEST_SOCKET_FOLDER), cluster)
    running = Cluster(deep, QUICK)
    running.start()
    try:
        assert len(str(running.home.sockets)) < LONGEST_SOCKET_FOLDER
        assert running.home.sockets.stat().st_mode & 0o777 == 0o700
        with psycopg.connect(running.home.url(SUPERUSER, "postgres")) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        running.stop()
        shutil.rmtree(running.home.sockets)


@only_root
def test_below_a_home_that_only_root_may_enter_the_data_live_elsewhere(folder):
    home = folder / "closed"
    home.mkdir(mode=0o700)
    running = Cluster(home / "state" / "postgres", QUICK)
    try:
        running.start()
        assert home.stat().st_mode & 0o777 == 0o700
        assert (home / "state" / "postgres").resolve() == running.home.folder
        assert Cluster(home / "state" / "postgres").home == running.home
    finally:
        running.stop()
        shutil.rmtree(running.home.folder)


@only_root
def test_programs_that_the_account_may_not_run_are_copied(folder, monkeypatch, cluster):
    home = folder / "closed-programs"
    home.mkdir(mode=0o700)
    source = cluster.binaries.folder.parent
    copy = home / source.parent.name / source.name
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("include"))
    libraries = source.parent.with_name(f"{source.parent.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, home / libraries.name)
    monkeypatch.setenv("CYFRAN_POSTGRES_BIN", str(copy / cluster.binaries.folder.name))
    running = Cluster(folder / "copied", QUICK)
    assert running.binaries.folder.is_relative_to(folder / "copied")
    assert Cluster(folder / "copied").binaries == running.binaries


def test_a_leased_server_leaves_with_its_last_user(folder, cluster):
    with lease(already_made(folder / "leased", cluster), QUICK) as home:
        with lease(folder / "leased", QUICK), psycopg.connect(home.url(APP)) as connection:
            assert connection.execute("SELECT current_user").fetchone() == (APP,)
        with psycopg.connect(home.url(OWNER)) as connection:
            assert connection.execute("SELECT current_user").fetchone() == (OWNER,)
    eventually(lambda: not working_in(home.data.resolve()))


def begin(cluster: Cluster, state: Path, *, demonstration: bool) -> Building:
    ask(cluster, "DROP TABLE IF EXISTS societies_installation")
    ask(cluster, f"CREATE TABLE societies_installation AS SELECT {demonstration} AS demonstration")
    (state / "demonstration-begun").touch()
    return Building(state)


def test_a_half_built_demonstration_is_cleared_away(cluster, tmp_path):
    building = begin(cluster, tmp_path, demonstration=True)
    assert building.was_interrupted
    assert building.clear(cluster.home)
    assert not building.was_interrupted
    assert ask(cluster, "SELECT to_regclass('kept')") is None
    ask(cluster, "CREATE TABLE kept AS SELECT 42 AS n")


def test_an_installation_in_earnest_is_never_cleared_away(cluster, tmp_path):
    assert not begin(cluster, tmp_path, demonstration=False).clear(cluster.home)
    assert ask(cluster, "SELECT n FROM kept") == 42


def test_a_whole_demonstration_is_not_begun_again(cluster, tmp_path):
    building = begin(cluster, tmp_path, demonstration=True)
    (tmp_path / "demonstration-whole").touch()
    assert not building.was_interrupted
