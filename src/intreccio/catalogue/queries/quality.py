"""The quality of a listing, from what is said of it."""

from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.listing import Freshness
from intreccio.catalogue.rules.quality import ListingFacts, Quality, quality


def quality_of(service: Service) -> Quality:
    """Score and lacks of a service loaded by `documents.complete`, or with the same relations."""
    texts, activities = list(service.texts.all()), list(service.activities.all())
    sites = list(service.sites.all())
    text = best_text(texts, "it")
    return quality(
        ListingFacts(
            summary=text.summary if text else "",
            description=text.description if text else "",
            how_to=text.how_to if text else "",
            has_openings=bool(service.schedules.all() or activities),
            has_place=bool(sites or service.areas.all() or any(activity.site_id for activity in activities)),
            has_contact=bool(
                service.phone or service.email or service.organisation.phone or service.organisation.email
            ),
            has_cost=bool(service.costs.all()),
            has_category=bool(service.terms.all()),
            has_languages=bool(service.languages),
            has_accessibility=any(site.accessibility for site in sites),
            text_languages=len(texts),
            is_fresh=service.freshness == Freshness.FRESH,
        )
    )
