"""What a browser needs to install the pages and to show some of them without a connection."""

from hashlib import sha256

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from intreccio.kernel.access import NotFound
from intreccio.kernel.languages import NAMES
from intreccio.web.frame.offline import offline
from intreccio.web.requests import Request

DAY = 86_400
ICONS = (
    ("intreccio/img/icon-192.png", "192x192", "any"),
    ("intreccio/img/icon-512.png", "512x512", "any"),
    ("intreccio/img/icon-maskable-512.png", "512x512", "maskable"),
)
SHELL = (
    *(
        f"intreccio/css/{sheet}.css"
        for sheet in ("tokens", "fonts", "base", "frame", "forms", "pieces", "lists", "pages", "forced", "print")
    ),
    "intreccio/js/theme.js",
    "fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-regular.woff2",
    "fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2",
    "intreccio/img/icons.svg",
)
"""What every page needs, fetched when the service worker is installed."""


@require_safe
@cache_control(public=True, max_age=DAY)
def manifest(request: Request, language: str) -> HttpResponse:
    """What the installed page is called and looks like, in one language."""
    if language not in NAMES:
        raise NotFound
    with override(language):
        content = {
            "id": "/",
            "name": "Intreccio",
            "short_name": "Intreccio",
            "description": _("Public services and second welfare, one weave for health."),
            "lang": language,
            "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "theme_color": "#0066cc",
            "background_color": "#ffffff",
            "icons": [
                {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
                for path, sizes, purpose in ICONS
            ],
            "shortcuts": [{"name": _("My list"), "url": reverse("list")}],
        }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def worker(request: Request) -> HttpResponse:
    """The service worker. Its version is that of the assets: with new ones everything it stored goes."""
    assets = [static(path) for path in SHELL]
    manifest_hash = getattr(staticfiles_storage, "manifest_hash", "")
    version = sha256("\n".join([*assets, manifest_hash]).encode()).hexdigest()[:12]
    context = {"version": version, "assets": assets}
    return render(request, "offline/worker.js", context, content_type="text/javascript; charset=utf-8")


@offline
@require_safe
def page(request: Request) -> HttpResponse:
    """What is shown where there is no connection and nothing was stored."""
    return render(request, "offline/page.html")
