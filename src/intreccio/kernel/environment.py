"""What the environment says, read once: mode, data folder, keys, databases.

Production needs `INTRECCIO_KEYS` and refuses to start without. A data folder made by `intreccio demo`
holds keys of its own and says thereby that it is a demonstration.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from intreccio.kernel.databases.roles import LoginRole
from intreccio.kernel.embedded import EmbeddedServer, default_folder

Network = IPv4Network | IPv6Network

DATABASE_NAME = "intreccio"
DEMONSTRATION_KEYS = "demonstration.keys"


class Mode(StrEnum):
    """How seriously this installation takes itself."""

    DEMONSTRATION = "demonstration"
    PRODUCTION = "production"


class NotConfigured(Exception):
    """Something that production needs is missing. The message says what to do."""


@dataclass(frozen=True)
class Environment:
    """The process's environment, understood."""

    data: Path
    mode: Mode
    keys: str
    hosts: tuple[str, ...]
    address: str
    mail: str
    tiles_url: str
    tiles_attribution: str
    feed_networks: tuple[Network, ...]
    database_urls: dict[LoginRole, str]

    @property
    def demonstration(self) -> bool:
        return self.mode is Mode.DEMONSTRATION

    @property
    def embedded(self) -> bool:
        """Whether the database is the embedded one."""
        return not self.database_urls

    def server(self) -> EmbeddedServer:
        """The embedded server of the data folder."""
        binaries = os.environ.get("INTRECCIO_POSTGRES_BINARIES")
        return EmbeddedServer(
            self.data,
            binaries=Path(binaries) if binaries else None,
            system_user=os.environ.get("INTRECCIO_SYSTEM_USER"),
        )

    def databases(self) -> dict[str, dict[str, Any]]:
        """Django's DATABASES. `side` is a second connection, for what is written around a read."""
        aliases = {
            "default": LoginRole.APPLICATION,
            "side": LoginRole.APPLICATION,
            "statistics": LoginRole.STATISTICS,
            "owner": LoginRole.OWNER,
        }
        return {alias: settings for alias, role in aliases.items() if (settings := self._database(role))}

    def _database(self, role: LoginRole) -> dict[str, Any] | None:
        if self.embedded:
            return _django_database(self._embedded(role))
        if role not in self.database_urls:
            return None
        return _django_database(conninfo_to_dict(self.database_urls[role]))

    def _embedded(self, role: LoginRole) -> Mapping[str, Any]:
        """Where the embedded server listens; while it is stopped, a place where nobody does."""
        server = self.server()
        if server.is_running():
            return server.conninfo(DATABASE_NAME, role)
        return {"host": str(self.data / "server-is-stopped"), "dbname": DATABASE_NAME, "user": role}


def read_environment() -> Environment:
    """The environment of this process. `NotConfigured` where production lacks something."""
    data = default_folder(source_tree())
    keys = os.environ.get("INTRECCIO_KEYS", "")
    kept = data / DEMONSTRATION_KEYS
    mode = Mode.DEMONSTRATION if not keys and kept.is_file() else Mode.PRODUCTION
    if mode is Mode.DEMONSTRATION:
        keys = kept.read_text(encoding="ascii").strip()
    if not keys:
        raise NotConfigured(
            "INTRECCIO_KEYS is not set: it holds the keys that protect people's data. Make one with\n"
            "  intreccio keys new\n"
            "keep it safe apart from the backups, and set INTRECCIO_KEYS to it.\n"
            "To try the platform out instead, run: intreccio demo"
        )
    hosts = os.environ.get("INTRECCIO_HOSTS", "")
    return Environment(
        data=data,
        mode=mode,
        keys=keys,
        hosts=("127.0.0.1", "localhost", "[::1]", *filter(None, hosts.split(","))),
        address=os.environ.get("INTRECCIO_ADDRESS", "http://127.0.0.1:8000").rstrip("/"),
        mail=os.environ.get("INTRECCIO_MAIL", ""),
        tiles_url=os.environ.get("INTRECCIO_TILES_URL", ""),
        tiles_attribution=os.environ.get("INTRECCIO_TILES_ATTRIBUTION", ""),
        feed_networks=_networks(os.environ.get("INTRECCIO_FEED_NETWORKS", "")),
        database_urls=_database_urls(),
    )


def _networks(listed: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(network.strip()) for network in listed.split(",") if network.strip())
    except ValueError as problem:
        raise NotConfigured(f"INTRECCIO_FEED_NETWORKS lists networks, such as 10.0.0.0/8: {problem}.") from problem


def source_tree() -> Path | None:
    """The checkout this package runs from; None where it is installed."""
    tree = Path(__file__).resolve().parents[3]
    return tree if (tree / "pyproject.toml").is_file() else None


def _database_urls() -> dict[LoginRole, str]:
    names = {
        LoginRole.APPLICATION: "DATABASE_URL",
        LoginRole.OWNER: "DATABASE_OWNER_URL",
        LoginRole.STATISTICS: "DATABASE_STATISTICS_URL",
    }
    return {role: os.environ[name] for role, name in names.items() if os.environ.get(name)}


def _django_database(parameters: Mapping[str, Any]) -> dict[str, Any]:
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        **{known[name]: str(value) for name, value in parameters.items() if name in known},
        "OPTIONS": {
            **{name: value for name, value in parameters.items() if name not in known},
            "options": "-c timezone=UTC -c jit=off -c idle_in_transaction_session_timeout=1h",
        },
    }
