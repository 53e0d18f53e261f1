"""What every table builds on, and the kernel's own tables."""

from intreccio.kernel.duplicates.models import Duplicate, Merge
from intreccio.kernel.files.models import StoredFile
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.journal.models import JournalEntry, JournalLeaf, JournalSeal
from intreccio.kernel.messages.models import OutgoingMessage
from intreccio.kernel.models.bases import MergeableModel, PublicModel, VersionConflict, VersionedModel
from intreccio.kernel.models.lifecycle import LifeCycleLog

__all__ = [
    "Duplicate",
    "ImportRow",
    "ImportRun",
    "JournalEntry",
    "JournalLeaf",
    "JournalSeal",
    "LifeCycleLog",
    "Merge",
    "MergeableModel",
    "OutgoingMessage",
    "PublicModel",
    "StoredFile",
    "VersionConflict",
    "VersionedModel",
]
