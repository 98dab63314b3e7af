"""One PostgreSQL server as our child process: made, started, watched, stopped."""

import fcntl
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from cyfran.site.postgres.binaries import (
    Binaries,
    NoServer,
    find_binaries,
    run_under,
    runnable_binaries,
    server_account,
)
from cyfran.site.postgres.children import dies_with_parent
from cyfran.site.postgres.home import PORT, SUPERUSER, Home, find_home
from cyfran.site.postgres.leftovers import clear_leftovers

LARGEST_LOG = 10_000_000  # bytes; a larger one is begun anew at the next start
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # seconds between attempts to restart
DEFAULTS = {"max_connections": "100", "jit": "off", "timezone": "UTC", "log_timezone": "UTC"}


class AlreadySupervised(NoServer):
    """Another process runs the server of this folder."""


class Cluster:
    """A server with its own data directory, reached by its Unix socket only.

    `start` returns when it takes connections; from then on a server that dies is started again
    until `stop`. One process at a time supervises a folder; a server that outlived its supervisor
    is stopped by the next.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        """Nothing is touched yet. `settings` are PostgreSQL's own, over our defaults."""
        self.account = server_account()
        self.home: Home = find_home(folder, self.account)
        self.settings = {**DEFAULTS, **(settings or {})}
        self.restarts = 0
        self._binaries: Binaries | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None

    @property
    def binaries(self) -> Binaries:
        """The programs in use, where the server's account may run them."""
        if self._binaries is None:
            self._binaries = runnable_binaries(
                find_binaries(), self.account, self.home.folder / "programs"
            )
        return self._binaries

    @property
    def pid(self) -> int | None:
        """The server's process id, None while it is down."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self, patience: float = 30.0) -> None:
        """The server runs and takes connections. Raises NoServer with the end of its log otherwise."""
        self.home.make()
        self._take_lock()
        self._stopping.clear()
        try:
            self._make_data()
            self._launch(patience)
        except BaseException:
            self.stop()
            raise
        self._watcher = threading.Thread(target=self._watch, name="postgres-watcher", daemon=True)
        self._watcher.start()

    def stop(self, patience: float = 20.0) -> None:
        """The server is shut down in order (killed after `patience` seconds), and the folder is free."""
        self._stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._watcher is not None and self._watcher is not threading.current_thread():
            self._watcher.join(patience)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _take_lock(self) -> None:
        lock = (self.home.folder / "supervisor.lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise AlreadySupervised(
                f"Another process runs the database in {self.home.folder}."
            ) from None
        self._lock = lock

    def _make_data(self) -> None:
        version = self.home.data / "PG_VERSION"
        major = self.binaries.major()
        if version.exists():
            found = version.read_text().strip()
            if found != str(major):
                raise NoServer(
                    f"The data in {self.home.data} are PostgreSQL {found}'s and the programs are {major}'s: "
                    f"back up with {found}, restore with {major}."
                )
            return
        failures = []
        for locale in _locales(major):
            command = [
                self.binaries.program("initdb"),
                "--pgdata",
                str(self.home.data),
                "--username",
                SUPERUSER,
            ]
            command += ["--auth=trust", "--encoding=UTF8", "--data-checksums", *locale]
            if self.settings.get("fsync") == "off":
                command.append("--no-sync")
            made = subprocess.run(
                command, capture_output=True, text=True, check=False, **self._as_server()
            )
            if made.returncode == 0:
                return
            failures.append(made.stderr.strip())
        raise NoServer("The database could not be made: " + failures[-1])

    def _launch(self, patience: float) -> None:
        """The server takes connections, tried again while what an earlier one left is cleared away."""
        deadline = time.monotonic() + patience
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            clear_leftovers(self.home.data)
            if self._attempt(deadline):
                return
            if time.monotonic() > deadline:
                break
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        raise NoServer(f"PostgreSQL does not start in {self.home.folder}:\n{self._end_of_log()}")

    def _attempt(self, deadline: float) -> bool:
        command = [self.binaries.program("postgres"), "-D", str(self.home.data)]
        given = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.home.sockets),
            "port": str(PORT),
        }
        for name, value in {**self.settings, **given}.items():
            command += ["-c", f"{name}={value}"]
        if self.home.log.exists() and self.home.log.stat().st_size > LARGEST_LOG:
            self.home.log.unlink()
        with self.home.log.open("ab") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in our terminal is ours to handle
                preexec_fn=dies_with_parent(signal.SIGINT),
                **self._as_server(),
            )
        self._process = process
        while process.poll() is None and time.monotonic() < deadline:
            if self._takes_connections(process.pid):
                return True
            time.sleep(0.02)
        if process.poll() is None:
            process.kill()
            process.wait()
        return False

    def _takes_connections(self, pid: int) -> bool:
        """Whether the server has written so into its lock file (first line its pid, eighth its status)."""
        try:
            lines = (self.home.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _watch(self) -> None:
        """Restart the server whenever it dies; runs in its own thread until `stop`."""
        while self._process is not None:
            self._process.wait()
            if self._stopping.is_set():
                return
            self.restarts += 1
            try:
                self._launch(patience=60.0)
            except NoServer:
                self._stopping.wait(LONGEST_PAUSE)

    def _as_server(self) -> dict[str, Any]:
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
        return {"env": environment, "cwd": "/", **run_under(self.account)}

    def _end_of_log(self) -> str:
        try:
            return "\n".join(self.home.log.read_text(errors="replace").splitlines()[-8:])
        except OSError:
            return "(it has said nothing)"


def _locales(major: int) -> list[list[str]]:
    """The arguments of initdb for byte order with Unicode's letters, best first."""
    if major >= 17:
        return [["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]]
    return [["--locale=C.UTF-8"], ["--locale=C"]]
