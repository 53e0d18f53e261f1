"""Directories as tables: HSDS packages of all versions, and Ohana's."""

from collections.abc import Iterable, Iterator, Sequence

from intreccio.interchange.directories.category_links import CategoryLinks
from intreccio.interchange.directories.lookups import Lookups, Waiting, gather
from intreccio.interchange.directories.members import Bundle
from intreccio.interchange.directories.names import version_told_by
from intreccio.interchange.directories.parts import Parts
from intreccio.interchange.directories.records import Record
from intreccio.interchange.directories.refining import Refiner
from intreccio.interchange.directories.rows import Aside, Directory, Format, Row
from intreccio.interchange.directories.table_files import TableFile
from intreccio.interchange.directories.tables import TABLES
from intreccio.kernel.imports.kinds import Note
from intreccio.kernel.imports.tables import Line
from intreccio.kernel.text import Translated

NO_OWNER = Translated(it="La riga a cui appartiene non c'è.", en="The row to which it belongs is not there.")

_ORDER = {name: place for place, name in enumerate(TABLES)}


class TabularDirectory(Directory):
    """Tables in files, read one after the other."""

    def __init__(
        self, bundle: Bundle, files: Sequence[TableFile], links: Sequence[CategoryLinks], aside: Iterable[Aside]
    ) -> None:
        self._bundle = bundle
        self._files = sorted(files, key=lambda file: _ORDER[file.plan.table])
        self._links = links
        self.format = Format.OHANA if _is_ohana(files) else Format.HSDS_TABLES
        self.version = "" if self.format is Format.OHANA else version_told_by(file.table for file in files)
        self.tables = (*(file.found for file in self._files), *(link.found for link in links))
        self.aside = (*aside, *(each for file in self._files for each in file.aside))
        self.fingerprint = bundle.fingerprint()

    def rows(self) -> Iterator[Row]:
        """All rows, table by table: those that others link to come first."""
        lookups, parts = gather(self._files), Parts()
        refiner = Refiner(lookups.surroundings)
        for file in self._files:
            if not file.plan.folded:
                yield from _rows(file, lookups, refiner, parts)
        for link in self._links:
            yield from link.rows(lookups.terms, refiner)
        yield from _left_over(lookups)

    def close(self) -> None:
        self._bundle.release()


def _rows(file: TableFile, lookups: Lookups, refiner: Refiner, parts: Parts) -> Iterator[Row]:
    plan, asked = file.plan, file.plan.asked
    folding = plan.table == "service" and (lookups.waiting or lookups.owners)
    for line in file.lines():
        cells = line.cells
        record = Record(plan.table, file.name, line.number, plan.key_of(cells), plan.values(cells), asked)
        if line.refusal:
            record.problems.append(Note("", line.refusal))
        elif line.surplus:
            record.problems.append(_too_wide(line))
        if folding:
            _complete(record, plan.text(cells, "location_id"), lookups)
        rows = refiner.rows(record)
        yield from rows
        for place, listed in plan.listed:
            if cells[place]:
                for part in parts.records(rows[0], listed, cells[place]):
                    yield from refiner.rows(part)


def _complete(record: Record, location: str, lookups: Lookups) -> None:
    """What other tables tell of a service: its organisation by its location, whom it is for."""
    if "organization_id" not in record.said and (owner := lookups.owners.get(location)):
        record.said["organization_id"] = owner
    for waiting in lookups.waiting.pop((record.table, record.key), ()):
        for field, text in waiting.said.items():
            before = record.said.get(field)
            record.said[field] = f"{before}\n{text}" if before and before != text else text


def _left_over(lookups: Lookups) -> Iterator[Row]:
    for (table, key), lines in lookups.waiting.items():
        yield from (_orphan(table, key, waiting) for waiting in lines)


def _orphan(table: str, key: str, waiting: Waiting) -> Row:
    return Row(table, waiting.file, waiting.line, key, waiting.said, problems=(Note("id", NO_OWNER),))


def _too_wide(line: Line) -> Note:
    width = len(line.cells)
    found = width + line.surplus
    return Note(
        "",
        Translated(
            it=f"la riga ha {found} celle, l'intestazione {width}: forse manca una virgoletta.",
            en=f"the row has {found} cells, the header {width}: perhaps a quotation mark is missing.",
        ),
    )


def _is_ohana(files: Iterable[TableFile]) -> bool:
    """Ohana's services stand at one location, and its lists are in single cells."""
    for file in files:
        names = set(file.columns)
        if file.plan.table == "service" and "location_id" in names and "organization_id" not in names:
            return True
        if file.plan.table == "location" and "admin_emails" in names:
            return True
    return False
