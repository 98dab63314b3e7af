"""`cyfran run` in a process of its own, with everything it starts: to be visited, watched and killed."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cyfran.site.installation import postgres_folder
from cyfran.site.postgres.binaries import server_account
from cyfran.site.postgres.home import find_home
from cyfran.site.testing.live import free_port

# The tests sign people in by the keys that they themselves have.
SHARED = ("CYFRAN_POSTGRES_BIN", "CYFRAN_SECRET_KEY", "CYFRAN_FIELD_KEYS")


@dataclass
class Running:
    """An installation of its own, by its supervisor and where it lives."""

    process: subprocess.Popen[str]
    state: Path
    port: int

    @property
    def address(self) -> str:
        """Where it is visited."""
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
        """Its processes whose command has the word in it."""
        return sorted(pid for pid, command in self.processes().items() if word in command)

    def url(self, role: str) -> str:
        """The address of its database for that role."""
        return find_home(postgres_folder(self.state), server_account()).url(role)

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """What a `cyfran` command for it ended with and said."""
        return subprocess.run(
            [sys.executable, "-m", "cyfran", *arguments],
            env=environment_of(self.state),
            capture_output=True,
            text=True,
            check=False,
        )

    def answers(self) -> bool:
        """Whether it says that it is well."""
        try:
            with urllib.request.urlopen(
                f"http://localhost:{self.port}/health", timeout=5
            ) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def eventually(
    true: Callable[[], object], seconds: float = 30, *, instead: Callable[[], object] = str
) -> None:
    """It becomes true in time; if not, `instead` tells what is there."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"it did not happen in time {instead()}"
        time.sleep(0.1)


def environment_of(state: Path, **more: str) -> dict[str, str]:
    """The environment of a command for the installation that lives there."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "CYFRAN_")) or name in SHARED
    }
    return {**inherited, "CYFRAN_STATE": str(state), **more}


def start(state: Path) -> Running:
    """It begins to start; nothing is said of whether it will."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "cyfran", "run", "--workers", "2"],
        env=environment_of(state, PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    return Running(process, state, port)


class Installation:
    """One folder of state, in which one installation runs whenever a test asks for it."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self._running: Running | None = None

    def running(self) -> Running:
        """It answers: the one that ran already, or a new one."""
        run = self._running
        if run is None or run.process.poll() is not None:
            self.stop()
            run = self._running = start(self.state)
            eventually(lambda: run.answers() or run.process.poll() is not None, 240)
            assert run.process.poll() is None, run.process.communicate()[0]
        return run

    def stop(self) -> None:
        """Nothing of it runs."""
        if self._running is None:
            return
        if self._running.process.poll() is None:
            end(self._running)
        if self._running.process.stdout is not None:
            self._running.process.stdout.close()
        self._running = None


def end(running: Running) -> str:
    """What it said, after it was asked to stop as Ctrl-C does."""
    running.process.send_signal(signal.SIGINT)
    said, _ = running.process.communicate(timeout=30)
    return said
