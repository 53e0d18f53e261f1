"""What can become of feeds and of conflicts with them."""

from enum import StrEnum


class Fetched(StrEnum):
    """How the latest fetching of a feed ended."""

    NEW = "new"
    SAME = "same"
    FAILED = "failed"


class Decision(StrEnum):
    """Between us and a source: whose value holds, if that is decided."""

    OPEN = "open"
    OURS = "ours"
    THEIRS = "theirs"
