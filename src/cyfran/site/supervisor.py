"""Keeps child processes running until told to stop, and leaves none behind."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from cyfran.site.postgres.children import dies_with_parent

GRACE = 10.0  # seconds between asking a child to end and ending it
PATIENCE = 60.0  # the window in which
MOST_RESTARTS = 5  # so many ends of one child mean that it cannot run
LARGEST_LOG = 10_000_000  # bytes; a larger one is begun anew


class CannotRun(Exception):
    """Something that must run cannot; the text says what, and what it said last."""


class Child:
    """One process in a group of its own, started again whenever it ends; a task is let end, once.

    With a log, what it says goes there; without one, to our own output. A task tells its progress on
    our output in any case, and only its complaints are logged.
    """

    def __init__(
        self, name: str, command: Sequence[str], *, log: Path | None, is_task: bool = False
    ) -> None:
        self.name = name
        self.command = command
        self.log = log
        self.is_task = is_task
        self.ended_with: int | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._started: deque[float] = deque(maxlen=MOST_RESTARTS)

    def start(self) -> None:
        """The process runs."""
        self._started.append(time.monotonic())
        output = self._open_log()
        try:
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=None if self.is_task else output,
                stderr=output,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )
        finally:
            if output is not None:
                output.close()

    def look(self) -> None:
        """Start it again if it has ended. Raises CannotRun when it keeps ending."""
        process = self._process
        if process is None or self.ended_with is not None or process.poll() is None:
            return
        self._end_group(signal.SIGKILL)  # what it left behind
        if self.is_task:
            self.ended_with = process.returncode
            return
        if len(self._started) == MOST_RESTARTS and time.monotonic() - self._started[0] < PATIENCE:
            raise CannotRun(f"The {self.name} keeps stopping.{self.last_words()}")
        time.sleep(min(0.2 * len(self._started), 1.0))
        self.start()

    def ask_to_end(self) -> None:
        """It has been told to end; it may take its time."""
        if self._process is not None and self._process.poll() is None:
            self._end_group(signal.SIGTERM)

    def make_end(self, deadline: float) -> None:
        """It and everything in its group have ended, at the latest shortly after the deadline."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, deadline - time.monotonic()))
        self._end_group(signal.SIGKILL)
        self._process.wait()

    def last_words(self) -> str:
        """The end of its log, to show with a failure."""
        if self.log is None or not self.log.exists():
            return ""
        lines = self.log.read_text(errors="replace").splitlines()[-12:]
        return "\n".join(["", f"The end of {self.log}:", *(f"    {line}" for line in lines)])

    def _open_log(self) -> IO[bytes] | None:
        if self.log is None:
            return None
        self.log.parent.mkdir(parents=True, exist_ok=True)
        large = self.log.exists() and self.log.stat().st_size > LARGEST_LOG
        return self.log.open("wb" if large else "ab")

    def _end_group(self, number: signal.Signals) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)


class Children:
    """The processes of one installation."""

    def __init__(self) -> None:
        self._all: list[Child] = []

    def start(self, child: Child) -> Child:
        """The child runs, and will be ended with the others."""
        self._all.append(child)
        child.start()
        return child

    def look(self) -> None:
        """Whatever has ended is started again."""
        for child in self._all:
            child.look()

    def stop(self) -> None:
        """Nothing is left running."""
        for child in self._all:
            child.ask_to_end()
        deadline = time.monotonic() + GRACE
        for child in reversed(self._all):
            child.make_end(deadline)


def python_module(module: str, *arguments: str) -> list[str]:
    """The command that runs a module under our own Python."""
    return [sys.executable, "-m", module, *arguments]
