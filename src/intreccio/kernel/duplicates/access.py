"""Who may look at duplicates and decide."""

from uuid import UUID

from intreccio.kernel.access import NotFound, Permission, Viewer, require
from intreccio.kernel.duplicates.kinds import kind_named
from intreccio.kernel.duplicates.models import Duplicate, Merge
from intreccio.kernel.duplicates.queries import proposals
from intreccio.kernel.duplicates.rules import DuplicateState


def require_merging(viewer: Viewer) -> None:
    """`NotAllowed` unless the viewer may merge records."""
    require(viewer, Permission.MERGE_DUPLICATES)


def duplicate_for(viewer: Viewer, duplicate: UUID) -> Duplicate:
    """A proposal about two records that still stand. `NotAllowed`, or `NotFound` where there is none."""
    require_merging(viewer)
    found = Duplicate.objects.filter(pk=duplicate).first()
    if found is None or not proposals(kind_named(found.kind), DuplicateState(found.state)).filter(pk=found.pk):
        raise NotFound
    return found


def merge_for(viewer: Viewer, number: int) -> Merge:
    """A merge, undone or not. `NotAllowed`, or `NotFound` where there is none."""
    require_merging(viewer)
    found = Merge.objects.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found
