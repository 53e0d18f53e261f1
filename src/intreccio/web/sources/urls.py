"""Addresses of sources."""

from django.urls import path

from intreccio.web.sources import views

urlpatterns = [
    path("", views.sources, name="sources"),
    path("<slug:source>/", views.source_page, name="source"),
    path("<slug:source>/change/", views.edit, name="source-edit"),
    path("<slug:source>/fetch/", views.fetch, name="source-fetch"),
    path("<slug:source>/disagreements/", views.conflicts, name="source-conflicts"),
    path("<slug:source>/all/<slug:verdict>/", views.settle_everything, name="source-settle-all"),
    path("<slug:source>/gone/", views.vanished, name="source-vanished"),
]
