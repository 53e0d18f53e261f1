from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "intreccio.actors"
    label = "actors"
    verbose_name = "Actors"

    def ready(self) -> None:
        from intreccio.actors.events import OrganisationMerged
        from intreccio.actors.merging import ORGANISATIONS, SITES
        from intreccio.actors.news import organisation_merged
        from intreccio.kernel.duplicates.kinds import register_kind
        from intreccio.kernel.journal import subscribe

        register_kind(ORGANISATIONS)
        register_kind(SITES)
        subscribe(OrganisationMerged, "actors.compare-sites", organisation_merged)
