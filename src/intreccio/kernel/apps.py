from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "intreccio.kernel"
    label = "kernel"
    verbose_name = "Kernel"
