"""Where what a page shows comes from, for those who look after it."""

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from django.urls import reverse

from intreccio.catalogue.models import Source, SourceRecord
from intreccio.catalogue.queries.provenance import Told, told_of
from intreccio.kernel.access import Permission, Viewer
from intreccio.web.imports.wording import moment_words
from intreccio.web.shown.pieces import Link
from intreccio.web.shown.sources import ToldShown
from intreccio.web.sources.things import field_words, values_in_words

Entity = SourceRecord.Entity


def of_service(viewer: Viewer, service: UUID, organisation: UUID) -> list[ToldShown]:
    """The fields of a listing that a source told; nothing for those who may not edit it."""
    if not viewer.may(Permission.EDIT_LISTINGS, organisation):
        return []
    return _shown(told_of(Entity.SERVICE, service), viewer)


def of_organisation(viewer: Viewer, organisation: UUID) -> list[ToldShown]:
    """The fields of an organisation that a source told; nothing for those who may not edit it."""
    if not viewer.may(Permission.EDIT_ORGANISATIONS, organisation):
        return []
    return _shown(told_of(Entity.ORGANISATION, organisation), viewer)


def _shown(told: list[Told], viewer: Viewer) -> list[ToldShown]:
    may_open = viewer.may(Permission.IMPORT_REGISTERS)
    return [
        field
        for source, fields in groupby(told, key=lambda each: each.record.source)
        for field in _of_source(source, list(fields), may_open)
    ]


def _of_source(source: Source, told: list[Told], may_open: bool) -> Iterator[ToldShown]:
    link = Link(source.name, reverse("source", args=[source.slug]) if may_open else "")
    says = values_in_words(source, [{each.field: each.theirs} if each.is_changed_here else {} for each in told])
    for each, words in zip(told, says, strict=True):
        yield ToldShown(
            field=field_words(source, each.field),
            source=link,
            when=moment_words(each.record.told_at),
            is_ours=each.is_changed_here,
            says=words.get(each.field, ""),
        )
