from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "intreccio.interchange"
    label = "interchange"
    verbose_name = "Interchange"

    def ready(self) -> None:
        from intreccio.interchange.intake.flat_lists import SERVICES
        from intreccio.interchange.intake.packages import DIRECTORY
        from intreccio.interchange.registers.third_sector import THIRD_SECTOR
        from intreccio.kernel.imports.kinds import register_kind

        register_kind(THIRD_SECTOR)
        register_kind(SERVICES)
        register_kind(DIRECTORY)
