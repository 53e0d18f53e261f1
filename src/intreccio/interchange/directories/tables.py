"""The tables of the Human Services Data Specification 3.2: what each holds, links to, and cannot do without.

Source: https://docs.openreferral.org/en/3.2/hsds/schema_reference.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType


class Kind(Enum):
    """How the text of a field is to be read. Plain text is not named: it is what fields are by default."""

    LINK = auto()
    URL = auto()
    MAIL = auto()
    DATE = auto()
    MOMENT = auto()
    YEAR = auto()
    NUMBER = auto()
    WHOLE = auto()
    CODE = auto()


@dataclass(frozen=True)
class Table:
    """One table: its fields beside `id`.

    `kinds` are the fields that are no plain text. Without every one of `needed` and one of each group in
    `any_of` a row says nothing and is refused; a blank one of `expected`, which the standard requires too, is
    only told. `named_by` are the fields that tell two rows without an `id` apart, where not all do.
    """

    name: str
    fields: frozenset[str]
    kinds: Mapping[str, Kind]
    needed: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    expected: tuple[str, ...] = ()
    named_by: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    """Tables by the field that links to them. `attribute.link_id` and `metadata.resource_id` say theirs beside."""


_LINKS = {
    "organization_id": "organization",
    "parent_organization_id": "organization",
    "program_id": "program",
    "service_id": "service",
    "location_id": "location",
    "service_at_location_id": "service_at_location",
    "contact_id": "contact",
    "phone_id": "phone",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
    "unit_id": "unit",
}

_KINDS = {
    **dict.fromkeys(_LINKS, Kind.LINK),
    **dict.fromkeys(("link_id", "resource_id", "parent_id"), Kind.LINK),
    **dict.fromkeys(("url", "website", "logo", "uri", "schedule_link", "term_uri"), Kind.URL),
    **dict.fromkeys(("email", "assurer_email"), Kind.MAIL),
    **dict.fromkeys(("assured_date", "valid_from", "valid_to", "dtstart", "until"), Kind.DATE),
    **dict.fromkeys(("last_modified", "last_action_date", "updated"), Kind.MOMENT),
    **dict.fromkeys(("count", "interval", "available", "maximum"), Kind.WHOLE),
    "year_incorporated": Kind.YEAR,
    "timezone": Kind.NUMBER,
    "code": Kind.CODE,
}


def _table(name: str, fields: str, **more: object) -> Table:
    names = frozenset(fields.split())
    links = {field: table for field, table in _LINKS.items() if field in names}
    if name == "taxonomy_term":
        links["parent_id"] = "taxonomy_term"
    kinds = {field: kind for field, kind in _KINDS.items() if field in names}
    return Table(name, names, kinds, links=links, **more)  # type: ignore[arg-type]


_ALL = (
    _table(
        "organization",
        "name alternate_name description email website tax_status tax_id year_incorporated legal_status logo uri "
        "parent_organization_id",
        needed=("name",),
        expected=("description",),
        named_by=("name",),
    ),
    _table(
        "program",
        "organization_id name alternate_name description",
        needed=("name", "organization_id"),
        expected=("description",),
        named_by=("organization_id", "name"),
    ),
    _table(
        "service",
        "organization_id program_id name alternate_name description url email status interpretation_services "
        "application_process fees_description wait_time fees accreditations eligibility_description minimum_age "
        "maximum_age assured_date assurer_email licenses alert last_modified",
        needed=("name", "organization_id"),
        named_by=("organization_id", "name"),
    ),
    _table(
        "attribute",
        "link_id taxonomy_term_id link_type link_entity value label",
        needed=("link_id", "taxonomy_term_id", "link_entity"),
    ),
    _table(
        "service_at_location",
        "service_id location_id description",
        needed=("service_id", "location_id"),
        named_by=("service_id", "location_id"),
    ),
    _table(
        "location",
        "location_type url organization_id name alternate_name description transportation latitude longitude "
        "external_identifier external_identifier_type",
        named_by=("organization_id", "name", "latitude", "longitude", "external_identifier"),
    ),
    _table(
        "phone",
        "location_id service_id organization_id contact_id service_at_location_id number extension type "
        "description",
        needed=("number",),
        any_of=(("location_id", "service_id", "organization_id", "contact_id", "service_at_location_id"),),
    ),
    _table(
        "contact",
        "organization_id service_id service_at_location_id location_id name title department email",
        any_of=(
            ("organization_id", "service_id", "service_at_location_id", "location_id"),
            ("name", "title", "department", "email"),
        ),
        named_by=("organization_id", "service_id", "service_at_location_id", "location_id", "name", "title"),
    ),
    _table(
        "address",
        "location_id attention address_1 address_2 city region state_province postal_code country address_type",
        needed=("location_id",),
        any_of=(("address_1", "address_2", "city", "postal_code"),),
        expected=("address_1", "city", "state_province", "postal_code"),
    ),
    _table(
        "schedule",
        "service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count wkst freq "
        "interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link attending_type "
        "notes",
        any_of=(("service_id", "location_id", "service_at_location_id"),),
    ),
    _table(
        "funding",
        "organization_id service_id source",
        needed=("source",),
        any_of=(("organization_id", "service_id"),),
    ),
    _table(
        "service_area",
        "service_id service_at_location_id name description extent extent_type uri",
        any_of=(("service_id", "service_at_location_id"), ("name", "description", "extent", "uri")),
    ),
    _table("required_document", "service_id document uri", needed=("service_id",), any_of=(("document", "uri"),)),
    _table(
        "language",
        "service_id location_id phone_id name code note",
        any_of=(("service_id", "location_id", "phone_id"), ("name", "code", "note")),
    ),
    _table(
        "accessibility",
        "location_id description details url",
        needed=("location_id",),
        any_of=(("description", "details", "url"),),
    ),
    _table(
        "taxonomy_term",
        "code name description parent_id taxonomy language taxonomy_id term_uri",
        needed=("name",),
        named_by=("taxonomy_id", "taxonomy", "parent_id", "code", "name"),
    ),
    _table(
        "metadata",
        "resource_id resource_type last_action_date last_action_type field_name previous_value replacement_value "
        "updated_by",
        needed=("resource_id",),
    ),
    _table("meta_table_description", "name language character_set"),
    _table(
        "cost_option",
        "service_id valid_from valid_to option currency amount amount_description",
        needed=("service_id",),
        any_of=(("option", "amount", "amount_description"),),
    ),
    _table(
        "organization_identifier",
        "organization_id identifier_scheme identifier_type identifier",
        needed=("organization_id", "identifier"),
    ),
    _table("taxonomy", "name description uri version", needed=("name",), named_by=("name",)),
    _table(
        "service_capacity",
        "service_id unit_id available maximum description updated",
        needed=("service_id",),
        any_of=(("available", "maximum", "description"),),
    ),
    _table("unit", "name scheme identifier uri", needed=("name",), named_by=("name", "identifier")),
    _table(
        "url",
        "label url organization_id service_id",
        needed=("url",),
        any_of=(("organization_id", "service_id"),),
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
"""The tables by name, in the order in which one would read them: what is linked to comes early."""

LISTINGS = frozenset({"organization", "service", "location"})
"""What people look up: where one of these has no id, the report says so."""
