"""The connections that a web process keeps to its database."""

import select
from typing import Any

import psycopg


class PooledConnection(psycopg.Connection[Any]):
    """Before each use its pool sees whether it still works, by a query of nothing.

    A server that has gone has closed the line, and what is closed can be read from. Only where there is something
    to read is the server asked: a request costs it one statement less.
    """

    def execute(self, query: Any, *args: Any, **kwargs: Any) -> "psycopg.Cursor[Any]":
        """As psycopg's, but for the query of nothing on a quiet line."""
        if query == "" and not self._has_something_to_read():
            return self.cursor()
        return super().execute(query, *args, **kwargs)

    def _has_something_to_read(self) -> bool:
        line = select.poll()
        line.register(self.fileno(), select.POLLIN)
        return bool(line.poll(0))
