"""When to look for duplicates anew."""

from intreccio.kernel.duplicates.finding import find_duplicates
from intreccio.kernel.duplicates.kinds import kinds
from intreccio.kernel.journal.models import JournalEntry


def records_imported(entry: JournalEntry) -> None:
    """After an import: compare everything with what it brought."""
    find_all()


def find_all() -> None:
    """Look for duplicates of every kind."""
    for kind in kinds():
        find_duplicates(kind=kind)
