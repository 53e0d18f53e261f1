"""Codes by which somebody is known without a name: the card, and the regions' codes for foreigners.

Card codes leave out letters that are mistaken for digits and end with a check symbol, so that a slip on the
telephone is noticed: any wrong symbol, any two that changed places.
"""

import re
import secrets

from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""Thirty-one symbols: a prime, so that every slip changes the check."""
LENGTH = 7
PIN_DIGITS = 6
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "Z": "2"})
_FOREIGNER = re.compile(r"(STP|ENI)[0-9]{13}")


def new_card_code() -> str:
    """Seven random symbols (34 bits) and their check."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return symbols + _check(symbols)


def clean_card_code(text: str) -> str | None:
    """The code in a text as people write or say it; None where it is none, or has a slip."""
    symbols = re.sub(r"[\s.-]", "", text).upper().translate(_MISTAKEN)
    if len(symbols) != LENGTH + 1 or set(symbols) - set(ALPHABET):
        return None
    return symbols if _check(symbols[:-1]) == symbols[-1] else None


def spoken(code: str) -> str:
    """A code in two halves, as it stands on the card."""
    return f"{code[:4]}-{code[4:]}"


def clean_foreigner_code(text: str, *, field: str = "foreigner_code") -> str:
    """An STP or ENI code in capitals: three letters and thirteen digits (region, health authority, number)."""
    code = re.sub(r"[\s.-]", "", text).upper()
    if not _FOREIGNER.fullmatch(code):
        it = "Un codice STP o ENI ha le tre lettere e tredici cifre."
        raise Refused(
            Translated(it=it, en="An STP or ENI code has the three letters and thirteen digits."), field=field
        )
    return code


def _check(symbols: str) -> str:
    weighed = sum(place * ALPHABET.index(symbol) for place, symbol in enumerate(symbols, 1))
    return ALPHABET[weighed % len(ALPHABET)]
