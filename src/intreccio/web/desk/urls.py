"""Addresses of the desk."""

from django.urls import path

from intreccio.web.desk import activities, bulk, editing, own, places, reports, views, waiting

urlpatterns = [
    path("", views.home, name="desk"),
    path("schedule/", editing.schedule, name="desk-schedule"),
    path("organisations/<uuid:organisation>/new/", editing.new, name="desk-new"),
    path("organisations/<uuid:organisation>/services.xlsx", bulk.download, name="desk-table"),
    path("organisations/<uuid:organisation>/upload/", bulk.upload, name="desk-upload"),
    path("organisations/<uuid:organisation>/", own.organisation, name="desk-organisation"),
    path("organisations/<uuid:organisation>/others/", own.others, name="desk-organisation-others"),
    path("organisations/<uuid:organisation>/places/new/", places.new, name="desk-site-new"),
    path("places/<uuid:site>/", places.edit, name="desk-site"),
    path("places/<uuid:site>/others/", places.others, name="desk-site-others"),
    path("services/<uuid:service>/", views.listing_page, name="desk-listing"),
    path("services/<uuid:service>/edit/", editing.edit, name="desk-edit"),
    path("services/<uuid:service>/others/", editing.others, name="desk-others"),
    path("services/<uuid:service>/confirm/", views.confirm_listing, name="desk-confirm"),
    path("services/<uuid:service>/publish/", views.publish_listing, name="desk-publish"),
    path("services/<uuid:service>/withdraw/", views.withdraw_listing, name="desk-withdraw"),
    path("services/<uuid:service>/copy/", views.copy_listing, name="desk-copy"),
    path("services/<uuid:service>/undo/", views.undo_step, name="desk-undo"),
    path("services/<uuid:service>/history/", views.history, name="desk-history"),
    path("services/<uuid:service>/activities/new/", activities.new, name="desk-activity-new"),
    path("history/<uuid:revision>/", views.revision, name="desk-revision"),
    path("activities/<uuid:activity>/", activities.edit, name="desk-activity"),
    path("activities/<uuid:activity>/others/", editing.others_at_group, name="desk-activity-others"),
    path("activities/<uuid:activity>/remove/", activities.remove, name="desk-activity-remove"),
    path("changes/<uuid:proposal>/", waiting.proposal, name="desk-proposal"),
    path("changes/<uuid:proposal>/take-back/", waiting.take_back, name="desk-proposal-take-back"),
    path("reports/<uuid:report>/", reports.one, name="desk-report"),
    path("sessions/<uuid:session>/", views.session, name="desk-session"),
]
