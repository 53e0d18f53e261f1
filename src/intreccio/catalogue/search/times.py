"""Who is open when, as SQL over the expanded openings. Parameters are named apart from all others."""

from datetime import datetime, timedelta
from typing import Any

from intreccio.catalogue.search.codes import Kind, code
from intreccio.catalogue.search.question import Span

LONGEST_OPENING = timedelta(hours=24)
Sql = tuple[str, dict[str, Any]]


def open_patterns(spans: tuple[Span, ...]) -> Sql:
    """The patterns open at some moment of any of the spans, each once."""
    values: dict[str, Any] = {}
    parts = []
    for number, span in enumerate(spans):
        values |= {
            f"earliest{number}": span.since - LONGEST_OPENING,
            f"since{number}": span.since,
            f"until{number}": span.until,
        }
        parts.append(
            f"""SELECT DISTINCT pattern FROM catalogue_opening
                WHERE starts_at > %(earliest{number})s AND starts_at < %(until{number})s
                      AND ends_at > %(since{number})s"""
        )
    return " UNION ".join(parts), values


def patterns_with_sessions(now: datetime, days: int) -> Sql:
    """The codes of patterns with a session in the days from now on."""
    sql = f"""SELECT DISTINCT {code(Kind.PATTERN, 0)} + pattern FROM catalogue_opening
              WHERE is_session AND starts_at >= %(now)s AND starts_at < %(horizon)s"""
    return sql, {"now": now, "horizon": now + timedelta(days)}
