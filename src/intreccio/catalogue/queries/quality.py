"""The quality of a listing, from what is said of it."""

from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.queries.whole import Whole
from intreccio.catalogue.rules.listing import Freshness
from intreccio.catalogue.rules.quality import ListingFacts, Quality, quality


def quality_of(service: Whole) -> Quality:
    """Score and lacks of a service."""
    text = best_text(service.texts, "it")
    return quality(
        ListingFacts(
            summary=text.summary if text else "",
            description=text.description if text else "",
            how_to=text.how_to if text else "",
            has_openings=bool(service.openings or service.activities),
            has_place=bool(service.sites or service.areas),
            has_contact=service.has_contact,
            has_cost=bool(service.costs),
            has_category=bool(service.terms),
            has_languages=bool(service.languages),
            has_accessibility=any(site.accessibility for site in service.sites),
            text_languages=len(service.texts),
            is_fresh=service.freshness == Freshness.FRESH,
        )
    )
