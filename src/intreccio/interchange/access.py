"""Who may import."""

from uuid import UUID

from intreccio.catalogue.models import Source
from intreccio.kernel.access import NotFound, Permission, Viewer, require
from intreccio.kernel.imports.kinds import ImportKind, NoSuchKind, kind_named
from intreccio.kernel.imports.models import ImportRun


def require_importing(viewer: Viewer) -> None:
    """`NotAllowed` unless the viewer may import."""
    require(viewer, Permission.IMPORT_REGISTERS)


def import_for(viewer: Viewer, run_id: UUID) -> ImportRun:
    """An import, whoever began it. `NotAllowed`, or `NotFound` where there is none."""
    require_importing(viewer)
    run = ImportRun.objects.select_related("file").filter(pk=run_id).first()
    if run is None:
        raise NotFound
    return run


def kind_for(viewer: Viewer, slug: str) -> ImportKind:
    """A kind of import. `NotAllowed`, or `NotFound` where there is none."""
    require_importing(viewer)
    try:
        return kind_named(slug)
    except NoSuchKind as problem:
        raise NotFound from problem


def source_for(viewer: Viewer, slug: str) -> Source:
    """A source. `NotAllowed`, or `NotFound` where there is none."""
    require_importing(viewer)
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        raise NotFound
    return source


def may_vouch(viewer: Viewer) -> bool:
    """Whether the viewer may say that what a source brings needs no checking."""
    return viewer.may(Permission.VERIFY_ORGANISATIONS)
