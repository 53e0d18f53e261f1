"""Italian tax codes (codice fiscale), with their check digit or character.

Bodies have 11 digits, checked as a VAT number is (DPR 605/1973; Luhn's scheme). Some, such as a sole trader,
have the 16 characters of a person (DM 23 December 1976), in which digits may stand as letters where two
persons would share a code (*omocodia*).
"""

import re

from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

BODY_LENGTH = 11
PERSONAL_LENGTH = 16

_OMOCODIA = "LMNPQRSTUV"
_DIGIT = f"[0-9{_OMOCODIA}]"
_PERSONAL = re.compile(
    rf"[A-Z]{{6}}{_DIGIT}{{2}}[ABCDEHLMPRST](?P<day>{_DIGIT}{{2}})[A-Z]{_DIGIT}{{3}}(?P<check>[A-Z])"
)
_PLAIN_DIGITS = str.maketrans(_OMOCODIA, "0123456789")
_ODD_DIGITS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_LETTERS = (*_ODD_DIGITS, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_DAYS = frozenset(range(1, 32)) | frozenset(range(41, 72))
"""Women's days of birth are 40 higher."""


def clean_tax_code(text: str, *, field: str = "tax_code") -> str:
    """A tax code as it is kept: without spaces, in capitals. Raises `Refused` where it is wrong."""
    code = re.sub(r"[\s.\-]", "", text).upper()
    if code.isascii() and code.isdigit():
        return _clean_body(code, field)
    return _clean_personal(code, field)


def clean_vat_number(text: str, *, field: str = "vat_number") -> str:
    """The 11 digits of an Italian VAT number, with or without "IT" before. Raises `Refused`."""
    code = re.sub(r"[\s.\-]", "", text).upper().removeprefix("IT")
    return _clean_body(code, field)


def with_lost_zeros(text: str) -> str:
    """`text` with the zeros in front that a spreadsheet took away, where it can only be that."""
    digits = text.strip()
    lost = digits.isascii() and digits.isdigit() and 7 <= len(digits) < BODY_LENGTH
    return digits.zfill(BODY_LENGTH) if lost else text


def check_digit(digits: str) -> str:
    """The eleventh digit for the ten before it: every second one counts double, its digits summed."""
    doubled = (2 * int(digit) for digit in digits[1::2])
    total = sum(map(int, digits[0::2])) + sum(double - 9 if double > 9 else double for double in doubled)
    return str(-total % 10)


def check_character(characters: str) -> str:
    """The sixteenth character for the fifteen before it."""
    total = sum(map(_odd_value, characters[0::2])) + sum(map(_even_value, characters[1::2]))
    return chr(ord("A") + total % 26)


def _odd_value(character: str) -> int:
    return _ODD_DIGITS[int(character)] if character.isdigit() else _ODD_LETTERS[ord(character) - ord("A")]


def _even_value(character: str) -> int:
    return int(character) if character.isdigit() else ord(character) - ord("A")


def _clean_body(code: str, field: str) -> str:
    if not (code.isascii() and code.isdigit() and len(code) == BODY_LENGTH):
        raise Refused(
            Translated(
                it=f"«{code}» ha {len(code)} caratteri: per un ente servono {BODY_LENGTH} cifre.",
                en=f"“{code}” has {len(code)} characters: a body's has {BODY_LENGTH} digits.",
            ),
            field=field,
        )
    if code == "0" * BODY_LENGTH or check_digit(code[:10]) != code[10]:
        raise _wrong_check(code, field)
    return code


def _clean_personal(code: str, field: str) -> str:
    found = _PERSONAL.fullmatch(code)
    if not found or int(found["day"].translate(_PLAIN_DIGITS)) not in _DAYS:
        raise Refused(
            Translated(
                it=f"«{code}» non ha la forma di un codice fiscale (11 cifre, o 16 tra lettere e cifre).",
                en=f"“{code}” has not the form of a tax code (11 digits, or 16 letters and digits).",
            ),
            field=field,
        )
    if check_character(code[:15]) != found["check"]:
        raise _wrong_check(code, field)
    return code


def _wrong_check(code: str, field: str) -> Refused:
    return Refused(
        Translated(
            it=f"«{code}» non è valido: l'ultimo carattere, di controllo, non torna. Ricontrolla le cifre.",
            en=f"“{code}” is not valid: its last character, the check, does not fit. Look at the digits again.",
        ),
        field=field,
    )
