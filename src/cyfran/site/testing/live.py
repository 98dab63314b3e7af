"""The whole site served from the test's own process, for a browser to visit."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import QuietWSGIRequestHandler


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
