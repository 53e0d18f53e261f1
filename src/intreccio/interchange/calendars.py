"""Meetings of groups and courses as an iCalendar file (RFC 5545), which people's own calendars subscribe to."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration
from icalendar.prop import vText

from intreccio.actors.models import Site
from intreccio.catalogue.models import Service, Session
from intreccio.catalogue.queries.sessions import sessions_between
from intreccio.catalogue.queries.sites import is_placed, is_public
from intreccio.interchange.hsds.reader import Reader
from intreccio.kernel import clock

ZONE = ZoneInfo("Europe/Rome")
MOST_EVENTS = 2_000
BACK, AHEAD = timedelta(days=7), timedelta(days=90)
"""For so long events stay, and so far they reach: calendars ask again and find the next ones."""

ASK_AGAIN = timedelta(hours=12)
PRODUCT = "-//Intreccio//Intreccio//IT"


def calendar(services: Sequence[UUID], *, name: str, reader: Reader, site: str) -> bytes:
    """What the `services` hold on dates, those called off marked as such; at most `MOST_EVENTS`.

    `site` is the address of the platform, such as `https://intreccio.example.org`. Places whose address is kept
    back are not named.
    """
    return calendar_of(_sessions(services), name=name, reader=reader, site=site)


def calendar_of(sessions: Sequence[Session], *, name: str, reader: Reader, site: str) -> bytes:
    """The same of single sessions, their groups and services loaded."""
    made = Calendar.new(prodid=PRODUCT, name=name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    for session in sessions:
        made.add_component(_event(session, reader, site))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _sessions(services: Sequence[UUID]) -> Sequence[Session]:
    return list(sessions_between(services, clock.now() - BACK, clock.now() + AHEAD)[:MOST_EVENTS])


def _event(session: Session, reader: Reader, site: str) -> Event:
    service = session.activity.service
    event = Event()
    event.add("uid", f"{session.pk}@{site.partition('://')[2]}")
    event.add("dtstamp", service.changed_at)
    event.add("dtstart", session.starts_at.astimezone(ZONE))
    event.add("dtend", session.ends_at.astimezone(ZONE))
    event.add("summary", _summary(session, reader))
    event.add("url", f"{site}/services/{service.pk}/")
    event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    if session.cancelled:
        event.add("description", vText(session.cancelled_reason))
    if session.activity.site and (place := _place(session.activity.site)):
        event.add("location", place)
    return event


def _summary(session: Session, reader: Reader) -> str:
    """The group's name, that of its service, and who holds it, each once."""
    service: Service = session.activity.service
    texts = (reader.best(session.activity.texts.all()), reader.best(service.texts.all()))
    names = [*(text.name for text in texts if text), service.organisation.name]
    return " – ".join(dict.fromkeys(names))


def _place(site: Site) -> str:
    """Name, street and town of a public place; of one that is told at enrolment its town alone."""
    town = site.municipality.name if site.municipality else site.locality or ""
    if not is_placed(site):
        return ""
    if not is_public(site):
        return town
    return ", ".join(part for part in (site.name, site.street, town) if part)
