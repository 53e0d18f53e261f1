"""How facets and places are packed into an entry, and read back from many entries at once."""

import struct
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

FACET = np.dtype("<u4")
PLACE = np.dtype([("latitude", "<f8"), ("longitude", "<f8"), ("pattern", "<i4")])
NO_PATTERN = 0
_NOWHERE = float("nan")


def pack_facets(numbers: Iterable[int]) -> bytes:
    """The numbers of the codes that are counted."""
    every = tuple(numbers)
    return struct.pack(f"<{len(every)}I", *every)


def pack_places(places: Iterable[tuple[tuple[float, float] | None, int | None]]) -> bytes:
    """Points, None where they are not public, each with a pattern of openings there."""
    return b"".join(
        struct.pack("<ddi", *(point or (_NOWHERE, _NOWHERE)), pattern or NO_PATTERN) for point, pattern in places
    )


def unpack_facets(packed: bytes) -> npt.NDArray[np.uint32]:
    """The facets of any number of entries, one after the other."""
    return np.frombuffer(packed, FACET)


def unpack_places(packed: bytes) -> npt.NDArray[np.void]:
    """The places of any number of entries, one after the other, with fields named as in PLACE."""
    return np.frombuffer(packed, PLACE)
