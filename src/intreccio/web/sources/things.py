"""What sources' records are called on pages."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.catalogue.models import Source, SourceRecord
from intreccio.kernel.imports.kinds import ImportKind, Values, kinds
from intreccio.kernel.text import Translated
from intreccio.web.imports.report import PAGES
from intreccio.web.imports.wording import language
from intreccio.web.shown.pieces import Link

LONGEST = 300


def entity_words(entity: str) -> str:
    """What a record is about."""
    return {
        SourceRecord.Entity.ORGANISATION.value: _("Organisation"),
        SourceRecord.Entity.UNIT.value: _("Part of an organisation"),
        SourceRecord.Entity.SITE.value: _("Site"),
        SourceRecord.Entity.SERVICE.value: _("Service"),
        SourceRecord.Entity.TAXONOMY.value: _("List of terms"),
        SourceRecord.Entity.TERM.value: _("Term"),
    }[entity]


def thing(record: SourceRecord) -> Link:
    """What a record is about, by the name that its source gives it, with its page if it has one."""
    name = record.told.get("name", "")
    text = Translated(name).text(language()) if isinstance(name, dict) else str(name)
    page = PAGES.get(record.entity, "")
    return Link(text or record.key, reverse(page, args=[record.object]) if page else "")


def field_words(source: Source, field: str) -> str:
    """What a field of a source's records is called."""
    kind = _kind(source)
    return kind.label_of(field).text(language()) if kind else field


def values_in_words(source: Source, rows: Sequence[Values]) -> list[Mapping[str, str]]:
    """Values of a source's records as people read them, one answer a row; empty ones are left out."""
    kind = _kind(source)
    if kind is None:
        return [{name: _short(str(value)) for name, value in row.items() if value is not None} for row in rows]
    return [{name: _short(value.text(language())) for name, value in row.items()} for row in kind.in_words(rows)]


def uuid_in(text: str) -> UUID | None:
    """The identifier that was sent, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _kind(source: Source) -> ImportKind | None:
    """How a source is read, where that is still known."""
    return next((kind for kind in kinds() if kind.slug == source.kind), None)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
