"""Where things lie in the data folder, and where the data folder is."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .accounts import Account, system_accounts

SYSTEM_FOLDER = Path("/var/lib/intreccio")
PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
# The kernel allows 107 bytes; a few are left for the lock file beside the socket.
LONGEST_SOCKET_PATH = 100


@dataclass(frozen=True)
class Layout:
    """The paths of an embedded server inside a data folder."""

    folder: Path

    @property
    def cluster(self) -> Path:
        """The database files, owned by the user that runs the server."""
        return self.folder / "postgres"

    @property
    def configuration(self) -> Path:
        """The server's settings. Not in the cluster: root must not write where others could lay a link."""
        return self.folder / "postgres.configuration"

    @property
    def binaries(self) -> Path:
        """Copies of the PostgreSQL programs, used only when root runs Intreccio."""
        return self.folder / "binaries"

    @property
    def socket(self) -> Path:
        """The usual folder of the socket."""
        return self.folder / "socket"

    @property
    def log(self) -> Path:
        """What the server writes about itself."""
        return self.folder / "postgres.log"

    @property
    def gate(self) -> Path:
        """The lock of whoever starts or stops the server."""
        return self.folder / "postgres.gate"

    @property
    def users(self) -> Path:
        """The lock shared by all who use the server."""
        return self.folder / "postgres.users"


def default_folder(tree: Path | None, system_user: str | None = None) -> Path:
    """The data folder when nobody gave one. Creates nothing.

    `INTRECCIO_DATA` wins. From a source tree it is `<tree>/var`, or for root, when the server's system user
    cannot reach the tree, a folder of its own in /var/lib/intreccio. Installed (`tree` is None), it is the
    user's data home, or /var/lib/intreccio for root.
    """
    chosen = os.environ.get("INTRECCIO_DATA")
    if chosen:
        return Path(chosen).expanduser().resolve()
    if tree is not None:
        return _folder_of_tree(tree.resolve(), system_user)
    if os.geteuid() == 0:
        return SYSTEM_FOLDER
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "intreccio"


def make_folder(folder: Path) -> None:
    """Create `folder` and its missing parents; those that exist stay exactly as they are.

    What root makes lets others pass but not look, since the server's system user must pass.
    """
    mode = 0o711 if os.geteuid() == 0 else 0o700
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        try:
            path.mkdir(mode)
        except FileExistsError:
            continue
        path.chmod(mode)


def fresh_socket_folder(layout: Layout, owner: Account) -> Path:
    """An empty folder for the socket that only `owner` (and root) may enter.

    It lies in the data folder, or in /tmp when a socket's path would be too long there.
    """
    if len(os.fsencode(layout.socket / SOCKET_NAME)) < LONGEST_SOCKET_PATH:
        shutil.rmtree(layout.socket, ignore_errors=True)
        layout.socket.mkdir(0o700)
        folder = layout.socket
    else:
        # Not $TMPDIR: it may be long too, or closed to the system user.
        folder = Path(tempfile.mkdtemp(prefix="intreccio-", dir="/tmp"))
    os.chown(folder, owner.uid, owner.gid)
    return folder


def _folder_of_tree(tree: Path, system_user: str | None) -> Path:
    folder = tree / "var"
    accounts = system_accounts(system_user) if os.geteuid() == 0 else []
    if not accounts or accounts[0].closed_folder(tree) is None:
        return folder
    digest = hashlib.sha256(os.fsencode(tree)).hexdigest()[:8]
    return SYSTEM_FOLDER / f"{tree.name}-{digest}"
