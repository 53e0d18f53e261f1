from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "intreccio.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"

    def ready(self) -> None:
        from intreccio.actors.events import (
            AddressVisibilityChanged,
            OrganisationEdited,
            OrganisationMerged,
            OrganisationSeparated,
            SiteEdited,
            VerificationChanged,
        )
        from intreccio.catalogue.news import (
            address_kept_apart,
            organisation_changed,
            site_changed,
            territory_changed,
            zoning_changed,
        )
        from intreccio.kernel.journal import follow, subscribe
        from intreccio.territory.events import TerritoryExtended, ZoningImported

        follow(AddressVisibilityChanged, site_changed)
        follow(AddressVisibilityChanged, address_kept_apart)
        subscribe(SiteEdited, "catalogue.site-changed", site_changed)
        subscribe(OrganisationEdited, "catalogue.organisation-changed", organisation_changed)
        # Whether it is seen at all is never behind: what others list rests on it.
        for event in (OrganisationMerged, OrganisationSeparated, VerificationChanged):
            follow(event, organisation_changed)
        subscribe(TerritoryExtended, "catalogue.territory-changed", territory_changed)
        subscribe(ZoningImported, "catalogue.zoning-changed", zoning_changed)
