"""What stands here of a thing, in the form in which its source tells it."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection


def _list(columns: Mapping[str, str], table: str, condition: str, order: str) -> str:
    fields = ", ".join(f"'{name}', {column}" for name, column in columns.items())
    return (
        f"(SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object({fields})) ORDER BY {order}) "
        f"FROM {table} WHERE {condition})"
    )


def _array(column: str) -> str:
    return f"CASE WHEN cardinality({column}) > 0 THEN to_jsonb({column}) END"


def _codes(column: str) -> str:
    """A set of codes, in the order in which sets are compared."""
    code = "jsonb_build_object('code', code)"
    return f"(SELECT jsonb_agg({code} ORDER BY {code}) FROM unnest({column}) AS code)"


_PHONE = {
    "number": "number",
    "extension": "nullif(extension, '')",
    "kind": "kind",
    "note": "nullif(note, '')",
}


def _phones(owner: str, of: str) -> str:
    return _list(
        _PHONE, "catalogue_phone AS number_of", f"number_of.{owner}_id = {of}", "number_of.place, number_of.id"
    )


def _contacts(owner: str) -> str:
    columns = {
        **{name: f"nullif(answers.{name}, '')" for name in ("name", "title", "department", "email")},
        "phones": _phones("contact", "answers.id"),
    }
    return _list(
        columns, "catalogue_contact AS answers", f"answers.{owner}_id = thing.id", "answers.place, answers.id"
    )


_SCHEDULE = {
    "rule": "nullif(rule, '')",
    "opens_at": "opens_at",
    "closes_at": "closes_at",
    "starts_on": "starts_on",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "on_holidays": "on_holidays",
    "except_dates": _array("except_dates"),
    "extra_dates": _array("extra_dates"),
    "closed_seasons": _array("closed_seasons"),
    "site": "site_id",
}
_COST = {
    "kind": "kind",
    "cents": "cents",
    "currency": "currency",
    "per": "nullif(per, '')",
    "isee_up_to": "isee_up_to",
    "note": "nullif(note, '{}')",
}


def _set_of(column: str, table: str, name: str, condition: str) -> str:
    item = f"jsonb_build_object('{name}', {column})"
    return f"(SELECT jsonb_agg({item} ORDER BY {item}) FROM {table} WHERE {condition})"


def _address() -> str:
    fields = ("street", "extra", "postcode", "locality", "region", "country")
    pairs = ", ".join(f"'{name}', thing.{name}" for name in fields)
    return f"nullif(jsonb_strip_nulls(jsonb_build_object({pairs}, 'municipality', thing.municipality_id)), '{{}}')"


_TEXT = "(SELECT {column} FROM {table} AS text WHERE text.{owner}_id = thing.id AND text.language = %(language)s)"


def _service_text(name: str) -> str:
    column = f"nullif({name}, '')"
    return _TEXT.format(column=column, table="catalogue_servicetext", owner="service")


_SERVICE_TEXTS = ("name", "summary", "description", "how_to", "eligibility")
_UNREVIEWED = "nullif(NOT text.reviewed, false)"


def _written_by(table: str, owner: str) -> dict[str, str]:
    """Who wrote the text in the source's language, and whether nobody has read it."""
    columns = {"origin": "text.origin", "unreviewed": _UNREVIEWED}
    return {name: _TEXT.format(column=column, table=table, owner=owner) for name, column in columns.items()}


def _texts(table: str, owner: str, *columns: str) -> str:
    """The texts in further languages, by language."""
    pairs = ", ".join(f"'{name}', nullif(text.{name}, '')" for name in columns)
    said = f"jsonb_strip_nulls(jsonb_build_object({pairs}, 'origin', text.origin, 'unreviewed', {_UNREVIEWED}))"
    return (
        f"(SELECT jsonb_object_agg(text.language, {said}) FROM {table} AS text "
        f"WHERE text.{owner}_id = thing.id AND text.language <> %(language)s)"
    )


_BENEFIT = """(
    SELECT jsonb_strip_nulls(jsonb_build_object(
        'amount', nullif(amount, '{}'), 'isee_up_to', isee_up_to, 'opens_on', opens_on, 'closes_on', closes_on,
        'where_to_apply', nullif(where_to_apply, '{}'), 'incompatible', nullif(incompatible, '{}')))
    FROM catalogue_benefit WHERE service_id = thing.id)"""

_ACTIVITY = {
    "id": "activity.id",
    "enrolment": "enrolment",
    "site": "activity.site_id",
    "capacity": "capacity",
    "languages": _array("languages"),
    "starts_on": "activity.starts_on",
    "ends_on": "ends_on",
    "texts": """(
        SELECT jsonb_object_agg(language, jsonb_strip_nulls(jsonb_build_object(
            'name', name, 'description', nullif(description, '')))) FROM catalogue_activitytext
        WHERE activity_id = activity.id)""",
    "timings": _list(
        {name: column for name, column in _SCHEDULE.items() if name != "site"},
        "catalogue_schedule",
        "activity_id = activity.id",
        "place, id",
    ),
}
_ACTIVITIES = _list(
    _ACTIVITY,
    "catalogue_activity AS activity",
    "activity.service_id = thing.id",
    "activity.created_at, activity.id",
)
_AREA = """jsonb_strip_nulls(jsonb_build_object('area', area_id, 'zone', zone_id, 'territory', territory_id))"""

_FIELDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "organization": (
        "actors_organisation",
        {
            "name": "thing.name",
            "alternate_names": _array("thing.alternate_names"),
            "description": _TEXT.format(
                column="nullif(description, '')", table="actors_organisationtext", owner="organisation"
            ),
            **_written_by("actors_organisationtext", "organisation"),
            "texts": _texts("actors_organisationtext", "organisation", "description"),
            **{
                name: f"nullif(thing.{name}, '')"
                for name in ("short_name", "email", "website", "phone", "legal_form")
            },
            **{
                name: f"thing.{name}"
                for name in (
                    "kind",
                    "founded",
                    "tax_code",
                    "vat_number",
                    "runts_number",
                    "ipa_code",
                    "runts_section",
                    "parent_tie",
                    "verification",
                )
            },
            "municipality": "thing.municipality_id",
            "parent": "thing.parent_id",
            "phones": _phones("organisation", "thing.id"),
            "contacts": _contacts("organisation"),
        },
    ),
    "program": ("actors_unit", {"organization": "thing.organisation_id", "name": "thing.name"}),
    "location": (
        "actors_site",
        {
            "organization": "thing.organisation_id",
            "unit": "thing.unit_id",
            "kind": "thing.kind",
            "name": "thing.name",
            "point": "CASE WHEN thing.lat IS NOT NULL THEN jsonb_build_object('lat', thing.lat, 'lon', thing.lon) END",
            "address": f"CASE WHEN thing.visibility = 'public' THEN {_address()} END",
            "phone": "nullif(thing.phone, '')",
            "accessibility": _codes("thing.accessibility"),
            "phones": _phones("site", "thing.id"),
            "contacts": _contacts("site"),
        },
    ),
    "service": (
        "catalogue_service",
        {
            "organization": "thing.organisation_id",
            "unit": "thing.unit_id",
            **{name: _service_text(name) for name in _SERVICE_TEXTS},
            **_written_by("catalogue_servicetext", "service"),
            "texts": _texts("catalogue_servicetext", "service", *_SERVICE_TEXTS),
            "kind": "thing.kind",
            "review_months": "thing.review_months",
            "expires_at": "thing.expires_at",
            "reference_service": "thing.reference_service_id",
            "reference_kind": "nullif(thing.reference_kind, '')",
            "reference_text": "nullif(thing.reference_text, '{}')",
            "benefit": _BENEFIT,
            **{name: f"nullif(thing.{name}, '')" for name in ("email", "url", "phone")},
            "state": "thing.state",
            "confirmed_on": "thing.confirmed_on",
            "ages": "nullif(jsonb_strip_nulls(jsonb_build_object('min', thing.min_age, 'max', thing.max_age)), '{}')",
            "languages": _codes("thing.languages"),
            "sites": _set_of("site_id", "catalogue_serviceatsite", "site", "service_id = thing.id"),
            "terms": _set_of("term_id", "catalogue_service_terms", "term", "service_id = thing.id"),
            "areas": f"(SELECT jsonb_agg({_AREA} ORDER BY {_AREA}) FROM catalogue_servicearea "
            "WHERE service_id = thing.id)",
            "openings": _list(_SCHEDULE, "catalogue_schedule", "service_id = thing.id", "place, id"),
            "costs": _list(_COST, "catalogue_costoption", "service_id = thing.id", "id"),
            "documents": _list(
                {"name": "name"}, "catalogue_requireddocument", "service_id = thing.id", "place, id"
            ),
            "activities": _ACTIVITIES,
            "phones": _phones("service", "thing.id"),
            "contacts": _contacts("service"),
        },
    ),
    "taxonomy": ("catalogue_taxonomy", {"name": "thing.name"}),
    "taxonomy_term": (
        "catalogue_term",
        {
            "taxonomy": "thing.taxonomy_id",
            "code": "thing.code",
            "name": "thing.name",
            "description": "nullif(thing.description, '{}')",
            "parent": "thing.parent_id",
            "synonyms": "nullif(thing.synonyms, '{}')",
            "icon": "nullif(thing.icon, '')",
            "place": "nullif(thing.place, 0)",
            "withdrawn": "nullif(thing.withdrawn, false)",
            "mappings": _list(
                {"system": "system", "code": "code"}, "catalogue_termmapping", "term_id = thing.id", "system, code"
            ),
        },
    ),
}

ENTITIES = tuple(_FIELDS)
"""Owners before what they own."""

TABLES: Mapping[str, str] = {entity: table for entity, (table, _) in _FIELDS.items()}
"""Our table of each entity."""


def fields_of(entity: str) -> tuple[str, ...]:
    """Every field that a source may say of an entity's things."""
    return tuple(_FIELDS[entity][1])


def ours(entity: str, things: str) -> str:
    """SQL of what stands here of `things`, a query for number and object. It gives number and ours.

    Fields of which nothing stands here are left out. Parameters: language.
    """
    table, fields = _FIELDS[entity]
    pairs = ", ".join(f"'{name}', {column}" for name, column in fields.items())
    return f"""
        SELECT asked.number, jsonb_strip_nulls(jsonb_build_object({pairs})) AS ours
        FROM ({things}) AS asked JOIN {table} AS thing ON thing.id = asked.object
    """


def told_here(entity: str, thing: UUID, language: str) -> Mapping[str, Any]:
    """What stands here of one thing, its texts in one language."""
    with connection.cursor() as cursor:
        asked = "SELECT 1 AS number, %(object)s::uuid AS object"
        cursor.execute(ours(entity, asked), {"object": thing, "language": language})
        row = cursor.fetchone()
    return json.loads(row[1]) if row else {}
