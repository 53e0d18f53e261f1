"""Addresses of referrals."""

from django.urls import path

from intreccio.web.referrals import attaching, forwarding, linked, requests, today, views

urlpatterns = [
    path("", views.page, name="referrals"),
    path("today/", today.page, name="today"),
    path("board/", views.board, name="referral-board"),
    path("ranking/", views.ranking, name="referral-ranking"),
    path("requests/", requests.page, name="help-requests"),
    path("requests/<uuid:asked>/", requests.one, name="help-request"),
    path("answer/<str:token>/", linked.page, name="referral-answer"),
    path("<uuid:referral>/", views.one, name="referral"),
    path("<uuid:referral>/answer/", views.answer, name="referral-decide"),
    path("<uuid:referral>/note/", views.note, name="referral-note"),
    path("<uuid:referral>/forward/", forwarding.page, name="referral-forward"),
    path("<uuid:referral>/papers/", attaching.add, name="referral-attach"),
    path("<uuid:referral>/papers/<uuid:attachment>/", attaching.one, name="referral-attachment"),
    path("<uuid:referral>/date/", views.fix, name="referral-fix"),
    path("<uuid:referral>/say/", views.say, name="referral-say"),
    path("<uuid:referral>/<slug:verb>/", views.step, name="referral-step"),
]
