"""What may stand in a cell, and what makes a cell dangerous to spreadsheets."""

import re

from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.text import Translated

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PHONE = re.compile(r"\+[0-9][0-9 ]*")


def refuse_control_characters(text: str, *, line: int, column: str = "") -> None:
    """Raises `TableRefused` naming the first control character (tabs and line ends are none)."""
    found = _CONTROL.search(text)
    if found is None:
        return
    code = f"U+{ord(found[0]):04X}"
    raise TableRefused(
        Translated(
            it=f"c'è un carattere di controllo ({code}): il file non è testo semplice o è danneggiato.",
            en=f"there is a control character ({code}): the file is not plain text, or is damaged.",
        ),
        line=line,
        column=column,
    )


def formula_safe(text: str) -> str:
    """`text` for a cell of a CSV that people open in a spreadsheet: never run as a formula.

    Telephone numbers stay as they are: a plus sign before digits alone does nothing.

    >>> formula_safe("=1+1"), formula_safe("+39035123456")
    ("'=1+1", '+39035123456')
    """
    if _PHONE.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def without_guard(text: str) -> str:
    """What was made safe by `formula_safe`, as it was before."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text


def writable(text: str) -> str:
    """`text` as a file can hold it: lone surrogates, which forgiving readers leave, become question marks."""
    return text if text.isprintable() else text.encode("utf-8", "replace").decode()
