from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "intreccio.actors"
    label = "actors"
    verbose_name = "Actors"
