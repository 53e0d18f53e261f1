"""The shapes of values that we write ourselves, read back strictly: `Unfit` is raised for anything else."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache

from intreccio.catalogue.models import Activity, CostOption
from intreccio.catalogue.search.patterns import as_json, from_json
from intreccio.interchange.directories.json_text import parse
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.naming import identifier
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.refusing import Refused

MOST = 2_147_483_647
LONGEST_LANGUAGE, LONGEST_NAME, LONGEST_RULE, MOST_SMALL = 8, 200, 300, 32_767
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,4})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_FREE, _CONTRIBUTION = CostOption.Kind.FREE.value, CostOption.Kind.CONTRIBUTION.value

Read = Callable[[str, Bearings], JSON]
"""Makes a value of the text of an attribute; None where this installation has no such thing."""


class Unfit(ValueError):
    """A value has not the shape that we write."""


def parsed(value: str) -> JSON:
    """The JSON in a value, without characters that PostgreSQL has no room for."""
    try:
        found, end = parse(value)
        json.dumps(found, ensure_ascii=False).encode()
    except (Refused, ValueError) as problem:
        raise Unfit from problem
    if value[end:].strip() or "\\u0000" in value or "\0" in value:
        raise Unfit
    return found


def items(value: JSON) -> list[JSON]:
    """A list."""
    if not isinstance(value, list):
        raise Unfit
    return value


def fields(value: JSON, *names: str) -> dict[str, JSON]:
    """These fields of an object; it may have no others."""
    if not isinstance(value, dict) or value.keys() - set(names):
        raise Unfit
    return value


def text(value: JSON, longest: int = MOST) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value or len(value) > longest:
        raise Unfit
    return value


def language(value: JSON) -> str:
    """The code of a language."""
    code = text(value, LONGEST_LANGUAGE)
    if not _LANGUAGE.fullmatch(code):
        raise Unfit
    return code


def number(value: JSON, least: int = 0, most: int = MOST) -> int:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Unfit
    return value


def translated(value: JSON, longest: int = MOST) -> dict[str, JSON]:
    """A text by language."""
    if not isinstance(value, dict):
        raise Unfit
    return {language(code): text(said, longest) for code, said in value.items() if said != ""}


def day(value: JSON) -> str:
    """A date."""
    try:
        return date.fromisoformat(text(value)).isoformat()
    except ValueError as problem:
        raise Unfit from problem


def timing(value: JSON) -> dict[str, JSON]:
    """A timing, as the rows of schedules have it."""
    found = _timing(json.dumps(value, sort_keys=True))
    if found is None:
        raise Unfit
    return dict(found)


@cache
def _timing(value: str) -> Mapping[str, JSON] | None:
    """Directories repeat few timings many times."""
    try:
        made = as_json(from_json(json.loads(value)))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    if len(made["rule"]) > LONGEST_RULE:
        return None
    return filled(made)


def cost(value: JSON) -> dict[str, JSON]:
    """A price."""
    said = filled(fields(value, "kind", "cents", "currency", "per", "isee_up_to", "note"))
    kind, cents = said.get("kind"), said.get("cents")
    is_priced = kind in CostOption.Kind.values and kind not in (_FREE, _CONTRIBUTION)
    if kind not in CostOption.Kind.values or (kind == _FREE and cents is not None):
        raise Unfit
    if cents is not None or is_priced:
        number(cents, int(is_priced))
    if not _CURRENCY.fullmatch(text(said.get("currency"))) or said.get("per", "") not in (
        "",
        *CostOption.Per.values,
    ):
        raise Unfit
    if "isee_up_to" in said:
        number(said["isee_up_to"])
    return said | filled({"note": translated(said.get("note", {}))})


def benefit(value: JSON) -> dict[str, JSON]:
    """What a benefit gives; a window that ends before it begins is none."""
    said = fields(value, "amount", "isee_up_to", "opens_on", "closes_on", "where_to_apply", "incompatible")
    days = {name: day(said[name]) for name in ("opens_on", "closes_on") if said.get(name)}
    if len(days) == 2 and days["closes_on"] < days["opens_on"]:
        raise Unfit
    texts = {name: translated(said.get(name) or {}) for name in ("amount", "where_to_apply", "incompatible")}
    limit = said.get("isee_up_to")
    return filled({**days, **texts, "isee_up_to": None if limit is None else number(limit)})


def activity(value: JSON) -> dict[str, JSON]:
    """A group or course."""
    said = fields(
        value, "id", "texts", "site", "capacity", "enrolment", "languages", "starts_on", "ends_on", "timings"
    )
    days = {name: day(said[name]) for name in ("starts_on", "ends_on") if said.get(name)}
    if identifier(text(said.get("id"))) is None or said.get("enrolment") not in Activity.Enrolment.values:
        raise Unfit
    if len(days) == 2 and days["ends_on"] < days["starts_on"]:
        raise Unfit
    capacity, site = said.get("capacity"), said.get("site")
    made: dict[str, JSON] = {
        "id": said["id"],
        "enrolment": said["enrolment"],
        "texts": _texts(said.get("texts")),
        "site": None if site is None else text(site),
        "capacity": None if capacity is None else number(capacity, 1, MOST_SMALL),
        "languages": [language(code) for code in items(said.get("languages"))],
        "timings": [timing(each) for each in items(said.get("timings"))],
    }
    return filled(made | dict(days))


def _texts(value: JSON) -> dict[str, JSON]:
    if not isinstance(value, dict):
        raise Unfit
    return {language(code): _name_and_description(items(pair)) for code, pair in value.items()}


def _name_and_description(pair: Sequence[JSON]) -> JSON:
    if len(pair) != 2 or not isinstance(pair[1], str):
        raise Unfit
    return filled({"name": text(pair[0], LONGEST_NAME), "description": pair[1]})


def filled(values: Mapping[str, JSON]) -> dict[str, JSON]:
    """Without what says nothing."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def one_of(*words: str) -> Read:
    """Reads one of these words."""

    def read(value: str, bearings: Bearings) -> JSON:
        if value not in words:
            raise Unfit
        return value

    return read


def up_to(longest: int) -> Read:
    """Reads a text, perhaps empty."""

    def read(value: str, bearings: Bearings) -> JSON:
        if len(value) > longest:
            raise Unfit
        return value

    return read


def moment(value: str) -> str:
    """A moment, in universal time."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError as problem:
        raise Unfit from problem
    if at.tzinfo is None:
        raise Unfit
    return at.astimezone(UTC).isoformat()
