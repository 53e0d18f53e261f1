"""Where what a page shows comes from, for those who look after it."""

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from django.urls import reverse

from intreccio.catalogue.models import Source
from intreccio.catalogue.queries.sources import Provenance, provenance_of
from intreccio.kernel.access import Permission, Viewer
from intreccio.web.imports.wording import moment_words
from intreccio.web.shown.pieces import Link
from intreccio.web.shown.sources import ToldShown
from intreccio.web.sources.things import field_words, values_in_words


def of_service(viewer: Viewer, service: UUID, organisation: UUID) -> list[ToldShown]:
    """The fields of a listing that a source told; nothing for those who may not edit it."""
    return _shown(service, viewer) if viewer.may(Permission.EDIT_LISTINGS, organisation) else []


def of_organisation(viewer: Viewer, organisation: UUID) -> list[ToldShown]:
    """The fields of an organisation that a source told; nothing for those who may not edit it."""
    return _shown(organisation, viewer) if viewer.may(Permission.EDIT_ORGANISATIONS, organisation) else []


def _shown(thing: UUID, viewer: Viewer) -> list[ToldShown]:
    may_open = viewer.may(Permission.IMPORT_REGISTERS)
    return [
        field
        for source, told in groupby(provenance_of(thing), key=lambda each: each.source)
        for field in _of_source(source, list(told), may_open)
    ]


def _of_source(source: Source, told: list[Provenance], may_open: bool) -> Iterator[ToldShown]:
    link = Link(source.name, reverse("source", args=[source.slug]) if may_open else "")
    says = values_in_words(source, [{} if each.holds else {each.field: each.theirs} for each in told])
    for each, words in zip(told, says, strict=True):
        yield ToldShown(
            field=field_words(source, each.field),
            source=link,
            when=moment_words(each.told_at),
            is_ours=not each.holds,
            says=words.get(each.field, ""),
        )
