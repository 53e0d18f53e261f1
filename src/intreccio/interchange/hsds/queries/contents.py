"""What goes into a package."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.interchange.hsds.queries import listings
from intreccio.interchange.hsds.queries.filters import CURRENT, FAMILY, Filters
from intreccio.interchange.hsds.queries.rows import Listing, Rows


@dataclass(frozen=True)
class Contents:
    """Services, with the organisations and the public places that go with them."""

    services: Listing
    organisations: Listing
    sites: Listing

    def count(self) -> int:
        """How many things there are."""
        return sum(listing.count() for listing in (self.services, self.organisations, self.sites))


def everything() -> Contents:
    """All that everybody may read. What is not there is no longer offered."""
    values = {"seen": listings.SEEN}
    return Contents(
        listings.shown_services(Filters()), listings.organisations(Filters()), _sites(_ALL_SITES, values)
    )


def changed_since(moment: datetime) -> Contents:
    """Services changed since, those that ended among them, with all that they need."""
    chosen = "SELECT id FROM catalogue_service WHERE changed_at >= %(moment)s"
    return _with_needs(listings.services(Filters(modified_after=moment)), chosen, {"moment": moment})


def chosen_services(ids: Sequence[UUID]) -> Contents:
    """Some shown services, with all that they need."""
    chosen = {"chosen": list(ids)}
    rows = Rows(
        "entry.service",
        ("entry.number",),
        "catalogue_searchentry entry",
        ("entry.service = ANY(%(chosen)s)",),
        chosen,
    )
    return _with_needs(Listing((rows,)), "SELECT unnest(%(chosen)s::uuid[])", chosen)


def chosen_organisations(ids: Sequence[UUID]) -> Contents:
    """Some organisations with all that they offer."""
    values = {"chosen": list(ids), "seen": listings.SEEN}
    family = FAMILY.format("id = ANY(%(chosen)s)")
    offered = f"entry.service IN (SELECT id FROM catalogue_service WHERE organisation_id IN ({family}))"
    services = Rows("entry.service", ("entry.number",), "catalogue_searchentry entry", (offered,), values)
    where = ("organisation.id = ANY(%(chosen)s)", "organisation.verification = ANY(%(seen)s)")
    organisations = Rows(
        "organisation.id", ("organisation.id",), "actors_organisation organisation", where, values
    )
    theirs = f"""site.organisation_id IN ({family}) OR site.id IN (
        SELECT held.site_id FROM catalogue_serviceatsite held JOIN catalogue_searchentry entry
        ON entry.service = held.service_id WHERE {offered})"""
    return Contents(Listing((services,)), Listing((organisations,)), _sites(theirs, values))


def _with_needs(services: Listing, chosen: str, values: dict[str, Any]) -> Contents:
    offering = f"SELECT organisation_id FROM catalogue_service WHERE id IN ({chosen})"
    organisations = Rows(
        "organisation.id",
        ("organisation.id",),
        "actors_organisation organisation",
        (f"organisation.id IN ({CURRENT.format(offering)})", "organisation.verification = ANY(%(seen)s)"),
        values | {"seen": listings.SEEN},
    )
    held = f"""site.id IN (
        SELECT site_id FROM catalogue_serviceatsite WHERE service_id IN ({chosen})
        UNION SELECT site_id FROM catalogue_activity WHERE service_id IN ({chosen}))"""
    return Contents(services, Listing((organisations,)), _sites(held, values))


def _sites(condition: str, values: dict[str, Any]) -> Listing:
    public = {"public": AddressVisibility.PUBLIC.value}
    where = ("site.visibility = %(public)s", "site.merged_into_id IS NULL", condition)
    return Listing((Rows("site.id", ("site.id",), "actors_site site", where, values | public),))


_ALL_SITES = """site.organisation_id IN (SELECT id FROM actors_organisation WHERE verification = ANY(%(seen)s))
    OR site.id IN (SELECT held.site_id FROM catalogue_serviceatsite held
                   JOIN catalogue_searchentry entry ON entry.service = held.service_id)"""
