"""How long organisations take to answer referrals: a figure for everybody, that tells of nobody."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection

from intreccio.kernel import clock

WINDOW = timedelta(days=365)


@dataclass(frozen=True)
class Answering:
    """Half of an organisation's `answers` of the last year came within `half`."""

    answers: int
    half: timedelta


def answering(organisation: UUID) -> Answering | None:
    """None where there are fewer than five answers: the database tells nobody of so few."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT answers, half FROM pathways_answering(%s, %s)", [organisation, clock.now() - WINDOW]
        )
        answers, half = cursor.fetchone() or (0, None)
    return Answering(answers, half) if half is not None else None
