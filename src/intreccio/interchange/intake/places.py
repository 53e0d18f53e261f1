"""Places: where they are and how one gets in."""

import re

from intreccio.actors.rules.kinds import SiteKind
from intreccio.interchange.directories.cleaning.countries import ITALY
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.drafting import Draft
from intreccio.interchange.intake.owners import keep_with_owner
from intreccio.kernel.text import Translated

LONGEST_NAME, LONGEST_STREET, LONGEST_TOWN = 200, 200, 120

_POSTCODE = re.compile(r"[0-9A-Z][0-9A-Z -]{1,9}")
_NAMES = {"it": "Sede", "en": "Place"}
_WITHOUT_NAME = Translated(it="Senza nome: le è stato dato uno.", en="Without a name: it was given one.")
_NO_POSTCODE = Translated(it="Non è un codice postale: conservato.", en="It is no postcode: kept.")
_NO_COUNTRY = Translated(it="Non è il codice di un Paese: conservato.", en="It is no code of a country: kept.")


def translate_location(draft: Draft, bearings: Bearings) -> Draft:
    """A place; one without an organisation takes that of its services."""
    if draft.said("organization_id"):
        draft.link(bearings, "organization", "organization_id")
    draft.fit("name", "name", LONGEST_NAME)
    if "name" not in draft.values:
        draft.put("name", (draft.said("alternate_name") or _NAMES.get(bearings.language, "Sede"))[:LONGEST_NAME])
        draft.mend("name", _WITHOUT_NAME)
    lat, lon = draft.row.values.get("latitude"), draft.row.values.get("longitude")
    if isinstance(lat, int | float) and isinstance(lon, int | float) and abs(lat) <= 90 and abs(lon) <= 180:
        draft.put("point", {"lat": float(lat), "lon": float(lon)})
    is_virtual = draft.said("location_type") == "virtual"
    draft.values["_kind"] = (SiteKind.ONLINE if is_virtual else SiteKind.OTHER).value
    if draft.said("location_type") == "postal":
        draft.keep("location_type")
    draft.keep(
        "url", "alternate_name", "description", "transportation", "external_identifier", "external_identifier_type"
    )
    return draft


def translate_address(draft: Draft, bearings: Bearings) -> Draft:
    """Where a place is; addresses for letters only are kept."""
    if draft.said("address_type") in ("postal", "virtual"):
        return keep_with_owner(draft, bearings)
    draft.belong(bearings, "location", draft.said("location_id"), "address")
    draft.fit("street", "address_1", LONGEST_STREET)
    draft.fit("extra", "address_2", LONGEST_STREET)
    _postcode(draft)
    _town(draft, bearings)
    draft.keep("attention")
    return draft


def _postcode(draft: Draft) -> None:
    code = " ".join(draft.said("postal_code").upper().split())
    if _POSTCODE.fullmatch(code):
        draft.put("postcode", code)
    elif code:
        draft.leave("postal_code", _NO_POSTCODE)


def _town(draft: Draft, bearings: Bearings) -> None:
    """The municipality where it is one of the installation's, else town, region and country in words."""
    country = draft.said("country").upper()
    city, state = draft.said("city"), draft.said("state_province") or draft.said("region")
    if country == ITALY or (not country and bearings.is_italian):
        found = bearings.municipalities.find(code="", name=city, province=state)
        found = found or bearings.municipalities.find(code="", name=city, province="")
        if found:
            draft.put("municipality", str(found))
            return
    elif len(country) == 2 and country.isalpha() and country.isascii():
        draft.put("country", country)
    elif country:
        draft.leave("country", _NO_COUNTRY)
    draft.fit("locality", "city", LONGEST_TOWN)
    draft.put("region", state[:LONGEST_TOWN])
    if draft.said("region") and draft.said("state_province"):
        draft.keep("region")


def translate_accessibility(draft: Draft, bearings: Bearings) -> Draft:
    """What makes a place usable by everyone, where the words are ours; else kept."""
    code = bearings.accessibility.get(draft.said("description").casefold())
    if code is None:
        return keep_with_owner(draft, bearings)
    draft.belong(bearings, "location", draft.said("location_id"), "accessibility")
    draft.put("code", code)
    draft.keep("details", "url")
    return draft
