"""Addresses of the pages."""

from django.urls import include, path
from django.views.generic import RedirectView

from intreccio.web.bookings import door
from intreccio.web.bookings import views as bookings
from intreccio.web.booklets import views as booklets
from intreccio.web.calendars import views as calendars
from intreccio.web.coverage import views as coverage
from intreccio.web.downloads import views as downloads
from intreccio.web.duplicates import views as duplicates
from intreccio.web.embeds import views as embeds
from intreccio.web.find import views as find
from intreccio.web.frame import maps
from intreccio.web.frame import views as frame
from intreccio.web.gallery import views as gallery
from intreccio.web.help import asking as help_asking
from intreccio.web.help import views as help_views
from intreccio.web.journal import views as journal
from intreccio.web.listings import views as listings
from intreccio.web.members import invitation
from intreccio.web.mine import views as mine
from intreccio.web.month import views as month
from intreccio.web.mylist import views as mylist
from intreccio.web.numbers import views as numbers
from intreccio.web.offline import views as offline
from intreccio.web.organisations import views as organisations
from intreccio.web.pathways import views as pathways
from intreccio.web.privacy import views as privacy
from intreccio.web.questionnaires import answering
from intreccio.web.renderings import views as renderings
from intreccio.web.reports import views as reports
from intreccio.web.services import views as services

urlpatterns = [
    path("", find.page, name="home"),
    path("services/<uuid:service>/", services.page, name="service"),
    path("services/<uuid:service>/renderings/<uuid:rendering>/", services.rendering, name="rendering"),
    path("listings/<uuid:service>/renderings/", renderings.page, name="renderings"),
    path(
        "listings/<uuid:service>/renderings/<uuid:rendering>/remove/", renderings.remove, name="rendering-remove"
    ),
    path("reading/", frame.choose_reading, name="choose-reading"),
    path("services/<uuid:service>/report/", reports.of_service, name="report-service"),
    path("reports/<str:token>/", reports.follow, name="report"),
    path("services/<uuid:service>/calendar.ics", calendars.of_service, name="calendar-of-service"),
    path("calendar.ics", calendars.found, name="calendar"),
    path("month/", month.found, name="month"),
    path("services/<uuid:service>/month/", month.of_service, name="month-of-service"),
    path("pathways/", pathways.page, name="pathways"),
    path("pathways/coverage/", coverage.page, name="coverage"),
    path("pathways/<slug:pathway>/", pathways.one, name="pathway"),
    path("pathways/<slug:pathway>/coverage/", coverage.one, name="coverage-pathway"),
    path("list/", mylist.page, name="list"),
    path("list/save/", mylist.save, name="list-save"),
    path("list/remove/", mylist.remove, name="list-remove"),
    path("list/empty/", mylist.empty, name="list-empty"),
    path("list/list.pdf", mylist.pdf, name="list-pdf"),
    path("booklet/", booklets.page, name="booklet"),
    path("booklet/services.pdf", booklets.pdf, name="booklet-pdf"),
    path("list/dates.ics", mylist.calendar, name="list-calendar"),
    path("listings/confirm/<str:token>/", listings.confirm_page, name="confirm-listing"),
    path("listings/renew/<str:token>/", listings.renew, name="renew-confirmation"),
    path("desk/", include("intreccio.web.desk.urls")),
    path("network/", organisations.network, name="organisations"),
    path("network/<uuid:organisation>/", organisations.page, name="organisation"),
    path("network/<uuid:organisation>/", include("intreccio.web.members.urls")),
    path("invitation/<str:token>/", invitation.page, name="invitation"),
    path("network/<uuid:organisation>/report/", reports.of_organisation, name="report-organisation"),
    path("book/<uuid:activity>/", bookings.page, name="book"),
    path("booked/<str:token>/", bookings.booked, name="booking"),
    path("booked/<str:token>/dates.ics", bookings.dates, name="booking-dates"),
    path("here/<str:token>/", door.page, name="door"),
    path("mine/", mine.page, name="mine"),
    path("mine/record/", mine.record, name="mine-record"),
    path("mine/record/file.json", mine.as_json, name="mine-file"),
    path("mine/record/dates.ics", mine.dates, name="mine-dates"),
    path("mine/record/plan.pdf", mine.plan_copy, name="mine-plan"),
    path("mine/record/agreements/<uuid:consent>/", mine.withdraw, name="mine-withdraw"),
    path("mine/leave/", mine.leave, name="mine-leave"),
    path("answer/<slug:instrument>/<str:token>/", answering.page, name="answer"),
    path("numbers/referrals/", numbers.page, name="referral-numbers"),
    path("sessions/", include("intreccio.web.registers.urls")),
    path("people/", include("intreccio.web.people.urls")),
    path("referrals/", include("intreccio.web.referrals.urls")),
    path("office/", include("intreccio.web.office.urls")),
    path("download/services.<slug:form>", downloads.services, name="download-services"),
    path("download/organisations.<slug:form>", downloads.organisations, name="download-organisations"),
    path("map/boundaries.json", maps.boundaries, name="boundaries"),
    path("imports/sources/", include("intreccio.web.sources.urls")),
    path("imports/", include("intreccio.web.imports.urls")),
    path("registers/", RedirectView.as_view(pattern_name="imports", permanent=True)),
    path("registers/<path:rest>", RedirectView.as_view(url="/imports/%(rest)s", permanent=True)),
    path("duplicates/", duplicates.page, name="duplicates"),
    path("duplicates/<uuid:duplicate>/", duplicates.pair, name="duplicate"),
    path("duplicates/<uuid:duplicate>/merge/", duplicates.merge, name="duplicate-merge"),
    path("duplicates/<uuid:duplicate>/apart/", duplicates.apart, name="duplicate-apart"),
    path("duplicates/<uuid:duplicate>/reconsider/", duplicates.reconsider, name="duplicate-reconsider"),
    path("duplicates/merges/<int:merge>/", duplicates.merged, name="merge"),
    path("duplicates/merges/<int:merge>/undo/", duplicates.undo, name="merge-undo"),
    path("journal/", journal.page, name="journal"),
    path("journal/roots.jsonl", journal.roots, name="journal-roots"),
    path("help/", help_views.page, name="help"),
    path("help/ask/<uuid:organisation>/", help_asking.page, name="help-ask"),
    path("help/asked/<str:token>/", help_asking.follow, name="help-follow"),
    path("help/traces/", help_views.traces, name="traces"),
    path("accessibility/", frame.accessibility, name="accessibility"),
    path("privacy/register/", privacy.page, name="processing"),
    path("privacy/", frame.privacy, name="privacy"),
    path("language/", frame.set_language, name="set_language"),
    path("components/", gallery.page, name="gallery"),
    path("embed.js", embeds.height_script, name="embed-script"),
    path("embed/<str:embed_key>/", embeds.page, name="embed"),
    path("embed/<str:embed_key>/colours.css", embeds.colours, name="embed-colours"),
    path("sw.js", offline.worker, name="service-worker"),
    path("offline/", offline.page, name="offline"),
    path("manifest/<slug:language>.webmanifest", offline.manifest, name="manifest"),
    path("favicon.ico", frame.icon),
]
