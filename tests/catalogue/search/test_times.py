"""Open now, on a day, at some hours; sessions."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from intreccio.catalogue.rules.timing import HolidayPolicy
from intreccio.catalogue.search.documents import Place, hours
from intreccio.catalogue.search.keeping import expand_openings
from intreccio.catalogue.search.question import Point, Sort, open_at, open_during, open_in_the_week
from intreccio.kernel import clock
from tests.catalogue.search.making import (
    BERGAMO,
    MILAN,
    MONDAY,
    ask,
    document,
    found,
    index,
    names,
    open_on,
    weekly,
)

ITALY = ZoneInfo("Europe/Rome")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_monday():
    with clock.at(MONDAY):
        yield


def italian(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ITALY)


def test_open_at_a_moment_from_the_first_minute_to_before_the_last():
    index(document(1, "Sportello", places=open_on(weekly("MO", time(9), time(12, 30)))))
    assert found(open=open_at(italian(23, 9))) == {"Sportello"}
    assert found(open=open_at(italian(23, 12, 29))) == {"Sportello"}
    assert not found(open=open_at(italian(23, 12, 30)))
    assert not found(open=open_at(italian(24, 10)))


def test_open_past_midnight():
    index(document(1, "Unità di strada", places=open_on(weekly("FR", time(22), time(3)))))
    assert found(open=open_at(italian(28, 2, 30))) == {"Unità di strada"}
    assert not found(open=open_at(italian(27, 2, 30)))


def test_open_the_night_before_the_first_day_that_was_expanded():
    index(document(1, "Unità di strada", places=open_on(weekly("SU", time(22), time(11)))))
    assert found(open=open_at(MONDAY)) == {"Unità di strada"}


def test_open_day_and_night():
    always = weekly("MO,TU,WE,TH,FR,SA,SU", time(0), time(0), holidays=HolidayPolicy.AS_USUAL)
    index(document(1, "Numero verde", places=open_on(always)))
    for hours_ahead in (0, 5, 15, 500, 1500):
        assert found(open=open_at(MONDAY + timedelta(hours=hours_ahead))) == {"Numero verde"}


def test_closed_on_a_public_holiday_unless_it_opens_as_usual():
    tuesdays = weekly("TU", time(9), time(12))
    as_usual = weekly("TU", time(9), time(12), holidays=HolidayPolicy.AS_USUAL)
    index(document(1, "Ufficio", places=open_on(tuesdays)), document(2, "Mensa", places=open_on(as_usual)))
    immaculate_conception = italian(8, 10, month=12)
    assert found(open=open_at(immaculate_conception)) == {"Mensa"}
    assert found(open=open_at(immaculate_conception + timedelta(days=7))) == {"Ufficio", "Mensa"}


def test_the_patron_saint_closes_where_he_is_the_patron():
    mondays = (weekly("MO", time(9), time(12)),)
    index(
        document(1, "Milano", places=(Place(hours=hours(mondays, "MI")),)),
        document(2, "Bergamo", places=(Place(hours=hours(mondays, "BG")),)),
    )
    saint_ambrose = italian(7, 10, month=12)
    assert found(open=open_at(saint_ambrose)) == {"Bergamo"}


def test_open_on_a_day_and_at_some_hours_of_it():
    index(
        document(1, "Mattina", places=open_on(weekly("SA", time(9), time(12)))),
        document(2, "Sera", places=open_on(weekly("SA", time(20), time(1)))),
    )
    saturday = date(2026, 11, 28)
    assert found(open=open_during(ITALY, saturday)) == {"Mattina", "Sera"}
    assert found(open=open_during(ITALY, saturday, 1, time(18), time(2))) == {"Sera"}
    assert found(open=open_in_the_week(ITALY, date(2026, 11, 23), time(10), time(11))) == {"Mattina"}


def test_the_distance_is_to_the_nearest_place_that_is_open():
    morning, evening = weekly("MO", time(9), time(12)), weekly("MO", time(18), time(20))
    places = (*open_on(morning, point=MILAN), *open_on(evening, point=BERGAMO))
    index(document(1, "Due sedi", places=places))
    [result] = ask(point=Point(*BERGAMO), open=open_at(MONDAY)).results
    assert result.distance_km == pytest.approx(46, abs=1)


def test_sessions_count_as_open_and_are_sorted_by_the_next():
    def course(number: int, name: str, *days: int):
        sessions = tuple((MONDAY + timedelta(days=day), MONDAY + timedelta(days=day, hours=2)) for day in days)
        return document(number, name, places=(Place(*BERGAMO, sessions=sessions),))

    index(course(1, "Dopo", 5), course(2, "Prima", 1, 30), course(3, "Finito", -3), document(4, "Senza date"))
    assert names(ask(sort=Sort.NEXT_SESSION)) == ["Prima", "Dopo"]
    assert found(open=open_at(MONDAY + timedelta(days=5, hours=1))) == {"Dopo"}
    with clock.at(MONDAY + timedelta(days=2)):
        assert names(ask(sort=Sort.NEXT_SESSION)) == ["Dopo", "Prima"]


def test_indexing_again_replaces_the_sessions():
    for day in (3, 4):
        session = (MONDAY + timedelta(days=day), MONDAY + timedelta(days=day, hours=1))
        index(document(1, "Corso", places=(Place(sessions=(session,)),)))
    assert not found(open=open_at(MONDAY + timedelta(days=3)))
    assert found(open=open_at(MONDAY + timedelta(days=4))) == {"Corso"}


def test_expanding_day_by_day_keeps_ninety_days_ahead_without_doubling():
    index(document(1, "Sportello", places=open_on(weekly("MO", time(9), time(12)))))
    in_ninety_days = MONDAY + timedelta(days=98)
    assert not found(open=open_at(in_ninety_days))
    for day in range(1, 15):
        expand_openings((MONDAY + timedelta(days=day)).date())
    assert found(open=open_at(in_ninety_days)) == {"Sportello"}


def test_a_season_that_comes_into_sight_is_found_at_its_hours():
    summer = weekly("TU", time(20), time(23))
    winter_and_later_summer = (
        weekly("MO", time(9), time(12)),
        type(summer)(rule=summer.rule, opens_at=time(20), closes_at=time(23), valid_from=date(2027, 6, 1)),
    )
    index(document(1, "Spazio fresco", places=open_on(*winter_and_later_summer)))
    evening = datetime(2027, 6, 8, 19, 0, tzinfo=UTC)
    with clock.at(datetime(2027, 5, 20, tzinfo=UTC)):
        expand_openings(date(2027, 5, 20))
        assert found(open=open_at(evening)) == {"Spazio fresco"}
