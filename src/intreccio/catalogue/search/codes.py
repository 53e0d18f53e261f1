"""Everything that a service can be filtered by, as integers of one index.

The upper bits say of what kind a code is, the lower ones its number in that kind.
"""

from enum import IntEnum

_BITS = 27
SLICES = 256


class Kind(IntEnum):
    """The kinds of code."""

    SLICE = 1
    FACET = 2
    INSIDE = 3
    SERVES = 4
    PATTERN = 5
    CELL = 6


def code(kind: Kind, number: int) -> int:
    """The code of the thing with that number."""
    return (kind << _BITS) + number


def number(code: int) -> int:
    """The number within its kind."""
    return code & ((1 << _BITS) - 1)


def cell_code(level: int, number: int) -> int:
    """Cells have as many kinds as levels."""
    return ((Kind.CELL + level) << _BITS) + number


def bounds(kind: Kind) -> tuple[int, int]:
    """The first code of a kind and the first after it."""
    return kind << _BITS, (kind + 1) << _BITS


FIRST_CELL = Kind.CELL << _BITS
