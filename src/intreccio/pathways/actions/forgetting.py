"""What is left of an anonymised person on the way that was gone with them: what can be counted, by months."""

from uuid import UUID

from django.db import connection

from intreccio.bookings.models import Booking, Hold
from intreccio.pathways.models import Assessment, Attachment, Goal, Need, Plan, PlanVersion, Referral, Remark
from intreccio.people.models import Person

_MONTHS = {
    "pathways_referral": ("sent_at", "answered_at", "closed_at", "agreement_withdrawn_at", "meets_at"),
    "pathways_assessment": ('"on"', "recorded_at"),
    "pathways_goal": ("since", "settled_on"),
    "pathways_need": ("since", "settled_on"),
}
_ONE_SCORE_A_MONTH = """
    DELETE FROM pathways_goalscore AS score USING pathways_goalscore AS later
    WHERE score.person_id = %(person)s AND later.goal_id = score.goal_id AND later."on" > score."on"
      AND date_trunc('month', later."on") = date_trunc('month', score."on")"""


def forget_way(person: Person, pseudonym: UUID) -> None:
    """Erase every word, cut every date to its month, and take the links to bookings away; part of an action."""
    referrals = Referral.objects.filter(person=person)
    Attachment.objects.filter(referral__in=referrals).delete()
    Remark.objects.filter(referral__in=referrals).delete()
    referrals.update(said="", companion=None, why_chosen=None, last_words=None, considered=[], from_user=None)
    Plan.objects.filter(person=person).delete()
    PlanVersion.objects.filter(person=person).delete()
    Assessment.objects.filter(person=person).update(answers="{}")
    Goal.objects.filter(person=person).update(words="")
    Need.objects.filter(person=person).update(words=None)
    with connection.cursor() as cursor:
        for table, columns in _MONTHS.items():
            cut = ", ".join(f"{column} = date_trunc('month', {column})" for column in columns)
            cursor.execute(f'UPDATE "{table}" SET {cut} WHERE person_id = %s', [person.pk])  # noqa: S608 - names of our own
        cursor.execute(_ONE_SCORE_A_MONTH, {"person": person.pk})
        cursor.execute(
            """UPDATE pathways_goalscore SET "on" = date_trunc('month', "on") WHERE person_id = %s""", [person.pk]
        )
    Hold.objects.filter(holder=pseudonym).update(holder=None)
    Booking.objects.filter(holder=pseudonym).update(
        kind="people", holder=None, because=None, called=None, address=None, reach="not", by_user=None
    )
