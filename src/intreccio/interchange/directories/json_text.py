"""JSON from strangers: strict where a mistake would go unseen, and within bounded memory."""

import json
from typing import NoReturn

from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

LARGEST = 8_000_000
"""Characters of one object: a service with all that belongs to it has some thousands."""


def parse(text: str, start: int = 0) -> tuple[JSON, int]:
    """The value that begins at `start` and where it ends.

    Control characters inside text are let through: they are mended later. Raises `Refused` for keys said twice,
    NaN and too deep nesting; `json.JSONDecodeError` for what is no JSON.
    """
    try:
        return _decoder.raw_decode(text, start)
    except RecursionError as problem:
        raise Refused(TOO_DEEP) from problem
    except (json.JSONDecodeError, Refused):
        raise
    except ValueError as problem:
        raise Refused(NUMBER_TOO_LONG) from problem


def skip(text: str, start: int) -> int:
    """Where the value ends that `parse` refused; it is not looked at."""
    return _lenient.raw_decode(text, start)[1]


def _object(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Refused(
            Translated(
                it=f"«{twice}» c'è due volte nello stesso oggetto.", en=f"“{twice}” is twice in one object."
            ),
            field=twice,
        )
    return made


def _constant(name: str) -> NoReturn:
    raise Refused(Translated(it=f"«{name}» non è un valore JSON.", en=f"“{name}” is not a value of JSON."))


_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, strict=False)
_lenient = json.JSONDecoder(strict=False, parse_int=float)

TOO_DEEP = Translated(it="È annidato troppo a fondo.", en="It is nested too deeply.")
TOO_LARGE = Translated(
    it=f"Un solo oggetto supera {LARGEST // 1_000_000} milioni di caratteri.",
    en=f"One single object has more than {LARGEST // 1_000_000} million characters.",
)
NUMBER_TOO_LONG = Translated(it="Un numero ha troppe cifre.", en="A number has too many digits.")


def no_json(problem: json.JSONDecodeError) -> Translated:
    """What is wrong with a text that is no JSON."""
    return Translated(
        it=f"Non è JSON ({problem.msg}).",
        en=f"This is no JSON ({problem.msg}).",
    )
