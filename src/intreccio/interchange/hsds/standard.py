"""The objects of HSDS 3.2: their fields, what may hang below them, and the tables of the package. Data only.

Source: the specification's schemas and its tabular data package, https://docs.openreferral.org/en/latest/hsds/.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

VERSION = "3.2"


class Kind(StrEnum):
    """What a field holds. The values are those of the tabular package."""

    TEXT = "text"
    UUID = "uuid"
    URI = "uri"
    EMAIL = "email"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object."""

    name: str
    kind: Kind
    required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of object. `file` is its table in the package; `many` and `one` say which objects hang below it.

    `links` are the fields of the table that point to other tables, by the name of the field.
    """

    name: str
    file: str
    fields: Mapping[str, Field]
    many: Mapping[str, str] = field(default_factory=dict)
    one: Mapping[str, str] = field(default_factory=dict)
    tabular_required: frozenset[str] = frozenset()

    @property
    def links(self) -> Mapping[str, str]:
        ends = {name: name.removesuffix("_id") for name in self.fields if name.endswith("_id")}
        return {name: target for name, target in ends.items() if target in _FIELDS}


_CHOICES = {
    ("service", "status"): ("active", "inactive", "defunct", "temporarily closed"),
    ("location", "location_type"): ("physical", "postal", "virtual"),
    ("address", "address_type"): ("physical", "postal", "virtual"),
    ("schedule", "freq"): ("WEEKLY", "MONTHLY"),
    ("schedule", "wkst"): ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
}

# A mark of exclamation: the field must be there. After a colon its kind; without one it is text, and those
# called id or …_id are identifiers.
_FIELDS = {
    "organization": """id! name! alternate_name description! email:email website:uri tax_status tax_id:text
        year_incorporated:number legal_status logo uri:uri parent_organization_id""",
    "program": "id! organization_id name! alternate_name description!",
    "service": """id! organization_id program_id name! alternate_name description url:uri email:email status!
        interpretation_services application_process fees_description wait_time fees accreditations
        eligibility_description minimum_age:number maximum_age:number assured_date:date assurer_email:email
        licenses alert last_modified:datetime""",
    "attribute": "id! link_id taxonomy_term_id link_type link_entity value label",
    "service_at_location": "id! service_id location_id description",
    "location": """id! location_type! url:uri organization_id name alternate_name description transportation
        latitude:number longitude:number external_identifier external_identifier_type""",
    "phone": """id! location_id service_id organization_id contact_id service_at_location_id number!
        extension:number type description""",
    "contact": """id! organization_id service_id service_at_location_id location_id name title department
        email:email""",
    "address": """id! location_id attention address_1! address_2 city! region state_province! postal_code!
        country! address_type!""",
    "schedule": """id! service_id location_id service_at_location_id valid_from:date valid_to:date dtstart:date
        timezone:number until:date count:number wkst freq interval:number byday byweekno bymonthday byyearday
        description opens_at:time closes_at:time schedule_link:uri attending_type notes""",
    "funding": "id! organization_id service_id source",
    "service_area": "id! service_id service_at_location_id name description extent extent_type uri",
    "required_document": "id! service_id document uri:uri",
    "language": "id! service_id location_id phone_id name code note",
    "accessibility": "id! location_id description details url:uri",
    "taxonomy_term": """id! code name! description! parent_id taxonomy language taxonomy_id term_uri:uri""",
    "metadata": """id! resource_id resource_type last_action_date!:date last_action_type! field_name!
        previous_value! replacement_value! updated_by!""",
    "meta_table_description": "id! name language character_set",
    "cost_option": """id! service_id valid_from:date valid_to:date option currency amount:number
        amount_description""",
    "organization_identifier": "id! organization_id identifier_scheme identifier_type! identifier!",
    "taxonomy": "id! name! description! uri:uri version",
    "service_capacity": """id! service_id unit_id available!:number maximum:number description
        updated!:datetime""",
    "unit": "id! name! scheme identifier uri:uri",
    "url": "id! label url!:uri organization_id service_id",
}

_FILES = {
    "organization": "organizations", "program": "programs", "service": "services", "attribute": "attributes",
    "location": "locations", "phone": "phones", "contact": "contacts", "address": "addresses",
    "schedule": "schedules", "service_area": "service_areas", "required_document": "required_documents",
    "language": "languages", "taxonomy_term": "taxonomy_terms", "taxonomy": "taxonomies",
    "meta_table_description": "meta_table_descriptions", "cost_option": "cost_options",
    "organization_identifier": "organization_identifiers", "unit": "units",
}  # fmt: skip

_MARKED = {"attributes": "attribute", "metadata": "metadata"}
_MANY = {
    "organization": {
        "additional_websites": "url", "funding": "funding", "contacts": "contact", "phones": "phone",
        "locations": "location", "programs": "program", "organization_identifiers": "organization_identifier",
    },
    "service": {
        "additional_urls": "url", "phones": "phone", "schedules": "schedule", "service_areas": "service_area",
        "service_at_locations": "service_at_location", "languages": "language", "funding": "funding",
        "cost_options": "cost_option", "required_documents": "required_document", "contacts": "contact",
        "capacities": "service_capacity",
    },
    "service_at_location": {
        "service_areas": "service_area", "contacts": "contact", "phones": "phone", "schedules": "schedule",
    },
    "location": {
        "languages": "language", "addresses": "address", "contacts": "contact", "accessibility": "accessibility",
        "phones": "phone", "schedules": "schedule",
    },
    "contact": {"phones": "phone"},
    "phone": {"languages": "language"},
}  # fmt: skip
_ONE = {
    "service": {"organization": "organization", "program": "program"},
    "service_at_location": {"location": "location"},
    "attribute": {"taxonomy_term": "taxonomy_term"},
    "taxonomy_term": {"taxonomy_detail": "taxonomy"},
    "service_capacity": {"unit": "unit"},
}
_UNMARKED = {"metadata": (), "attribute": ("metadata",), "taxonomy": ("metadata",), "taxonomy_term": ("metadata",)}

# What only the tables ask for: there the tree does not say what belongs to what.
_TABULAR_REQUIRED = {
    "attribute": {"link_id", "taxonomy_term_id", "link_entity"},
    "service": {"organization_id"},
    "program": {"organization_id"},
    "service_at_location": {"service_id", "location_id"},
    "cost_option": {"service_id"},
    "organization_identifier": {"organization_id"},
    "service_capacity": {"service_id", "unit_id"},
    "metadata": {"resource_id", "resource_type"},
}


@cache
def things() -> Mapping[str, Thing]:
    """Every kind of object, in the order of the tabular package."""
    return {name: _thing(name, text) for name, text in _FIELDS.items()}


def _thing(name: str, text: str) -> Thing:
    marked = {many: _MARKED[many] for many in _UNMARKED.get(name, tuple(_MARKED))}
    return Thing(
        name=name,
        file=f"{_FILES.get(name, name)}.csv",
        fields={made.name: made for made in (_field(name, word) for word in text.split())},
        many=_MANY.get(name, {}) | marked,
        one=_ONE.get(name, {}),
        tabular_required=frozenset(_TABULAR_REQUIRED.get(name, ())),
    )


def _field(thing: str, word: str) -> Field:
    told, _, kind = word.partition(":")
    name = told.rstrip("!")
    usual = Kind.UUID if name == "id" or name.endswith("_id") else Kind.TEXT
    return Field(name, Kind(kind) if kind else usual, told.endswith("!"), _CHOICES.get((thing, name), ()))
