"""Knowing by sight what a column holds. Each answers for one value."""

import re

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}\b", re.IGNORECASE)
_WEB = re.compile(
    r"(?:https?:/+|www\.)\S+\.\S+|(?:[a-z0-9-]+\.)+(?:it|com|org|net|eu|info|gov|edu|coop)\b", re.IGNORECASE
)
_TAX_CODE = re.compile(
    r"(?:IT)?\d{7,11}|[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z].{4}", re.IGNORECASE
)
_POSTCODE = re.compile(r"(?:I-)?\d{3,5}(?:\.0)?")
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?(?:\s*°.*)?|[+-]?\d{5,8}(?:[.,]\d+)?")
_POINT = re.compile(r".*?[+-]?\d{1,3}[.,]\d+\D+\d{1,3}[.,]\d+.*", re.DOTALL)
_DATE = re.compile(
    r"\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}(?:[ T].*)?|\d{5}|\d{1,2}\s+[a-z]{3,10}\s+\d{4}", re.IGNORECASE
)
_ISTAT = re.compile(r"\d{4,6}")
_PROVINCE = re.compile(r"[A-Z]{2}|[^\W\d]{3}[^\d]*", re.IGNORECASE)
_HOURS = re.compile(
    r"\d{1,2}(?:[.:,]\d\d)?\s*(?:-|–|/|alle|a)\s*\d{1,2}|chius|appuntamento|24\s*(?:h|ore)|h\s*24|^-+$|^x$", re.I
)
_NAME = re.compile(r"[^\W\d_]{2,}")


def looks_like_mail(text: str) -> bool:
    return _MAIL.search(text) is not None


def looks_like_web(text: str) -> bool:
    return "@" not in text and _WEB.match(text) is not None


def looks_like_tax_code(text: str) -> bool:
    return _TAX_CODE.fullmatch(text.replace(" ", "")) is not None


def looks_like_phone(text: str) -> bool:
    """Digits, mostly: notes beside a number are usual, and zeros in front may be lost."""
    digits = sum(map(str.isdigit, text))
    return digits >= 3 and 2 * digits >= len(text.replace(" ", "")) and "@" not in text


def looks_like_postcode(text: str) -> bool:
    return _POSTCODE.fullmatch(text) is not None


def looks_like_degrees(text: str) -> bool:
    return _DEGREES.fullmatch(text.strip()) is not None


def looks_like_point(text: str) -> bool:
    return _POINT.fullmatch(text) is not None


def looks_like_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None


def looks_like_istat_code(text: str) -> bool:
    return _ISTAT.fullmatch(text) is not None


def looks_like_province(text: str) -> bool:
    return _PROVINCE.fullmatch(text) is not None


def looks_like_hours(text: str) -> bool:
    return _HOURS.search(text) is not None


def looks_like_name(text: str) -> bool:
    """Words, not numbers or addresses of the web."""
    return _NAME.search(text) is not None and not looks_like_mail(text) and "://" not in text
