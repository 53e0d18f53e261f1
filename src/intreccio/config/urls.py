"""Every address of the platform."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("intreccio.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("support/", admin.site.urls),
]
