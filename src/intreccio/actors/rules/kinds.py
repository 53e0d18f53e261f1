"""Kinds of bodies and places, as people of the field tell them apart."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from intreccio.kernel.text import Translated


class OrganisationKind(StrEnum):
    """What a body is. A legal form is another matter."""

    HEALTH_AUTHORITY = "health-authority"
    HOSPITAL_TRUST = "hospital-trust"
    MUNICIPALITY = "municipality"
    AMBITO = "ambito"
    CONSORTIUM = "consortium"
    SCHOOL = "school"
    UNIVERSITY = "university"
    OTHER_PUBLIC = "other-public"
    COMPANY = "company"
    EMPLOYERS_ASSOCIATION = "employers-association"
    UNION = "union"
    BILATERAL_BODY = "bilateral-body"
    MUTUAL_SOCIETY = "mutual-society"
    FOUNDATION = "foundation"
    BANKING_FOUNDATION = "banking-foundation"
    PHILANTHROPIC_BODY = "philanthropic-body"
    ASSOCIATION = "association"
    ODV = "odv"
    APS = "aps"
    SOCIAL_COOPERATIVE = "social-cooperative"
    COMMUNITY_COOPERATIVE = "community-cooperative"
    SPORTS_CLUB = "sports-club"
    PARISH = "parish"
    PHARMACY = "pharmacy"
    INFORMAL_GROUP = "informal-group"
    CIVIL_PROTECTION = "civil-protection"
    VOLUNTEER_CENTRE = "volunteer-centre"
    OTHER = "other"


PUBLIC_KINDS = (
    OrganisationKind.HEALTH_AUTHORITY,
    OrganisationKind.HOSPITAL_TRUST,
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.AMBITO,
    OrganisationKind.CONSORTIUM,
    OrganisationKind.SCHOOL,
    OrganisationKind.UNIVERSITY,
    OrganisationKind.OTHER_PUBLIC,
)
"""Public welfare; all others are the second welfare beside it."""


class SiteKind(StrEnum):
    """What a place is."""

    CASA_COMUNITA_HUB = "casa-comunita-hub"
    CASA_COMUNITA_SPOKE = "casa-comunita-spoke"
    PUA = "pua"
    COT = "cot"
    CONSULTORIO = "consultorio"
    CLINIC = "clinic"
    PHARMACY = "pharmacy"
    SCHOOL = "school"
    ORATORY = "oratory"
    OFFICE = "office"
    LIBRARY = "library"
    COMMUNITY_CENTRE = "community-centre"
    SPORTS_HALL = "sports-hall"
    GARDEN = "garden"
    OUTDOOR = "outdoor"
    SHELTER = "shelter"
    CANTEEN = "canteen"
    CAFE = "cafe"
    COMPANY = "company"
    ONLINE = "online"
    OTHER = "other"


class AddressVisibility(StrEnum):
    """Who may know where a place is."""

    PUBLIC = "public"
    TOLD_AT_ENROLMENT = "told-at-enrolment"
    HIDDEN = "hidden"
    """Not even its municipality is shown: a refuge, an anti-violence centre."""


class RuntsSection(StrEnum):
    """Sections of the national register of the third sector (RUNTS), art. 46 d.lgs. 117/2017."""

    VOLUNTARY = "a"
    SOCIAL_PROMOTION = "b"
    PHILANTHROPIC = "c"
    SOCIAL_ENTERPRISE = "d"
    NETWORK = "e"
    MUTUAL = "f"
    OTHER = "g"


class ParentTie(StrEnum):
    """What ties an organisation to its parent."""

    HOLDING = "holding"
    NETWORK = "network"


class AffiliationKind(StrEnum):
    """In what sense an organisation belongs to another, beside its parent."""

    MEMBER = "member"
    FEDERATION = "federation"
    CONSORTIUM = "consortium"
    GROUPING = "grouping"
    """A temporary grouping for one purpose (ATI, ATS)."""


class TextOrigin(StrEnum):
    """Where a text comes from."""

    WRITTEN = "written"
    TRANSLATED = "translated"
    MACHINE = "machine"
    IMPORTED = "imported"


EX_ONLUS = "ex-onlus-to-verify"
"""The register of ONLUS ended on 1 January 2026: who stood in it has another form now, not yet known."""


@cache
def organisation_kind_names() -> Mapping[OrganisationKind, Translated]:
    """The kinds' names on screen."""
    return {OrganisationKind(slug): name for slug, name in _names("organisation-kinds").items()}


@cache
def site_kind_names() -> Mapping[SiteKind, Translated]:
    """The places' names on screen."""
    return {SiteKind(slug): name for slug, name in _names("site-kinds").items()}


@cache
def runts_section_names() -> Mapping[RuntsSection, Translated]:
    """The sections' names on screen."""
    return {RuntsSection(slug): name for slug, name in _names("runts-sections").items()}


@cache
def legal_forms() -> Mapping[str, Translated]:
    """Legal forms by slug."""
    return _names("legal-forms")


def _names(section: str) -> dict[str, Translated]:
    text = (files("intreccio.actors") / "data" / "names.toml").read_text(encoding="utf-8")
    return {slug: Translated(name) for slug, name in tomllib.loads(text)[section].items()}
