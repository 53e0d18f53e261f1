"""From services to what one takes along of them."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from intreccio.catalogue.access import shown_services
from intreccio.catalogue.models import Service, ServiceText
from intreccio.catalogue.queries.openings import NextOpening, next_openings
from intreccio.catalogue.queries.sites import is_public
from intreccio.catalogue.queries.terms import terms_by_key
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.listing import Freshness as Listed
from intreccio.catalogue.rules.wording.words import words
from intreccio.kernel import clock
from intreccio.web.find.showing import language_tags
from intreccio.web.frame.sensitive import is_sensitive
from intreccio.web.services.showing import (
    LOOKS,
    all_sites,
    audience_words,
    contacts,
    in_force,
    schedule_words,
    site_shown,
)
from intreccio.web.shown.carried import Carried
from intreccio.web.words.costs import cost_words
from intreccio.web.words.moments import ZONE, date_words, hours_words, opening_words
from intreccio.web.words.said import said_in

MOST_LINES, MOST_PLACES = 5, 3
"""What is carried of a service that is held at many hours or in many places; its page has them all."""


def carried(services: Collection[UUID]) -> dict[UUID, Carried]:
    """Those of these services that everybody may read, by the id asked for; as many queries for many as for few."""
    found = shown_services(services)
    coming = next_openings({service.pk for service in found.values()}, clock.now())
    return {asked: _carried(service, coming.get(service.pk)) for asked, service in found.items()}


def _carried(service: Service, opening: NextOpening | None) -> Carried:
    language = get_language() or "it"
    text = best_text(service.texts.all(), language) or ServiceText(name=str(service.pk))
    sites = all_sites(service)
    public = [site for site in sites if is_public(site)]
    return Carried(
        id=str(service.pk),
        name=text.name,
        url=reverse("service", args=[service.pk]),
        organisation=service.organisation.name,
        said=said_in(text.language or language, reader=language, is_reviewed=text.reviewed),
        freshness=LOOKS[Listed(service.freshness)],
        freshness_words=_("Confirmed on %(day)s") % {"day": date_words(service.confirmed_on)},
        summary=text.summary,
        audience=audience_words(service, text, language),
        when=few([*schedule_words(service, language), *_groups(service, language)], MOST_LINES),
        next_date=opening_words(opening) if opening else "",
        next_day=f"{date_words(opening.starts_at.astimezone(ZONE).date())}, {hours_words(opening)}"
        if opening
        else "",
        sites=[site_shown(site) for site in public[:MOST_PLACES]],
        more_places=max(len(public) - MOST_PLACES, 0),
        is_address_confidential=bool(sites) and not public,
        contacts=list(contacts(service)) or list(contacts(service.organisation)),
        cost=cost_words(service.costs.all(), language),
        languages=language_tags(service.languages),
        activity=_activity(service, language),
        is_sensitive=is_sensitive(
            [term.key for term in service.terms.all()], is_address_confidential=bool(sites) and not public
        ),
        is_open_now=bool(opening and opening.starts_at <= clock.now()),
        town=next((str(site.municipality) for site in public if site.municipality), ""),
    )


def few(lines: list[str], most: int) -> list[str]:
    """The first of them; a last line says how many more there are."""
    left = len(lines) - most
    return [*lines[:most], _("And %(count)s more: see its page.") % {"count": left}] if left > 0 else lines


def _groups(service: Service, language: str) -> Iterator[str]:
    """When each group meets, after its name."""
    for activity in service.activities.all():
        text = best_text(activity.texts.all(), language)
        timings = in_force([schedule.timing for schedule in activity.schedules.all()])
        if text and timings:
            yield f"{_apart(text.name)}: {words(timings, language)}."


def _apart(name: str) -> str:
    """A name whose direction of writing does not disturb the sentence around it (Unicode isolates)."""
    return f"\u2068{name}\u2069" if get_language_bidi() else name


def _activity(service: Service, language: str) -> str:
    """What kind of thing it is: the top of the tree of its first activity."""
    known = terms_by_key()
    keys = (term.key for term in service.terms.all() if term.taxonomy.slug == "activities" and term.key in known)
    key = next(keys, "")
    while key and known[key].parent in known:
        key = known[key].parent
    return known[key].name.text(language) if key else ""
