"""Keeps the dated openings of the days ahead."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from django.db import connection

from intreccio.catalogue.search.documents import Hours, Session
from intreccio.catalogue.search.patterns import as_json, expanded, from_json, pieces
from intreccio.kernel import clock
from intreccio.kernel.actions import upkeep
from intreccio.kernel.copying import copy_rows

DAYS_AHEAD = 90
_COLUMNS = ("pattern", "starts_at", "ends_at", "is_session")
_AT_ONCE = 1000


@upkeep
def expand_openings(from_day: date, days: int = DAYS_AHEAD) -> int:
    """Expand every pattern up to so many days ahead, drop what is past; how many openings were added."""
    last = from_day + timedelta(days)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_opening WHERE ends_at < %s", [from_day - timedelta(days=1)])
        cursor.execute(
            """SELECT number, timings, province, coalesce(expanded_until + 1, %(first)s)
               FROM catalogue_openingpattern
               WHERE timings <> '[]' AND coalesce(expanded_until, '-infinity') < %(last)s""",
            {"first": from_day - timedelta(days=1), "last": last},
        )
        behind = cursor.fetchall()
    added = copy_rows("catalogue_opening", _COLUMNS, _rows(behind, last))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_openingpattern SET expanded_until = %s WHERE number = ANY(%s)",
            [last, [number for number, *_ in behind]],
        )
    return added


def _rows(behind: Iterable[tuple[int, str, str, date]], last: date) -> Iterator[tuple]:
    for number, timings, province, first in behind:
        stored = map(from_json, json.loads(timings))
        for start, end in expanded(stored, province, first, last):
            yield number, start, end, False


def keep_hours(every: Collection[Hours]) -> Mapping[str, int]:
    """The numbers of the patterns with these hours, by key; new ones are expanded. Call inside an action."""
    rows = [
        {"key": hours.key, "timings": list(map(as_json, hours.timings)), "province": hours.province}
        for hours in every
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO catalogue_openingpattern (key, timings, province)
               SELECT key, timings, province
               FROM jsonb_to_recordset(%s) AS given(key text, timings jsonb, province text)
               WHERE NOT EXISTS (SELECT FROM catalogue_openingpattern AS kept WHERE kept.key = given.key)
               ON CONFLICT (key) DO NOTHING""",
            [json.dumps(rows)],
        )
        is_new = cursor.rowcount > 0
        cursor.execute(
            "SELECT key, number FROM catalogue_openingpattern WHERE key = ANY(%s)",
            [[hours.key for hours in every]],
        )
        numbers = dict(cursor.fetchall())
    if is_new:
        expand_openings(clock.today())
    return numbers


def keep_sessions(every: Mapping[str, tuple[Session, ...]]) -> Mapping[str, int]:
    """The patterns of dated sessions, by key, with just these sessions. Call inside an action."""
    if not every:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalogue_openingpattern (key, timings, province) SELECT unnest(%s), '[]', ''"
            " ON CONFLICT (key) DO NOTHING",
            [list(every)],
        )
        cursor.execute("SELECT key, number FROM catalogue_openingpattern WHERE key = ANY(%s)", [list(every)])
        numbers = dict(cursor.fetchall())
        cursor.execute("DELETE FROM catalogue_opening WHERE pattern = ANY(%s)", [list(numbers.values())])
    rows = (
        (numbers[key], start, end, True)
        for key, sessions in every.items()
        for session in sessions
        for start, end in pieces(*session)
    )
    copy_rows("catalogue_opening", _COLUMNS, rows)
    return numbers
