"""Addresses about who acts for an organisation."""

from django.urls import path

from intreccio.web.members import claiming, views

urlpatterns = [
    path("claim/", claiming.page, name="claim"),
    path("members/", views.page, name="members"),
    path("members/oversight/", views.oversight, name="oversight"),
    path("members/<uuid:member>/change/", views.change, name="member-change"),
    path("members/<uuid:member>/end/", views.end, name="member-end"),
    path("invitations/<uuid:invitation>/renew/", views.renew, name="invitation-renew"),
    path("invitations/<uuid:invitation>/withdraw/", views.withdraw, name="invitation-withdraw"),
]
