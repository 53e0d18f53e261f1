from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "intreccio.kernel"
    label = "kernel"
    verbose_name = "Kernel"

    def ready(self) -> None:
        from intreccio.kernel.duplicates.news import records_imported
        from intreccio.kernel.imports.events import ImportApplied
        from intreccio.kernel.journal import subscribe

        subscribe(ImportApplied, "kernel.find-duplicates", records_imported)
