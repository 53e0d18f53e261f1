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
            SiteMerged,
            SiteSeparated,
            VerificationChanged,
        )
        from intreccio.catalogue.events import ServiceMerged, ServiceSeparated
        from intreccio.catalogue.merging import SERVICES
        from intreccio.catalogue.news import (
            address_kept_apart,
            bring_terms_up_to_date,
            compare_services,
            listing_merged,
            listing_separated,
            organisation_changed,
            organisations_joined,
            site_changed,
            sites_joined,
            territory_changed,
            zoning_changed,
        )
        from intreccio.kernel.duplicates.kinds import register_kind
        from intreccio.kernel.duplicates.moving import register_reference
        from intreccio.kernel.journal import follow, subscribe
        from intreccio.kernel.preparing import follow_migration
        from intreccio.territory.events import TerritoryExtended, ZoningImported

        follow_migration(bring_terms_up_to_date)
        follow(AddressVisibilityChanged, site_changed)
        follow(AddressVisibilityChanged, address_kept_apart)
        subscribe(SiteEdited, "catalogue.site-changed", site_changed)
        subscribe(OrganisationEdited, "catalogue.organisation-changed", organisation_changed)
        # Whether it is seen at all is never behind: what others list rests on it.
        follow(VerificationChanged, organisation_changed)
        for joined in (OrganisationMerged, OrganisationSeparated):
            follow(joined, organisations_joined)
        follow(SiteMerged, sites_joined)
        follow(SiteSeparated, sites_joined)
        follow(ServiceMerged, listing_merged)
        follow(ServiceSeparated, listing_separated)
        subscribe(TerritoryExtended, "catalogue.territory-changed", territory_changed)
        subscribe(ZoningImported, "catalogue.zoning-changed", zoning_changed)
        register_kind(SERVICES)
        register_reference("catalogue.SourceRecord.object", once_for=("source", "entity"))
        subscribe(OrganisationMerged, "catalogue.compare-services", compare_services)
