"""Addresses of sessions and their registers."""

from django.urls import path

from intreccio.web.registers import views

urlpatterns = [
    path("", views.page, name="sessions"),
    path("<uuid:session>/", views.register, name="register"),
    path("<uuid:session>/sheet/", views.sheet, name="register-sheet"),
    path("<uuid:session>/attendance/", views.attendance, name="register-attendance"),
    path("<uuid:session>/book/", views.add, name="register-book"),
    path("<uuid:session>/places/<uuid:hold>/", views.place, name="register-place"),
]
