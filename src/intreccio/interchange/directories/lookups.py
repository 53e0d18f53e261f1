"""What must be known of a whole directory before its rows are read: small facts, gathered in passing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from intreccio.interchange.directories.cleaning.countries import MONTH_FIRST, country_code
from intreccio.interchange.directories.places import address_words
from intreccio.interchange.directories.records import Surroundings
from intreccio.interchange.directories.rows import DirectoryRefused
from intreccio.interchange.directories.table_files import TableFile
from intreccio.kernel.text import Translated

SAMPLE = 2_000
"""Lines of addresses that tell the country."""

MOST_FOLDED = 100_000_000
"""Characters of lines that wait in memory for the rows they become part of."""


@dataclass(slots=True)
class Waiting:
    """A line that becomes part of a row of another table."""

    file: str
    line: int
    said: dict[str, str]


@dataclass(slots=True)
class Lookups:
    """Facts by the source's own keys.

    `owners` are the organisations of locations, where services have none of their own; `terms` the keys of
    taxonomy terms by their other id; `waiting` lines by table and key of the row they belong to.
    """

    surroundings: Surroundings
    owners: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    waiting: dict[tuple[str, str], list[Waiting]] = field(default_factory=dict)


def gather(files: Iterable[TableFile]) -> Lookups:
    """Look through the files whose facts other files need. Raises `DirectoryRefused`."""
    tables = list(files)
    country = _country(tables)
    return Lookups(
        Surroundings(country, country in MONTH_FIRST, _addresses(tables)),
        _owners(tables),
        _terms(tables),
        _waiting(tables),
    )


def _of(files: Iterable[TableFile], table: str) -> list[TableFile]:
    return [file for file in files if file.plan.table == table and not file.plan.folded]


def _country(files: Iterable[TableFile]) -> str:
    codes: Counter[str] = Counter()
    for file in _of(files, "address"):
        place = file.plan.place("country")
        if place is not None:
            codes.update(
                country_code(line.cells[place]) for line in islice(file.lines(), SAMPLE) if line.cells[place]
            )
    return codes.most_common(1)[0][0] if codes else ""


def _addresses(files: Iterable[TableFile]) -> Mapping[str, str]:
    """Addresses in words of the locations without a name, by the locations' keys."""
    nameless = set(_nameless(files))
    found: dict[str, str] = {}
    if nameless:
        for file in _of(files, "address"):
            for line in file.lines():
                said = file.plan.values(line.cells)
                if said.get("location_id") in nameless and (words := address_words(said)):
                    found.setdefault(said["location_id"], words)
    return found


def _nameless(files: Iterable[TableFile]) -> Iterator[str]:
    for file in _of(files, "location"):
        for line in file.lines():
            if not file.plan.text(line.cells, "name"):
                yield file.plan.key_of(line.cells)


def _owners(files: Iterable[TableFile]) -> Mapping[str, str]:
    """As in Ohana, where a service belongs to a location and this to an organisation."""
    if all(file.plan.place("organization_id") is not None for file in _of(files, "service")):
        return {}
    return {
        file.plan.key_of(line.cells): file.plan.text(line.cells, "organization_id")
        for file in _of(files, "location")
        for line in file.lines()
    }


def _terms(files: Iterable[TableFile]) -> Mapping[str, str]:
    return {
        line.cells[file.plan.other_key]: file.plan.key_of(line.cells)
        for file in _of(files, "taxonomy_term")
        if file.plan.other_key is not None
        for line in file.lines()
    }


def _waiting(files: Iterable[TableFile]) -> dict[tuple[str, str], list[Waiting]]:
    waiting: dict[tuple[str, str], list[Waiting]] = {}
    size = 0
    for file in (file for file in files if file.plan.folded):
        for line in file.lines():
            said = file.plan.values(line.cells)
            size += sum(map(len, said.values()))
            if size > MOST_FOLDED:
                raise _too_many(file, line.number)
            row = (file.plan.table, file.plan.key_of(line.cells))
            waiting.setdefault(row, []).append(Waiting(file.name, line.number, said))
    return waiting


def _too_many(file: TableFile, line: int) -> DirectoryRefused:
    return DirectoryRefused(
        Translated(
            it="troppo testo da unire alle righe di un'altra tabella: dividi l'elenco.",
            en="too much text to be joined to the rows of another table: split the directory.",
        ),
        file=file.name,
        line=line,
    )
