"""What can go wrong with the embedded server. Every message says what to do."""


class EmbeddedServerError(Exception):
    """The embedded PostgreSQL cannot be used."""


class NoBinaries(EmbeddedServerError):
    """There are no PostgreSQL programs to run, or they are too old."""


class FolderNotOurs(EmbeddedServerError):
    """The data folder, or the cluster in it, belongs to another user."""


class FolderUnreachable(EmbeddedServerError):
    """The system user that runs the server cannot enter a folder on the way to what it needs."""


class OtherMajorVersion(EmbeddedServerError):
    """The cluster was made by another major version of PostgreSQL."""


class ServerFailed(EmbeddedServerError):
    """initdb or the server gave up; the message ends with the last lines that they wrote."""
