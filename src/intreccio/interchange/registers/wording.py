"""What imported values are called, and how people read them."""

from collections.abc import Mapping, Sequence

from intreccio.actors.rules.kinds import legal_forms, organisation_kind_names, runts_section_names
from intreccio.kernel.imports.kinds import JSON, Values
from intreccio.kernel.text import Translated
from intreccio.territory.models import Area

LABELS = {
    "kind": Translated(it="Tipo", en="Kind"),
    "legal_form": Translated(it="Forma giuridica", en="Legal form"),
    "municipality_id": Translated(it="Comune", en="Municipality"),
}


def in_words(rows: Sequence[Values]) -> list[Mapping[str, Translated]]:
    """Names of municipalities, kinds, forms and sections for their codes, with one look at the database."""
    names = _names(rows)
    return [
        {name: names.get((name, value)) or Translated(en=str(value)) for name, value in row.items() if value}
        for row in rows
    ]


def _names(rows: Sequence[Values]) -> dict[tuple[str, JSON], Translated]:
    areas = {str(row["municipality_id"]) for row in rows if row.get("municipality_id")}
    municipalities = Area.objects.filter(pk__in=areas).values_list("pk", "name")
    names: dict[tuple[str, JSON], Translated] = {
        ("municipality_id", str(area)): Translated(it=name) for area, name in municipalities
    }
    names |= {("kind", kind.value): name for kind, name in organisation_kind_names().items()}
    names |= {("legal_form", form): name for form, name in legal_forms().items()}
    names |= {("runts_section", section.value): name for section, name in runts_section_names().items()}
    return names
