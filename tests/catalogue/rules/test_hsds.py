from datetime import date, time

import pytest
from hypothesis import given

from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.catalogue.rules.hsds import HsdsError, from_hsds, to_hsds
from intreccio.catalogue.rules.pattern import canonical
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from tests.catalogue.rules.strategies import timings_that_happen

WEEKLY = {"freq": "WEEKLY", "byday": "TH,FR", "opens_at": "10:00:00", "closes_at": "18:00"}


def test_every_day_is_a_week_of_seven_days() -> None:
    (fields,) = to_hsds(Timing("FREQ=DAILY", time(9), time(12)))
    assert fields == {
        "freq": "WEEKLY",
        "interval": 1,
        "wkst": "MO",
        "byday": "MO,TU,WE,TH,FR,SA,SU",
        "opens_at": "09:00+01:00",
        "closes_at": "12:00+01:00",
        "timezone": 1,
        "description": "Every day 9:00–12:00",
    }


def test_an_extra_date_is_a_schedule_of_its_own() -> None:
    weekly, extra = to_hsds(*parse_entry("lun 9-12 (anche il 4/8/2026)"))
    assert weekly["byday"] == "MO"
    assert (extra["dtstart"], extra["count"], extra["opens_at"]) == ("2026-08-04", 1, "09:00+02:00")


def test_what_hsds_cannot_say_stays_in_the_description() -> None:
    (fields,) = to_hsds(*parse_entry("ogni 3 giorni 9-12 dal 1/10/2026, chiuso nei festivi"))
    assert "freq" not in fields
    assert fields["description"] == "Every 3 days, 9:00–12:00, from 1 October 2026. Closed on public holidays"


@given(timings_that_happen())
def test_what_hsds_can_say_comes_back(timing: Timing) -> None:
    plain = Timing(
        timing.rule, timing.opens_at, timing.closes_at, timing.starts_on, timing.valid_from, timing.valid_to
    )
    if "DAILY;INTERVAL" in plain.rule:
        return
    (fields,) = to_hsds(plain)
    reading = from_hsds(fields)
    assert reading.timings == canonical([plain])
    assert reading.timings[0].on_holidays is HolidayPolicy.AS_USUAL
    assert reading.notes == ()


def test_times_without_an_offset_are_local() -> None:
    reading = from_hsds(WEEKLY)
    assert reading.timings == (Timing("FREQ=WEEKLY;BYDAY=TH,FR", time(10), time(18)),)


def test_times_with_a_foreign_offset_are_moved_and_noted() -> None:
    reading = from_hsds(WEEKLY | {"opens_at": "10:00Z", "closes_at": "18:00Z", "dtstart": "2026-07-02"})
    assert [(timing.opens_at, timing.closes_at) for timing in reading.timings] == [(time(12), time(20))]
    assert len(reading.notes) == 2


def test_dirty_fields_are_read_when_their_meaning_is_plain() -> None:
    record = {"freq": " monthly", "byday": "2tu, -1FR", "interval": 1.0, "opens_at": "9am", "closes_at": "12.30"}
    assert from_hsds(record).timings == (Timing("FREQ=MONTHLY;BYDAY=2TU,-1FR", time(9), time(12, 30)),)


def test_a_rule_that_happens_once_is_a_single_day() -> None:
    record = WEEKLY | {"count": 1, "dtstart": "2026-10-01"}
    assert from_hsds(record).timings[0] == Timing("", time(10), time(18), starts_on=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"opens_at": "9:00m"}, "opens_at"),
        ({"opens_at": None}, "opens_at"),
        ({"opens_at": "23:30Z", "dtstart": "2026-07-02"}, "opens_at"),
        ({"freq": "YEARLY"}, "freq"),
        ({"byweekno": "41"}, "byweekno"),
        ({"interval": "two"}, "interval"),
        ({"interval": 2}, "rule"),
        ({"valid_from": "1/10/2026"}, "valid_from"),
        ({"timezone": "Rome"}, "timezone"),
        ({"byday": "XX"}, "rule"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(change: dict[str, object], field: str) -> None:
    with pytest.raises(HsdsError, match=rf"^{field}: "):
        from_hsds(WEEKLY | change)
