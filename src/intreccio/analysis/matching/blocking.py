"""Which pairs are worth comparing: those that share a key, such as a rare word in one place.

Without it 63,000 records would make two thousand million pairs.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from intreccio.analysis.matching.prepared import Prepared
from intreccio.analysis.matching.weights import Weights

LARGEST_BLOCK = 100
"""A key that more records share tells nothing."""
RAREST = 3
SHORT_WORD = 8


def pairs(records: Sequence[Prepared], weights: Weights) -> NDArray[np.int64]:
    """Positions of the records of each pair that shares a key: an array of n × 2, the lesser first, sorted."""
    numbers: dict[Hashable, int] = {}
    places: list[int] = []
    keys: list[int] = []
    for place, record in enumerate(records):
        for key in set(_keys(record, weights)):
            keys.append(numbers.setdefault(key, len(numbers)))
            places.append(place)
    return _within_blocks(np.array(places, dtype=np.int64), np.array(keys, dtype=np.int64), len(records))


def _keys(record: Prepared, weights: Weights) -> Iterator[Hashable]:
    for value in record.numbers:
        yield "number", value
    yield from record.contacts
    where: Iterable[str] = [*record.places, *([record.owner] if record.owner else [])]
    parts = set(_name_keys(record, weights))
    yield from ((place, part) for place in where for part in parts)
    if not record.places:
        yield from (("anywhere", part) for part in parts)
    for name in record.names:
        yield "whole", tuple(sorted(name.words))
    if record.spot:
        yield record.spot


def _name_keys(record: Prepared, weights: Weights) -> Iterator[Hashable]:
    """The rarest words, and their beginnings and ends: a slip spoils one of the two."""
    for name in record.names:
        telling = [word for word in name.words if word not in record.local] or name.words
        rarest = sorted(telling, key=lambda word: (-weights.weight(word, record.local), word))[:RAREST]
        yield from rarest
        for word in rarest:
            length = 3 if len(word) < SHORT_WORD else 4
            yield "begins", word[:length]
            yield "ends", word[-length:]
        joined = "".join(telling)
        yield "begins whole", joined[:6]
        yield "ends whole", joined[-6:]


def _within_blocks(places: NDArray[np.int64], keys: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    order = np.lexsort((places, keys))
    places, keys = places[order], keys[order]
    _, starts, sizes = np.unique(keys, return_index=True, return_counts=True)
    found = [np.empty(0, dtype=np.int64)]
    for size in range(2, LARGEST_BLOCK + 1):
        blocks = places[starts[sizes == size][:, np.newaxis] + np.arange(size)]
        first, second = np.triu_indices(size, 1)
        found.append(np.unique(blocks[:, first] * count + blocks[:, second]))
    return np.stack(np.divmod(np.unique(np.concatenate(found)), max(count, 1)), axis=1)
