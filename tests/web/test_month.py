"""A month of meetings: every filtered view of the find page, and every service, on a calendar."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intreccio.actors.models import Organisation
from intreccio.catalogue.actions import cancel_session
from intreccio.catalogue.models import Service, Session
from intreccio.catalogue.search.find import find_all
from intreccio.catalogue.search.question import Question
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.web.month.asking import month_of, read_month
from intreccio.web.month.showing import MOST_A_DAY, shown_month
from tests.web.conftest import VisitorOf

ROME = ZoneInfo("Europe/Rome")
pytestmark = pytest.mark.usefixtures("demonstration")


def next_month() -> str:
    return month_of(clock.today(ROME)).next.code


def entries(page: str) -> list[str]:
    return re.findall(r'<span class="month-hours">', page)


def a_busy_service() -> Service:
    return Service.objects.get(texts__name="Cammini di casa – pianura")


def test_a_find_page_leads_to_its_month_and_the_month_back(visitor: VisitorOf) -> None:
    query = {"what": "cammino", "where": "Bergamo", "free": "yes"}
    assert (
        "/month/?what=cammino&amp;where=Bergamo&amp;free=yes&amp;sort=distance" in visitor().get("/", query).text
    )
    page = visitor().get("/month/", {**query, "month": next_month()}).text
    assert 'href="/?what=cammino&amp;where=Bergamo&amp;free=yes&amp;sort=distance"' in page
    assert "/calendar.ics?what=cammino&amp;where=Bergamo&amp;free=yes" in page
    assert f"/month/?what=cammino&amp;where=Bergamo&amp;sort=distance&amp;month={next_month()}" in page, (
        "without its filter"
    )


def test_a_month_holds_what_the_question_finds_and_of_each_day_a_few() -> None:
    services = find_all(Question(words="cammino", day=clock.today(ROME)))
    month = read_month(next_month())
    seen = shown_month(month, services, url=lambda other: other.code, day_url=lambda day: day.isoformat())
    held = Session.objects.filter(activity__service__in=services)
    for day, shown in zip(month.days, seen.days, strict=True):
        start = datetime.combine(day, datetime.min.time(), ROME)
        there = held.filter(starts_at__gte=start, starts_at__lt=start + timedelta(1)).count()
        assert len(shown.entries) == min(there, MOST_A_DAY)
        assert shown.more == there - len(shown.entries)
        assert shown.more_url == (day.isoformat() if shown.more else "")
    assert any(day.more for day in seen.days)


def test_more_of_a_day_leads_to_everything_of_that_day(visitor: VisitorOf) -> None:
    page = visitor().get("/month/", {"where": "Bergamo", "month": next_month()})
    [address, *_] = re.findall(r'class="month-more">\s*<a href="([^"]*)"', page.text)
    assert re.search(r"/\?where=Bergamo&amp;sort=distance&amp;when=\d{4}-\d\d-\d\d$", address)
    assert visitor().get(address.replace("&amp;", "&")).status_code == 200


@upkeep
def hold_only(session: Session, starts_at: datetime) -> None:
    """Have this meeting of its group's service at that moment, and no other."""
    Session.objects.filter(activity__service=session.activity.service_id).exclude(pk=session.pk).delete()
    Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))


def test_a_meeting_belongs_to_the_day_and_month_on_the_clock_of_the_territory(
    own_demonstration: str,
) -> None:
    service = a_busy_service()
    session = Session.objects.filter(activity__service=service, starts_at__gt=clock.now()).first()
    assert session
    month = read_month(next_month())
    hold_only(session, datetime.combine(month.first, datetime.min.time(), ROME) + timedelta(minutes=30))
    seen = shown_month(month, [service.pk], url=lambda _: "", day_url=lambda _: "")
    assert [entry.hours for entry in seen.days[0].entries] == ["0:30–1:30"]
    assert seen.total == 1
    before = shown_month(month.previous, [service.pk], url=lambda _: "", day_url=lambda _: "")
    assert before.total == 0


def test_what_was_called_off_says_so_and_why(own_demonstration: str, visitor: VisitorOf) -> None:
    service, month = a_busy_service(), read_month(next_month())
    session = Session.objects.filter(activity__service=service, starts_at__gte=month.bounds[0]).first()
    assert session
    cancel_session(session=session, reason="Piove <da> ieri.", by=SYSTEM)
    page = visitor().get(reverse("month-of-service", args=[service.pk]), {"month": month.code}).text
    assert "Annullato: <bdi>Piove &lt;da&gt; ieri.</bdi>" in page


def test_public_holidays_are_named() -> None:
    december = month_of(date(2026, 12, 1))
    seen = shown_month(december, [], url=lambda _: "", day_url=lambda _: "")
    assert [day.number for day in seen.days if day.is_holiday] == [8, 25, 26]


def test_a_services_page_leads_to_its_month(visitor: VisitorOf) -> None:
    service = a_busy_service()
    here = reverse("month-of-service", args=[service.pk])
    assert here in visitor().get(f"/services/{service.pk}/").text
    page = visitor().get(here, {"month": next_month()}).text
    assert entries(page)
    assert reverse("calendar-of-service", args=[service.pk]) in page
    assert set(re.findall(r'<a href="/services/([0-9a-f-]{36})/"', page)) == {str(service.pk)}


@pytest.mark.parametrize("month", ["2026", "x", "2026-13", "0001-01", "9999-12", "2020-01"])
def test_a_month_that_makes_no_sense_is_named_and_this_one_shown(visitor: VisitorOf, month: str) -> None:
    answer = visitor().get("/month/", {"month": month})
    assert answer.status_code == 400
    assert month in answer.text
    assert month_of(clock.today(ROME)).previous.code not in answer.text


def test_where_nothing_is_held_the_page_says_so(visitor: VisitorOf) -> None:
    page = visitor().get("/month/", {"what": "qqqqzzzz"}).text
    assert "Nessun incontro in questo mese" in page
    assert not entries(page)


def test_there_is_no_way_to_months_of_which_nothing_is_known(visitor: VisitorOf) -> None:
    this, client = month_of(clock.today(ROME)), visitor()
    months, month = [], this
    while month.is_known:
        months.append(month)
        page = client.get("/month/", {"month": month.code})
        assert page.status_code == 200
        assert (f"month={month.next.code}" in page.text) is month.next.is_known
        month = month.next
    assert 3 <= len(months) <= 5


def test_a_month_of_much_asks_no_more_than_one_of_little(visitor: VisitorOf) -> None:
    few, many = (asked(visitor(), f"/month/?what={what}&where=Dalmine") for what in ("autismo", "cammino"))
    assert few == many <= 16
    assert asked(visitor(), "/month/") <= 14


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connections["default"]) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_no_month_is_kept_by_a_browser_and_none_tells_a_place_kept_back(visitor: VisitorOf) -> None:
    shelter = Organisation.objects.get(name__startswith="Lune Nuove")
    for service in Service.objects.filter(organisation=shelter, state="published"):
        answer = visitor().get(reverse("month-of-service", args=[service.pk]), {"month": next_month()})
        assert answer["Cache-Control"] == "no-store"
        for site in [*service.sites.all(), *(a.site for a in service.activities.all() if a.site)]:
            if site.visibility != "public":
                assert not site.street or site.street not in answer.text


def test_in_every_month_weeks_start_on_monday() -> None:
    for month in range(1, 13):
        first = date(2027, month, 1)
        seen = shown_month(month_of(first), [], url=lambda _: "", day_url=lambda _: "")
        assert seen.first_weekday == first.isoweekday()
        assert len(seen.days) == (month_of(first).next.first - first).days
