"""Who may import registers."""

from uuid import UUID

from intreccio.kernel.access import NotFound, Permission, Viewer, require
from intreccio.kernel.imports.models import ImportRun


def require_importing(viewer: Viewer) -> None:
    """`NotAllowed` unless the viewer may import registers."""
    require(viewer, Permission.IMPORT_REGISTERS)


def import_for(viewer: Viewer, run_id: UUID) -> ImportRun:
    """An import, whoever began it. `NotAllowed`, or `NotFound` where there is none."""
    require_importing(viewer)
    run = ImportRun.objects.select_related("file").filter(pk=run_id).first()
    if run is None:
        raise NotFound
    return run
