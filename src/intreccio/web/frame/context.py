"""What the frame around every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from intreccio.catalogue.access import looks_after_listings
from intreccio.kernel.access import Permission
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
        (_("My list"), reverse("list")),
        (_("Network"), reverse("organisations")),
    ]
    viewer = getattr(request, "viewer", None)
    if viewer and viewer.may(Permission.REVIEW_LISTINGS):
        found.append((_("Desk"), reverse("office")))
    if viewer and organisations_acted_for(viewer):
        found.append((_("People"), reverse("people")))
    if viewer and viewer.may(Permission.REVIEW_ACCESS):
        found.append((_("Accesses to review"), reverse("people-accesses")))
    if viewer and looks_after_listings(viewer):
        found.append((_("My things"), reverse("desk")))
    if viewer and viewer.may(Permission.IMPORT_REGISTERS):
        found.append((_("Imports"), reverse("imports")))
    if viewer and viewer.may(Permission.MERGE_DUPLICATES):
        found.append((_("Duplicates"), reverse("duplicates")))
    if viewer and viewer.may(Permission.READ_JOURNAL):
        found.append((_("Journal"), reverse("journal")))
    return [Place(label, url, is_current=_is_current(request.path, url)) for label, url in found]


def territory_name() -> str:
    """The names of the installation's territories."""
    return ", ".join(Territory.objects.order_by("name").values_list("name", flat=True))


def _is_current(path: str, url: str) -> bool:
    return path == url if url == reverse("home") else path.startswith(url)
