"""Ages from which somebody decides by themselves."""

from datetime import date

OWN_AGREEMENT = 14
"""Years from which a minor agrees alone to services offered online (legislative decree 196/2003, article 2-quinquies)."""
OF_AGE = 18


def full_years(born: date, today: date) -> int:
    """How old somebody is.

    >>> full_years(date(2010, 3, 2), date(2024, 3, 1))
    13
    """
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
