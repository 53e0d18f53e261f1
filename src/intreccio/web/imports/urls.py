"""Addresses of imports."""

from django.urls import path

from intreccio.web.imports import views

urlpatterns = [
    path("", views.start_page, name="imports"),
    path("new/<slug:kind>/", views.new_page, name="import-new"),
    path("<uuid:run>/", views.run_page, name="import"),
    path("<uuid:run>/columns/", views.columns_page, name="import-columns"),
    path("<uuid:run>/sheet/", views.sheet, name="import-sheet"),
    path("<uuid:run>/check/", views.check, name="import-check"),
    path("<uuid:run>/report/", views.report_page, name="import-report"),
    path("<uuid:run>/<slug:show>.csv", views.rows, name="import-rows"),
    path("<uuid:run>/apply/", views.apply, name="import-apply"),
    path("<uuid:run>/undo/", views.undo, name="import-undo"),
    path("<uuid:run>/discard/", views.discard, name="import-discard"),
    path("<uuid:run>/stop/", views.stop_page, name="import-stop"),
]
