"""What follows when two organisations turn out to be one."""

from uuid import UUID

from intreccio.actors.merging import SITES
from intreccio.kernel.duplicates.actions import find_duplicates
from intreccio.kernel.journal.models import JournalEntry


def organisation_merged(entry: JournalEntry) -> None:
    """Its places, now together, may be the same ones twice."""
    find_duplicates(kind=SITES, owner=UUID(entry.data["into"]))
