"""Where a cluster lives on disk: its data, its socket, its log."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from cyfran.site.postgres.binaries import Account, NoServer, can_enter

PORT = 5432
OWNER = "cyfran_owner"
APP = "cyfran_app"
SUPERUSER = "postgres"
DATABASE = "cyfran"

# A Unix socket's address holds 107 characters, and `/.s.PGSQL.5432` takes 14 of them.
LONGEST_SOCKET_FOLDER = 107 - len(f"/.s.PGSQL.{PORT}")


@dataclass(frozen=True)
class Home:
    """The folders of one cluster. `folder` belongs to us, `data` and `sockets` to the server's account."""

    folder: Path
    account: Account | None

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "postgres.log"

    @property
    def sockets(self) -> Path:
        """The folder of the socket: in the home, or a short one when the home's path is too long."""
        near = self.folder / "socket"
        if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
            return near
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(f"/tmp/cyfran-{os.geteuid()}-{digest}")  # noqa: S108 - made 0700, its owner checked

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address of a database for one role, as DATABASE_URL takes it."""
        return (
            f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='')}&port={PORT}"
        )

    def make(self) -> None:
        """The folders exist, and nobody but the server's account (and root) may enter data and socket."""
        # Others may pass through to what is theirs; they may not list.
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        for private in (self.data, self.sockets):
            private.mkdir(mode=0o700, exist_ok=True)
            self._own(private)

    def _own(self, folder: Path) -> None:
        status = folder.lstat()
        owner = self.account.uid if self.account else os.geteuid()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {owner, os.geteuid()}:
            raise NoServer(f"{folder} belongs to somebody else.")
        folder.chmod(0o700)
        if self.account and status.st_uid != owner:
            os.chown(folder, self.account.uid, self.account.gid)


def find_home(folder: Path, account: Account | None) -> Home:
    """The cluster's home: `folder`, or a folder of /var/lib that it then links to.

    The second is so when root keeps the project below a home that the server's account may not
    enter. No permission of a folder above is changed.
    """
    folder = folder.absolute()
    if folder.is_symlink():
        return Home(folder.resolve(), account)
    folder.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    if can_enter(folder.parent, account):
        return Home(folder, account)
    shelter = Path("/var/lib/cyfran")
    shelter.mkdir(mode=0o755, parents=True, exist_ok=True)
    elsewhere = Path(tempfile.mkdtemp(prefix="cluster-", dir=shelter))
    elsewhere.chmod(0o711)
    try:
        folder.symlink_to(elsewhere)
    except FileExistsError:  # another process was first
        elsewhere.rmdir()
    return Home(folder.resolve(), account)
