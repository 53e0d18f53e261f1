"""From the sessions of a month to what its page shows."""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language

from intreccio.catalogue.models import Session
from intreccio.catalogue.queries.sessions import counts_by_day, few_of_each_day, sessions_between
from intreccio.catalogue.queries.sites import is_placed
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.holidays import holidays_between
from intreccio.kernel import clock
from intreccio.web.month.asking import ZONE, AskedMonth
from intreccio.web.shown.month import Day, Entry, Month
from intreccio.web.words.moments import hours_words, month_words, weekday_words
from intreccio.web.words.said import said_in

MOST_A_DAY = 4

MonthUrl = Callable[[AskedMonth], str]
DayUrl = Callable[[date], str]


def shown_month(month: AskedMonth, services: Collection[UUID], *, url: MonthUrl, day_url: DayUrl) -> Month:
    """What the services hold in a month, at most `MOST_A_DAY` meetings a day.

    `url` leads to this page for another month, `day_url` to everything of one day, "" if there is no such page.
    """
    sessions = sessions_between(services, *month.bounds)
    counts = counts_by_day(sessions, ZONE)
    found: dict[date, list[Session]] = defaultdict(list)
    for session in few_of_each_day(sessions, ZONE, MOST_A_DAY):
        found[session.starts_at.astimezone(ZONE).date()].append(session)
    holidays = holidays_between(month.days[0], month.days[-1])
    return Month(
        title=month_words(month.first),
        # Weeks start on Monday for everybody, as on the walls of the places where people meet.
        first_weekday=month.first.isoweekday(),
        weekdays=[str(WEEKDAYS[number]) for number in range(7)],
        days=[_day(day, found[day], counts.get(day, 0), day in holidays, day_url) for day in month.days],
        total=sum(counts.values()),
        previous_url=url(month.previous) if month.previous.is_known else "",
        next_url=url(month.next) if month.next.is_known else "",
    )


def _day(day: date, sessions: list[Session], count: int, is_holiday: bool, url: DayUrl) -> Day:
    today = clock.today(ZONE)
    more = count - len(sessions)
    return Day(
        number=day.day,
        words=weekday_words(day),
        entries=[_entry(session) for session in sessions],
        more=more,
        more_url=url(day) if more and day >= today else "",
        is_today=day == today,
        is_past=day < today,
        is_holiday=is_holiday,
    )


def _entry(session: Session) -> Entry:
    """A meeting under the name of its group, else of its service; its town, unless the place is hidden."""
    language = get_language() or "it"
    activity, site = session.activity, session.activity.site
    text = best_text(activity.texts.all(), language) or best_text(activity.service.texts.all(), language)
    town = str(site.municipality or site.locality or "") if site and is_placed(site) else ""
    return Entry(
        hours=hours_words(session),
        name=text.name if text else "",
        url=reverse("service", args=[activity.service_id]),
        organisation=activity.service.organisation.name,
        town=town,
        is_called_off=session.cancelled,
        called_off=session.cancelled_reason,
        said=said_in(text.language if text else language, reader=language),
    )
