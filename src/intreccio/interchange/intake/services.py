"""Services and what is said of them."""

from datetime import date

from intreccio.catalogue.models.services import OLDEST_AGE
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.drafting import Draft
from intreccio.interchange.intake.owners import keep_with_owner
from intreccio.kernel import clock
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.text import Translated

_LONGEST_NAME, _LONGEST_MAIL, _LONGEST_URL, _LONGEST_LANGUAGE = 200, 254, 200, 8
_MOST_CENTS = 2_147_483_647
_STATES = {"active": "published", "inactive": "draft", "temporarily closed": "draft", "defunct": "withdrawn"}
_FREE = frozenset({"free", "gratis", "gratuito", "gratuita", "none", "no cost", "no charge"})
_AGES_KEPT = Translated(
    it="Le età non tornano: conservate, non usate.", en="The ages make no sense: kept, not used."
)
_IN_FUTURE = Translated(it="È nel futuro: conservata.", en="It lies in the future: kept.")
_NO_LANGUAGE = Translated(it="Nessuna lingua conosciuta: conservata.", en="No known language: kept.")
_NO_AREA = Translated(
    it="Non è una zona di questa installazione: conservata.", en="It is no area of this installation: kept."
)
_NO_AMOUNT = Translated(it="Senza un importo: conservato.", en="Without an amount: kept.")


def translate_service(draft: Draft, bearings: Bearings) -> Draft:
    """A service. One that is closed for a time or inactive comes as a draft, a defunct one is withdrawn."""
    draft.link(bearings, "organization", "organization_id")
    if program := draft.said("program_id"):
        draft.put("unit", bearings.link("program", program))
    draft.fit("name", "name", _LONGEST_NAME)
    draft.put("description", draft.said("description"))
    draft.put("how_to", draft.said("application_process"))
    draft.put("eligibility", draft.said("eligibility_description"))
    draft.fit("url", "url", _LONGEST_URL)
    draft.fit("email", "email", _LONGEST_MAIL)
    draft.put("state", _STATES.get(draft.said("status"), "draft"))
    _ages(draft)
    _assured(draft)
    draft.keep(
        "alternate_name", "interpretation_services", "fees_description", "fees", "wait_time", "accreditations",
        "assurer_email", "licenses", "alert", "last_modified",
    )  # fmt: skip
    return draft


def _ages(draft: Draft) -> None:
    ages: dict[str, JSON] = {}
    for name, field in (("min", "minimum_age"), ("max", "maximum_age")):
        age = draft.row.values.get(field)
        if isinstance(age, int | float):
            ages[name] = int(age)
    numbers = [age for age in ages.values() if isinstance(age, int)]
    if all(0 <= age <= OLDEST_AGE for age in numbers) and numbers == sorted(numbers):
        draft.put("ages", ages)
    else:
        draft.leave("minimum_age", _AGES_KEPT)
        draft.keep("maximum_age")


def _assured(draft: Draft) -> None:
    """The day on which somebody last said that it is true, not after today."""
    said = draft.said("assured_date")
    if not said:
        return
    if date.fromisoformat(said[:10]) <= clock.today():
        draft.put("confirmed_on", said[:10])
    else:
        draft.leave("assured_date", _IN_FUTURE)


def translate_service_at_location(draft: Draft, bearings: Bearings) -> Draft:
    """That a service is held at a place."""
    draft.belong(bearings, "service", draft.said("service_id"), "sites")
    draft.lead(bearings, "site", "location", "location_id")
    draft.keep("description")
    return draft


def translate_language(draft: Draft, bearings: Bearings) -> Draft:
    """A language spoken in a service; those of places and numbers are kept."""
    code = draft.said("code")
    if not draft.said("service_id") or not code or len(code) > _LONGEST_LANGUAGE:
        if not code:
            draft.mend("code", _NO_LANGUAGE)
        return keep_with_owner(draft, bearings)
    draft.belong(bearings, "service", draft.said("service_id"), "languages")
    draft.put("code", code)
    draft.keep("note")
    return draft


def translate_cost_option(draft: Draft, bearings: Bearings) -> Draft:
    """A price, where there is an amount or it is said to be free; else kept."""
    amount, option = draft.row.values.get("amount"), draft.said("option")
    is_free = amount == 0 or (amount is None and option.casefold() in _FREE)
    cents = round(amount * 100) if isinstance(amount, int | float) else 0
    if not is_free and not 0 < cents <= _MOST_CENTS:
        draft.mend("amount", _NO_AMOUNT)
        return keep_with_owner(draft, bearings)
    draft.belong(bearings, "service", draft.said("service_id"), "costs")
    draft.put("kind", "free" if is_free else "amount")
    draft.put("cents", None if is_free else cents)
    currency = draft.said("currency").upper() or "EUR"
    draft.put("currency", currency if len(currency) == 3 else "EUR")
    words = [word for word in (option, draft.said("amount_description")) if word]
    draft.put("note", {bearings.language: " – ".join(words)} if words else None)
    draft.keep("valid_from", "valid_to")
    return draft


def translate_required_document(draft: Draft, bearings: Bearings) -> Draft:
    """A paper to bring."""
    if not draft.said("document"):
        return keep_with_owner(draft, bearings)
    draft.belong(bearings, "service", draft.said("service_id"), "documents")
    draft.put("name", {bearings.language: draft.said("document")})
    draft.keep("uri")
    return draft


def translate_service_area(draft: Draft, bearings: Bearings) -> Draft:
    """A municipality that is served, where it is one of the installation's; other areas are kept."""
    if not draft.said("service_id") or not bearings.is_italian or draft.row.key in bearings.elsewhere:
        return keep_with_owner(draft, bearings)
    codes = [code for field in ("extent", "uri") if (code := draft.said(field)).isdigit() and len(code) <= 6]
    code, name = (codes[0] if codes else ""), draft.said("name")
    found = bearings.municipalities.find(code=code, name=name, province="") if code or name else None
    if found is None:
        draft.mend("name", _NO_AREA)
        return keep_with_owner(draft, bearings)
    draft.belong(bearings, "service", draft.said("service_id"), "areas")
    draft.put("area", str(found))
    draft.keep("description")
    return draft
