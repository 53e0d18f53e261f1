"""What tables and fields are called elsewhere: in HSDS 1.0 to 3.1, in Ohana, in the singular and the plural.

Sources: the specification's changelog and data packages, https://docs.openreferral.org/en/latest/hsds/changelog.html;
Ohana's tables, https://github.com/codeforamerica/ohana-api/wiki/Populating-the-Postgres-database-from-OpenReferral-compliant-CSV-files
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from intreccio.interchange.directories.tables import TABLES

_OTHER_TABLES = {
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "service_at_locations": "service_at_location",
    "physical_address": "address",
    "postal_address": "address",
    "mail_address": "address",
    "mailing_address": "address",
    "regular_schedule": "schedule",
    "holiday_schedule": "schedule",
    "service_attribute": "attribute",
    "other_attribute": "attribute",
    "link_taxonomy": "attribute",
    "service_taxonomy": "attribute",
    "services_taxonomy": "attribute",
    "services_taxonomies": "attribute",
    "accessibility_for_disabilities": "accessibility",
    "accessibilities": "accessibility",
    "payment_accepted": "cost_option",
    "payments_accepted": "cost_option",
    "fee": "cost_option",
    "interpretation_services": "language",
    "capacity": "service_capacity",
    "service_capacities": "service_capacity",
    "capacities": "service_capacity",
    "identifier": "organization_identifier",
    "organisation": "organization",
    "additional_website": "url",
    "additional_url": "url",
    "taxonomy_detail": "taxonomy",
    "cost": "cost_option",
    "schedule_holiday": "schedule",
}

FOLDED: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "eligibility": (
        "service",
        "service_id",
        {
            "eligibility": "eligibility_description",
            "eligibility_description": "eligibility_description",
            "minimum_age": "minimum_age",
            "maximum_age": "maximum_age",
        },
    ),
}
"""Tables that HSDS 3.2 has no longer: whose rows they become part of, the link, and which column goes where."""

_RENAMED: Mapping[str, Mapping[str, str]] = {
    "organization": {
        "url": "website",
        "date_incorporated": "year_incorporated",
        "parent_id": "parent_organization_id",
    },
    "service": {
        "website": "url",
        "eligibility": "eligibility_description",
        "fees_text": "fees_description",
        "accreditation": "accreditations",
        "license": "licenses",
    },
    "location": {"website": "url", "short_desc": "description", "type": "location_type"},
    "phone": {"number_type": "type", "department": "description"},
    "address": {
        "address": "address_1",
        "address1": "address_1",
        "address2": "address_2",
        "postcode": "postal_code",
        "zip": "postal_code",
        "state": "state_province",
        "type": "address_type",
    },
    "attribute": {"service_id": "link_id", "taxonomy_id": "taxonomy_term_id", "taxonomy_detail": "value"},
    "schedule": {"byweekday": "byday", "weekday": "byday", "start_date": "valid_from", "end_date": "valid_to"},
    "service_area": {"service_area": "name"},
    "language": {"language": "name"},
    "accessibility": {"accessibility": "description"},
    "cost_option": {"payment": "option", "fee": "amount_description"},
    "taxonomy_term": {"vocabulary": "taxonomy"},
    "funding": {"funding": "source", "funding_source": "source"},
    "required_document": {"required_document": "document"},
}

KEPT_BESIDE: Mapping[str, frozenset[str]] = {
    "schedule": frozenset({"closed", "original_text"}),
    "phone": frozenset({"country_prefix", "vanity_number"}),
    "address": frozenset({"address_3", "address_4"}),
    "service": frozenset({"audience"}),
    "location": frozenset({"virtual"}),
}
"""Columns of older tables that go into others of the same row."""


@dataclass(frozen=True)
class Listed:
    """A column whose value becomes rows of another table: one for each item, or one that is split later.

    Where the items are words and not links, `taxonomy` names the list of terms that they make up.
    """

    table: str
    field: str
    split: bool = True
    taxonomy: str = ""


LISTED: Mapping[str, Mapping[str, Listed]] = {
    "organization": {"funding_sources": Listed("funding", "source"), "phones": Listed("phone", "number")},
    "service": {
        "location_id": Listed("service_at_location", "location_id", split=False),
        "taxonomy_ids": Listed("attribute", "taxonomy_term_id"),
        "keywords": Listed("attribute", "taxonomy_term_id", taxonomy="keywords"),
        "accepted_payments": Listed("cost_option", "option"),
        "funding_sources": Listed("funding", "source"),
        "languages": Listed("language", "name", split=False),
        "required_documents": Listed("required_document", "document"),
        "service_areas": Listed("service_area", "name"),
    },
    "location": {
        "accessibility": Listed("accessibility", "description"),
        "languages": Listed("language", "name", split=False),
        "email": Listed("contact", "email", split=False),
    },
    "phone": {"language": Listed("language", "name", split=False)},
}

_SAID_BY_NAME: Mapping[str, Mapping[str, str]] = {
    "postal_address": {"address_type": "postal"},
    "mail_address": {"address_type": "postal"},
    "mailing_address": {"address_type": "postal"},
    "physical_address": {"address_type": "physical"},
    "service_attribute": {"link_entity": "service"},
    "service_taxonomy": {"link_entity": "service"},
    "services_taxonomy": {"link_entity": "service"},
    "regular_schedule": {"freq": "WEEKLY"},
    "interpretation_services": {"note": "Interpretation"},
}
"""What the name of a table tells of all its rows."""

_SECOND = frozenset(
    {
        "postal_address",
        "mail_address",
        "mailing_address",
        "holiday_schedule",
        "schedule_holiday",
        "other_attribute",
        "payment_accepted",
        "payments_accepted",
        "fee",
        "interpretation_services",
    }
)
"""Tables that share one of HSDS 3.2 with a likelier one: their ids are told apart by their name."""

_TELLING = (
    ("2.0", {"service_attribute", "other_attribute"}),
    ("1.1", {"regular_schedule", "service_taxonomy", "services_taxonomy"}),
    ("3.1+", {"url", "unit", "service_capacity"}),
    ("3.0", {"address", "attribute", "cost_option", "organization_identifier"}),
    ("2.0", {"schedule", "taxonomy_term"}),
    ("1.1", {"physical_address", "postal_address", "eligibility", "holiday_schedule"}),
)
"""Versions by tables that no other has, or, further down, that only later ones have too."""

_PLURALS = tuple(
    (re.compile(ending), single) for ending, single in ((r"ies$", "y"), (r"(s)es$", r"\1"), (r"s$", ""))
)


def table_named(name: str) -> str:
    """The HSDS 3.2 table that a file, resource or list of this name holds; "" where none is meant.

    >>> table_named("Services-At-Location"), table_named("physical_addresses"), table_named("readme")
    ('service_at_location', 'address', '')
    """
    plain = plain_name(name)
    for form in _forms(plain):
        if form in TABLES:
            return form
        if form in _OTHER_TABLES:
            return _OTHER_TABLES[form]
    return ""


def folded_named(name: str) -> str:
    """The table of `FOLDED` that is meant by this name; "" where none is."""
    return next((form for form in _forms(plain_name(name)) if form in FOLDED), "")


def version_told_by(tables: Iterable[str]) -> str:
    """The version of HSDS whose tables bear these names: "1.1", "2.0", "3.0", "3.1+"; "" where none tells.

    3.2 has the tables of 3.1.
    """
    names = {form for table in tables for form in _forms(plain_name(table))}
    return next((version for version, telling in _TELLING if not telling.isdisjoint(names)), "")


@lru_cache(maxsize=1024)
def said_by_name(name: str) -> Mapping[str, str]:
    """What the name of a file, resource or list says of all its rows: postal addresses are postal."""
    return next((_SAID_BY_NAME[form] for form in _forms(plain_name(name)) if form in _SAID_BY_NAME), {})


@lru_cache(maxsize=1024)
def key_prefix(name: str) -> str:
    """What to put before the ids of a table, so that those of two tables that became one stay apart."""
    return next((f"{form}:" for form in _forms(plain_name(name)) if form in _SECOND), "")


def plain_name(name: str) -> str:
    """A name as compared: small letters, words joined by underscores, singular and plural left as they are."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def field_named(table: str, column: str) -> str:
    """The HSDS 3.2 field that a column holds, or one of `KEPT_BESIDE`; "" where none is known."""
    name = plain_name(column)
    if name in TABLES[table].fields or name in KEPT_BESIDE.get(table, ()):
        return name
    return _RENAMED.get(table, {}).get(name, "")


def holds_terms(columns: Collection[str]) -> bool:
    """Whether a table called `taxonomy` holds terms, as before HSDS 2.0, and not taxonomies."""
    return not {"parent_id", "vocabulary", "parent_name", "taxonomy_id"}.isdisjoint(map(plain_name, columns))


def _forms(plain: str) -> list[str]:
    singles = [pattern.sub(single, plain) for pattern, single in _PLURALS if pattern.search(plain)]
    return [plain, *singles]
