"""Rows as people read them, before they are anything here: for previews."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from intreccio.interchange.directories.rows import Row
from intreccio.kernel.text import Translated


class _Shown(NamedTuple):
    label: Translated
    fields: tuple[str, ...]


_SHOWN: Mapping[str, _Shown] = {
    "service": _Shown(
        Translated(it="Servizio", en="Service"),
        (
            "name",
            "description",
            "alert",
            "eligibility_description",
            "minimum_age",
            "maximum_age",
            "application_process",
            "email",
            "url",
        ),
    ),
    "organization": _Shown(Translated(it="Ente", en="Organisation"), ("name", "tax_id", "email", "website")),
    "location": _Shown(Translated(it="Luogo", en="Place"), ("name", "latitude", "longitude", "transportation")),
    "address": _Shown(
        Translated(it="Indirizzo", en="Address"),
        ("address_1", "address_2", "postal_code", "city", "state_province"),
    ),
    "phone": _Shown(Translated(it="Telefono", en="Telephone"), ("number", "type", "description")),
    "contact": _Shown(Translated(it="Referente", en="Contact"), ("name", "title")),
    "schedule": _Shown(
        Translated(it="Orari", en="Hours"),
        ("byday", "opens_at", "closes_at", "valid_from", "valid_to", "description"),
    ),
    "cost_option": _Shown(
        Translated(it="Costo", en="Cost"), ("option", "amount", "currency", "amount_description")
    ),
    "language": _Shown(Translated(it="Lingua", en="Language"), ("name", "note")),
    "attribute": _Shown(Translated(it="Categoria", en="Category"), ("taxonomy_term_id",)),
    "accessibility": _Shown(Translated(it="Accessibilità", en="Accessibility"), ("description",)),
    "required_document": _Shown(Translated(it="Documento da portare", en="Paper to bring"), ("document",)),
    "service_area": _Shown(Translated(it="Territorio servito", en="Area served"), ("name",)),
}
"""What is shown of each table; others say nothing that one would look for."""

_BETWEEN = " · "


class RowInWords(NamedTuple):
    """A row: what it is, what it says, what was mended or stands in the way."""

    label: Translated
    text: str
    notes: tuple[Translated, ...] = ()
    is_refused: bool = False


def line_in_words(rows: Iterable[Row]) -> list[RowInWords]:
    """What a line says: its service first, then what belongs to it."""
    ordered = sorted(rows, key=lambda row: row.table != "service")
    return [words for words in map(in_words, ordered) if words]


def in_words(row: Row) -> RowInWords | None:
    """A row in words; None where it says nothing that one would look for."""
    shown = _SHOWN.get(row.table)
    notes = tuple(note.message for note in (*row.mends, *row.problems))
    if row.problems:
        text = _BETWEEN.join(map(str, row.values.values()))
        return RowInWords(shown.label if shown else Translated(en=row.table), text, notes, is_refused=True)
    if shown is None:
        return None
    values = [str(row.values[field]) for field in shown.fields if field in row.values]
    return RowInWords(shown.label, _BETWEEN.join(values), notes)
