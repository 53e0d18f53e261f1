"""What is said of organisations and sites, and its cleaning before it is kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from intreccio.actors.rules.contacts import clean_mail, clean_phone, clean_postcode, clean_website
from intreccio.actors.rules.coordinates import Coordinates
from intreccio.actors.rules.kinds import OrganisationKind, ParentTie, RuntsSection, SiteKind, legal_forms
from intreccio.actors.rules.tax_codes import clean_tax_code, clean_vat_number
from intreccio.kernel.refusing import AllRefused, Refused
from intreccio.kernel.text import Translated

FIRST_YEAR = 700
"""Some confraternities and hospitals are that old."""


@dataclass(frozen=True)
class OrganisationDetails:
    """What an organisation says of itself. None or "" where it does not say."""

    name: str
    kind: OrganisationKind
    short_name: str = ""
    alternate_names: tuple[str, ...] = ()
    legal_form: str = ""
    runts_section: RuntsSection | None = None
    runts_number: str | None = None
    ipa_code: str | None = None
    tax_code: str | None = None
    vat_number: str | None = None
    website: str = ""
    email: str = ""
    phone: str = ""
    founded: int | None = None
    municipality_id: UUID | None = None
    parent_id: UUID | None = None
    parent_tie: ParentTie | None = None


@dataclass(frozen=True)
class Words:
    """What an organisation is, in one language; `reviewed` where somebody who knows the language has read it."""

    description: str
    reviewed: bool = True


@dataclass(frozen=True)
class SiteDetails:
    """What is said of a place, but for its address. `accessibility` are codes of the catalogue's list."""

    kind: SiteKind
    name: str
    municipality_id: UUID | None = None
    unit_id: UUID | None = None
    phone: str = ""
    accessibility: tuple[str, ...] = ()


@dataclass(frozen=True)
class Address:
    """Where a place is. `notes` (the bell to ring) are kept for hidden addresses only."""

    street: str = ""
    extra: str = ""
    postcode: str = ""
    locality: str = ""
    region: str = ""
    country: str = ""
    coordinates: Coordinates | None = None
    notes: str = ""


def clean_organisation(details: OrganisationDetails, *, year: int) -> OrganisationDetails:
    """`details` as they are kept, in the present `year`. Raises `AllRefused` with every problem."""
    problems: list[Refused] = []
    cleaned = replace(
        details,
        name=_attempt(problems, clean_name, details.name),
        short_name=_one_line(details.short_name),
        alternate_names=tuple(filter(None, map(_one_line, details.alternate_names))),
        legal_form=_attempt(problems, _clean_legal_form, details.legal_form),
        tax_code=_attempt(problems, clean_tax_code, details.tax_code or None),
        vat_number=_attempt(problems, clean_vat_number, details.vat_number or None),
        runts_number=_code(details.runts_number),
        ipa_code=_code(details.ipa_code),
        website=_attempt(problems, clean_website, details.website),
        email=_attempt(problems, clean_mail, details.email),
        phone=_attempt(problems, clean_phone, details.phone),
    )
    if details.founded is not None and not FIRST_YEAR <= details.founded <= year:
        problems.append(_refused("founded", f"{details.founded} non è un anno.", f"{details.founded} is no year."))
    if (details.parent_id is None) != (details.parent_tie is None):
        problems.append(_refused("parent", "Manca il legame, o l'ente.", "The tie is missing, or the body."))
    _refuse_if(problems)
    return cleaned


def clean_site(details: SiteDetails) -> SiteDetails:
    """`details` as they are kept. Raises `AllRefused`."""
    problems: list[Refused] = []
    cleaned = replace(
        details,
        name=_attempt(problems, clean_name, details.name),
        phone=_attempt(problems, clean_phone, details.phone),
    )
    _refuse_if(problems)
    return cleaned


def clean_address(address: Address) -> Address:
    """`address` as it is kept. Raises `AllRefused`."""
    problems: list[Refused] = []
    cleaned = replace(
        address,
        street=_one_line(address.street),
        extra=_one_line(address.extra),
        postcode=_attempt(problems, clean_postcode, address.postcode),
        locality=_one_line(address.locality),
        region=_one_line(address.region),
    )
    _refuse_if(problems)
    return cleaned


def clean_name(text: str) -> str:
    """A name on one line. Raises `Refused` where it has no letter or digit."""
    name = _one_line(text)
    if not any(map(str.isalnum, name)):
        raise _refused("name", "Serve un nome.", "A name is needed.")
    return name


def _clean_legal_form(slug: str) -> str:
    if slug not in legal_forms():
        raise _refused("legal_form", f"«{slug}» non è una forma giuridica.", f"“{slug}” is no legal form.")
    return slug


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _code(text: str | None) -> str | None:
    return re.sub(r"\s", "", text).upper() or None if text else None


def _attempt(problems: list[Refused], clean: Callable[[str], str], value: Any) -> Any:
    """`clean(value)`, or a problem more; what is not said stays so, but for a name."""
    if not value and clean is not clean_name:
        return value
    try:
        return clean(value)
    except Refused as problem:
        problems.append(problem)
        return value


def _refuse_if(problems: list[Refused]) -> None:
    if problems:
        raise AllRefused(problems)


def _refused(field: str, it: str, en: str) -> Refused:
    return Refused(Translated(it=it, en=en), field=field)
