"""Italian public holidays, patron saints included."""

from datetime import date
from functools import lru_cache

from holidays import country_holidays, list_supported_countries

FIRST_YEAR, LAST_YEAR = 1950, 2100
PROVINCES = frozenset(code for code in list_supported_countries()["IT"] if len(code) == 2)


@lru_cache(maxsize=1024)
def public_holidays(year: int, province: str | None = None) -> frozenset[date]:
    """The days of a year on which public offices close: the national ones and a province's patron saint.

    `province` is the code on number plates (`BG`); None gives the national days alone. Where a province
    keeps the saints of several towns, or the saint of a town that is not its capital, the day is that
    of the `holidays` package, from which all come.

    Raises ValueError for a province that does not exist or a year outside 1950 to 2100, for which the
    law in force says nothing.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"no public holidays are known for the year {year}")
    if province is not None and province not in PROVINCES:
        raise ValueError(f"not a province of Italy: {province!r}")
    return frozenset(country_holidays("IT", years=year, subdiv=province, expand=False))


def holidays_between(first: date, last: date, province: str | None = None) -> frozenset[date]:
    """The public holidays of every year that a stretch of days touches."""
    years = range(first.year, last.year + 1)
    return frozenset(day for year in years for day in public_holidays(year, province))
