"""Every address of the platform."""

from django.urls import include, path

from intreccio.api.urls import api
from intreccio.web import support

urlpatterns = [
    path("api/", api.urls),
    path("", include("intreccio.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("support/", support.site.urls),
]
