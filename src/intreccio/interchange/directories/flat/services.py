"""The row of a service: what a line says of it in texts, ages and days."""

from functools import lru_cache

from intreccio.interchange.directories.cleaning.mending import Mended
from intreccio.interchange.directories.cleaning.numbers import Ages, clean_age
from intreccio.interchange.directories.cleaning.web import clean_email, clean_url
from intreccio.interchange.directories.finishing import FINISHERS
from intreccio.interchange.directories.flat.dates import day_of
from intreccio.interchange.directories.flat.hours import says_more
from intreccio.interchange.directories.flat.lines import Said
from intreccio.interchange.directories.records import Draft, Record, Surroundings
from intreccio.kernel.imports.kinds import JSON, Note

Values = dict[str, JSON]

ACTIVE = "active"

_TEXTS = (
    ("service", "name"),
    ("description", "description"),
    ("notes", "alert"),
    ("access", "application_process"),
    ("eligibility", "eligibility_description"),
)
_ADDRESSES = (("email", clean_email), ("url", clean_url))
_AGES = (("ages", "minimum_age"), ("minimum_age", "minimum_age"), ("maximum_age", "maximum_age"))


def service_values(said: Said, organisation: str) -> tuple[Values, list[Note]]:
    """What a line says of its service, and how it was mended. Of no state it is an active one."""
    fields, mends = said.fields, list(said.mends)
    values: Values = {name: fields[field] for field, name in _TEXTS if field in fields}
    values["organization_id"] = organisation
    for field, clean in _ADDRESSES:
        if field in fields:
            _take(values, mends, field, clean(fields[field]))
    values["status"] = ACTIVE
    if "status" in fields:
        values["status"], notes = _status(fields["status"])
        mends += notes
    for field, name in _AGES:
        if field in fields:
            _take_ages(values, name, fields[field])
    if (hours := fields.get("hours")) and says_more(hours):
        _append(values, "application_process", f"Orari: {hours}")
    if "assured_date" in fields and (day := day_of(fields["assured_date"])):
        values["assured_date"] = day
    return values, mends


def _take(values: Values, mends: list[Note], field: str, found: JSON | Mended) -> None:
    if isinstance(found, Mended):
        mends.append(Note(field, found.message))
        found = found.value
    if found:
        values[field] = found


@lru_cache(maxsize=1024)
def _status(text: str) -> tuple[str, tuple[Note, ...]]:
    draft = Draft(Record("service", "", 0, "", {}), "", {"status": text}, [], [])
    FINISHERS["service"](draft, Surroundings())
    return draft.text("status"), tuple(draft.mends)


def _take_ages(values: Values, name: str, text: str) -> None:
    """Ages in years; what is none is said with whom the service is for."""
    age = clean_age(text)
    match age:
        case Ages():
            both = {"minimum_age": age.least, "maximum_age": age.most}
            values.update({end: years for end, years in both.items() if years is not None})
        case int() | float():
            values[name] = age
        case _:
            _append(values, "eligibility_description", text)


def _append(values: Values, field: str, text: str) -> None:
    before = values.get(field)
    values[field] = f"{before}\n{text}" if before else text
