from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "intreccio.pathways"
    label = "pathways"
    verbose_name = "Pathways"

    def ready(self) -> None:
        from intreccio.kernel.journal import follow
        from intreccio.pathways.news import agreement_withdrawn
        from intreccio.people.events import ConsentWithdrawn

        follow(ConsentWithdrawn, agreement_withdrawn)
