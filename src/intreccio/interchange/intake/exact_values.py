"""Single values that our own attributes say: for each the field that it becomes and how it is read."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from intreccio.actors.rules.kinds import (
    OrganisationKind,
    ParentTie,
    RuntsSection,
    SiteKind,
    TextOrigin,
    legal_forms,
)
from intreccio.actors.rules.verification import PUBLICLY_SEEN
from intreccio.catalogue.models import Service, ServiceText
from intreccio.interchange.intake import exact_shapes as shapes
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.exact_shapes import Read, Unfit, one_of, up_to
from intreccio.kernel.imports.kinds import JSON

Known = Mapping[tuple[str, str], tuple[str, Read]]
"""By entity and code."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_ADDRESS = {"street": 200, "extra": 200, "postcode": 10, "locality": 120, "region": 120, "country": 2}
_POSTCODE, _COUNTRY = re.compile(r"[0-9A-Z][0-9A-Z -]{1,9}"), re.compile(r"[A-Z]{2}")
_OTHER_NAME, _LONG_TEXT = 300, 1_000_000


def _municipality(value: str, bearings: Bearings) -> JSON:
    found = bearings.municipalities.by_code.get(value)
    return str(found) if found else None


def _unit(value: str, bearings: Bearings) -> JSON:
    return bearings.link("program", shapes.text(value))


def _service(value: str, bearings: Bearings) -> JSON:
    return bearings.link("service", shapes.text(value))


def _other_names(value: str, bearings: Bearings) -> JSON:
    return [shapes.text(name, _OTHER_NAME) for name in shapes.items(shapes.parsed(value))]


def _address(value: str, bearings: Bearings) -> JSON:
    said = shapes.fields(shapes.parsed(value), *_ADDRESS)
    made = {name: shapes.text(said[name], longest) for name, longest in _ADDRESS.items() if name in said}
    for name, form in (("postcode", _POSTCODE), ("country", _COUNTRY)):
        if name in made and not form.fullmatch(made[name]):
            raise Unfit
    return dict(made)


def _translated(value: str, bearings: Bearings) -> JSON:
    return shapes.translated(shapes.parsed(value))


def _benefit(value: str, bearings: Bearings) -> JSON:
    return shapes.benefit(shapes.parsed(value))


def _moment(value: str, bearings: Bearings) -> JSON:
    return shapes.moment(value)


def _flag(value: str, bearings: Bearings) -> JSON:
    if value != "true":
        raise Unfit
    return True


def _language(value: str, bearings: Bearings) -> JSON:
    return shapes.language(value)


def _whole(least: int, most: int) -> Read:
    return lambda value, bearings: shapes.number(shapes.parsed(value), least, most)


def _slug(value: str, bearings: Bearings) -> JSON:
    if not _SLUG.fullmatch(value):
        raise Unfit
    return value


def _code(value: str, bearings: Bearings) -> JSON:
    return shapes.text(value, 100)


def _synonyms(value: str, bearings: Bearings) -> JSON:
    said = shapes.parsed(value)
    if not isinstance(said, dict):
        raise Unfit
    return {
        shapes.language(code): [shapes.text(word) for word in shapes.items(words)] for code, words in said.items()
    }


def _legal_form(value: str, bearings: Bearings) -> JSON:
    return one_of(*legal_forms())(value, bearings)


PLAIN: Known = MappingProxyType(
    {
        ("organization", "language"): ("language", _language),
        ("organization", "kind"): ("kind", one_of(*OrganisationKind)),
        ("organization", "short_name"): ("short_name", up_to(80)),
        ("organization", "other_names"): ("alternate_names", _other_names),
        ("organization", "legal_form"): ("legal_form", _legal_form),
        ("organization", "runts_section"): ("runts_section", one_of(*RuntsSection)),
        ("organization", "parent_tie"): ("parent_tie", one_of(*ParentTie)),
        ("organization", "municipality"): ("municipality", _municipality),
        ("organization", "verification"): ("verification", one_of(*PUBLICLY_SEEN)),
        ("location", "kind"): ("kind", one_of(*SiteKind)),
        ("location", "municipality"): ("municipality", _municipality),
        ("location", "unit"): ("unit", _unit),
        ("location", "address"): ("address", _address),
        ("service", "language"): ("language", _language),
        ("service", "kind"): ("kind", one_of(*Service.Kind.values)),
        ("service", "review_months"): ("review_months", _whole(1, 12)),
        ("service", "expires_at"): ("expires_at", _moment),
        ("service", "reference_service"): ("reference_service", _service),
        ("service", "reference_kind"): ("reference_kind", one_of(*Service.Reference.values)),
        ("service", "reference_text"): ("reference_text", _translated),
        ("service", "benefit"): ("benefit", _benefit),
        ("taxonomy", "slug"): ("_slug", _slug),
        ("taxonomy", "base"): ("_base", _flag),
        ("taxonomy_term", "code"): ("code", _code),
        ("taxonomy_term", "synonyms"): ("synonyms", _synonyms),
        ("taxonomy_term", "icon"): ("icon", up_to(40)),
        ("taxonomy_term", "place"): ("place", _whole(0, 32_767)),
        ("taxonomy_term", "withdrawn"): ("withdrawn", _flag),
    }
)
"""Without a language."""

SPOKEN: Known = MappingProxyType(
    {
        ("organization", "description"): ("description", up_to(_LONG_TEXT)),
        ("organization", "origin"): ("origin:imported", one_of(*TextOrigin)),
        ("organization", "unreviewed"): ("unreviewed", _flag),
        ("service", "name"): ("name", up_to(200)),
        ("service", "summary"): ("summary", up_to(300)),
        **{("service", name): (name, up_to(_LONG_TEXT)) for name in ("description", "how_to", "eligibility")},
        ("service", "origin"): ("origin:import", one_of(*ServiceText.Origin.values)),
        ("service", "unreviewed"): ("unreviewed", _flag),
        **{
            (entity, name): (name, up_to(_LONG_TEXT))
            for entity, name in (
                ("taxonomy", "name"), ("taxonomy_term", "name"), ("taxonomy_term", "description"),
            )
        },
    }
)  # fmt: skip
"""Texts in a language, and who wrote them; of the origin, after a colon, what it is where nobody is believed."""
