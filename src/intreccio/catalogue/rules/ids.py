"""Identifiers that follow from what they identify, so that editing or importing again never changes them."""

from uuid import UUID

from intreccio.kernel.ids import derived_id


def service_at_site_id(service: UUID, site: UUID) -> UUID:
    """The identifier of a service's being held at a site."""
    return derived_id(service, "site", site)
