"""Referrals counted, by the role that cannot see who anybody is; what leaves here is protected."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connections

from intreccio.analysis.protecting import protected
from intreccio.kernel import clock
from intreccio.pathways.rules.referring import Adaptation

PERIOD = timedelta(days=365)


@dataclass(frozen=True)
class TermCounts:
    """Referrals under one kind of activity; None stands for fewer than five."""

    name: dict[str, str]
    sent: int | None
    answered: int | None
    taken: int | None
    helped: int | None


@dataclass(frozen=True)
class Numbers:
    """A year of referrals until a Monday: whoever looks every day sees nobody arrive.

    `not_nearest`: the one nearest was not asked; `public_passed`: a public service was near and was not asked;
    `own_paid`: to a service for which the sender takes money; `adaptations`: what would make it possible to come.
    """

    since: datetime
    until: datetime
    sent: int | None
    taken: int | None
    helped: int | None
    not_nearest: int | None
    public_passed: int | None
    own_paid: int | None
    adaptations: dict[Adaptation, int | None]
    terms: list[TermCounts]


def numbers() -> Numbers:
    """The protected counts of the last year."""
    until = _last_monday()
    since = until - PERIOD
    [counts] = _rows(_WHOLE, since, until)
    sent, taken, helped, not_nearest, passed, own_paid = map(protected, counts)
    asked = dict(_rows(_ADAPTATIONS, since, until))
    return Numbers(
        since,
        until,
        sent,
        taken,
        helped,
        not_nearest,
        passed,
        own_paid,
        adaptations={one: protected(asked.get(one.value, 0)) for one in Adaptation},
        terms=[TermCounts(name, *map(protected, counts)) for name, *counts in _rows(_BY_TERM, since, until)],
    )


def _last_monday() -> datetime:
    today = clock.today()
    return datetime.combine(today - timedelta(days=today.weekday()), datetime.min.time(), clock.ITALY)


def _rows(statement: str, since: datetime, until: datetime) -> list[Any]:
    with connections["statistics"].cursor() as cursor:
        cursor.execute(statement, {"since": since, "until": until})
        return list(cursor.fetchall())


_TAKEN = "referral.answered_at IS NOT NULL"
_HELPED = "referral.outcome IN ('helped', 'partly-helped', 'goes-on')"
_SENT = "referral.sent_at >= %(since)s AND referral.sent_at < %(until)s AND referral.state <> 'entered-in-error'"
_CHOSEN = "(one ->> 'chosen')::boolean"

_WHOLE = f"""
    SELECT count(*), count(*) FILTER (WHERE {_TAKEN}), count(*) FILTER (WHERE {_HELPED}),
           count(*) FILTER (WHERE considered.passed_nearest),
           count(*) FILTER (WHERE considered.passed_public), count(*) FILTER (WHERE referral.own_paid)
    FROM pathways_referral AS referral
    CROSS JOIN LATERAL (
        SELECT min((one ->> 'km')::float) FILTER (WHERE {_CHOSEN})
                   > min((one ->> 'km')::float) AS passed_nearest,
               bool_or((one ->> 'public')::boolean) AND NOT bool_or((one ->> 'public')::boolean AND {_CHOSEN})
                   AS passed_public
        FROM jsonb_array_elements(referral.considered) AS one) AS considered
    WHERE {_SENT}
"""  # noqa: S608 - words of our own
_ADAPTATIONS = f"""
    SELECT adaptation, count(*) FROM pathways_referral AS referral
    CROSS JOIN LATERAL unnest(referral.adaptations) AS adaptation
    WHERE {_SENT} GROUP BY adaptation
"""  # noqa: S608 - words of our own
_BY_TERM = f"""
    SELECT top.name::json, count(referral.id),
           count(referral.id) FILTER (WHERE referral.state <> 'requested'),
           count(referral.id) FILTER (WHERE {_TAKEN}), count(referral.id) FILTER (WHERE {_HELPED})
    FROM catalogue_term AS top
    JOIN catalogue_taxonomy AS taxonomy ON taxonomy.id = top.taxonomy_id AND taxonomy.slug = 'activities'
    LEFT JOIN catalogue_term AS term ON coalesce(term.parent_id, term.id) = top.id
    LEFT JOIN pathways_referral AS referral ON referral.term_id = term.id AND {_SENT}
    WHERE top.parent_id IS NULL
    GROUP BY top.id, top.name, top.place ORDER BY top.place, top.id
"""  # noqa: S608 - words of our own
"""Every kind of activity, also those under which nobody was sent: that a line is there tells nothing."""
