"""The addresses of a profile of HSDS."""

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
    return found


urlpatterns = routes(HSDS)
