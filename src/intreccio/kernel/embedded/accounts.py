"""Operating-system users: who asks, and who runs the server.

PostgreSQL refuses to run as root, so for root it runs as a system user; for anyone else, as that user.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedServerError, FolderNotOurs, FolderUnreachable

SYSTEM_USERS = ("intreccio", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A user of the operating system."""

    name: str
    uid: int
    gid: int

    def may_enter(self, folder: Path) -> bool:
        """Whether the permission bits let this user (with its primary group only) pass through `folder`."""
        facts = folder.stat()
        if facts.st_uid == self.uid:
            return bool(facts.st_mode & stat.S_IXUSR)
        if facts.st_gid == self.gid:
            return bool(facts.st_mode & stat.S_IXGRP)
        return bool(facts.st_mode & stat.S_IXOTH)

    def closed_folder(self, folder: Path) -> Path | None:
        """The outermost existing folder on the way to `folder` (itself included) that keeps this user out."""
        path = folder.resolve()
        way = [*reversed(path.parents), path]
        return next((step for step in way if step.is_dir() and not self.may_enter(step)), None)


def current_account() -> Account:
    """The user that this process acts as. Peer authentication needs a name, so a bare number is an error."""
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedServerError(
            f"User id {uid} has no name on this machine, and PostgreSQL needs one. "
            "Add it to /etc/passwd, or set DATABASE_URL to a database server."
        ) from None
    return Account(entry.pw_name, uid, os.getegid())


def system_accounts(preferred: str | None) -> list[Account]:
    """The users of this machine that may run a server for root, best first."""
    names = [name for name in (preferred, *SYSTEM_USERS) if name]
    return [account for name in names if (account := _named(name)) and account.uid != 0]


def server_account(client: Account, preferred: str | None, cluster: Path) -> Account:
    """The user that runs the server of `client`: itself, unless it is root.

    For root it is the owner of an existing cluster, else the first system user of this machine among
    `preferred` and SYSTEM_USERS.
    """
    if client.uid != 0:
        return client
    candidates = system_accounts(preferred)
    if not candidates:
        raise EmbeddedServerError(
            "PostgreSQL does not run as root, and this machine has none of the users "
            f"{', '.join(SYSTEM_USERS)}. Create one: useradd --system intreccio"
        )
    if not cluster.exists():
        return candidates[0]
    owners = [account for account in candidates if account.uid == cluster.stat().st_uid]
    # None of them: the first will find that the cluster is not its own.
    return [*owners, *candidates][0]


def check_owner(path: Path, account: Account) -> None:
    """Raise FolderNotOurs unless `path` belongs to `account`."""
    if path.stat().st_uid != account.uid:
        owner = owner_name(path)
        raise FolderNotOurs(
            f"{path} belongs to {owner}, not to {account.name}. "
            f"Run Intreccio as {owner}, or set INTRECCIO_DATA to another folder."
        )


def check_reachable(path: Path, account: Account) -> None:
    """Raise FolderUnreachable if a folder on the way to `path` keeps `account` out."""
    closed = account.closed_folder(path)
    if closed is not None:
        raise FolderUnreachable(
            f"PostgreSQL runs here as the user {account.name}, which may not enter {closed} "
            f"(on the way to {path}). "
            "Set INTRECCIO_DATA to a folder that it can reach, for example /var/lib/intreccio."
        )


def owner_name(path: Path) -> str:
    """The name of the owner of `path`, or its number if it has none."""
    uid = path.stat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user id {uid}"


def _named(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
