"""From a document to the values of its row. Nothing here touches the database."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from intreccio.catalogue.search.answer import Facet
from intreccio.catalogue.search.cells import cells_of
from intreccio.catalogue.search.codes import SLICES, SLICES_IN_BUNDLE, Kind, code
from intreccio.catalogue.search.documents import Place, SearchDocument, Text
from intreccio.catalogue.search.filters import AREA, FREE, OTHER, PAID, PUBLIC, ROOM
from intreccio.catalogue.search.packing import pack_facets, pack_places
from intreccio.catalogue.search.patterns import Pattern
from intreccio.catalogue.search.text import words

# The languages with stemmers of their own; words of all others are kept as they are.
STEMMED = {"it": "italian", "en": "english"}
UNSTEMMED = "simple"
CONFIGURATIONS = (*STEMMED.values(), UNSTEMMED)
# The parts of a text with the weight that full text gives them.
WEIGHTS = {"name": "A", "terms": "B", "summary": "C", "offered_by": "D"}

Named = tuple[str, str]
Openings = Sequence[tuple[Place, Pattern | None]]
Numbers = Mapping[Named, int]


def named_codes(document: SearchDocument) -> Iterator[Named]:
    """Everything in a document that needs a number: its facets and its areas, by kind and value."""
    yield from _facets(document)
    yield from ((AREA, area) for area in document.inside | document.serves)


def texts_of(document: SearchDocument) -> dict[str, str]:
    """The plain words of each part in each text configuration, under `configuration_part`, where there are any."""
    found: dict[str, str] = {}
    for text in document.texts:
        configuration = STEMMED.get(text.language, UNSTEMMED)
        for part in WEIGHTS:
            if said := _plain(text, part):
                name = f"{configuration}_{part}"
                found[name] = f"{found[name]} {said}" if name in found else said
    return found


def row(document: SearchDocument, numbers: Numbers, openings: Openings) -> dict[str, Any]:
    """The values of an entry and its card, but for the words. `openings` pairs places with patterns."""
    facets = sorted(numbers[facet] for facet in _facets(document))
    packed = pack_places((place.point, pattern.number if pattern else None) for place, pattern in openings)
    return {
        "service": str(document.service),
        "codes": sorted(set(_codes(document, numbers, facets, openings))),
        "facets": f"\\x{pack_facets(facets).hex()}",
        "places": f"\\x{packed.hex()}",
        "patterns": sorted({pattern.number for _, pattern in openings if pattern}),
        "min_age": document.min_age,
        "max_age": document.max_age,
        "hides_place": not all(place.point for place in document.places) or not document.places,
        "card": dict(document.card),
    }


_NULL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""The null character as JSON writes it, but not a backslash that somebody wrote before `u0000`."""


def encoded(rows: list[dict[str, Any]]) -> str:
    """Rows as one JSON text, without the null character that PostgreSQL's text cannot hold."""
    return _NULL.sub(r"\1", json.dumps(rows, ensure_ascii=False, default=str))


def _plain(text: Text, part: str) -> str:
    said = getattr(text, part)
    return " ".join(words(said)) if said else ""


def _facets(document: SearchDocument) -> Iterator[Named]:
    yield from ((Facet.TERM, term) for term in document.terms)
    yield from ((Facet.LANGUAGE, language) for language in document.languages)
    yield from ((Facet.ACCESSIBILITY, term) for term in document.accessibility)
    if document.free is not None:
        yield Facet.COST, FREE if document.free else PAID
    if document.public is not None:
        yield Facet.SECTOR, PUBLIC if document.public else OTHER
    if document.has_room:
        yield Facet.ROOM, ROOM


def _codes(document: SearchDocument, numbers: Numbers, facets: list[int], openings: Openings) -> Iterator[int]:
    slice_ = document.service.int % SLICES
    yield code(Kind.SLICE, slice_)
    yield code(Kind.BUNDLE, slice_ // SLICES_IN_BUNDLE)
    yield from (code(Kind.FACET, number) for number in facets)
    yield from (code(Kind.INSIDE, numbers[AREA, area]) for area in document.inside)
    yield from (code(Kind.SERVES, numbers[AREA, area]) for area in document.serves)
    for place, pattern in openings:
        if pattern is not None:
            yield code(Kind.PATTERN, pattern.number)
            yield from pattern.codes
        if place.point is not None:
            yield from cells_of(*place.point)
