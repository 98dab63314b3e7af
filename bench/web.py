"""The web as it is served (granian), watched: what its processes use, and clients that keep it busy."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.installation import Installation, cpu_of


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    head: bytes
    body: bytes
    seconds: float


@dataclass(frozen=True)
class Web:
    """A running server of so many workers."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """The processes that answer requests: the children of the one that was started."""
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if parent == self.pid and "resource_tracker" not in (entry / "cmdline").read_text():
                    found.append(int(entry.name))
            except OSError:
                continue
        return found

    def cpu(self) -> float:
        """Seconds of processor that the workers have used, all their threads together."""
        return sum(cpu_of(pid) for pid in self.workers())


@contextmanager
def web(place: Installation, workers: int = 1) -> Iterator[Web]:
    """The site is served while the block runs, as `cyfran run` serves it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface=wsgi", "--no-ws", "--host=127.0.0.1", f"--port={port}",
        f"--workers={workers}", "--blocking-threads=4", "--log-level=warning", "cyfran.site.wsgi:application",
    ]  # fmt: skip
    environment = place.environment(CYFRAN_POOL="1", CYFRAN_ADDRESS=f"http://localhost:{port}")
    Path(environment["CYFRAN_STATE"], "static").mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        _wait_for(port)
        yield Web(port, process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            client = Client(port)
            if client.ask(client.get("/health")).status == 200:
                return
        except OSError:
            pass
        if time.monotonic() > deadline:
            raise RuntimeError("the web server does not answer")
        time.sleep(0.1)


class Client:
    """A browser's one connection, kept alive; requests are bytes made beforehand."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket = socket.create_connection(("127.0.0.1", port), 60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb")

    def get(self, path: str, cookies: str = "", encoding: str = "gzip") -> bytes:
        """The bytes of a request."""
        return (
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Language: en\r\n"
            f"Accept-Encoding: {encoding}\r\nCookie: {cookies}\r\n\r\n"
        ).encode()

    def post(self, path: str, body: str, cookies: str) -> bytes:
        """The bytes of a form that is sent."""
        return (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Language: en\r\nAccept-Encoding: gzip\r\n"
            f"Origin: http://localhost:{self.port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nCookie: {cookies}\r\n\r\n{body}"
        ).encode()

    def ask(self, request: bytes) -> Answer:
        """Send it and read the whole answer."""
        began = time.perf_counter()
        self._socket.sendall(request)
        lines = []
        while (line := self._file.readline()) not in (b"\r\n", b""):
            lines.append(line)
        if not lines:
            raise ConnectionError("the server hung up")
        fields = {
            name.lower(): value for name, _, value in (each.partition(b":") for each in lines)
        }
        if b"chunked" in fields.get(b"transfer-encoding", b""):
            body = b"".join(self._chunks())
        else:
            body = self._file.read(int(fields.get(b"content-length", b"0")))
        return Answer(int(lines[0].split()[1]), b"".join(lines), body, time.perf_counter() - began)

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self._file.readline(), 16):
            yield self._file.read(size)
            self._file.readline()
        self._file.readline()


def all_asked(port: int, requests: Sequence[bytes], clients: int) -> tuple[list[Answer], float]:
    """Every request once, from so many clients at a time; the answers, and the seconds it took."""
    waiting, answers = iter(requests), list[Answer]()
    lock = threading.Lock()

    def work() -> None:
        client = Client(port)
        while True:
            with lock:
                request = next(waiting, None)
            if request is None:
                return
            answer = client.ask(request)
            with lock:
                answers.append(answer)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers, time.perf_counter() - began


def load_now() -> float:
    """The load average of the last minute: what else the machine was doing."""
    return os.getloadavg()[0]
