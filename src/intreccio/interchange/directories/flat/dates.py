"""Days as cells hold them."""

from datetime import date, timedelta
from functools import lru_cache

from intreccio.interchange.directories.cleaning.dates import clean_date
from intreccio.interchange.directories.cleaning.mending import Mended

_FIRST, _LAST = 20_000, 60_000
"""Numbers of days that spreadsheets mean by a day: from 1954 to 2064."""

_BEGINNING = date(1899, 12, 30)


@lru_cache(maxsize=8192)
def day_of(text: str) -> str:
    """A day as 2026-07-01; also from the number of days that a spreadsheet shows of one. "" where it is none.

    >>> day_of("1/7/2026"), day_of("46204"), day_of("presto")
    ('2026-07-01', '2026-07-01', '')
    """
    if text.isascii() and text.isdigit() and _FIRST <= int(text[:9]) <= _LAST:
        return (_BEGINNING + timedelta(days=int(text))).isoformat()
    found = clean_date(text)
    return str((found.value if isinstance(found, Mended) else found) or "")
