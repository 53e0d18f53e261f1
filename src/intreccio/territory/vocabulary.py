"""What institutions are called here: words that differ from region to region (data/vocabulary.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from intreccio.kernel.text import Translated


@dataclass(frozen=True)
class Word:
    """A name for headings and sentences; `short` is its acronym where that cannot be misread, else ""."""

    text: Translated
    short: str


@dataclass(frozen=True)
class Vocabulary:
    """The words of one region or autonomous province; what each means stands in the file."""

    health_authority: Word
    care_authority: Word
    district: Word
    social_area: Word
    area_plan: Word
    planning_office: Word
    family_nurse: Word


@cache
def vocabulary(*, province_code: str = "", region_code: str = "") -> Vocabulary:
    """The words used in a province: its own, else its region's, else the national ones."""
    packs = _packs()
    words: dict[str, Any] = (
        packs["national"] | packs["region"].get(region_code, {}) | packs["province"].get(province_code, {})
    )
    words.setdefault("care_authority", words["health_authority"])
    return Vocabulary(**{name: _word(**entry) for name, entry in words.items()})


def _word(*, short: str = "", **texts: str) -> Word:
    return Word(Translated(texts), short)


@cache
def _packs() -> dict[str, Any]:
    file = files("intreccio.territory") / "data" / "vocabulary.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
