"""The data files that come with the room: base taxonomies, languages, synonyms."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from intreccio.catalogue.rules.foreign import Meaning, meanings
from intreccio.kernel.languages import PUBLIC_ONLY
from intreccio.kernel.text import FALLBACKS, Translated

TRANSLATED = tuple(code.partition("-")[0] for code in PUBLIC_ONLY)
"""Languages in which terms have names beside Italian and English, which stand in the files of the terms."""

DATA = files("intreccio.catalogue") / "data"
FOLDER = DATA / "taxonomies"

NAMES = {
    "activities": Translated(it="Attività", en="Activities"),
    "health_themes": Translated(it="Temi di salute", en="Health themes"),
    "settings": Translated(it="Ambienti di vita", en="Settings"),
    "life_course": Translated(it="Corso della vita", en="Life course"),
    "audiences": Translated(it="Per chi", en="Who it is for"),
    "access_modes": Translated(it="Come si accede", en="How to get in"),
    "accessibility": Translated(it="Accessibilità", en="Accessibility"),
}


@dataclass(frozen=True)
class ShippedTaxonomy:
    """A base taxonomy as its file says it; parents stand before their children."""

    slug: str
    name: Translated
    terms: list[dict[str, Any]]


@dataclass(frozen=True)
class Language:
    """A language spoken in a service. `own` is its name in itself."""

    code: str
    name: Translated
    own: str
    right_to_left: bool = False


def base_taxonomies() -> list[ShippedTaxonomy]:
    """The base taxonomies, in the order in which pages show them."""
    return [_taxonomy(file, file.replace("_", "-"), name) for file, name in NAMES.items()]


@cache
def base_terms() -> frozenset[str]:
    """The keys of all terms that the platform brings."""
    return frozenset(f"{taxonomy.slug}:{row['code']}" for taxonomy in base_taxonomies() for row in taxonomy.terms)


@cache
def translations() -> dict[str, dict[str, dict[str, str]]]:
    """What taxonomies and terms are called in the languages of public pages only: language, taxonomy, code.

    Taxonomies themselves stand under `taxonomies`.
    """
    return {code: _read(f"names/{code}") for code in TRANSLATED}


@cache
def languages() -> dict[str, Language]:
    """Languages by ISO 639 code, in the order of the file."""
    return {row["code"]: _language(row) for row in _read("languages")["languages"]}


@dataclass(frozen=True)
class Need:
    """What somebody comes with, in their words, and the key of the term under which answers are filed."""

    term: str
    icon: str
    words: Translated


@cache
def needs() -> tuple[Need, ...]:
    """What people come with, in the order of the file."""
    text = (DATA / "needs.toml").read_text(encoding="utf-8")
    return tuple(Need(row["term"], row["icon"], Translated(row["words"])) for row in tomllib.loads(text)["needs"])


def synonym_groups() -> list[list[str]]:
    """Groups of words that find each other, of all languages together."""
    free = [[*group.get("it", []), *group.get("en", [])] for group in _read("synonyms")["groups"]]
    of_terms = [
        [
            *(row["name"].get(language, "") for language in FALLBACKS),
            *(word for words in row["synonyms"].values() for word in words),
        ]
        for taxonomy in base_taxonomies()
        for row in taxonomy.terms
        if row.get("synonyms")
    ]
    return free + of_terms


def foreign_meanings() -> list[Meaning]:
    """Words of other languages, and the Italian name of a term that they mean."""
    return meanings(row["name"] for taxonomy in base_taxonomies() for row in taxonomy.terms)


def _taxonomy(file: str, slug: str, name: Translated) -> ShippedTaxonomy:
    terms = [row | {"name": _translated(row["name"], slug, row["code"])} for row in _read(file)["terms"]]
    return ShippedTaxonomy(slug, _translated(name, "taxonomies", slug), terms)


def _translated(name: dict[str, str], taxonomy: str, code: str) -> Translated:
    return Translated(
        {**name, **{language: names.get(taxonomy, {}).get(code, "") for language, names in translations().items()}}
    )


def _language(row: dict[str, Any]) -> Language:
    name = {code: text for code, text in row["name"].items() if code != "own"}
    return Language(row["code"], Translated(name), row["name"].get("own", ""), row.get("rtl", False))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
