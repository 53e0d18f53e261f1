"""Values that become rows of other tables: lists in one cell, and the place of a service."""

import re
from collections.abc import Iterator
from hashlib import blake2b

from intreccio.interchange.directories.names import Listed
from intreccio.interchange.directories.records import Record
from intreccio.interchange.directories.rows import Row
from intreccio.interchange.directories.tables import TABLES
from intreccio.kernel.imports.kinds import Note
from intreccio.kernel.text import Translated

_BETWEEN = re.compile(r"\s*[,;|\n]\s*")
_LONGEST_WORD = 40
_MOST_TERMS = 200_000

REPEATED = Translated(it="Ripetuto nell'elenco: tenuto una volta.", en="Repeated in the list: kept once.")


class Parts:
    """Makes records of what one row holds of other tables; knows which terms it has made already."""

    def __init__(self) -> None:
        self._terms: set[str] = set()

    def records(self, owner: Row, listed: Listed, text: str) -> Iterator[Record]:
        """The records in one value of `owner`, linked to it."""
        items = [item for item in _BETWEEN.split(text) if item] if listed.split else [text]
        distinct = dict.fromkeys(items)
        for item in distinct:
            value = item
            if listed.taxonomy:
                value = f"{listed.taxonomy}:{item.casefold()}"
                yield from self._term(owner, listed.taxonomy, item, value)
            record = Record(listed.table, owner.file, owner.line, _key(owner, item), {listed.field: value})
            record.said.update(_link(owner, listed.table))
            if items.count(item) > 1:
                record.mends.append(Note(listed.field, REPEATED))
            yield record

    def _term(self, owner: Row, taxonomy: str, word: str, key: str) -> Iterator[Record]:
        if key in self._terms:
            return
        if len(self._terms) < _MOST_TERMS:
            self._terms.add(key)
        yield Record("taxonomy_term", owner.file, owner.line, key, {"name": word, "taxonomy": taxonomy})


def link_to(table: str, key: str, part: str) -> dict[str, str]:
    """The fields by which a row of the table `part` belongs to a row; none where it cannot."""
    if part == "attribute":
        return {"link_id": key, "link_entity": table}
    if part == "metadata":
        return {"resource_id": key, "resource_type": table}
    field = f"{table}_id"
    return {field: key} if field in TABLES[part].fields else {}


def _link(owner: Row, part: str) -> dict[str, str]:
    return link_to(owner.table, owner.key, part)


def _key(owner: Row, item: str) -> str:
    """A key that stays the same from one version of the file to the next."""
    word = (
        item if len(item) <= _LONGEST_WORD else blake2b(item.encode("utf-8", "replace"), digest_size=8).hexdigest()
    )
    return f"{owner.table}:{owner.key}:{word}"
