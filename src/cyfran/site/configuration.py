"""Reads the settings of an installation from the environment; secrets come by setting only."""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from cyfran.site.connections import PooledConnection

PROJECT = Path(__file__).resolve().parents[3]


def setting(name: str, default: str = "") -> str:
    """The environment's value, or the default."""
    return os.environ.get(name, default)


def switch(name: str) -> bool:
    """True when the environment says yes."""
    return setting(name).lower() in ("1", "true", "yes", "on")


def state_folder() -> Path:
    """Where an installation keeps what is its own: database, mail, uploads."""
    return Path(setting("CYFRAN_STATE", str(PROJECT / ".state"))).resolve()


def database(url: str, *, pool: bool) -> dict[str, Any]:
    """Django's description of a PostgreSQL at `url` (any form that libpq reads)."""
    parts = conninfo_to_dict(url)
    options: dict[str, Any] = {
        key: value
        for key, value in parts.items()
        if key not in ("host", "port", "user", "password", "dbname")
    }
    # How often a connection sees a statement of kernel.database.planned_rows before it plans it for good.
    options.setdefault("prepare_threshold", 2)
    if pool:
        # A restart of the server is waited for; of what takes longer the visitor is told. What could not connect for
        # so long is given up, so that the next request tries at once and not when a growing pause is over.
        options["pool"] = {
            "min_size": 1,
            "max_size": 8,
            "timeout": 5,
            "reconnect_timeout": 5,
            "connection_class": PooledConnection,
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(parts.get("dbname", "cyfran")),
        "USER": str(parts.get("user", "cyfran_app")),
        "PASSWORD": str(parts.get("password", "")),
        "HOST": str(parts.get("host", "")),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
