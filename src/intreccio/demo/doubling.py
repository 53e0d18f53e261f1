"""What another list brought once more: organisations, a place and drafts of services that are there already."""

from uuid import UUID

from intreccio.actors.actions import add_site, register_organisation
from intreccio.actors.rules.details import Address, OrganisationDetails, SiteDetails
from intreccio.actors.rules.kinds import OrganisationKind, SiteKind
from intreccio.catalogue.actions import ServiceDraft, TextDraft, add_service
from intreccio.catalogue.rules.listing import ListingState
from intreccio.demo.content import Row, read_table
from intreccio.demo.organising import SOURCE, Organiser
from intreccio.kernel.acting import Who
from intreccio.kernel.duplicates.actions import find_duplicates
from intreccio.kernel.duplicates.kinds import kinds


def add_doubles(organiser: Organiser, *, by: Who) -> None:
    """Add them, and find them."""
    doubles = read_table("doubles")
    for row in doubles["organisations"]:
        register_organisation(details=_organisation(row, organiser.areas), source=SOURCE, by=by)
    for row in doubles["sites"]:
        details = SiteDetails(
            kind=SiteKind(row["kind"]), name=row["name"], municipality_id=organiser.areas[row["municipality"]]
        )
        owner = organiser.made[row["of"]].organisation
        add_site(organisation=owner, details=details, address=Address(street=row["street"]), by=by)
    for row in doubles["services"]:
        add_service(draft=_service(row, organiser), state=ListingState.DRAFT, by=by)
    for kind in kinds():
        find_duplicates(kind=kind)


def _organisation(row: Row, areas: dict[str, UUID]) -> OrganisationDetails:
    return OrganisationDetails(
        name=row["name"],
        kind=OrganisationKind(row["kind"]),
        municipality_id=areas[row["municipality"]],
        phone=row.get("phone", ""),
        email=row.get("email", ""),
        website=row.get("website", ""),
    )


def _service(row: Row, organiser: Organiser) -> ServiceDraft:
    made = organiser.made[row["of"]]
    text = TextDraft(name=row["name"], summary=row["summary"])
    return ServiceDraft(organisation=made.organisation, texts={"it": text}, sites=(made.sites[row["site"]],))
