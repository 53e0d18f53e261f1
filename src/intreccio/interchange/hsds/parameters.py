"""What can be asked of the endpoints, how it is read, and what is said where it makes no sense."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from math import isfinite
from typing import Any
from uuid import UUID

from django.http import HttpRequest, RawPostDataException
from django.http.multipartparser import MultiPartParserError

from intreccio.interchange.hsds.queries.filters import WEEKDAYS, Filters

PER_PAGE, MOST_PER_PAGE = 20, 100
LAST_PAGE = 1_000_000_000
LONGEST_SEARCH = 500
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_YES, _NO = frozenset({"true", "1", "yes"}), frozenset({"false", "0", "no", ""})


class Unreadable(ValueError):
    """The body of a request is neither a JSON object nor a form."""


@dataclass(frozen=True)
class Problem:
    """A parameter that makes no sense, and why."""

    name: str
    reason: str


class Refused(ValueError):
    """Parameters that make no sense."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.name}: {problem.reason}" for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Parameter:
    """One thing that can be asked. `part` is the part of the question that it fills."""

    name: str
    part: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    description: str
    several: bool = False


@dataclass(frozen=True)
class Asked:
    """A question. `per_page` is None where it was not said."""

    filters: Filters = Filters()  # noqa: RUF009 - frozen
    page: int = 1
    per_page: int | None = None
    format: str = "json"
    full: bool = False
    full_service: bool = False
    minimal: bool = False
    top_only: bool = False
    parent: UUID | None = None


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,10}", text) or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not (isfinite(number) and number >= 0):
        raise ValueError("must be a number, not negative")
    return number


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError("must be a UUID") from None


def _truth(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError("must be true or false")
    return text.lower() in _YES


def _moment(text: str) -> datetime:
    try:
        # In an address a plus sign that nobody wrote as %2B arrives as a space.
        moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError("must be a date or date and time of ISO 8601, such as 2026-11-23T09:00:00Z") from None


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise ValueError("must be a time of the day, such as 09:30") from None


def _words(text: str) -> str:
    if len(text) > LONGEST_SEARCH or _NO_TEXT.search(text):
        raise ValueError(f"must be plain text of at most {LONGEST_SEARCH} characters")
    return text


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        chosen = {choice.lower(): choice for choice in choices}.get(text.lower())
        if chosen is None:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return chosen

    return read


_TEXT, _ID, _FLAG = {"type": "string"}, {"type": "string", "format": "uuid"}, {"type": "boolean"}
_AGE = {"type": "number", "minimum": 0}

PARAMETERS = {
    parameter.name: parameter
    for parameter in (
        Parameter("search", "search", _words, {**_TEXT, "maxLength": LONGEST_SEARCH},
                  "Words, all of which must be there; slips of the pen are forgiven."),
        Parameter("page", "page", _whole(1, LAST_PAGE), {"type": "integer", "minimum": 1, "default": 1},
                  "Number of the page. One after the last is empty."),
        Parameter("per_page", "per_page", _whole(1, MOST_PER_PAGE),
                  {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
                  "Items on a page."),
        Parameter("format", "format", _one_of("json", "ndjson"), {**_TEXT, "enum": ["json", "ndjson"]},
                  "json, or ndjson: everything without pages, one object a line."),
        Parameter("minimal", "minimal", _truth, _FLAG,
                  "Only id and last_modified; all on one page unless per_page is given."),
        Parameter("full", "full", _truth, _FLAG, "With everything that depends on each item."),
        Parameter("full_service", "full_service", _truth, _FLAG,
                  "With the services of each organisation in full."),
        Parameter("modified_after", "modified_after", _moment, {**_TEXT, "format": "date-time"},
                  "Changed itself then or later; its places alone do not count. Without an offset it is UTC."),
        Parameter("taxonomy_term_id", "terms", _uuid, _ID,
                  "With this term or one below it. Repeated: with all of them.", several=True),
        Parameter("taxonomy_id", "taxonomies", _uuid, _ID,
                  "With any term of this taxonomy. Repeated: of each of them.", several=True),
        Parameter("organization_id", "organisation", _uuid, _ID, "Offered by this organisation."),
        Parameter("minimum_age", "minimum_age", _number, _AGE, "For people of at least this age or older."),
        Parameter("maximum_age", "maximum_age", _number, _AGE, "For people of at most this age or younger."),
        Parameter("day", "days", _one_of(*WEEKDAYS), {**_TEXT, "enum": list(WEEKDAYS)},
                  "Open on this day of the week.", several=True),
        Parameter("start_time", "opens_from", _time, {**_TEXT, "format": "time"}, "Opening then or later."),
        Parameter("end_time", "closes_by", _time, {**_TEXT, "format": "time"}, "Closing then or before."),
        Parameter("postcode", "postcode", _words, _TEXT,
                  "At places with this postcode, or serving an area in which one lies."),
        Parameter("proximity", "within_m", _number, {"type": "number", "minimum": 0},
                  "With postcode: places within so many metres of its centre instead."),
        Parameter("top_only", "top_only", _truth, _FLAG, "Only terms that have no parent."),
        Parameter("parent_id", "parent", _uuid, _ID, "Only terms directly below this one."),
    )
}  # fmt: skip

_PARTS_OF_FILTERS = frozenset(Filters.__dataclass_fields__)


def read(values: Mapping[str, Sequence[str]], offered: Sequence[str]) -> Asked:
    """Understand a question of which `offered` parameters count. `Refused` names all that makes no sense."""
    parts: dict[str, Any] = {}
    problems: list[Problem] = []
    for name in offered:
        parameter, texts = PARAMETERS[name], [text.strip() for text in values.get(name, ())]
        try:
            understood = [parameter.read(text) for text in texts if text or parameter.read is _truth]
        except ValueError as problem:
            problems.append(Problem(name, str(problem)))
            continue
        if understood:
            parts[parameter.part] = tuple(understood) if parameter.several else understood[-1]
    if parts.get("within_m") is not None and not parts.get("postcode"):
        problems.append(Problem("proximity", "needs a postcode to measure from"))
    if problems:
        raise Refused(problems)
    filters = Filters(**{name: value for name, value in parts.items() if name in _PARTS_OF_FILTERS})
    return Asked(filters, **{name: value for name, value in parts.items() if name not in _PARTS_OF_FILTERS})


def values_of(request: HttpRequest) -> dict[str, list[str]]:
    """The parameters of an address, and for a POST those of its body, JSON or a form, which count instead."""
    values = {name: list(texts) for name, texts in request.GET.lists()}
    if request.method != "POST":
        return values
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return values | _form(request)
    return values | _json(request.body)


def _form(request: HttpRequest) -> dict[str, list[str]]:
    try:
        return {name: list(texts) for name, texts in request.POST.lists()}
    except (MultiPartParserError, RawPostDataException) as problem:
        raise Unreadable(f"The body is no form: {problem}") from problem


def _json(body: bytes) -> dict[str, list[str]]:
    if not body.strip():
        return {}
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise Unreadable(f"The body is no JSON: {problem}") from problem
    if not isinstance(told, dict):
        raise Unreadable("The body must be a JSON object with the parameters.")
    return {name: _texts(value) for name, value in told.items() if value is not None}


def _texts(value: Any) -> list[str]:
    """One text for each of its items; true, false and numbers as JSON writes them."""
    items = value if isinstance(value, list) else [value]
    return [item if isinstance(item, str) else json.dumps(item) for item in items]
