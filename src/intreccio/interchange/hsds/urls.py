"""The addresses of a profile of HSDS."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from intreccio.interchange.hsds.profile import HSDS, Profile
from intreccio.interchange.hsds.resources import RESOURCES
from intreccio.interchange.hsds.views import description_view, list_view, root_view, single_view

# Each kind of identifier has a name of its own.
ARGUMENTS = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organisation",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "term",
}


def routes(profile: Profile) -> list[URLPattern]:
    """All addresses of a profile, below its own."""
    found = [
        path("", root_view(profile), name=f"{profile.slug}-root"),
        path("openapi.json", description_view(profile), name=f"{profile.slug}-openapi"),
    ]
    for name, resource in RESOURCES.items():
        # Asking by POST changes nothing, and other sites may do it: no form of ours is behind it.
        found.append(path(name, csrf_exempt(list_view(profile, resource)), name=f"{profile.slug}-{name}"))
        found.append(path(f"{name}/<str:{ARGUMENTS[name]}>", single_view(profile, resource)))
    found.append(path("<path:address>/", csrf_exempt(_without_slash)))
    return found


def _without_slash(request: HttpRequest, address: str) -> HttpResponse:
    """To the same address without the slash at its end, which some programs write; a POST stays one."""
    query = request.META.get("QUERY_STRING", "")
    to = request.path.rstrip("/") + (f"?{query}" if query else "")
    # A location that begins with two slashes would lead to another host.
    return HttpResponse(status=308, headers={"Location": "/" + to.lstrip("/")})


urlpatterns = routes(HSDS)
