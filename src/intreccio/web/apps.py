from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "intreccio.web"
    label = "web"
    verbose_name = "Web"
