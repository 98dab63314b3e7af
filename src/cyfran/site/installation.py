"""What an installation needs in its environment before Django reads its settings.

Whatever the environment says already stands. Otherwise the secrets are those of the state folder,
made at the first start, and the database is the embedded server's.
"""

import base64
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cyfran.site.configuration import state_folder
from cyfran.site.postgres.home import APP, OWNER, Home
from cyfran.site.postgres.shared import lease

SETTINGS = "cyfran.site.settings"
# Commands that change tables, or read and write whole databases: they connect as the owner.
AS_OWNER = {"upgrade", "migrate", "backup", "restore"}
WITHOUT_DATABASE = {
    "words",
    "makemigrations",
    "check",
    "help",
    "--help",
    "--version",
    "collectstatic",
}


def prepare_environment(state: Path | None = None) -> Path:
    """Settings module and secrets are in the environment; the state folder exists. Returns it."""
    folder = state or state_folder()
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.environ.setdefault("CYFRAN_STATE", str(folder))
    for name, value in _secrets_of(folder).items():
        os.environ.setdefault(name, value)
    return folder


def has_own_server() -> bool:
    """Whether the environment names a PostgreSQL that somebody else runs."""
    return bool(os.environ.get("DATABASE_URL"))


def use_embedded(home: Home) -> None:
    """The embedded server's addresses are in the environment, for us and our children."""
    os.environ["DATABASE_URL"] = home.url(APP)
    os.environ["DATABASE_OWNER_URL"] = home.url(OWNER)


def postgres_folder(state: Path) -> Path:
    """Where the embedded server of an installation lives."""
    return state / "postgres"


@contextmanager
def database_for(command: str, state: Path) -> Iterator[None]:
    """The command finds its database running, under the role that it needs."""
    if command in AS_OWNER:
        os.environ.setdefault("CYFRAN_AS_OWNER", "1")
    if has_own_server() or command in WITHOUT_DATABASE:
        yield
        return
    with lease(postgres_folder(state)) as home:
        use_embedded(home)
        yield


def _secrets_of(state: Path) -> dict[str, str]:
    """The secrets kept in the state folder, readable by us alone; made when there are none.

    Whoever loses CYFRAN_FIELD_KEYS loses the bank details: back the file up apart from the database.
    """
    path = state / "secrets"
    try:
        lines = path.read_text().splitlines()
    except FileNotFoundError:
        made = {
            "CYFRAN_SECRET_KEY": secrets.token_urlsafe(50),
            "CYFRAN_FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        }
        _write_once(path, "".join(f"{name}={value}\n" for name, value in made.items()))
        lines = path.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _write_once(path: Path, text: str) -> None:
    """The file has its whole content at once, and the first of two writers wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
