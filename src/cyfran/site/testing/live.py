"""The whole site served, for a browser to visit: from the test's own process, or as `cyfran run` serves it."""

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import QuietWSGIRequestHandler

from cyfran.site.postgres.children import dies_with_parent
from cyfran.site.run import web_command


@contextmanager
def served() -> Iterator[str]:
    """The address of the site, on whichever database Django is connected to; down again afterwards.

    Each request has its own thread and connection, so what the test writes must be committed.
    """
    server = ThreadedWSGIServer(("localhost", 0), QuietWSGIRequestHandler)
    server.daemon_threads = True
    server.set_app(WSGIHandler())
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """Where the site answers, and the process that answers or whose children do."""

    address: str
    pid: int


@contextmanager
def served_by_processes(database_url: str, workers: int = 2) -> Iterator[Served]:
    """The site as `cyfran run` serves it: by the same command, in processes of their own, with pooled connections."""
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "CYFRAN_POOL": "1",
        "CYFRAN_ADDRESS": f"http://localhost:{port}",
        "CYFRAN_LOG_LEVEL": "ERROR",
    }
    process = subprocess.Popen(
        web_command("127.0.0.1", port, workers),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=dies_with_parent(signal.SIGTERM),
    )
    try:
        _wait_for(port)
        yield Served(f"http://localhost:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while not _is_well(port):
        assert time.monotonic() < deadline, "the web server does not answer"
        time.sleep(0.1)


def _is_well(port: int) -> bool:
    connection = http.client.HTTPConnection("localhost", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
