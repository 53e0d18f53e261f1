"""What the frame around every page shows."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.catalogue.access import looks_after_listings
from intreccio.kernel.access import Permission, Viewer
from intreccio.people.access import organisations_acted_for
from intreccio.territory.models import Territory
from intreccio.web.frame.languages import offered
from intreccio.web.mylist.keeping import kept
from intreccio.web.shown.pieces import Place

SOURCE = ""
ELSEWHERE = "https://www.wikipedia.org/"
"""Where the quick exit leads: a page that anybody may have open."""


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: places of the menu, territory, ribbon. Lazy where it costs a query."""
    return {
        "places": places(request),
        "home_url": reverse("home"),
        "help_url": reverse("help"),
        "languages_offered": offered(request),
        "territory_name": territory_name,
        "demonstration": settings.INTRECCIO_DEMONSTRATION,
        "accessibility_url": reverse("accessibility"),
        "privacy_url": reverse("privacy"),
        "source_url": SOURCE,
        "quick_exit": False,
        "quick_exit_url": ELSEWHERE,
        "on_my_list": {str(service) for service in kept(request)},
    }


def places(request: HttpRequest) -> list[Place]:
    """The places whose pages exist, for this viewer."""
    found = [
        (_("Find"), reverse("home")),
        (_("Pathways"), reverse("pathways")),
        (_("My list"), reverse("list")),
        (_("Network"), reverse("organisations")),
    ]
    viewer = getattr(request, "viewer", None)
    if viewer:
        found += _places_of(viewer)
    return [Place(label, url, is_current=_is_current(request.path, url)) for label, url in found]


def _places_of(viewer: Viewer) -> Iterator[tuple[str, str]]:
    """What a viewer has beside the public places. The office's desk leads on to what else it does."""
    has_desk = viewer.may(Permission.REVIEW_LISTINGS)
    if has_desk:
        yield _("Desk"), reverse("office")
    if organisations_acted_for(viewer):
        yield _("Today"), reverse("today")
        yield _("People"), reverse("people")
        yield _("Referrals"), reverse("referrals")
        yield _("Sessions"), reverse("sessions")
    if viewer.may(Permission.REVIEW_ACCESS):
        yield _("Accesses to review"), reverse("people-accesses")
    if looks_after_listings(viewer):
        yield _("My things"), reverse("desk")
    if not has_desk:
        yield from tools_of(viewer)


def tools_of(viewer: Viewer) -> Iterator[tuple[str, str]]:
    """Rooms in which few have something to do."""
    if viewer.may(Permission.READ_STATISTICS):
        yield _("Referrals in numbers"), reverse("referral-numbers")
    if viewer.may(Permission.IMPORT_REGISTERS):
        yield _("Imports"), reverse("imports")
    if viewer.may(Permission.MERGE_DUPLICATES):
        yield _("Duplicates"), reverse("duplicates")
    if viewer.may(Permission.READ_JOURNAL):
        yield _("Journal"), reverse("journal")


def territory_name() -> str:
    """The names of the installation's territories."""
    return ", ".join(Territory.objects.order_by("name").values_list("name", flat=True))


def _is_current(path: str, url: str) -> bool:
    whole = {reverse("home"), reverse("today")}
    if path in whole or url in whole:
        return path == url
    return path.startswith(url)
