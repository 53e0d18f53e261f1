"""Directories as a kind of import: what several tables say of organisations, places and services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from intreccio.catalogue.actions import incoming, index_waiting
from intreccio.catalogue.models import Source
from intreccio.interchange.directories.rows import Aside, Directory
from intreccio.interchange.intake.bearings import read_bearings
from intreccio.interchange.intake.saying import in_words
from intreccio.interchange.intake.staging import stage_rows
from intreccio.interchange.intake.wording import HSDS_LABELS, LABELS, PART_LABELS, TABLE_NAMES
from intreccio.kernel.acting import Who
from intreccio.kernel.files.kinds import MEGABYTE, Kind, Limits
from intreccio.kernel.imports.kinds import Asked, ImportField, Progress, Shape, Undone, Values
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

DIRECTORIES = Limits(frozenset({Kind.TEXT, Kind.ZIP, Kind.XLSX}), largest=2_000 * MEGABYTE)


class Reader(Protocol):
    """Reads one sort of file as a directory."""

    def look(self, file: BinaryIO, *, name: str, asked: Asked) -> Shape:
        """What the file looks like. Raises `Refused`."""

    def open(self, file: BinaryIO, *, run: ImportRun) -> Directory:
        """The directory in the file of an import, with its columns as they were chosen. Raises `Refused`."""


@dataclass(frozen=True)
class DirectoryKind:
    """An `ImportKind` whose files are read as directories; each belongs to a source."""

    slug: str
    label: Translated
    reader: Reader
    about: Translated = field(default_factory=Translated)
    has_sources: bool = True
    fields: tuple[ImportField, ...] = ()
    takes: Limits = DIRECTORIES

    def look(self, file: BinaryIO, *, name: str, asked: Asked) -> Shape:
        """Look at the file, once the source is known."""
        _source(asked.source)
        return self.reader.look(file, name=name, asked=asked)

    def check(self, run: ImportRun, file: BinaryIO, *, progress: Progress) -> None:
        """Stage every row, then settle what only the whole can tell."""
        source = _source(run.source)
        with self.reader.open(file, run=run) as directory:
            run.remarks = [_remark(aside) for aside in directory.aside]
            staged = stage_rows(
                run, directory, read_bearings(source), outcome=incoming.likely_outcome(source), progress=progress
            )
        run.lines = staged.rows
        incoming.judge(
            run=run,
            source=source,
            tables=staged.tables,
            fields=staged.fields,
            exact=staged.exact,
            progress=progress,
        )

    def apply(self, run: ImportRun, *, by: Who, progress: Progress) -> None:
        """Write what is new and changed, and have it found."""
        incoming.take(run=run, source=_source(run.source), by=by, progress=progress)

    def follow_up(self, run: ImportRun, *, progress: Progress) -> None:
        """Have the services found that it touched."""
        index_waiting(progress)

    def undo(self, run: ImportRun, *, by: Who, progress: Progress) -> Undone:
        """Take it back."""
        return incoming.take_back(run=run, source=_source(run.source), by=by, progress=progress)

    def label_of(self, name: str) -> Translated:
        """What people call a value or a field of a table."""
        labels = {wanted.name: wanted.label for wanted in self.fields} | HSDS_LABELS | PART_LABELS | LABELS
        return labels.get(name, Translated(en=name))

    def table_named(self, name: str) -> Translated:
        """What people call a table."""
        return TABLE_NAMES.get(name, Translated(en=name))

    def in_words(self, rows: Sequence[Values]) -> Sequence[Mapping[str, Translated]]:
        """Values as people read them."""
        return in_words(rows)


def _remark(aside: Aside) -> Translated:
    """What is not read of a directory, and why."""
    place = f"{aside.file}, {aside.column}" if aside.column else aside.file
    return Translated({language: f"{place}: {reason}" for language, reason in aside.reason.items()})


def _source(slug: str) -> Source:
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        raise Refused(
            Translated(it=f"Non c'è una fonte «{slug}».", en=f"There is no source “{slug}”."), field="source"
        )
    return source
