from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "intreccio.pathways"
    label = "pathways"
    verbose_name = "Pathways"

    def ready(self) -> None:
        from intreccio.bookings.events import AttendanceTaken
        from intreccio.kernel.journal import follow, subscribe
        from intreccio.pathways.actions.forgetting import forget_way
        from intreccio.pathways.news import agreement_withdrawn, attendance_taken
        from intreccio.people.actions.retaining import on_anonymising
        from intreccio.people.events import ConsentWithdrawn

        on_anonymising(forget_way)
        follow(ConsentWithdrawn, agreement_withdrawn)
        subscribe(AttendanceTaken, "pathways.attended", attendance_taken)
