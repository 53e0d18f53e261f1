"""A PostgreSQL of our own, in the data folder, for machines without a database server.

    with EmbeddedServer(default_folder(tree)) as server:
        psycopg.connect(**server.conninfo("intreccio", "intreccio"))

Any number of processes may hold the same folder: the first starts the server, the last stops it. It listens
on a private socket only, and only the operating-system user that runs Intreccio may connect, as any role.
Linux only: running servers are recognised by looking into /proc. Nothing here knows Django.
"""

from .errors import (
    EmbeddedServerError,
    FolderNotOurs,
    FolderUnreachable,
    NoBinaries,
    OtherMajorVersion,
    ServerFailed,
)
from .folders import default_folder
from .server import ConnectionParameters, EmbeddedServer

__all__ = [
    "ConnectionParameters",
    "EmbeddedServer",
    "EmbeddedServerError",
    "FolderNotOurs",
    "FolderUnreachable",
    "NoBinaries",
    "OtherMajorVersion",
    "ServerFailed",
    "default_folder",
]
