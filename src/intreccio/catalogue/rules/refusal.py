"""Why a text about opening hours was not understood, and where."""

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a part of a text."""

    UNKNOWN = "unknown"
    NO_DAYS = "no-days"
    NO_HOURS = "no-hours"
    NO_START = "no-start"
    NO_YEAR = "no-year"
    NOT_A_TIME = "not-a-time"
    HALF_OF_DAY = "half-of-day"
    SAME_TIME = "same-time"
    VERY_LONG = "very-long"
    NOT_A_DATE = "not-a-date"
    WRONG_WEEKDAY = "wrong-weekday"
    START_NOT_A_DAY = "start-not-a-day"
    EVERY_OR_ORDINAL = "every-or-ordinal"
    WORKING_DAYS = "working-days"
    PERIOD_FIRST = "period-first"
    NOTHING_LEFT = "nothing-left"
    WRONG_TOGETHER = "wrong-together"
    TOO_LONG = "too-long"
    EMPTY = "empty"


MESSAGES: dict[Reason, dict[str, str]] = {
    Reason.UNKNOWN: {
        "it": "non è chiaro",
        "en": "not understood",
    },
    Reason.NO_DAYS: {
        "it": "mancano i giorni",
        "en": "the days are missing",
    },
    Reason.NO_HOURS: {
        "it": "mancano gli orari, per esempio 9-12",
        "en": "the hours are missing, for example 9-12",
    },
    Reason.NO_START: {
        "it": "manca da quando si conta, per esempio dal 1/10/2026",
        "en": "it does not say from when to count, for example from 1/10/2026",
    },
    Reason.NO_YEAR: {
        "it": "manca l'anno, con quattro cifre",
        "en": "the year is missing, with four digits",
    },
    Reason.NOT_A_TIME: {
        "it": "non è un'ora",
        "en": "not a time of day",
    },
    Reason.HALF_OF_DAY: {
        "it": "non si capisce se è mattina o pomeriggio",
        "en": "it could be morning or afternoon",
    },
    Reason.SAME_TIME: {
        "it": "apre e chiude alla stessa ora: per un giorno intero scrivere h24",
        "en": "it opens and closes at the same time: for a whole day write 24h",
    },
    Reason.VERY_LONG: {
        "it": "più di dodici ore: per il pomeriggio scrivere 17, per la notte «del giorno dopo»",
        "en": "more than twelve hours: for the afternoon write 17 or 5pm, for the night add “next day”",
    },
    Reason.NOT_A_DATE: {
        "it": "non è una data del calendario",
        "en": "not a date of the calendar",
    },
    Reason.WRONG_WEEKDAY: {
        "it": "la data cade in un altro giorno della settimana",
        "en": "the date falls on another day of the week",
    },
    Reason.START_NOT_A_DAY: {
        "it": "la data di inizio non è uno dei giorni detti: scrivere la data della prima volta",
        "en": "the starting date is not one of the days: write the date of the first time",
    },
    Reason.EVERY_OR_ORDINAL: {
        "it": "può voler dire due cose: scrivere «del mese» oppure «ogni due settimane»",
        "en": "it can mean two things: write “of the month” or “every two weeks”",
    },
    Reason.WORKING_DAYS: {
        "it": "i giorni feriali per alcuni comprendono il sabato: scrivere i giorni, per esempio lun-ven",
        "en": "for some this includes Saturday: write the days, for example Mon-Fri",
    },
    Reason.PERIOD_FIRST: {
        "it": "non si capisce se il periodo vale per tutto: scriverlo dopo ogni orario",
        "en": "it is not clear whether the period holds for everything: write it after each of the hours",
    },
    Reason.NOTHING_LEFT: {
        "it": "con queste chiusure non resta nessun giorno",
        "en": "with these closures no day is left",
    },
    Reason.WRONG_TOGETHER: {
        "it": "non si può combinare con il resto",
        "en": "it cannot be combined with the rest",
    },
    Reason.TOO_LONG: {
        "it": "è troppo lungo",
        "en": "it is too long",
    },
    Reason.EMPTY: {
        "it": "non c'è scritto nessun orario",
        "en": "no hours are written",
    },
}


class ScheduleTextError(ValueError):
    """A text about opening hours has a part that cannot be read safely.

    `part` is that part as it was written, `position` the index of its first character (in the text
    with composed accents, Unicode NFC), `reason` what is wrong with it.
    """

    def __init__(self, reason: Reason, part: str, position: int = 0) -> None:
        self.reason = reason
        self.part = part
        self.position = position
        super().__init__(self.message("en"))

    def message(self, language: str) -> str:
        """The sentence to show beside the field, in Italian (`it`) or else in English."""
        texts = MESSAGES[self.reason]
        said = texts.get(language, texts["en"])
        return f"“{self.part}”: {said}" if self.part.strip() else said
