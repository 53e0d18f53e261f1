from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "intreccio.pathways"
    label = "pathways"
    verbose_name = "Pathways"
