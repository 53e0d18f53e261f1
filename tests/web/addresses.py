"""Every address of the platform, with sample arguments."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Service

ABSENT = "00000000-0000-7000-8000-000000000000"
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
SAMPLES = {
    "run": ABSENT,
    "rendering": ABSENT,
    "report": ABSENT,
    "synonym": ABSENT,
    "claim": ABSENT,
    "member": ABSENT,
    "invitation": ABSENT,
    "duplicate": ABSENT,
    "merge": "1",
    "code": "provincia-di-bergamo:ambiti",
    "show": "refused",
    "kind": "third-sector-5x1000",
    "rest": "x",
    "address": "services",
    "source": "nothing",
    "verdict": "ours",
    "key": "x",
    "token": "x",
    "uidb36": "1",
    "content_type_id": "1",
    "object_id": "1",
    "app_label": "auth",
    "url": "nothing-here",
    "form": "csv",
    "revision": ABSENT,
    "person": ABSENT,
    "advocate": ABSENT,
    "consent": ABSENT,
    "entry": "1",
    "instrument": "who5",
    "embed": ABSENT,
    "embed_key": "x",
    "language": "it",
    "proposal": ABSENT,
    "referral": ABSENT,
    "asked": ABSENT,
    "hold": ABSENT,
    "veil": ABSENT,
    "joined": ABSENT,
    "attachment": ABSENT,
    "need": ABSENT,
    "goal": ABSENT,
    "verb": "start",
    "pathway": "cuore-in-cammino",
}


def samples() -> dict[str, str]:
    """A value for each argument; services and organisations are those of the demonstration."""
    service = Service.objects.filter(texts__name="Cammini di casa – pianura").get()
    held, term, activity = service.at_sites.first(), service.terms.first(), service.activities.first()
    assert held and term and activity
    session = activity.sessions.first()
    assert session
    return {
        **SAMPLES,
        "service": str(service.pk),
        "organisation": str(service.organisation_id),
        "service_at_location": str(held.pk),
        "term": str(term.pk),
        "activity": str(activity.pk),
        "site": str(held.site_id),
        "session": str(session.pk),
        "taxonomy": str(term.taxonomy_id),
    }


def every_address(values: dict[str, str] | None = None) -> list[str]:
    """One address for each entry of the URL configuration, with these arguments or the samples."""
    values = values or samples()
    return [_filled(pattern, values) for pattern in _patterns(get_resolver(), "/")]


def shelters() -> list[str]:
    """The pages of the organisation whose address is confidential, and of its services."""
    shelter = Organisation.objects.get(name__startswith="Lune Nuove")
    services = Service.objects.filter(organisation=shelter)
    return [f"/network/{shelter.pk}/", *(f"/services/{service.pk}/" for service in services)]


def _patterns(resolver: URLResolver, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from _patterns(entry, path)


def _filled(pattern: str, values: dict[str, str]) -> str:
    """A pattern with its arguments; a KeyError names one that lacks a sample."""
    plain = pattern.replace("^", "").replace("$", "")
    for form in (NAMED_GROUP, ARGUMENT):
        plain = form.sub(lambda match: values[match[1]], plain)
    return plain
