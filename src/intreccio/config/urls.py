"""Every address of the platform."""

from django.contrib import admin
from django.urls import include, path

from intreccio.api.urls import api

urlpatterns = [
    path("api/", api.urls),
    path("", include("intreccio.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("support/", admin.site.urls),
]
