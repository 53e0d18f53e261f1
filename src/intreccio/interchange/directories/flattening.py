"""Nested objects, as APIs give them, to rows of tables."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace

from intreccio.interchange.directories.names import key_prefix, said_by_name
from intreccio.interchange.directories.objects import Apart, as_text, take_apart
from intreccio.interchange.directories.parts import Parts, link_to
from intreccio.interchange.directories.places import address_words
from intreccio.interchange.directories.records import Record, Surroundings
from intreccio.interchange.directories.refining import Refiner
from intreccio.interchange.directories.rows import Row
from intreccio.kernel.imports.kinds import JSON, Note
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

DEEPEST = 16
"""Objects inside each other: organisations have services at locations with contacts with phones with languages."""

MOST_REMEMBERED = 300_000
"""Rows of which it is known that they have been given. Beyond, the oldest are forgotten."""

TOO_DEEP = Translated(it="Gli oggetti sono annidati troppo a fondo.", en="Objects are nested too deeply.")


class Flattener:
    """Makes rows of the objects of one file; `unknown` gathers the names that HSDS does not know, by table."""

    def __init__(self, surroundings: Surroundings, file: str) -> None:
        self._addresses: dict[str, str] = {}
        self._refiner = Refiner(replace(surroundings, addresses=self._addresses))
        self._file = file
        self._parts = Parts()
        self._given: dict[tuple[str, str], int] = {}
        self.unknown: dict[tuple[str, str], None] = {}

    def rows(self, value: Mapping[str, JSON], table: str, number: int) -> Iterator[Row]:
        """The rows of an object of `table` and of all inside it, those that others link to first.

        What is inside is given once, however often it stands there: links to several owners come together in one
        row, and what an earlier object held too, exactly the same, is left out. Where the contents differ, each is
        given. Raises `Refused`.
        """
        self._addresses.clear()
        together: dict[tuple[str, str], list[Row]] = {}
        found = self._flatten(value, table, table, number, {}, 0)
        top = _collect(found, together)
        for place, rows in together.items():
            for row in rows:
                given = self._was_given(row)
                if place == (table, top) or not given:
                    yield row

    def _flatten(
        self, value: Mapping[str, JSON], table: str, name: str, number: int, links: Mapping[str, str], depth: int
    ) -> Generator[Row, None, str]:
        """The rows of an object; the key of its own row at the end."""
        if depth > DEEPEST:
            raise Refused(TOO_DEEP)
        apart = take_apart(value, table)
        self._remember_names(apart, table)
        said = {**said_by_name(name), **links, **apart.said}
        for link, target, inner in apart.linked:
            inherited = _organization_of(said) if target == "program" else {}
            said[link] = yield from self._flatten(inner, target, target, number, inherited, depth + 1)
        identity = as_text(value.get("id"))
        key = f"{key_prefix(name)}{identity}" if identity else ""
        self._note_address(apart, key)
        if table == "schedule" and "weekday" in value:
            said.setdefault("freq", "WEEKLY")
        rows = self._refiner.rows(Record(table, self._file, number, key, said, frozenset(value)))
        yield from rows
        yield from self._inside(apart, rows[0], number, depth)
        return rows[0].key

    def _inside(self, apart: Apart, owner: Row, number: int, depth: int) -> Iterator[Row]:
        for target, name, inner in apart.owned:
            links = link_to(owner.table, owner.key, target)
            key = yield from self._flatten(inner, target, name, number, links, depth + 1)
            yield from self._meeting(owner, target, key, number)
        for listed, text in apart.listed:
            for record in self._parts.records(owner, listed, text):
                yield from self._refiner.rows(record)

    def _meeting(self, owner: Row, target: str, key: str, number: int) -> Iterator[Row]:
        """What joins a service and a place that stand directly inside each other."""
        keys = {owner.table: owner.key, target: key}
        if keys.keys() == {"service", "location"}:
            said = {"service_id": keys["service"], "location_id": keys["location"]}
            identity = f"service:{said['service_id']}:{said['location_id']}"
            yield from self._refiner.rows(Record("service_at_location", self._file, number, identity, said))

    def _note_address(self, apart: Apart, key: str) -> None:
        """For a place without a name."""
        for target, _, inner in apart.owned:
            if target == "address":
                said = take_apart(inner, target).said
                self._addresses.setdefault(key, address_words(said))

    def _remember_names(self, apart: Apart, table: str) -> None:
        if apart.unknown and len(self.unknown) < 1_000:
            self.unknown.update(dict.fromkeys((table, name) for name in apart.unknown))

    def _was_given(self, row: Row) -> bool:
        """Whether this row was given before; remembers it."""
        place = (row.table, row.key)
        content = hash(frozenset(row.values.items()))
        if self._given.pop(place, None) == content:
            self._given[place] = content
            return True
        if len(self._given) >= MOST_REMEMBERED:
            del self._given[next(iter(self._given))]
        self._given[place] = content
        return False


def _organization_of(said: Mapping[str, str]) -> Mapping[str, str]:
    """The link to the organisation of a service, which is also that of its programme."""
    return {field: said[field] for field in ("organization_id",) if field in said}


def _collect(found: Generator[Row, None, str], together: dict[tuple[str, str], list[Row]]) -> str:
    """Gather rows by table and key, joining those that do not contradict each other; gives the key of the top."""
    while True:
        try:
            row = next(found)
        except StopIteration as end:
            return str(end.value)
        same = together.setdefault((row.table, row.key), [])
        for place, other in enumerate(same):
            if _agree(row, other):
                same[place] = _joined(other, row)
                break
        else:
            same.append(row)


def _agree(row: Row, other: Row) -> bool:
    return all(other.values.get(field, value) == value for field, value in row.values.items())


def _joined(row: Row, other: Row) -> Row:
    if row.values == other.values:
        return row
    return replace(
        row,
        values={**row.values, **other.values},
        mends=_together(row.mends, other.mends),
        problems=_together(row.problems, other.problems),
    )


def _together(notes: tuple[Note, ...], others: tuple[Note, ...]) -> tuple[Note, ...]:
    return notes + tuple(note for note in others if note not in notes)
