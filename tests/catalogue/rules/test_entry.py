from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intreccio.catalogue.rules.entry import vocabulary
from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.catalogue.rules.refusal import MESSAGES, Reason, ScheduleTextError
from intreccio.catalogue.rules.season import Season
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing

WORKING_WEEK = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
ALL_WEEK = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"
NINE_TO_NOON = Timing("FREQ=WEEKLY;BYDAY=MO", time(9), time(12))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "lun-ven 9-12.30 e 14-18",
            [Timing(WORKING_WEEK, time(9), time(12, 30)), Timing(WORKING_WEEK, time(14), time(18))],
        ),
        (
            "lunedì e mercoledì 9:00-12:00; sabato 10-12",
            [
                Timing("FREQ=WEEKLY;BYDAY=MO,WE", time(9), time(12)),
                Timing("FREQ=WEEKLY;BYDAY=SA", time(10), time(12)),
            ],
        ),
        ("tutti i giorni h24", [Timing(ALL_WEEK, time(0), time(0))]),
        ("24/7", [Timing(ALL_WEEK, time(0), time(0))]),
        ("sempre aperto", [Timing(ALL_WEEK, time(0), time(0))]),
        ("every day 0-24", [Timing(ALL_WEEK, time(0), time(0))]),
        (
            "ogni secondo martedì del mese 20.30-22.30",
            [Timing("FREQ=MONTHLY;BYDAY=2TU", time(20, 30), time(22, 30))],
        ),
        (
            "ogni due settimane il giovedì 14-17 dal 1/10/2026",
            [Timing("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", time(14), time(17), starts_on=date(2026, 10, 1))],
        ),
        (
            "every other Thursday 2pm to 5pm starting 1 October 2026",
            [Timing("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", time(14), time(17), starts_on=date(2026, 10, 1))],
        ),
        ("mar 22-2", [Timing("FREQ=WEEKLY;BYDAY=TU", time(22), time(2))]),
        ("mon, wed 9am-12:30pm", [Timing("FREQ=WEEKLY;BYDAY=MO,WE", time(9), time(12, 30))]),
        ("first and third Saturday 10-12", [Timing("FREQ=MONTHLY;BYDAY=1SA,3SA", time(10), time(12))]),
        ("l’ultimo venerdì del mese 9-12", [Timing("FREQ=MONTHLY;BYDAY=-1FR", time(9), time(12))]),
        ("the 15th of the month 9-12", [Timing("FREQ=MONTHLY;BYMONTHDAY=15", time(9), time(12))]),
        ("Weekdays 9-5pm", [Timing(WORKING_WEEK, time(9), time(17))]),
        ("dalle 9 alle 12 il lunedì", [NINE_TO_NOON]),
        ("Orario di apertura: lun. 9-12; sabato e domenica chiuso", [NINE_TO_NOON]),
        ("Mon 12-1pm", [Timing("FREQ=WEEKLY;BYDAY=MO", time(12), time(13))]),
        (
            "giovedì 15 ottobre 2026 ore 20.30-22.30",
            [Timing("", time(20, 30), time(22, 30), starts_on=date(2026, 10, 15))],
        ),
        (
            "lun 9-12 dal 1/10/2026 al 30/6/2027",
            [replace(NINE_TO_NOON, valid_from=date(2026, 10, 1), valid_to=date(2027, 6, 30))],
        ),
        (
            "dal 5/10/2026 ogni lunedì 9-12, per 3 volte",
            [replace(NINE_TO_NOON, valid_from=date(2026, 10, 5), valid_to=date(2026, 10, 19))],
        ),
        (
            "tutti i giorni tranne il lunedì 9-12",
            [Timing("FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU", time(9), time(12))],
        ),
        (
            "lun 9-12. Chiuso ad agosto e nei festivi",
            [
                replace(
                    NINE_TO_NOON,
                    on_holidays=HolidayPolicy.CLOSED,
                    closed_seasons=(Season.of_months(8, 8),),
                )
            ],
        ),
        (
            "Monday 9-12 (closed on 24 December 2026, also on 26/12/2026)",
            [
                replace(
                    NINE_TO_NOON,
                    except_dates=(date(2026, 12, 24),),
                    extra_dates=(date(2026, 12, 26),),
                )
            ],
        ),
    ],
)
def test_an_entry_is_read_as_it_was_meant(text: str, meant: list[Timing]) -> None:
    assert parse_entry(text) == tuple(meant)


@pytest.mark.parametrize(
    ("text", "reason", "part", "position"),
    [
        ("", Reason.EMPTY, "", 0),
        ("lun boh 9-12", Reason.UNKNOWN, "boh", 4),
        ("lun 9-12; mar 14-18 circa", Reason.UNKNOWN, "circa", 20),
        ("9-12", Reason.NO_DAYS, "9-12", 0),
        ("lunedì; mar 9-12", Reason.NO_HOURS, "lunedì", 0),
        ("ogni due settimane il giovedì 14-17", Reason.NO_START, "ogni due settimane il giovedì 14-17", 0),
        ("lun 9-12 dal 1 ottobre", Reason.NO_YEAR, "1 ottobre", 13),
        ("lun 9-12 dal 1/10", Reason.NO_YEAR, "1/10", 13),
        ("Sat 2-5", Reason.HALF_OF_DAY, "2-5", 4),
        ("lun 9:00m-12", Reason.HALF_OF_DAY, "9:00m", 4),
        ("Mon 2-5pm", Reason.HALF_OF_DAY, "2-5pm", 4),
        ("lun 9-25", Reason.NOT_A_TIME, "25", 6),
        ("lun 9-9", Reason.SAME_TIME, "9-9", 4),
        ("lun 9-5", Reason.VERY_LONG, "9-5", 4),
        ("31/2/2026 9-12", Reason.NOT_A_DATE, "31/2/2026", 0),
        ("lunedì 15 ottobre 2026 9-12", Reason.WRONG_WEEKDAY, "lunedì 15 ottobre 2026", 0),
        ("every second Tuesday 9-12", Reason.EVERY_OR_ORDINAL, "every second Tuesday", 0),
        ("giorni feriali 9-12", Reason.WORKING_DAYS, "feriali", 7),
        ("chiuso ad agosto", Reason.NO_DAYS, "chiuso", 0),
        ("lun 9-12, chiuso il lunedì", Reason.NOTHING_LEFT, "lun 9-12", 0),
        ("lun 9-12 chiuso mai", Reason.UNKNOWN, "chiuso", 9),
    ],
)
def test_what_is_not_clear_is_refused_with_its_place(text: str, reason: Reason, part: str, position: int) -> None:
    with pytest.raises(ScheduleTextError) as refused:
        parse_entry(text)
    assert (refused.value.reason, refused.value.part, refused.value.position) == (reason, part, position)


def test_a_fortnight_counted_from_another_day_is_refused() -> None:
    with pytest.raises(ScheduleTextError) as refused:
        parse_entry("un giovedì sì e uno no 14-17 dal 2/10/2026")
    assert refused.value.reason is Reason.START_NOT_A_DAY


def test_a_period_said_first_is_refused_where_its_reach_is_unclear() -> None:
    with pytest.raises(ScheduleTextError) as refused:
        parse_entry("dal 1/10/2026 lun 9-12; sab 9-12")
    assert refused.value.reason is Reason.PERIOD_FIRST


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    assert all(MESSAGES[reason].keys() == {"it", "en"} for reason in Reason)


SAID = sorted(
    {
        *vocabulary.WEEKDAYS, *vocabulary.MONTHS, *vocabulary.ORDINALS, *vocabulary.UNITS, *vocabulary.ARTICLES,
        *vocabulary.EVERY, *vocabulary.FROM, *vocabulary.TO, *vocabulary.CLOSED, *vocabulary.EXCEPT,
        *vocabulary.HOLIDAYS, *vocabulary.AND, *vocabulary.TIMES_WORDS,
        *(" ".join(phrase) for phrase in vocabulary.MONTHLY_PHRASES + vocabulary.NEXT_DAY_PHRASES),
        *("9", "12", "9.30", "5pm", "24", "h24", "24/7", "15", "2026", "1/10/2026", "31/2/2026", "9999"),
        *("2°", "1st", "(", ")", ";", ".", ":", "anche", "also"),
    }
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(st.sampled_from(SAID), max_size=12).map(" ".join))
@example("lun\u0300")
@example("ogni 0 settimane il giovedì 9-12 dal 1/10/2026")
@example("lun 9-12 dal 1/10/2026 al 1/9/2026")
@example("lun 9-12 per 0 volte dal 5/10/2026")
def test_any_text_gives_timings_or_a_refusal_that_points_into_it(text: str) -> None:
    try:
        assert parse_entry(text)
    except ScheduleTextError as error:
        assert 0 <= error.position <= len(text) * 3
        assert error.message("it") and error.message("en")
