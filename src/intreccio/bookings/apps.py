from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "intreccio.bookings"
    label = "bookings"
    verbose_name = "Bookings"

    def ready(self) -> None:
        from intreccio.bookings.news import activity_edited, session_called_off
        from intreccio.catalogue.events import ActivityEdited, SessionCancelled
        from intreccio.kernel.journal import subscribe

        subscribe(ActivityEdited, "bookings.extend", activity_edited)
        subscribe(SessionCancelled, "bookings.tell", session_called_off)
