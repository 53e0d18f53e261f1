"""From a steward's organisations to the page that shows what is to be done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.quality import quality_of
from intreccio.catalogue.queries.reports import reported_name, reports_to_answer
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.queries.whole import whole
from intreccio.catalogue.rules.listing import Freshness, ListingState, due_on
from intreccio.catalogue.rules.quality import Lack
from intreccio.catalogue.rules.reporting import Mistake
from intreccio.kernel.access import Permission, Viewer
from intreccio.web.desk.wording import LACKS, STATES
from intreccio.web.services.showing import LOOKS
from intreccio.web.shown.desk import Improvement, ListingRow, OrganisationDesk
from intreccio.web.shown.pieces import Fact, Link
from intreccio.web.words.moments import date_words, moment_words
from intreccio.web.words.phones import phone_words
from intreccio.web.words.reports import MISTAKES

MOST_IMPROVEMENTS = 3


def desks(organisations: Iterable[Organisation], viewer: Viewer) -> list[OrganisationDesk]:
    """Each organisation with its listings, in as many questions for many as for one."""
    found = list(organisations)
    services = Service.objects.filter(organisation__in=found, merged_into=None).prefetch_related("texts")
    lacks = lacks_of([service.pk for service in services])
    listed: dict[UUID, list[ListingRow]] = defaultdict(list)
    for service in services:
        listed[service.organisation_id].append(listing_row(service, lacks[service.pk]))
    sites: dict[UUID, list[Link]] = defaultdict(list)
    for site in Site.objects.filter(organisation__in=found).only("pk", "name", "organisation_id"):
        sites[site.organisation_id].append(Link(site.name, reverse("desk-site", args=[site.pk])))
    reports: dict[UUID, list[Link]] = defaultdict(list)
    for report in reports_to_answer(found):
        words = f"{reported_name(report)}: {MISTAKES[Mistake(report.mistake)]}, {moment_words(report.sent_at)}"
        reports[report.organisation_id].append(Link(words, reverse("desk-report", args=[report.pk])))
    return [
        _desk(
            one,
            sorted(listed[one.pk], key=_order),
            sites[one.pk],
            reports[one.pk],
            viewer.may(Permission.EDIT_ORGANISATIONS, one.pk),
        )
        for one in found
    ]


def lacks_of(services: Sequence[UUID]) -> dict[UUID, tuple[Lack, ...]]:
    """What each listing lacks, the most useful first."""
    return {service.id: quality_of(service).lacks for service in whole(services)}


def listing_row(service: Service, lacks: Sequence[Lack], *, most: int = MOST_IMPROVEMENTS) -> ListingRow:
    """One listing, with at most so many things to improve."""
    text = best_text(service.texts.all(), get_language() or "it")
    state = ListingState(service.state)
    published = state is ListingState.PUBLISHED
    return ListingRow(
        name=text.name if text else str(service.pk),
        url=reverse("desk-listing", args=[service.pk]),
        state=str(STATES[state]),
        is_published=published,
        freshness=LOOKS[Freshness(service.freshness)],
        freshness_words=_freshness(service),
        is_due=published and service.freshness != Freshness.FRESH,
        quality=service.quality,
        version=service.version,
        confirm_url=reverse("desk-confirm", args=[service.pk]),
        improvements=list(_improvements(service, lacks))[:most],
    )


def _improvements(service: Service, lacks: Iterable[Lack]) -> Iterator[Improvement]:
    edit = reverse("desk-edit", args=[service.pk])
    for lack in lacks:
        words, section = LACKS[lack]
        if section:
            yield Improvement(str(words), f"{edit}#{section}")


def _freshness(service: Service) -> str:
    if service.freshness == Freshness.HIDDEN:
        return _("Nobody confirmed it for so long that it is hidden")
    day = due_on(service.confirmed_on, service.review_months)
    said = {"confirmed": date_words(service.confirmed_on), "due": date_words(day)}
    if service.freshness == Freshness.FRESH:
        return _("Confirmed on %(confirmed)s; to be confirmed by %(due)s") % said
    return _("Confirmed on %(confirmed)s; due since %(due)s") % said


def _desk(
    organisation: Organisation, listings: list[ListingRow], sites: list[Link], reports: list[Link], may_edit: bool
) -> OrganisationDesk:
    facts: list[tuple[str, Any]] = [
        (_("Telephone"), phone_words(organisation.phone) if organisation.phone else ""),
        (_("Email"), organisation.email),
        (_("Website"), organisation.website),
    ]
    return OrganisationDesk(
        name=organisation.name,
        url=reverse("organisation", args=[organisation.pk]),
        edit_url=reverse("desk-organisation", args=[organisation.pk]) if may_edit else "",
        facts=[Fact(label, value) for label, value in facts],
        sites=sites,
        new_site_url=reverse("desk-site-new", args=[organisation.pk]),
        listings=listings,
        due=[listing for listing in listings if listing.is_due],
        reports=reports,
        new_url=reverse("desk-new", args=[organisation.pk]),
        download_url=reverse("desk-table", args=[organisation.pk]),
        upload_url=reverse("desk-upload", args=[organisation.pk]),
    )


def _order(listing: ListingRow) -> tuple[bool, str]:
    return (not listing.is_published, listing.name.lower())
