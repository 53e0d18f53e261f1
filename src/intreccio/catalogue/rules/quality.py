"""How good a listing is for somebody who needs it: 0 to 100, with what would make it better."""

from dataclasses import dataclass
from enum import StrEnum


class Lack(StrEnum):
    """What a listing lacks. The value is stable; words for it stand with the pages."""

    SUMMARY = "summary"
    DESCRIPTION = "description"
    HOW_TO = "how-to"
    WHEN = "when"
    WHERE = "where"
    COST = "cost"
    CONTACT = "contact"
    CATEGORY = "category"
    LANGUAGES = "languages"
    ACCESSIBILITY = "accessibility"
    SECOND_LANGUAGE = "second-language"
    FRESH = "fresh"


POINTS = {
    Lack.DESCRIPTION: 14,
    Lack.HOW_TO: 14,
    Lack.WHEN: 14,
    Lack.WHERE: 12,
    Lack.CONTACT: 10,
    Lack.COST: 8,
    Lack.CATEGORY: 8,
    Lack.SUMMARY: 6,
    Lack.FRESH: 6,
    Lack.LANGUAGES: 3,
    Lack.ACCESSIBILITY: 3,
    Lack.SECOND_LANGUAGE: 2,
}
"""What each part is worth to who reads; they make 100."""

SHORTEST_DESCRIPTION = 80


@dataclass(frozen=True)
class ListingFacts:
    """What the score looks at."""

    summary: str
    description: str
    how_to: str
    has_openings: bool
    has_place: bool
    has_contact: bool
    has_cost: bool
    has_category: bool
    has_languages: bool
    has_accessibility: bool
    text_languages: int
    is_fresh: bool


@dataclass(frozen=True)
class Quality:
    """The score and what is missing, the most useful first."""

    score: int
    lacks: tuple[Lack, ...]


def quality(facts: ListingFacts) -> Quality:
    """The quality of a listing."""
    there = {
        Lack.SUMMARY: bool(facts.summary.strip()),
        Lack.DESCRIPTION: len(facts.description.strip()) >= SHORTEST_DESCRIPTION,
        Lack.HOW_TO: bool(facts.how_to.strip()),
        Lack.WHEN: facts.has_openings,
        Lack.WHERE: facts.has_place,
        Lack.CONTACT: facts.has_contact,
        Lack.COST: facts.has_cost,
        Lack.CATEGORY: facts.has_category,
        Lack.LANGUAGES: facts.has_languages,
        Lack.ACCESSIBILITY: facts.has_accessibility,
        Lack.SECOND_LANGUAGE: facts.text_languages > 1,
        Lack.FRESH: facts.is_fresh,
    }
    lacks = tuple(part for part in POINTS if not there[part])
    return Quality(100 - sum(POINTS[part] for part in lacks), lacks)
