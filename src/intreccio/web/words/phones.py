"""Telephone numbers as they are written on paper."""

TWO_DIGIT_PREFIXES = ("02", "06")
THREE_DIGIT_ENDINGS = frozenset("0159")
"""The third digit of an Italian area code of three digits; with any other it has four."""

MOBILE_PREFIX = 3


def phone_words(number: str) -> str:
    """`+390350001080` as `035 0001080`; what is no Italian number stays as it is."""
    national = number.removeprefix("+39")
    if number == national and not number.startswith(("0", "3")):
        return number
    if not national.isdigit() or len(national) < 6:
        return number
    cut = _prefix_length(national)
    return f"{national[:cut]} {national[cut:]}"


def _prefix_length(national: str) -> int:
    if not national.startswith("0"):
        return MOBILE_PREFIX
    if national.startswith(TWO_DIGIT_PREFIXES):
        return 2
    return 3 if national[2] in THREE_DIGIT_ENDINGS else 4
