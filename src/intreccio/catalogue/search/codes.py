"""Everything that a service can be filtered by, as integers of one index.

The upper bits say of what kind a code is, the lower ones its number in that kind.
"""

from enum import IntEnum

_BITS = 27
# Every service is in one slice; sixteen slices are a bundle.
SLICES = 256
SLICES_IN_BUNDLE = 16


class Kind(IntEnum):
    """The kinds of code."""

    SLICE = 1
    BUNDLE = 2
    FACET = 3
    INSIDE = 4
    SERVES = 5
    PATTERN = 6
    SLOT = 7
    SESSION_DAY = 8
    CELL = 9


def code(kind: Kind, number: int) -> int:
    """The code of the thing with that number."""
    return (kind << _BITS) + number


def cell_code(level: int, number: int) -> int:
    """Cells have as many kinds as levels."""
    return ((Kind.CELL + level) << _BITS) + number
