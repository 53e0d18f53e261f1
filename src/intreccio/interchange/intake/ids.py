"""Which of our identifiers a thing of a source has: always the same for the same key, without looking it up."""

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from uuid import UUID

from intreccio.kernel.ids import derived_id

LONGEST_KEY = 200
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_REMEMBERED = 1 << 16

Known = Mapping[tuple[str, str], str]
"""Our identifier by table and key, where it is neither given nor derived: of what was here before."""


class Ids:
    """Identifiers, as text, by table and the source's own key: what is known, else the key itself where it is
    a UUID, else one derived from source, table and key."""

    def __init__(self, source: UUID, known: Known) -> None:
        self._source = source
        self._known = known
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, table: str, key: str) -> str:
        if self._known and (there := self._known.get((table, key))):
            return there
        if len(key) == 36 and _UUID.fullmatch(key):
            return key.lower()
        return str(derived_id(self._source, table, key))


def fitted_key(key: str) -> str:
    """A key short enough to be kept: the end of a very long one is replaced by its digest."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:160]}~{blake2b(key.encode(), digest_size=16).hexdigest()}"
