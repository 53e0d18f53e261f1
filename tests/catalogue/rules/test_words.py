import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.catalogue.rules.pattern import canonical
from intreccio.catalogue.rules.timing import Timing
from intreccio.catalogue.rules.wording.words import LANGUAGES, words
from intreccio.kernel.languages import NAMES
from tests.catalogue.rules.strategies import timings, timings_that_happen


@pytest.mark.parametrize(
    ("entry", "italian", "english"),
    [
        ("lun mer 9-12", "Lunedì e mercoledì, 9:00–12:00", "Monday and Wednesday, 9:00–12:00"),
        (
            "lun-ven 9-12.30 e 14-18",
            "Dal lunedì al venerdì 9:00–12:30 e 14:00–18:00",
            "Monday to Friday 9:00–12:30 and 14:00–18:00",
        ),
        (
            "lun mer 9-12; lun 14-18",
            "Lunedì 9:00–12:00 e 14:00–18:00; mercoledì 9:00–12:00",
            "Monday 9:00–12:00 and 14:00–18:00; Wednesday 9:00–12:00",
        ),
        ("h24", "Tutti i giorni 24 ore su 24", "Every day 24 hours"),
        ("mar 22-2", "Martedì 22:00–2:00 (del giorno dopo)", "Tuesday 22:00–2:00 (the next day)"),
        (
            "second Tuesday of the month 20.30-22.30",
            "Ogni secondo martedì del mese, 20:30–22:30",
            "The second Tuesday of the month, 20:30–22:30",
        ),
        (
            "every two weeks Thursday 14-17 from 1/10/2026",
            "Un giovedì sì e uno no, 14:00–17:00, dal 1 ottobre 2026",
            "Every other Thursday, 14:00–17:00, from 1 October 2026",
        ),
        (
            "lun 9-12, chiuso nei festivi",
            "Lunedì 9:00–12:00. Chiuso nei giorni festivi",
            "Monday 9:00–12:00. Closed on public holidays",
        ),
        (
            "lun 9-12; sab 9-10 (chiuso ad agosto)",
            "Lunedì 9:00–12:00; sabato 9:00–10:00 (chiuso ad agosto)",
            "Monday 9:00–12:00; Saturday 9:00–10:00 (closed in August)",
        ),
        (
            "8/9/2026, 11/9/2026 9-12",
            "L'8 settembre 2026 e l'11 settembre 2026, 9:00–12:00",
            "On 8 September 2026 and on 11 September 2026, 9:00–12:00",
        ),
        (
            "every 3 months the second Sunday 9-10 from 11/10/2026",
            "Ogni 3 mesi, la seconda domenica del mese, 9:00–10:00, dall'11 ottobre 2026",
            "Every 3 months, the second Sunday of the month, 9:00–10:00, from 11 October 2026",
        ),
    ],
)
def test_hours_are_said_as_a_person_would(entry: str, italian: str, english: str) -> None:
    assert words(parse_entry(entry)) == italian
    assert words(parse_entry(entry), "en") == english


@pytest.mark.parametrize("language", ["it", "en"])
@given(several=st.lists(timings_that_happen(), min_size=1, max_size=3))
def test_what_is_said_is_read_back(language: str, several: list[Timing]) -> None:
    assert parse_entry(words(several, language)) == canonical(several)


@given(st.lists(timings(), max_size=3), st.sampled_from([*LANGUAGES, "zh-hans", "pa"]))
def test_something_is_always_said(several: list[Timing], language: str) -> None:
    assert words(several, language).strip()


WEEKDAYS = "lun-ven 9-12; sab 9-10 (chiuso ad agosto)"
SECOND = "second Tuesday of the month 20.30-22.30"
FORTNIGHT = "every two weeks Thursday 14-17 from 1/10/2026"
TRIPLE = "every 3 months the second Sunday 9-10 from 11/10/2026"


@pytest.mark.parametrize(
    ("language", "entry", "said"),
    [
        ("fr", WEEKDAYS, "Du lundi au vendredi 9:00–12:00; samedi 9:00–10:00 (fermé en août)"),
        ("fr", SECOND, "Le deuxième mardi du mois, 20:30–22:30"),
        ("es", FORTNIGHT, "Un jueves sí y otro no, 14:00–17:00, desde el 1 de octubre de 2026"),
        ("ro", TRIPLE, "La fiecare 3 luni, a doua duminică din lună, 9:00–10:00, de la 11 octombrie 2026"),
        ("sq", WEEKDAYS, "Nga e hëna te e premtja 9:00–12:00; e shtunë 9:00–10:00 (mbyllur në gusht)"),
        ("ar", WEEKDAYS, "من الاثنين إلى الجمعة 9:00–12:00؛ السبت 9:00–10:00 (مغلق في أغسطس)"),
        ("ar", TRIPLE, "كل 3 أشهر، الأحد الثاني من الشهر، 9:00–10:00، ابتداءً من 11 أكتوبر 2026"),
        ("uk", WEEKDAYS, "З понеділка до п'ятниці 9:00–12:00; субота 9:00–10:00 (зачинено у серпні)"),
        ("uk", TRIPLE, "Кожні 3 місяці, друга неділя місяця, 9:00–10:00, з 11 жовтня 2026"),
        ("zh-hans", FORTNIGHT, "隔周星期四，14:00–17:00，2026年10月1日起"),
        ("zh-hans", SECOND, "每月第二个星期二，20:30–22:30"),
    ],
)
def test_hours_are_said_in_every_language_of_the_public_pages(language: str, entry: str, said: str) -> None:
    assert words(parse_entry(entry), language) == said


def test_hours_can_be_said_in_every_language_that_is_offered() -> None:
    assert {code.partition("-")[0] for code in NAMES} == set(LANGUAGES)
