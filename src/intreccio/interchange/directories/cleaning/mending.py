"""A value that was mended, and what there is to say about it."""

from dataclasses import dataclass

from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated


@dataclass(frozen=True, slots=True)
class Mended:
    """A value that is not quite what the file says. None where nothing of it can be used."""

    value: JSON
    message: Translated


def shortened(text: str, length: int = 80) -> str:
    """`text` as quoted in a message: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def left_out(problem: Refused) -> Mended:
    """Nothing can be used, for the reason given; the row does without."""
    return Mended(
        None,
        Translated(
            it=f"{problem.message.text('it')} Importato senza.",
            en=f"{problem.message.text('en')} Imported without.",
        ),
    )


def no_such(text: str, *, it: str, en: str) -> Mended:
    """`text` is not what the field asks for (`it`, `en`: "un anno", "a year"); the row does without."""
    quoted = shortened(text)
    return left_out(Refused(Translated(it=f"«{quoted}» non è {it}.", en=f"“{quoted}” is not {en}.")))


def read_as(text: str, value: JSON, shown: str = "") -> Mended:
    """`text` was understood as `value`."""
    quoted, clean = shortened(text), shown or str(value)
    return Mended(
        value, Translated(it=f"«{quoted}» è stato letto come {clean}.", en=f"“{quoted}” was read as {clean}.")
    )
