"""From a service to what its page shows."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from intreccio.actors.models import Organisation, Site
from intreccio.bookings.access import next_to_book
from intreccio.catalogue.models import Activity, Service, ServiceText, Term
from intreccio.catalogue.queries.documents import is_free
from intreccio.catalogue.queries.openings import NextOpening, coming_openings
from intreccio.catalogue.queries.sites import is_public
from intreccio.catalogue.queries.terms import accessibility_names
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.listing import Freshness as Listed
from intreccio.catalogue.rules.timing import Timing
from intreccio.catalogue.rules.wording.words import words
from intreccio.kernel import clock
from intreccio.web.bookings.wording import next_words
from intreccio.web.find.showing import language_tags
from intreccio.web.services.renderings import shown_renderings
from intreccio.web.shown.pieces import Fact, Freshness, Link, Worded
from intreccio.web.shown.services import (
    ContactShown,
    DateShown,
    GroupShown,
    PriceShown,
    PublicReference,
    ServiceShown,
    SiteShown,
)
from intreccio.web.words.costs import euros, price_words
from intreccio.web.words.moments import date_words, day_words, hours_words
from intreccio.web.words.phones import phone_words
from intreccio.web.words.said import said_in, worded

SOON = timedelta(days=60)
ENROLMENT = {
    Activity.Enrolment.OPEN: gettext_lazy("Places free"),
    Activity.Enrolment.WAITING_LIST: gettext_lazy("Waiting list"),
    Activity.Enrolment.WALK_IN: gettext_lazy("Just come"),
    Activity.Enrolment.CLOSED: gettext_lazy("Full"),
}
LOOKS = {
    Listed.FRESH: Freshness.FRESH,
    Listed.DUE: Freshness.AGEING,
    Listed.STALE: Freshness.STALE,
    Listed.HIDDEN: Freshness.STALE,
}


def shown(service: Service) -> ServiceShown:
    """Everything that somebody needs before going there."""
    language = get_language() or "it"
    text = best_text(service.texts.all(), language) or ServiceText(name=str(service.pk))
    sites = all_sites(service)
    public = [site for site in sites if is_public(site)]
    names = accessibility_names()
    return ServiceShown(
        name=text.name,
        organisation=Link(service.organisation.name, reverse("organisation", args=[service.organisation_id])),
        freshness=LOOKS[Listed(service.freshness)],
        freshness_words=_("Confirmed on %(day)s") % {"day": date_words(service.confirmed_on)},
        summary=text.summary,
        description=text.description,
        said=said_in(text.language or language, reader=language, is_reviewed=text.reviewed),
        is_free=bool(is_free(cost.kind for cost in service.costs.all())),
        cost=[PriceShown(price_words(cost), worded(cost.note, language)) for cost in service.costs.all()],
        benefit=_benefit(service, language),
        languages=language_tags(service.languages),
        accessibility=[
            names[code].text(language)
            for code in sorted({code for site in public for code in site.accessibility})
            if code in names
        ],
        tags=[term.name.text(language) for term in _terms(service, "activities")],
        audience=audience_words(service, text, language),
        how_to=text.how_to,
        access_modes=[term.name.text(language) for term in _terms(service, "access-modes")],
        documents=[worded(document.name, language) for document in service.documents.all()],
        schedule=schedule_words(service, language),
        groups=list(_groups(service, language)),
        next_dates=[_date(opening) for opening in coming_openings(service.pk, clock.now())],
        sites=[site_shown(site) for site in public],
        is_address_confidential=bool(sites) and not public,
        contacts=list(contacts(service)) or list(contacts(service.organisation)),
        public_reference=_reference(service, language),
        renderings=shown_renderings(service, language),
    )


def all_sites(service: Service) -> list[Site]:
    """Where it is held: its own sites, then those of its groups."""
    sites = {site.pk: site for site in service.sites.all()}
    sites |= {a.site.pk: a.site for a in service.activities.all() if a.site and a.site.pk not in sites}
    return list(sites.values())


def site_shown(site: Site) -> SiteShown:
    """A site whose address is public."""
    town = " ".join(filter(None, [site.postcode, str(site.municipality or site.locality or "")]))
    names, language = accessibility_names(), get_language() or "it"
    return SiteShown(
        name=site.name,
        address=", ".join(filter(None, [site.street, town])),
        lat=site.lat,
        lon=site.lon,
        arrival=", ".join(names[code].text(language) for code in site.accessibility if code in names),
        directions_url=f"geo:{site.lat},{site.lon}" if site.lat is not None else "",
        istat_code=site.municipality.istat_code if site.municipality else "",
    )


def contacts(owner: Service | Organisation) -> Iterator[ContactShown]:
    """Telephone, mail and site, as far as they are known."""
    website = owner.url if isinstance(owner, Service) else owner.website
    if owner.phone:
        yield ContactShown(
            "it-telephone", _("Telephone"), phone_words(owner.phone), f"tel:{owner.phone.replace(' ', '')}"
        )
    if owner.email:
        yield ContactShown("it-mail", _("Email"), owner.email, f"mailto:{owner.email}")
    if website:
        yield ContactShown("it-external-link", _("Website"), website.split("//")[-1].rstrip("/"), website)


def _terms(service: Service, taxonomy: str) -> list[Term]:
    return [term for term in service.terms.all() if term.taxonomy.slug == taxonomy]


def audience_words(service: Service, text: ServiceText, language: str) -> str:
    """For whom it is, in a few words."""
    parts = [term.name.text(language) for term in _terms(service, "audiences")]
    match service.min_age, service.max_age:
        case int() as low, int() as high:
            parts.append(_("from %(low)s to %(high)s years") % {"low": low, "high": high})
        case int() as low, None:
            parts.append(_("from %(low)s years") % {"low": low})
        case None, int() as high:
            parts.append(_("up to %(high)s years") % {"high": high})
    return ". ".join(filter(None, [", ".join(parts), text.eligibility]))


def _benefit(service: Service, language: str) -> list[Fact]:
    """What a benefit gives, to whom and until when; nothing for other services."""
    benefit = getattr(service, "benefit", None)
    if benefit is None:
        return []
    facts = [
        (_("What you get"), worded(benefit.amount, language)),
        (_("With an ISEE up to"), Worded(euros(benefit.isee_up_to) if benefit.isee_up_to else "")),
        (_("Requests from"), Worded(date_words(benefit.opens_on) if benefit.opens_on else "")),
        (_("Requests until"), Worded(date_words(benefit.closes_on) if benefit.closes_on else "")),
        (_("Where to apply"), worded(benefit.where_to_apply, language)),
        (_("Not together with"), worded(benefit.incompatible, language)),
    ]
    return [Fact(label, value.text, said=value.said) for label, value in facts if value.text]


def schedule_words(service: Service, language: str) -> list[str]:
    """When it is open, in sentences."""
    timings = in_force([schedule.timing for schedule in service.schedules.all()])
    return [words(timings, language) + "."] if timings else []


def _groups(service: Service, language: str) -> Iterator[GroupShown]:
    bookings = next_to_book(service)
    for activity in service.activities.all():
        text = best_text(activity.texts.all(), language)
        timings = in_force([schedule.timing for schedule in activity.schedules.all()])
        if text:
            yield GroupShown(
                name=text.name,
                description=text.description,
                said=said_in(text.language, reader=language),
                schedule=words(timings, language) + "." if timings else "",
                place=activity.site.name if activity.site and is_public(activity.site) else "",
                enrolment=str(ENROLMENT[Activity.Enrolment(activity.enrolment)]),
                room=next_words(bookings[activity.pk]) if activity.pk in bookings else "",
                book_url=reverse("book", args=[activity.pk]) if activity.pk in bookings else "",
            )


def in_force(timings: Sequence[Timing]) -> list[Timing]:
    """The timings that hold in the coming weeks; all of them where none does."""
    today, soon = clock.today(), clock.today() + SOON
    near = [
        timing
        for timing in timings
        if (timing.valid_from is None or timing.valid_from <= soon)
        and (timing.valid_to is None or timing.valid_to >= today)
    ]
    return near or list(timings)


def _date(opening: NextOpening) -> DateShown:
    return DateShown(day_words(opening.starts_at), hours_words(opening))


def _reference(service: Service, language: str) -> PublicReference | None:
    entitlement = worded(service.reference_text, language)
    if service.reference_service:
        text = best_text(service.reference_service.texts.all(), language)
        name = f"{text.name if text else ''} – {service.reference_service.organisation.name}"
        return PublicReference(name, reverse("service", args=[service.reference_service_id]), entitlement)
    return PublicReference("", "", entitlement) if entitlement.text else None
