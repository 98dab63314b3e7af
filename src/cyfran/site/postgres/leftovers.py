"""What an earlier server left behind: processes that outlived it, and a lock file without its process."""

import contextlib
import os
import signal
import time
from pathlib import Path

PROCESSES = Path("/proc")


def clear_leftovers(data: Path, patience: float = 20.0) -> None:
    """No process works in the data directory any more, and no stale lock file forbids a start.

    For the one supervisor of the directory only, which holds its lock: a server found there is an
    orphan. It is asked to shut down, and killed when it has not after `patience` seconds. Without
    /proc, PostgreSQL's own checks stand alone.
    """
    if not PROCESSES.is_dir():
        return
    data = data.resolve()
    lock = data / "postmaster.pid"
    master = _recorded_pid(lock)
    if master in working_in(data):
        _signal(master, signal.SIGINT)
        _wait_until_empty(data, patience)
    # Backends whose postmaster was killed leave by themselves within moments.
    if not _wait_until_empty(data, 2.0):
        for pid in working_in(data):
            _signal(pid, signal.SIGKILL)
        _wait_until_empty(data, 2.0)
    lock.unlink(missing_ok=True)


def working_in(data: Path) -> list[int]:
    """The live processes whose working directory is the data directory, as every PostgreSQL process's is."""
    found = []
    for entry in PROCESSES.iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):  # gone meanwhile, or a zombie, or another user's
                if (entry / "cwd").readlink() == data:
                    found.append(int(entry.name))
    return found


def _recorded_pid(lock: Path) -> int:
    try:
        return int(lock.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return 0


def _wait_until_empty(data: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while working_in(data):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
