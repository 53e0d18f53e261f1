"""Dates go into people's own calendars: of one service, and of whatever a find page finds."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from intreccio.actors.models import Organisation
from intreccio.catalogue.actions import cancel_session
from intreccio.catalogue.models import Service, Session
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from tests.web.conftest import VisitorOf


def events(client: Client, address: str, query: dict[str, str] | None = None):
    answer = client.get(address, query or {})
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def a_session() -> Session:
    coming = Session.objects.filter(
        starts_at__gt=clock.now(), cancelled=False, activity__site__visibility="public"
    )
    session = coming.select_related("activity__service", "activity__site").first()
    assert session
    return session


@pytest.mark.usefixtures("demonstration")
def test_a_services_dates_are_those_of_its_page(visitor: VisitorOf) -> None:
    session = a_session()
    service = session.activity.service
    found = events(visitor(), reverse("calendar-of-service", args=[service.pk]))
    [event] = [event for event in found if event["uid"].startswith(str(session.pk))]
    assert event.start == session.starts_at
    assert event.start.tzinfo.key == "Europe/Rome"
    assert session.activity.site.street in event["location"]
    assert event["url"].endswith(f"/services/{service.pk}/")
    assert reverse("calendar-of-service", args=[service.pk]) in visitor().get(f"/services/{service.pk}/").text


@pytest.mark.usefixtures("demonstration")
def test_a_find_pages_dates_are_of_what_it_finds_and_of_nothing_else(visitor: VisitorOf) -> None:
    query = {"what": "cammino", "where": "Bergamo"}
    page = visitor().get("/", query).text
    assert "/calendar.ics?what=cammino&amp;where=Bergamo" in page
    found = {event["url"].rstrip("/").rpartition("/")[2] for event in events(visitor(), "/calendar.ics", query)}
    every = {event["url"].rstrip("/").rpartition("/")[2] for event in events(visitor(), "/calendar.ics")}
    assert found and found < every


def test_what_was_called_off_says_so_and_why(own_demonstration: str, visitor: VisitorOf) -> None:
    session = a_session()
    cancel_session(session=session, reason="Piove da ieri.", by=SYSTEM)
    found = events(visitor(), reverse("calendar-of-service", args=[session.activity.service_id]))
    [event] = [event for event in found if event["uid"].startswith(str(session.pk))]
    assert (event["status"], event["description"]) == ("CANCELLED", "Piove da ieri.")


@pytest.mark.usefixtures("demonstration")
def test_dates_reach_from_a_week_ago_to_three_months_ahead(visitor: VisitorOf) -> None:
    starts = [event.start for event in events(visitor(), "/calendar.ics")]
    assert min(starts) >= clock.now() - timedelta(days=7, minutes=1)
    assert max(starts) <= clock.now() + timedelta(days=90)


@pytest.mark.usefixtures("demonstration")
def test_places_kept_back_are_not_named(visitor: VisitorOf) -> None:
    shelter = Organisation.objects.get(name__startswith="Lune Nuove")
    for service in Service.objects.filter(organisation=shelter, state="published"):
        for event in events(visitor(), reverse("calendar-of-service", args=[service.pk])):
            assert "," not in event.get("location", "")


@pytest.mark.usefixtures("demonstration")
def test_a_listing_that_is_not_shown_has_no_calendar(visitor: VisitorOf) -> None:
    hidden = Service.objects.exclude(state="published").first()
    assert hidden
    assert visitor().get(reverse("calendar-of-service", args=[hidden.pk])).status_code == 404
