"""Keeps the dated openings of the days ahead."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.db import connection

from intreccio.catalogue.search.codes import Kind, code
from intreccio.catalogue.search.documents import Hours, Session
from intreccio.catalogue.search.patterns import Pattern, as_json, expanded, from_json, pieces
from intreccio.catalogue.search.times import rough_codes
from intreccio.kernel import clock
from intreccio.kernel.actions import upkeep
from intreccio.kernel.copying import copy_rows

DAYS_AHEAD = 90
_COLUMNS = ("pattern", "starts_at", "ends_at", "is_session")
_ONE_DAY = timedelta(days=1)


@upkeep
def expand_openings(from_day: date, days: int = DAYS_AHEAD) -> None:
    """Expand every pattern so many days ahead and forget what is past.

    Where a pattern will be open at hours of the week at which it was not, the services that have it are
    told so.
    """
    last = from_day + timedelta(days)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_opening WHERE ends_at < %s", [from_day - _ONE_DAY])
        cursor.execute(_BEHIND, {"first": from_day - _ONE_DAY, "last": last})
        behind = cursor.fetchall()
        known = {number: set(codes) for number, *_, codes in behind}
        found = _expand([pattern[:-1] for pattern in behind], last)
        new = [{"number": number, "codes": codes} for number, codes in found.items() if set(codes) - known[number]]
        cursor.execute(_TELL_SERVICES, [json.dumps(new)])


def keep_hours(every: Collection[Hours]) -> Mapping[str, Pattern]:
    """The patterns with these hours, by key; new ones are expanded. Call inside an action."""
    patterns = _patterns([hours.key for hours in every])
    # In order, so that two who add the same do not wait for each other crosswise.
    new = {hours.key: hours for hours in sorted(every, key=lambda hours: hours.key) if hours.key not in patterns}
    if not new:
        return patterns
    rows = [
        {"key": hours.key, "timings": list(map(as_json, hours.timings)), "province": hours.province}
        for hours in new.values()
    ]
    today = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(_ADD_PATTERNS, {"rows": json.dumps(rows), "first": today - _ONE_DAY})
        _expand(cursor.fetchall(), today + timedelta(DAYS_AHEAD))
    return patterns | _patterns(list(new))


def keep_sessions(every: Mapping[str, tuple[Session, ...]]) -> Mapping[str, Pattern]:
    """The patterns of dated sessions, by key, with just these sessions. Call inside an action."""
    if not every:
        return {}
    dated = {key: [piece for session in sessions for piece in pieces(*session)] for key, sessions in every.items()}
    rows = [{"key": key, "codes": rough_codes(found, are_sessions=True)} for key, found in dated.items()]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_SESSION_PATTERNS, [json.dumps(rows)])
        patterns = _patterns(list(every))
        numbers = [pattern.number for pattern in patterns.values()]
        cursor.execute("DELETE FROM catalogue_opening WHERE pattern = ANY(%s)", [numbers])
    copy_rows(
        "catalogue_opening",
        _COLUMNS,
        ((patterns[key].number, start, end, True) for key, found in dated.items() for start, end in found),
    )
    return patterns


def _patterns(keys: list[str]) -> dict[str, Pattern]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, number, codes FROM catalogue_openingpattern WHERE key = ANY(%s)", [keys])
        return {key: Pattern(number, tuple(codes)) for key, number, codes in cursor.fetchall()}


def _expand(behind: Iterable[tuple[int, str, str, date]], last: date) -> dict[int, list[int]]:
    """Add the openings of patterns up to a day; the codes of what was added, by number.

    A pattern comes as its number, timings, province and the first day to add.
    """
    added = {
        number: list(expanded(map(from_json, json.loads(timings)), province, first, last))
        for number, timings, province, first in behind
    }
    rows = ((number, start, end, False) for number, found in added.items() for start, end in found)
    copy_rows("catalogue_opening", _COLUMNS, rows)
    codes = {number: rough_codes(found, are_sessions=False) for number, found in added.items()}
    with connection.cursor() as cursor:
        told = json.dumps([{"number": number, "codes": found} for number, found in codes.items()])
        cursor.execute(_TELL_PATTERNS, [last, told])
    return codes


_ADD_PATTERNS = """
    INSERT INTO catalogue_openingpattern (key, timings, province, codes)
    SELECT key, timings, province, '{}'
    FROM jsonb_to_recordset(%(rows)s) AS given(key text, timings jsonb, province text)
    ON CONFLICT (key) DO NOTHING
    RETURNING number, timings, province, %(first)s::date
"""

_BEHIND = """
    SELECT number, timings, province, coalesce(expanded_until + 1, %(first)s), codes
    FROM catalogue_openingpattern
    WHERE timings <> '[]' AND coalesce(expanded_until, '-infinity') < %(last)s
"""

_KEEP_SESSION_PATTERNS = """
    INSERT INTO catalogue_openingpattern (key, timings, province, codes)
    SELECT key, '[]', '', codes FROM jsonb_to_recordset(%s) AS given(key text, codes int[])
    ON CONFLICT (key) DO UPDATE SET codes = excluded.codes
"""

# Codes are only added: one too many costs a look at a closed service, one too few would hide an open one.
_TELL_PATTERNS = """
    UPDATE catalogue_openingpattern AS pattern
    SET expanded_until = %s,
        codes = ARRAY(SELECT unnest(pattern.codes) UNION SELECT unnest(given.codes) ORDER BY 1)
    FROM jsonb_to_recordset(%s) AS given(number int, codes int[])
    WHERE pattern.number = given.number
"""

_TELL_SERVICES = f"""
    UPDATE catalogue_searchentry AS entry
    SET codes = ARRAY(SELECT unnest(entry.codes) UNION SELECT unnest(given.codes) ORDER BY 1)
    FROM jsonb_to_recordset(%s) AS given(number int, codes int[])
    WHERE entry.codes OPERATOR(pg_catalog.@>) ARRAY[{code(Kind.PATTERN, 0)} + given.number]
"""
