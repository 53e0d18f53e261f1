from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "intreccio.territory"
    label = "territory"
    verbose_name = "Territory"
