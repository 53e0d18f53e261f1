"""From the tables of a written organisation to organisations, units and places."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from intreccio.actors.actions import (
    add_site,
    add_unit,
    change_verification,
    edit_organisation,
    register_organisation,
    write_text,
)
from intreccio.actors.models import Organisation, Site
from intreccio.actors.queries import details_of
from intreccio.actors.rules.coordinates import Coordinates
from intreccio.actors.rules.details import Address, OrganisationDetails, SiteDetails
from intreccio.actors.rules.kinds import (
    AddressVisibility,
    OrganisationKind,
    ParentTie,
    RuntsSection,
    SiteKind,
    TextOrigin,
)
from intreccio.actors.rules.tax_codes import check_digit
from intreccio.demo.content import OrganisationContent, Row
from intreccio.kernel.acting import Who
from intreccio.territory.models import Territory

SOURCE = "demonstration"


@dataclass(frozen=True)
class Made:
    """An organisation that was made, with its sites by slug."""

    organisation: Organisation
    sites: dict[str, Site] = field(default_factory=dict)


class Organiser:
    """Makes organisations one after another; knows the municipalities by name."""

    def __init__(self, territory: Territory, *, by: Who) -> None:
        self.by = by
        self.areas: dict[str, UUID] = dict(territory.areas.values_list("name", "pk"))
        self.made: dict[str, Made] = {}

    def add(self, content: OrganisationContent) -> None:
        """One organisation: registered, verified, described, with its units and places."""
        organisation = register_organisation(details=self._details(content), source=SOURCE, by=self.by)
        change_verification(organisation=organisation, verb="verify", by=self.by)
        for language, description in content.fields.get("description", {}).items():
            write_text(
                organisation=organisation,
                language=language,
                description=description,
                origin=TextOrigin.WRITTEN if language == "it" else TextOrigin.TRANSLATED,
                by=self.by,
            )
        for unit in content.units:
            add_unit(organisation=organisation, name=unit["name"], by=self.by)
        sites = {site["slug"]: self._site(organisation, site) for site in content.sites}
        self.made[content.slug] = Made(organisation, sites)

    def link_parents(self, contents: Sequence[OrganisationContent]) -> None:
        """Tie organisations to the holding or network they belong to."""
        for content in contents:
            for tie in ParentTie:
                parent = self.made.get(content.fields.get("parent" if tie is ParentTie.NETWORK else tie, ""))
                if parent:
                    self._tie(self.made[content.slug].organisation, parent.organisation, tie)

    def _tie(self, organisation: Organisation, parent: Organisation, tie: ParentTie) -> None:
        details = details_of(organisation)
        tied = OrganisationDetails(**{**vars(details), "parent_id": parent.pk, "parent_tie": tie})
        edit_organisation(organisation=organisation, details=tied, by=self.by)

    def _details(self, content: OrganisationContent) -> OrganisationDetails:
        row = content.fields
        first = content.sites[0] if content.sites else {}
        section = row.get("runts_section")
        kind = OrganisationKind(row["kind"])
        return OrganisationDetails(
            name=row["name"],
            short_name=row.get("short_name", ""),
            kind=kind,
            runts_section=RuntsSection(section) if section else None,
            tax_code=None if kind is OrganisationKind.INFORMAL_GROUP else invented_tax_code(content.slug),
            website=row.get("website", ""),
            email=row.get("email", ""),
            phone=row.get("phone", ""),
            municipality_id=self._municipality(first) if _visibility(first) != "hidden" else None,
        )

    def _site(self, organisation: Organisation, row: Row) -> Site:
        point = Coordinates(row["lat"], row["lon"]) if "lat" in row else None
        return add_site(
            organisation=organisation,
            details=SiteDetails(
                kind=SiteKind(row["kind"]),
                name=row["name"],
                municipality_id=self._municipality(row),
                accessibility=tuple(row.get("accessibility", [])),
            ),
            address=Address(street=row.get("street", ""), postcode=row.get("postcode", ""), coordinates=point),
            visibility=_visibility(row),
            by=self.by,
        )

    def _municipality(self, row: Row) -> UUID | None:
        return self.areas[row["municipality"]] if "municipality" in row else None


def invented_tax_code(slug: str) -> str:
    """A tax code of a right form that the tax office never gives: the serial of province 000."""
    number = sum(ord(letter) * 31**place for place, letter in enumerate(slug)) % 10_000_000
    body = f"{number:07}000"
    return body + check_digit(body)


def _visibility(row: Row) -> AddressVisibility:
    return AddressVisibility(row.get("address", "public"))
