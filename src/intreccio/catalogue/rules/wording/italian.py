"""Opening hours in Italian."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from intreccio.catalogue.rules.recurrence import Frequency, Weekday
from intreccio.catalogue.rules.season import MonthDay, Season
from intreccio.catalogue.rules.wording.phrases import Phrases

_SUNDAY = 6
_VOWEL_DAYS = frozenset({8, 11})
_ORDINALS = {1: "primo", 2: "secondo", 3: "terzo", 4: "quarto", 5: "quinto"}
_ORDINALS |= {-1: "ultimo", -2: "penultimo", -3: "terzultimo", -4: "quartultimo", -5: "quintultimo"}
_UNITS = {Frequency.DAILY: "giorni", Frequency.WEEKLY: "settimane", Frequency.MONTHLY: "mesi"}


class Italian(Phrases):
    """The phrases of opening hours in Italian."""

    nothing = "nessun orario"
    conjunction = " e "
    every_day = "tutti i giorni"
    all_day = "24 ore su 24"
    next_day = "del giorno dopo"
    holidays = "nei giorni festivi"
    closed = "chiuso"
    also = "anche"
    weekday_names = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
    month_names = [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ]

    def day_range(self, first: int, last: int) -> str:
        to = "alla" if last == _SUNDAY else "al"
        return f"dal {self.weekday_names[first]} {to} {self.weekday_names[last]}"

    def ordinal_days(self, days: Sequence[Weekday], skipping: bool) -> str:
        ordered = sorted(days, key=lambda day: (day.number, day.order))
        each = [
            f"{_article(number) if skipping else ''}"
            f"{self.joined(_ordinal(day) for day in group)} {self.weekday_names[number]}"
            for number, group in groupby(ordered, key=lambda day: day.number)
        ]
        return f"{'' if skipping else 'ogni '}{self.joined(each)} del mese"

    def month_days(self, numbers: Sequence[int]) -> str:
        return f"{self.joined(_month_day(number) for number in numbers)} di ogni mese"

    def step(self, frequency: Frequency, interval: int) -> str:
        return f"ogni {interval} {_UNITS[frequency]}"

    def alternate(self, weekday: int) -> str:
        one = "una" if weekday == _SUNDAY else "uno"
        return f"{one.removesuffix('o')} {self.weekday_names[weekday]} sì e {one} no"

    def on_date(self, day: date) -> str:
        return _elided("il", "l'", day.day) + self.date_text(day)

    def period(self, first: date | None, last: date | None) -> str:
        begin = _elided("dal", "dall'", first.day) + self.date_text(first) if first else ""
        end = _elided("al", "all'", last.day) + self.date_text(last) if last else ""
        return f"{begin} {end}" if begin and end else begin or f"fino {end}"

    def season(self, season: Season) -> str:
        first, last = season.first, season.last
        if not season.whole_months:
            begin = _elided("dal", "dall'", first.day) + self._day_of_year(first)
            end = _elided("al", "all'", last.day) + self._day_of_year(last)
            return f"{begin} {end}"
        if first.month == last.month:
            return self._to_month(first.month)
        return f"da {self.month_names[first.month - 1]} {self._to_month(last.month)}"

    def _day_of_year(self, day: MonthDay) -> str:
        return f"{day.day} {self.month_names[day.month - 1]}"

    def _to_month(self, month: int) -> str:
        name = self.month_names[month - 1]
        return f"ad {name}" if name.startswith("a") else f"a {name}"


def _ordinal(day: Weekday) -> str:
    word = _ORDINALS[day.ordinal]
    return f"{word.removesuffix('o')}a" if day.number == _SUNDAY else word


def _article(weekday: int) -> str:
    return "la " if weekday == _SUNDAY else "il "


def _month_day(number: int) -> str:
    if number == -1:
        return "l'ultimo giorno"
    return f"il giorno {number}" if number > 0 else f"il giorno {-number} dalla fine"


def _elided(word: str, before_vowel: str, day: int) -> str:
    """The article or preposition before a day of the month: `l'8`, `dall'11`, `il 9`."""
    return before_vowel if day in _VOWEL_DAYS else f"{word} "
