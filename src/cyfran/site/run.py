"""`cyfran run`: the whole of an installation on one machine, until Ctrl-C."""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from cyfran.site.demo.building import Building
from cyfran.site.fingerprint import fingerprint
from cyfran.site.installation import (
    has_own_server,
    postgres_folder,
    prepare_environment,
    use_embedded,
)
from cyfran.site.postgres.binaries import NoServer
from cyfran.site.postgres.cluster import AlreadySupervised, Cluster
from cyfran.site.postgres.databases import make_roles_and_database
from cyfran.site.supervisor import CannotRun, Child, Children, python_module
from cyfran.site.words.catalogues import compile_all

LOOK_EVERY = 0.25  # seconds
FIRST_ANSWER_WITHIN = 60.0
EVERYTHING = ("**/*.py", "**/*.sql")


class Stopped(BaseException):
    """Somebody asked us to stop."""


def main(arguments: list[str]) -> int:
    """Run until stopped; the exit status is 0 when that was asked for."""
    options = _options(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    installation = Installation(options)
    try:
        installation.start()
        while True:
            installation.look()
            time.sleep(LOOK_EVERY)
    except Stopped:
        return 0
    except (CannotRun, NoServer) as reason:
        _say(str(reason))
        return 1
    finally:
        # A second Ctrl-C must not leave anything half stopped.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        installation.stop()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="cyfran run", description="Database, web and jobs on one machine."
    )
    parser.add_argument(
        "--demonstration", action="store_true", help="with a world to look around in"
    )
    parser.add_argument("--host", default=os.environ.get("HOST_ADDRESS", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    parser.add_argument("--workers", type=int, default=2, help="web processes")
    parser.add_argument("--log-here", action="store_true", help="logs to this output, not to files")
    return parser.parse_args(arguments)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


class Installation:
    """The stages of a start, in order, and everything they started."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.address = f"http://localhost:{options.port}"
        self.children = Children()
        self.cluster: Cluster | None = None
        self.building: Building | None = None

    def start(self) -> None:
        """Everything runs, and the first page has been answered."""
        options = self.options
        _refuse_busy_port(options.host, options.port)
        self.state = prepare_environment()
        (self.state / "static").mkdir(
            exist_ok=True
        )  # WhiteNoise warns of a folder that is not there
        os.environ.setdefault("CYFRAN_ADDRESS", self.address)
        if options.demonstration:
            os.environ["CYFRAN_DEMONSTRATION"] = "1"
            self.building = Building(self.state)
        with _stage("Database") as note:
            note.append(self._start_database())
        with _stage("Upgrade") as note:
            note.append(self._upgrade())
        with _stage("Words") as note:
            note.append(f"{compile_all()} catalogues compiled")
        with _stage("Web") as note:
            self._start_web()
            note.append(f"{options.workers} processes")
        self.children.start(self._child("worker", python_module("cyfran", "worker")))
        _say(f"\n  Cyfran is at {self.address}   (Ctrl-C stops it)\n")
        if self.building:
            self.building.start(self.children)

    def look(self) -> None:
        """Whatever has ended is started again, and what there is to say is said."""
        self.children.look()
        if self.building and (news := self.building.news()):
            _say(news)

    def stop(self) -> None:
        """Nothing is left running."""
        self.children.stop()
        if self.cluster is not None:
            self.cluster.stop()
            _say("\n  Cyfran has stopped.")

    def _start_database(self) -> str:
        if has_own_server():
            return "the one of DATABASE_URL"
        self.cluster = cluster = Cluster(postgres_folder(self.state))
        _start_when_free(cluster)
        make_roles_and_database(cluster.home)
        use_embedded(cluster.home)
        if self.building and self.building.was_interrupted and self.building.clear(cluster.home):
            (self.state / "upgraded").unlink(missing_ok=True)
        return f"PostgreSQL {cluster.binaries.major()} in {cluster.home.folder}"

    def _upgrade(self) -> str:
        """Run `cyfran upgrade`, unless the sources and the database are those of the last one."""
        stamp = self.state / "upgraded"
        current = f"{fingerprint(EVERYTHING)} {os.environ['DATABASE_URL']}"
        # A server that somebody else runs may have got another database since.
        if self.cluster and stamp.exists() and stamp.read_text() == current:
            return "nothing to do"
        command = python_module("cyfran", "upgrade", "--verbosity", "0")
        if self.options.demonstration:
            command.append("--demonstration")
        _must_succeed("upgrade of the database", command)
        stamp.write_text(current)
        return "tables and guards of this release"

    def _start_web(self) -> None:
        os.environ.setdefault("CYFRAN_POOL", "1")
        options = self.options
        server = web_command(options.host, options.port, options.workers)
        web = self.children.start(self._child("web server", server))
        deadline = time.monotonic() + FIRST_ANSWER_WITHIN
        while not _answers(options.host, options.port):
            self.children.look()
            if time.monotonic() > deadline:
                raise CannotRun(f"The web server does not answer.{web.last_words()}")
            time.sleep(0.05)

    def _child(self, name: str, command: list[str]) -> Child:
        log = (
            None if self.options.log_here else self.state / "logs" / f"{name.replace(' ', '-')}.log"
        )
        return Child(name, command, log=log)


def web_command(host: str, port: int, workers: int) -> list[str]:
    """The command that serves the site."""
    return python_module(
        "granian",
        "--interface=wsgi",
        "--no-ws",
        f"--host={host}",
        f"--port={port}",
        f"--workers={workers}",
        "--blocking-threads=4",
        "--respawn-failed-workers",
        "--workers-kill-timeout=4",
        "cyfran.site.wsgi:application",
    )


def _start_when_free(cluster: Cluster, patience: float = 5.0) -> None:
    """Start; a command that borrowed the database a moment ago is given time to leave it."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return cluster.start()
        except AlreadySupervised:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def _refuse_busy_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            raise CannotRun(
                f"Port {port} cannot be used ({reason.strerror}): stop what uses it, or choose another with PORT={port + 1}."
            ) from None


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/health", headers={"Host": f"localhost:{port}"})
        return bool(connection.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _must_succeed(what: str, command: list[str]) -> None:
    quiet = {**os.environ, "CYFRAN_LOG_LEVEL": os.environ.get("CYFRAN_LOG_LEVEL", "WARNING")}
    done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotRun(f"The {what} failed:\n{done.stderr[-2000:]}")


@contextmanager
def _stage(name: str) -> Iterator[list[str]]:
    """One line for a stage: its name at once, then its note and its seconds."""
    note: list[str] = []
    began = time.monotonic()
    _say(f"  {name} …", end="")
    try:
        yield note
    except BaseException:
        _say("")
        raise
    _say(f" {' '.join(note)} ({time.monotonic() - began:.1f} s)")


def _say(text: str, end: str = "\n") -> None:
    with suppress(OSError):  # the terminal may be gone, and everything still has to stop
        sys.stdout.write(text + end)
        sys.stdout.flush()
