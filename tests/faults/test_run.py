"""`cyfran run` as a person sees it: it starts, it survives, it leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
from functools import partial

import pytest

from cyfran.site.testing.running import Running, end, eventually

# The tests share one installation, which a test that stops it leaves stopped.
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("run")]


def test_whatever_is_killed_is_started_again(running):
    for kind in ("granian", "cyfran worker", "postgres -D"):
        eventually(partial(running.of_kind, kind))
        killed = kill_first(running, kind)
        eventually(partial(is_started_again, running, kind, killed))
    commands_borrow_the_running_database(running)


def kill_first(running: Running, kind: str) -> int:
    first = running.of_kind(kind)[0]
    os.kill(first, signal.SIGKILL)
    return first


def is_started_again(running: Running, kind: str, killed: int) -> bool:
    pids = running.of_kind(kind)
    return bool(pids) and killed not in pids and running.answers()


def commands_borrow_the_running_database(running: Running) -> None:
    assert running.command("migrate", "--check").returncode == 0
    assert running.answers()


def test_ctrl_c_stops_everything_and_it_says_what_it_did(running):
    eventually(partial(running.of_kind, "cyfran worker"))
    assert running.of_kind("postgres")
    said = end(running)
    assert running.process.returncode == 0
    assert running.processes() == {}
    for stage in ("Database …", "Upgrade …", "Words …", "Web …", running.address):
        assert stage in said


def test_nothing_outlives_a_killed_supervisor(running):
    running.process.kill()
    running.process.wait()
    eventually(lambda: running.processes() == {}, 60, instead=running.processes)


def test_a_port_in_use_is_said_in_plain_words():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "cyfran", "run", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
