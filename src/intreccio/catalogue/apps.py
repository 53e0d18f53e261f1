from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "intreccio.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"

    def ready(self) -> None:
        from intreccio.actors.events import AddressVisibilityChanged, OrganisationEdited, SiteEdited
        from intreccio.catalogue.news import organisation_changed, site_changed
        from intreccio.kernel.journal import follow, subscribe

        follow(AddressVisibilityChanged, site_changed)
        subscribe(SiteEdited, "catalogue.site-changed", site_changed)
        subscribe(OrganisationEdited, "catalogue.organisation-changed", organisation_changed)
