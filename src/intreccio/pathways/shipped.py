"""The instruments that there are: those shipped, and those that the installation added to its data folder."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings

from intreccio.kernel.text import Translated
from intreccio.pathways.rules.instruments import BadInstrument, Instrument, instrument_of

DATA = files("intreccio.pathways") / "data"


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by its slug, the newest version of each. `BadInstrument` names a file that is wrong."""
    return {made.slug: made for made in map(_read, _texts())}


@cache
def bands() -> Mapping[str, Translated]:
    """What bands are called."""
    return {key: Translated(words) for key, words in _table(_text(DATA / "bands.toml")).items()}


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
