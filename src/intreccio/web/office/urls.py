"""Addresses of the network office's desk."""

from django.urls import path

from intreccio.web.office import desk, reports

urlpatterns = [
    path("", desk.page, name="office"),
    path("stale/", desk.stale, name="office-stale"),
    path("reports/", reports.page, name="office-reports"),
    path("reports/<uuid:report>/", reports.one, name="office-report"),
]
