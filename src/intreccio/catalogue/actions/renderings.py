"""Giving a service's text in other ways, and taking them back."""

from collections.abc import Iterable

from intreccio.catalogue.events import RenderingAttached, RenderingRemoved
from intreccio.catalogue.models import Rendering, Service
from intreccio.catalogue.rules.rendering import Way
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.files import store
from intreccio.kernel.files.kinds import LISTENED_TO, READ_ALONG, WATCHED
from intreccio.kernel.journal import record

TAKEN = {Way.EASY: READ_ALONG, Way.AUDIO: LISTENED_TO, Way.SIGN: WATCHED}
"""What kinds of file each way takes."""


@action
def attach_rendering(
    *, service: Service, way: Way, language: str, chunks: Iterable[bytes], name: str, by: Who
) -> Rendering:
    """Keep a file as the service's text in another way, in place of the one that was there.

    `FileRefused` where its content is of the wrong kind or too large.
    """
    file = store(chunks, name=name, limits=TAKEN[way], by=by)
    made, _ = Rendering.objects.update_or_create(
        service=service, way=way, language=language, defaults={"file": file}
    )
    record(RenderingAttached(service.pk, made.pk, way), by=by)
    return made


@action
def remove_rendering(*, rendering: Rendering, by: Who) -> None:
    """Take a file back: the page no longer offers it."""
    record(RenderingRemoved(rendering.service_id, rendering.pk, Way(rendering.way)), by=by)
    rendering.delete()
