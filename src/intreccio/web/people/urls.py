"""Addresses of the pages about persons."""

from django.urls import path

from intreccio.web.people import (
    accesses,
    assessments,
    booking,
    changing,
    files,
    hiding,
    keys,
    merging,
    needs,
    plans,
    views,
)
from intreccio.web.referrals import views as referrals

urlpatterns = [
    path("", views.page, name="people"),
    path("for/", views.act_for, name="people-act-for"),
    path("new/", changing.register_page, name="person-new"),
    path("urgent/", accesses.urgent, name="person-urgent"),
    path("accesses/", accesses.page, name="people-accesses"),
    path("accesses/<int:entry>/", accesses.review, name="people-access-review"),
    path("<uuid:person>/", views.person_page, name="person"),
    path("<uuid:person>/identity/", changing.identity_page, name="person-identity"),
    path("<uuid:person>/contact/", changing.contact_page, name="person-contact"),
    path("<uuid:person>/questionnaires/", assessments.page, name="person-questionnaires"),
    path("<uuid:person>/questionnaires/<slug:instrument>/", assessments.fill, name="person-questionnaire"),
    path(
        "<uuid:person>/questionnaires/<slug:instrument>/paper.pdf",
        assessments.paper,
        name="person-questionnaire-paper",
    ),
    path(
        "<uuid:person>/questionnaires/<slug:instrument>/link/", assessments.link, name="person-questionnaire-link"
    ),
    path("<uuid:person>/advocates/", changing.advocate_page, name="person-advocate"),
    path("<uuid:person>/advocates/<uuid:advocate>/end/", changing.advocate_end, name="person-advocate-end"),
    path("<uuid:person>/agreements/", changing.consent_page, name="person-consent"),
    path(
        "<uuid:person>/agreements/<uuid:consent>/withdraw/",
        changing.consent_withdraw,
        name="person-consent-withdraw",
    ),
    path("<uuid:person>/file.json", files.as_json, name="person-file-json"),
    path("<uuid:person>/file.pdf", files.as_pdf, name="person-file-pdf"),
    path("<uuid:person>/plan/", plans.page, name="person-plan"),
    path("<uuid:person>/plan/copy.pdf", plans.own_copy, name="person-plan-copy"),
    path("<uuid:person>/plan/goals/", plans.add_goal, name="person-goal-new"),
    path("<uuid:person>/plan/goals/<uuid:goal>/", plans.change_goal, name="person-goal"),
    path("<uuid:person>/needs/", needs.page, name="person-needs"),
    path("<uuid:person>/needs/listening/", needs.listening, name="person-listening"),
    path("<uuid:person>/needs/<uuid:need>/", needs.settle, name="person-need"),
    path("<uuid:person>/hidden/", hiding.page, name="person-hidden"),
    path("<uuid:person>/hidden/<uuid:veil>/", hiding.lift, name="person-hidden-lift"),
    path("<uuid:person>/merge/", merging.page, name="person-merge"),
    path("<uuid:person>/merge/<uuid:joined>/undo/", merging.undo, name="person-merge-undo"),
    path("<uuid:person>/key/", keys.page, name="person-key"),
    path("<uuid:person>/book/", booking.page, name="person-book"),
    path("<uuid:person>/places/<uuid:hold>/", booking.give_up, name="person-place"),
    path("<uuid:person>/refer/", referrals.new, name="person-refer"),
]
