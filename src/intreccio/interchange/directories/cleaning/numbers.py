"""Numbers, ages and amounts of money as people write them."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from intreccio.interchange.directories.cleaning.mending import Mended, no_such, read_as
from intreccio.kernel.imports.kinds import JSON

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_LONGEST = 400

OLDEST = 120
"""Years: nobody's age is above it. HSDS examples say 100 or 120 for "no limit"."""

_AT_LEAST = re.compile(
    r"(?:(?:over|above|from|da|dai|oltre|più di|maggiori? di|ages?|età|>=?|≥)\s*)*(\d{1,3})"
    r"(?:\s*(?:anni|years?|yrs?|old))*"
    r"\s*(?:\+|(?:and|or|&|e|o|ed)\s*(?:over|older|above|up|più|oltre)|in su|in poi)?\.?",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:under|below|up to|until|fino ai?|minori? di|meno di|<=?|≤)\s*(\d{1,3})\s*(?:anni|years?)?\.?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:from|between|da|dai|tra|ages?|età)?\s*(\d{1,3})\s*(?:anni|years?)?\s*(?:-|–|—|to|and|a|ai|e)\s*(\d{1,3})"
    r"\s*(?:anni|years?|yrs?)?\.?",
    re.IGNORECASE,
)
_FREE = frozenset({"free", "gratis", "gratuito", "gratuita", "none", "none.", "no charge", "nessuno", "no cost"})
_CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "$": "USD",
    "usd": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "chf": "CHF",
}
_MONEY = re.compile(
    r"(€|\$|£|eur|euro|usd|gbp|chf)?\s*([\d.,' ]*\d)\s*(€|\$|£|eur|euro|usd|gbp|chf)?", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def clean_number(text: str) -> JSON | Mended:
    """A finite number, whole where it is whole. A comma may stand for the point."""
    found = _plain(text)
    return no_such(text, it="un numero", en="a number") if found is None else _told(text, found)


@lru_cache(maxsize=4096)
def clean_whole(text: str) -> JSON | Mended:
    """A whole number from zero."""
    found = _plain(text)
    if found is None or found < 0 or not float(found).is_integer():
        return no_such(text, it="un numero intero", en="a whole number")
    return _told(text, int(found))


@lru_cache(maxsize=1024)
def clean_year(text: str) -> JSON | Mended:
    """A year, also out of a date."""
    found = _YEAR.search(text)
    if found is None:
        return no_such(text, it="un anno", en="a year")
    return int(found[1]) if found[1] == text else read_as(text, int(found[1]))


@dataclass(frozen=True, slots=True)
class Ages:
    """Years from and to, both included; None where there is no limit."""

    least: int | float | None = None
    most: int | float | None = None


@lru_cache(maxsize=4096)
def clean_age(text: str) -> JSON | Mended | Ages:
    """An age in years; `Ages` where the text tells both ends or the other one, such as `0-3` or `under 18`."""
    found = _plain(text)
    if found is not None:
        return found if 0 <= found <= OLDEST else no_such(text, it="un'età", en="an age")
    if (both := _BETWEEN.fullmatch(text)) and int(both[1]) <= int(both[2]) <= OLDEST:
        return Ages(int(both[1]), int(both[2]))
    if (most := _AT_MOST.fullmatch(text)) and int(most[1]) <= OLDEST:
        return Ages(most=int(most[1]))
    if (least := _AT_LEAST.fullmatch(text)) and int(least[1]) <= OLDEST:
        return Ages(least=int(least[1]))
    return no_such(text, it="un'età", en="an age")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, with the currency where the text names one (ISO 4217)."""

    amount: int | float
    currency: str = ""


@lru_cache(maxsize=4096)
def clean_amount(text: str) -> JSON | Mended | Money:
    """An amount: a number, or `Money` where words or signs stand around it (`€ 12,50`, `free`)."""
    found = _plain(text)
    if found is not None:
        return found if found >= 0 else no_such(text, it="un importo", en="an amount")
    if text.casefold() in _FREE:
        return Money(0)
    if match := _MONEY.fullmatch(text):
        amount = _plain(match[2])
        sign = (match[1] or match[3] or "").casefold()
        if amount is not None:
            return Money(amount, _CURRENCIES.get(sign, ""))
    return no_such(text, it="un importo", en="an amount")


def _plain(text: str) -> int | float | None:
    """The number that a text writes, in one of the usual ways; None where it writes none that is finite."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    if _NUMBER.fullmatch(text):
        return _finite(text)
    if _THOUSANDS.fullmatch(text):
        whole, _, cents = text.rpartition(text[-3]) if text[-3] in ".," else (text, "", "")
        return _finite(re.sub(r"[.,' ]", "", whole) + (f".{cents}" if cents else ""))
    return _finite(text.replace(",", ".")) if _COMMA.fullmatch(text) else None


def _finite(text: str) -> int | float | None:
    value = float(text)
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _told(text: str, value: int | float) -> JSON | Mended:
    return read_as(text, value) if "," in text or "'" in text or " " in text else value
