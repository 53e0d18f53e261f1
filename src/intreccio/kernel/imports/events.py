"""What can happen to imports."""

from dataclasses import dataclass
from uuid import UUID

from intreccio.kernel.journal import Event


@dataclass(frozen=True)
class ImportApplied(Event):
    """A checked file was written. Numbers are of its rows."""

    name = "kernel.import-applied"
    run: UUID
    new: int
    changed: int
    unchanged: int
    refused: int
    mended: int


@dataclass(frozen=True)
class ImportFailed(Event):
    """Writing a checked file was refused by the database; nothing of it was kept."""

    name = "kernel.import-failed"
    run: UUID


@dataclass(frozen=True)
class ImportDiscarded(Event):
    """A file was put aside without being written."""

    name = "kernel.import-discarded"
    run: UUID


@dataclass(frozen=True)
class ImportUndone(Event):
    """What a file had brought was taken back: rows put back, taken out, or left since somebody changed them."""

    name = "kernel.import-undone"
    run: UUID
    restored: int
    removed: int
    left: int
