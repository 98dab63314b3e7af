"""`cyfran run` as a person sees it: it starts, it survives, it leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

# The tests share one installation.
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("run")]


@dataclass
class Running:
    process: subprocess.Popen[str]
    state: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def processes(self) -> dict[int, str]:
        """Everything that runs for this installation, by what its environment or its folder says."""
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                ours = f"CYFRAN_STATE={self.state}\0".encode() in (entry / "environ").read_bytes()
                ours = ours or (entry / "cwd").readlink().is_relative_to(self.state)
                if ours and entry.name.isdigit():
                    found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
        return found

    def of_kind(self, word: str) -> list[int]:
        return sorted(pid for pid, command in self.processes().items() if word in command)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://localhost:{self.port}/health", timeout=5
            ) as answer:
                return answer.status == 200
        except OSError:
            return False


def eventually(true: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(state: Path) -> Running:
    port = free_port()
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "CYFRAN_")) or name == "CYFRAN_POSTGRES_BIN"
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "cyfran", "run", "--workers", "1"],
        env={**inherited, "CYFRAN_STATE": str(state), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    return Running(process, state, port)


def end(running: Running) -> str:
    """What it said, after it was asked to stop as Ctrl-C does."""
    running.process.send_signal(signal.SIGINT)
    said, _ = running.process.communicate(timeout=30)
    return said


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="cyfran-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def running(state: Path) -> Iterator[Running]:
    run = start(state)
    try:
        eventually(lambda: run.answers() or run.process.poll() is not None, 240)
        assert run.process.poll() is None, run.process.stdout.read()
        yield run
    finally:
        if run.process.poll() is None:
            end(run)
        run.process.stdout.close()


def test_ctrl_c_stops_everything_and_it_says_what_it_did(running):
    eventually(lambda: running.of_kind(" worker"))
    assert running.of_kind("postgres")
    said = end(running)
    assert running.process.returncode == 0
    assert running.processes() == {}
    for stage in ("Database …", "Upgrade …", "Words …", "Web …", running.address):
        assert stage in said


def test_whatever_is_killed_is_started_again(running, state):
    eventually(lambda: running.of_kind("cyfran worker"))
    for kind in ("granian", "cyfran worker", "postgres -D"):
        killed = kill_first(running, kind)
        eventually(partial(is_started_again, running, kind, killed))
    commands_borrow_the_running_database(running, state)


def kill_first(running: Running, kind: str) -> int:
    first = running.of_kind(kind)[0]
    os.kill(first, signal.SIGKILL)
    return first


def is_started_again(running: Running, kind: str, killed: int) -> bool:
    pids = running.of_kind(kind)
    return bool(pids) and killed not in pids and running.answers()


def commands_borrow_the_running_database(running: Running, state: Path) -> None:
    environment = {**os.environ, "CYFRAN_STATE": str(state)}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "cyfran", "migrate", "--check"]
    assert (
        subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
    )
    assert running.answers()


def test_nothing_outlives_a_killed_supervisor(running):
    running.process.kill()
    running.process.wait()
    eventually(lambda: running.processes() == {}, 20)


def test_a_port_in_use_is_said_in_plain_words(state):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "cyfran", "run", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
