"""Organisations, their parts and their official numbers."""

from intreccio.actors.rules.details import FIRST_YEAR
from intreccio.actors.rules.kinds import OrganisationKind, legal_forms
from intreccio.actors.rules.tax_codes import clean_tax_code, clean_vat_number
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.drafting import Draft
from intreccio.interchange.intake.owners import keep_with_owner
from intreccio.interchange.registers.guessing import guess_kind
from intreccio.kernel import clock
from intreccio.kernel.refusing import Refused
from intreccio.territory.rules import search_text

LONGEST_NAME, LONGEST_SITE, LONGEST_MAIL = 300, 300, 254

_SCHEMES = {
    "tax_code": ("codice fiscale", "tax code", "it-cf", "cf", "fiscal"),
    "vat_number": ("partita iva", "vat", "it-vat", "it-piva", "p.iva", "piva"),
    "runts_number": ("runts", "repertorio"),
    "ipa_code": ("ipa", "it-ipa", "indice pa"),
}
_CLEANERS = {"tax_code": clean_tax_code, "vat_number": clean_vat_number}
_LONGEST_NUMBER = 20


def translate_organization(draft: Draft, bearings: Bearings) -> Draft:
    """An organisation. Its kind is guessed from its name where its source writes Italian."""
    draft.fit("name", "name", LONGEST_NAME)
    if alternate := draft.said("alternate_name"):
        draft.put("alternate_names", [alternate[:LONGEST_NAME]])
    draft.put("description", draft.said("description"))
    draft.fit("email", "email", LONGEST_MAIL)
    draft.fit("website", "website", LONGEST_SITE)
    _found(draft)
    _number(draft)
    _form(draft)
    if parent := draft.said("parent_organization_id"):
        draft.put("parent", bearings.link("organization", parent))
    draft.keep("tax_status", "logo", "uri")
    name = str(draft.values.get("name", ""))
    kind = guess_kind(name) if bearings.is_italian else OrganisationKind.OTHER
    names = [name, draft.said("alternate_name")]
    draft.values |= {"_kind": kind.value, "_search": search_text(names)}
    return draft


def _found(draft: Draft) -> None:
    year = draft.row.values.get("year_incorporated")
    if isinstance(year, int) and FIRST_YEAR <= year <= clock.today().year:
        draft.put("founded", year)
    else:
        draft.keep("year_incorporated")


def _number(draft: Draft) -> None:
    """An Italian tax code or VAT number; other countries' numbers are kept."""
    given = draft.said("tax_id")
    if not given:
        return
    try:
        draft.put("tax_code", clean_tax_code(given))
    except Refused:
        draft.keep("tax_id")


def _form(draft: Draft) -> None:
    form = draft.said("legal_status")
    if form in legal_forms():
        draft.put("legal_form", form)
    else:
        draft.keep("legal_status")


def translate_program(draft: Draft, bearings: Bearings) -> Draft:
    """A part of an organisation with a name of its own."""
    draft.link(bearings, "organization", "organization_id")
    draft.fit("name", "name", 200)
    draft.keep("alternate_name", "description")
    return draft


def translate_identifier(draft: Draft, bearings: Bearings) -> Draft:
    """An official number of ours where it is one, else kept."""
    told = f"{draft.said('identifier_scheme')} {draft.said('identifier_type')}".casefold()
    for name, words in _SCHEMES.items():
        if any(word in told.split() or (len(word) > 4 and word in told) for word in words):
            number = _cleaned(name, draft.said("identifier"))
            if number:
                draft.belong(bearings, "organization", draft.said("organization_id"), name)
                draft.put("value", number)
                return draft
    return keep_with_owner(draft, bearings)


def _cleaned(name: str, number: str) -> str:
    clean = _CLEANERS.get(name)
    if clean is None:
        return number if len(number) <= _LONGEST_NUMBER else ""
    try:
        return clean(number)
    except Refused:
        return ""
