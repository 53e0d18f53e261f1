"""Every address of the platform."""

from django.urls import include, path, re_path
from django.views.defaults import page_not_found

from intreccio.api.urls import api
from intreccio.web import support

urlpatterns = [
    path("api/", api.urls),
    path("hsds/", include("intreccio.interchange.hsds.urls")),
    path("oruk/", include("intreccio.interchange.oruk.urls")),
    path("", include("intreccio.web.urls")),
    # Accounts are by invitation, and so are their addresses.
    path("accounts/email/", page_not_found, {"exception": None}),
    re_path("^accounts/confirm-email/", page_not_found, {"exception": None}),
    path("accounts/", include("allauth.urls")),
    path("support/", support.site.urls),
]
