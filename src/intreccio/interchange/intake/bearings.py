"""What translating a directory needs to know of the installation and of the source."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from intreccio.catalogue.models import Source, SourceRecord, Term
from intreccio.catalogue.queries.areas import served_by_code
from intreccio.interchange.intake.ids import Ids
from intreccio.interchange.registers.municipalities import Municipalities
from intreccio.kernel.imports.kinds import JSON

ITALIAN = "it"


@dataclass(frozen=True)
class Bearings:
    """Read once for a directory. `terms` are ours, by taxonomy and code."""

    ids: Ids
    language: str
    vouched: bool
    municipalities: Municipalities
    terms: Mapping[tuple[str, str], str]
    accessibility: Mapping[str, str]
    """Codes of ours by code and by name, in small letters."""
    areas: Mapping[str, dict[str, JSON]]
    """Every area that a service may serve here, by its code, as the field `areas` names it."""
    elsewhere: set[str] = field(default_factory=set)
    """Rows of areas, by identifier, that a source says exactly and that are none of this installation's."""

    @property
    def is_italian(self) -> bool:
        """Whether the source writes Italian: then places without a country are in Italy."""
        return self.language == ITALIAN

    def link(self, table: str, key: str) -> str:
        """Our identifier of what a link names."""
        return self.ids.of(table, key)


def read_bearings(source: Source) -> Bearings:
    """The bearings for a source, as things are now."""
    matched = SourceRecord.objects.filter(source=source, matched=True)
    known = {(entity, key): str(ours) for entity, key, ours in matched.values_list("entity", "key", "object")}
    terms = list(Term.objects.filter(taxonomy__base=True).values_list("taxonomy__slug", "code", "pk", "name"))
    municipalities = Municipalities.read()
    areas = {code: ("area", area) for code, area in municipalities.by_code.items()} | served_by_code()
    codes = [(code, name) for slug, code, _, name in terms if slug == "accessibility"]
    return Bearings(
        ids=Ids(source.pk, known),
        language=source.language,
        vouched=source.vouched,
        municipalities=municipalities,
        terms={(slug, code): str(pk) for slug, code, pk, _ in terms},
        accessibility={word.casefold(): code for code, name in codes for word in (code, *name.values())},
        areas={code: {sort: str(area)} for code, (sort, area) in areas.items()},
    )
