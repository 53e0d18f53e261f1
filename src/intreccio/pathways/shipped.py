"""What stands in data files: instruments, and the weights of suggestions; shipped ones and the installation's own."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings

from intreccio.kernel.text import Translated
from intreccio.pathways.rules.instruments import BadInstrument, Instrument, instrument_of
from intreccio.pathways.rules.matching import Reason

DATA = files("intreccio.pathways") / "data"


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by its slug, the newest version of each. `BadInstrument` names a file that is wrong."""
    return {made.slug: made for made in map(_read, _texts())}


@cache
def bands() -> Mapping[str, Translated]:
    """What bands are called."""
    return {key: Translated(words) for key, words in _table(_text(DATA / "bands.toml")).items()}


@cache
def weights() -> Mapping[Reason, float]:
    """What each reason weighs when suggestions are ordered; the installation's own file goes before the shipped one.

    `ValueError` names a reason that is missing or unknown, or a weight that is none.
    """
    own = Path(settings.INTRECCIO_DATA) / "matching.toml"
    said = _table(_text(own if own.exists() else DATA / "matching.toml")).get("weights", {})
    if set(said) != set(Reason) or any(not isinstance(one, int | float) or one < 0 for one in said.values()):
        raise ValueError(f"matching.toml gives each of {', '.join(Reason)} a weight that is not below 0.")
    return {Reason(name): float(one) for name, one in said.items()}


def _texts() -> Iterator[str]:
    for file in sorted((DATA / "instruments").iterdir(), key=lambda file: file.name):
        yield _text(file)
    for added in sorted((Path(settings.INTRECCIO_DATA) / "instruments").glob("*.toml")):
        yield _text(added)


def _text(file: Any) -> str:
    return str(file.read_text(encoding="utf-8"))


def _read(text: str) -> Instrument:
    return instrument_of(_table(text))


def _table(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadInstrument(f"An instrument's file cannot be read: {problem}") from problem
