from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "intreccio.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from intreccio.bookings.models import Booking
        from intreccio.kernel.databases.policies import open_rows
        from intreccio.kernel.journal.models import JournalEntry
        from intreccio.kernel.messages import register_rule
        from intreccio.people.contacting import safe_contact
        from intreccio.people.policies import OF_BOOKING, OF_JOURNAL

        for policy in OF_BOOKING:
            open_rows(Booking, policy)
        open_rows(JournalEntry, OF_JOURNAL)
        register_rule(safe_contact)
