"""Schedules: those of HSDS 2 and 3, and the opening hours and holidays of earlier versions."""

from collections.abc import Iterable

from intreccio.interchange.directories.cleaning.mending import Mended, shortened
from intreccio.interchange.directories.cleaning.times import CLOSES, OPENS, WEEKDAYS, clean_time, clean_weekdays
from intreccio.interchange.directories.places import TRUE
from intreccio.interchange.directories.records import Draft, Surroundings
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.text import Translated

_FREQUENCIES = {
    "WEEKLY": "WEEKLY", "WEEK": "WEEKLY", "W": "WEEKLY", "SETTIMANALE": "WEEKLY",
    "MONTHLY": "MONTHLY", "MONTH": "MONTHLY", "M": "MONTHLY", "MENSILE": "MONTHLY",
    "DAILY": "DAILY", "DAY": "DAILY", "GIORNALIERO": "DAILY",
}  # fmt: skip
_ANY_YEAR = "0001-"

EVERY_DAY_IS_WEEKLY = Translated(
    it="«Ogni giorno» è diventato ogni settimana, tutti i giorni.", en="“Daily” became weekly, on every day."
)
WEEKLY_BY_DAYS = Translated(
    it="La frequenza mancava: ogni settimana, dato che ci sono i giorni.",
    en="The frequency was missing: weekly, since there are days.",
)
EVERY_YEAR = Translated(
    it="L'anno 1 sta per ogni anno: i giorni sono nella descrizione.",
    en="The year 1 stands for every year: the days are in the description.",
)


def finish_schedule(draft: Draft, surroundings: Surroundings) -> Iterable[Draft]:
    """A schedule whose times can be read; what cannot goes to the description.

    A closing of HSDS 1 keeps `closed: True`, for which HSDS 3 has no field.
    """
    for field, label in ((OPENS, "Opens"), (CLOSES, "Closes")):
        if text := draft.text(field):
            _take(draft, field, label, clean_time(text, side=field))
    for field, label in (("byday", "Days"), ("wkst", "Week")):
        if text := draft.text(field):
            _take(draft, field, label, clean_weekdays(text))
    if "original_text" in draft.values:
        draft.append("description", str(draft.values.pop("original_text")))
    _finish_frequency(draft)
    if "closed" in draft.values:
        _finish_holiday(draft)
    return ()


def _take(draft: Draft, field: str, label: str, found: JSON | Mended) -> None:
    text = draft.text(field)
    if not isinstance(found, Mended):
        draft.values[field] = found
        return
    draft.mend(field, found.message)
    if found.value is None:
        del draft.values[field]
        draft.append("description", f"{label}: {text}")
    else:
        draft.values[field] = found.value


def _finish_frequency(draft: Draft) -> None:
    given = draft.text("freq")
    if not given:
        if "byday" in draft.values:
            draft.values["freq"] = "WEEKLY"
            draft.mend("freq", WEEKLY_BY_DAYS)
        return
    frequency = _FREQUENCIES.get(given.upper(), "")
    if frequency == "DAILY":
        draft.mend("freq", EVERY_DAY_IS_WEEKLY)
        draft.values["freq"], draft.values["byday"] = "WEEKLY", ",".join(WEEKDAYS)
    elif frequency:
        draft.values["freq"] = frequency
    else:
        del draft.values["freq"]
        draft.append("description", f"Frequency: {given}")
        draft.mend("freq", _no_frequency(given))


def _no_frequency(given: str) -> Translated:
    quoted = shortened(given)
    return Translated(
        it=f"«{quoted}» non è una frequenza: è nella descrizione.",
        en=f"“{quoted}” is no frequency: it is in the description.",
    )


def _finish_holiday(draft: Draft) -> None:
    """A day, or days, on which it is closed or has other hours."""
    values = draft.values
    closed = str(values.pop("closed")).casefold() in TRUE
    first, last = (draft.text(field) for field in ("valid_from", "valid_to"))
    days = first[5:] if first[5:] == last[5:] or not last else f"{first[5:]} – {last[5:]}"
    if first.startswith(_ANY_YEAR):
        draft.mends = [note for note in draft.mends if note.field not in ("valid_from", "valid_to")]
        draft.mend("valid_from", EVERY_YEAR)
        draft.append("description", f"Every year (month-day): {days}")
        values.pop("valid_from", None)
        values.pop("valid_to", None)
    if closed:
        values["closed"] = True
        draft.append("description", "Closed")
    elif "opens_at" in values and "valid_from" in values:
        values.setdefault("freq", "WEEKLY")
        values.setdefault("byday", ",".join(WEEKDAYS))
