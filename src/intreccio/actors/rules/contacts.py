"""Telephone numbers, mail and web addresses, postcodes: as people write them, to one form."""

import re
from urllib.parse import urlsplit

from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

ITALY = "+39"

_SHORT = re.compile(r"11[2-9]|116\d{3}|15\d\d|19696|1955\d\d?")
"""Emergencies, European numbers of social value, ministries' numbers such as 1522, helplines for children."""

_NATIONAL = re.compile(
    r"""0\d{4,10}              # fixed: the zero belongs to the number
      | 3\d{8,9}               # mobile
      | 80[03]\d{3,6}          # free of charge (numero verde)
      | 8[49]\d{4,8}           # shared cost, premium
      | 1[79]\d{7,8}           # unique numbers
    """,
    re.VERBOSE,
)
_FOREIGN = re.compile(r"\+[1-9]\d{6,14}")
_PUNCTUATION = re.compile(r"[\s.\-–/()]+")
_MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
_USUAL_SITE = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[!-~]*)?")
"""What needs no closer look."""

_HOST = re.compile(r"(?:[^\s.:/@]+\.)+[^\s.:/@]{2,}")


def clean_phone(text: str, *, field: str = "phone") -> str:
    """A number in international form (E.164, `+39035123456`), or a short one (`1522`) as it is.

    Spaces and punctuation do not matter; a number without country is Italian. Raises `Refused`.
    """
    number = _PUNCTUATION.sub("", text)
    number = f"+{number[2:]}" if number.startswith("00") else number
    if _SHORT.fullmatch(number):
        return number
    national = number.removeprefix(ITALY)
    if number != national or not number.startswith("+"):
        return ITALY + _refuse_unless(_NATIONAL, national, text, field)
    return _refuse_unless(_FOREIGN, number, text, field)


def clean_mail(text: str, *, field: str = "email") -> str:
    """A mail address, its host in lower case. Raises `Refused`."""
    address = text.strip().removeprefix("mailto:")
    if not _MAIL.fullmatch(address):
        raise Refused(
            Translated(
                it=f"«{text}» non è un indirizzo di posta elettronica.", en=f"“{text}” is no mail address."
            ),
            field=field,
        )
    local, _, host = address.partition("@")
    return f"{local}@{host.lower()}"


def clean_website(text: str, *, field: str = "website") -> str:
    """A web address with its scheme (https where none is said). Raises `Refused`."""
    address = text.strip()
    if _USUAL_SITE.fullmatch(address):
        return address
    address = address if re.match(r"[a-z]+:", address, re.IGNORECASE) else f"https://{address}"
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.hostname or "") is not None
    except ValueError:
        sound = False
    if not sound or re.search(r"\s", address):
        raise Refused(
            Translated(
                it=f"«{text}» non è l'indirizzo di un sito; un esempio: https://www.esempio.it",
                en=f"“{text}” is no web address; for instance: https://www.example.org",
            ),
            field=field,
        )
    return address


def clean_postcode(text: str, *, field: str = "postcode") -> str:
    """Five digits of an Italian postcode (CAP); the zero a spreadsheet took is put back. Raises `Refused`."""
    digits = text.strip()
    digits = digits.zfill(5) if len(digits) == 4 else digits
    if not re.fullmatch(r"[0-9]{5}", digits) or not 10 <= int(digits) <= 98168:
        raise Refused(
            Translated(it=f"«{text}» non è un CAP: servono cinque cifre.", en=f"“{text}” is no postcode."),
            field=field,
        )
    return digits


def _refuse_unless(pattern: re.Pattern[str], number: str, text: str, field: str) -> str:
    if pattern.fullmatch(number):
        return number
    if not re.fullmatch(r"\+?[0-9]*", number):
        why = Translated(it="contiene altro che cifre", en="it holds more than digits")
    elif len(number) > 12:
        why = Translated(it="è troppo lungo: forse sono due numeri", en="it is too long: perhaps two numbers")
    elif len(number) < 5:
        why = Translated(it="è troppo corto", en="it is too short")
    else:
        why = Translated(
            it="un numero italiano comincia con 0, 3 o 8: forse manca lo zero del prefisso",
            en="an Italian number begins with 0, 3 or 8: perhaps the zero of the area code is missing",
        )
    raise Refused(
        Translated(
            it=f"«{text}» non è un numero di telefono: {why.text('it')}.",
            en=f"“{text}” is no telephone number: {why.text('en')}.",
        ),
        field=field,
    )
