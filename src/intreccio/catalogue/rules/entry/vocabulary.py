"""The words, Italian and English, by which a text about opening hours is read.

All are without accents and in small letters. Both languages are read at once: people mix them, and no
word here means two things that its place in the text does not tell apart.
"""

from typing import Final

FULL_WEEKDAYS: Final = (
    ("lunedi", "monday", "mondays"),
    ("martedi", "tuesday", "tuesdays"),
    ("mercoledi", "wednesday", "wednesdays"),
    ("giovedi", "thursday", "thursdays"),
    ("venerdi", "friday", "fridays"),
    ("sabato", "sabati", "saturday", "saturdays"),
    ("domenica", "domeniche", "sunday", "sundays"),
)
SHORT_WEEKDAYS: Final = (
    ("lun", "lu", "mon", "mo"),
    ("mar", "mart", "ma", "tue", "tues", "tu"),
    ("mer", "merc", "me", "wed", "weds", "we"),
    ("gio", "giov", "gi", "thu", "thur", "thurs", "th"),
    ("ven", "ve", "fri", "fr"),
    ("sab", "sa", "sat"),
    ("dom", "do", "sun", "su"),
)
MONTH_NAMES: Final = (
    ("gennaio", "gen", "genn", "january", "jan"),
    ("febbraio", "feb", "febb", "february"),
    ("marzo", "mar", "march"),
    ("aprile", "apr", "april"),
    ("maggio", "mag", "magg", "may"),
    ("giugno", "giu", "june", "jun"),
    ("luglio", "lug", "july", "jul"),
    ("agosto", "ago", "august", "aug"),
    ("settembre", "set", "sett", "september", "sep", "sept"),
    ("ottobre", "ott", "october", "oct"),
    ("novembre", "nov", "november"),
    ("dicembre", "dic", "december", "dec"),
)
ORDINAL_NAMES: Final[dict[int, tuple[str, ...]]] = {
    1: ("primo", "prima", "first"),
    2: ("secondo", "seconda", "second"),
    3: ("terzo", "terza", "third"),
    4: ("quarto", "quarta", "fourth"),
    5: ("quinto", "quinta", "fifth"),
    -1: ("ultimo", "ultima", "last"),
    -2: ("penultimo", "penultima", "penultimate"),
    -3: ("terzultimo", "terzultima"),
    -4: ("quartultimo", "quartultima"),
    -5: ("quintultimo", "quintultima"),
}
NUMBER_NAMES: Final[dict[int, tuple[str, ...]]] = {
    2: ("due", "two"),
    3: ("tre", "three"),
    4: ("quattro", "four"),
    5: ("cinque", "five"),
    6: ("sei", "six"),
    7: ("sette", "seven"),
    8: ("otto", "eight"),
    9: ("nove", "nine"),
    10: ("dieci", "ten"),
    12: ("dodici", "twelve"),
    15: ("quindici", "fifteen"),
}


def _by_word(rows: tuple[tuple[str, ...], ...], first: int = 0) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, first) for word in row}


WEEKDAYS: Final = _by_word(FULL_WEEKDAYS) | _by_word(SHORT_WEEKDAYS)
ABBREVIATIONS: Final = frozenset(word for row in SHORT_WEEKDAYS for word in row)
MONTHS: Final = _by_word(MONTH_NAMES, 1)
ORDINALS: Final = {word: number for number, row in ORDINAL_NAMES.items() for word in row}
NUMBERS: Final = {word: number for number, row in NUMBER_NAMES.items() for word in row}

EVERY: Final = frozenset(["ogni", "every", "each"])
ARTICLES: Final = frozenset(
    [
        "il",
        "la",
        "lo",
        "l",
        "i",
        "gli",
        "le",
        "the",
        "on",
        "di",
        "del",
        "della",
        "tutti",
        "tutte",
        "nel",
        "nella",
        "nei",
        "aperto",
        "aperta",
        "aperti",
        "open",
        "orario",
        "orari",
    ]
)
AND: Final = frozenset(["e", "ed", "and", "&", "+", "/", ","])
FROM: Final = frozenset(["dal", "da", "dalla", "dall", "from", "starting"])
TO: Final = frozenset(["-", "al", "a", "ad", "alla", "all", "to", "till", "until", "through"])
UNTIL: Final = frozenset(["fino", "until", "till"])
HEADINGS: Final = (
    ("orario",),
    ("orari",),
    ("orario", "di", "apertura"),
    ("orari", "di", "apertura"),
    ("hours",),
    ("opening", "hours"),
)
HOURS_FROM: Final = frozenset(
    ["anche", "also", "ore", "orario", "h", "dalle", "dall", "dalla", "da", "from", "at", "alle", "hours"]
)
HOURS_TO: Final = frozenset(["-", "alle", "alla", "a", "al", "all", "to", "till", "until", "fino"])
HOUR_WORDS: Final = frozenset(["ore", "h", "alle"])
CLOSED: Final = frozenset(["chiuso", "chiusa", "chiusi", "chiuse", "closed"])
EXCEPT: Final = frozenset(
    [
        "tranne",
        "escluso",
        "esclusa",
        "esclusi",
        "escluse",
        "eccetto",
        "salvo",
        "except",
        "excluding",
        "excluded",
    ]
)
HOLIDAYS: Final = frozenset(["festivi", "festivo", "festivita", "holidays", "holiday"])
HOLIDAY_FILLERS: Final = frozenset(
    ["nei", "nelle", "i", "il", "le", "giorni", "giorno", "on", "in", "the", "public", "bank"]
)
MONTH_FILLERS: Final = frozenset(
    ["a", "ad", "in", "nel", "mese", "di", "of", "the", "month", "il", "durante", "during"]
)
WORKING_DAYS: Final = frozenset(["feriali", "feriale", "lavorativi"])
UNITS: Final = {
    "giorni": "days",
    "days": "days",
    "settimane": "weeks",
    "weeks": "weeks",
    "mesi": "months",
    "months": "months",
}

EVERY_DAY_PHRASES: Final = (
    ("tutti", "i", "giorni"),
    ("ogni", "giorno"),
    ("every", "day"),
    ("each", "day"),
    ("all", "days"),
    ("daily",),
    ("everyday",),
)
WEEKEND_PHRASES: Final = (("weekend",), ("weekends",), ("fine", "settimana"), ("week", "-", "end"))
ENGLISH_WEEKDAY_PHRASES: Final = (("weekdays",), ("every", "weekday"))
MONTHLY_PHRASES: Final = (
    ("del", "mese"),
    ("di", "ogni", "mese"),
    ("ogni", "mese"),
    ("al", "mese"),
    ("of", "the", "month"),
    ("of", "every", "month"),
    ("of", "each", "month"),
)
FORTNIGHT_PHRASES: Final = (
    ("a", "settimane", "alterne"),
    ("settimane", "alterne"),
    ("every", "other", "week"),
    ("fortnightly",),
)
ALTERNATE_TAILS: Final = (("si", "e", "uno", "no"), ("si", "e", "una", "no"), ("si", "e", "un", "no"))
NEXT_DAY_PHRASES: Final = (
    ("del", "giorno", "dopo"),
    ("il", "giorno", "dopo"),
    ("the", "next", "day"),
    ("next", "day"),
    ("of", "the", "next", "day"),
)
FROM_END_PHRASES: Final = (("dalla", "fine"), ("from", "the", "end"))
TO_LAST_PHRASES: Final = (("to", "last"), ("-", "to", "-", "last"), ("last",))
LAST_DAY_PHRASES: Final = (("ultimo", "giorno"), ("last", "day"))
ALSO_PHRASES: Final = (("anche",), ("also",), ("inoltre",), ("aperto", "anche"), ("also", "open"))
TIMES_WORDS: Final = frozenset(["volte", "incontri", "times", "sessions"])
ALWAYS_OPEN_PHRASES: Final = (("sempre", "aperto"), ("sempre", "aperta"), ("always", "open"))
