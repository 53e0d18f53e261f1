from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "intreccio.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"
