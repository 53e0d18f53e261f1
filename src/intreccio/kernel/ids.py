"""Public identifiers: UUIDs made by the application.

Version 7 (RFC 9562, time-ordered) for what is public anyway; version 4 where the moment of
creation must not be readable from the identifier: persons, referrals, ballots; version 5 for parts that have
no identifier of their own and follow from what they are part of.
"""

import os
import time
from uuid import UUID, uuid4, uuid5

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def public_id() -> UUID:
    """A version 7 UUID: 48 bits of Unix time in milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    high = random >> 68
    low = random & ((1 << 62) - 1)
    return UUID(int=(milliseconds & ((1 << 48) - 1)) << 80 | _VERSION_7 | high << 64 | _VARIANT | low)


def secret_id() -> UUID:
    """A version 4 UUID: nothing can be read from it."""
    return uuid4()


def derived_id(owner: UUID, *parts: object) -> UUID:
    """A version 5 UUID for a part of `owner`, told apart from its other parts by `parts`: always the same."""
    return uuid5(owner, "\x1f".join(map(str, parts)))
