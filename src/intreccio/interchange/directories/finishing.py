"""What each table needs beyond the cleaning of single values."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from intreccio.interchange.directories.cleaning.languages import language_code, read_languages
from intreccio.interchange.directories.cleaning.mending import Mended, shortened
from intreccio.interchange.directories.cleaning.numbers import Ages, Money, clean_age, clean_amount
from intreccio.interchange.directories.cleaning.phones import clean_phones
from intreccio.interchange.directories.names import table_named
from intreccio.interchange.directories.places import finish_address, finish_location
from intreccio.interchange.directories.records import Draft, Surroundings
from intreccio.interchange.directories.schedules import finish_schedule
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

Finish = Callable[[Draft, Surroundings], Iterable[Draft]]

ACTIVE = "active"

_STATUSES = {
    ACTIVE: ("active", "attivo", "open", "aperto", "published", "pubblicato", "current", "live", "yes", "true"),
    "inactive": ("inactive", "inattivo", "non attivo", "suspended", "sospeso", "archived", "archiviato", "draft",
                 "bozza", "pending", "unpublished", "hidden", "no", "false"),
    "defunct": ("defunct", "closed", "chiuso", "cessato", "deleted", "permanently closed", "discontinued"),
    "temporarily closed": ("temporarily closed", "temporarily_closed", "chiuso temporaneamente", "paused"),
}  # fmt: skip
_STATUS = {name: status for status, names in _STATUSES.items() for name in names}

_PHONE_TYPES = {
    "sms": "text", "tty": "textphone", "tdd": "textphone", "tty/tdd": "textphone", "mobile": "cell",
    "cellulare": "cell", "cellular": "cell", "telefono": "voice", "phone": "voice", "tel": "voice",
    "telephone": "voice", "landline": "voice", "fisso": "voice", "hotline": "voice",
}  # fmt: skip

STATUS_MISSING = Translated(it="Lo stato mancava: attivo.", en="The status was missing: active.")
SENTENCE_KEPT = Translated(
    it="Non è solo il nome di lingue: il testo intero è nella nota.",
    en="This is more than names of languages: the whole text is in the note.",
)
LANGUAGES_SPLIT = Translated(
    it="Più lingue: ciascuna ha la sua riga.", en="Several languages: each has a row of its own."
)
AGES_SWAPPED = Translated(
    it="L'età minima e la massima erano scambiate.", en="The least and the greatest age had changed places."
)
AMOUNT_KEPT = Translated(
    it="L'importo non è un numero: è nella descrizione.",
    en="The amount is not a number: it is in the description.",
)


def _finish_service(draft: Draft, surroundings: Surroundings) -> Iterable[Draft]:
    values = draft.values
    _finish_status(draft)
    if audience := values.pop("audience", None):
        draft.append("eligibility_description", str(audience))
    if "minimum_age" in values or "maximum_age" in values:
        _finish_ages(draft)
    return ()


def _finish_status(draft: Draft) -> None:
    text = draft.text("status")
    if text == ACTIVE:
        return
    status = _STATUS.get(text.casefold())
    if status is None:
        status = "inactive" if text else ACTIVE
        draft.mend("status", _unknown_status(text) if text else STATUS_MISSING)
    elif status != text:
        draft.mend("status", Translated(it=f"«{text}» vale {status}.", en=f"“{text}” counts as {status}."))
    draft.values["status"] = status


def _unknown_status(text: str) -> Translated:
    quoted = shortened(text)
    return Translated(
        it=f"«{quoted}» non è uno stato conosciuto: non attivo, finché qualcuno non controlla.",
        en=f"“{quoted}” is no known status: inactive until somebody looks at it.",
    )


def _finish_ages(draft: Draft) -> None:
    """Ages as numbers; `0-3` in one column tells both."""
    told: dict[str, JSON] = {}
    for field in ("minimum_age", "maximum_age"):
        text = draft.text(field)
        if text:
            told |= {name: age for name, age in _ages(draft, field, text).items() if age is not None}
        draft.values.pop(field, None)
    least, most = told.get("minimum_age"), told.get("maximum_age")
    if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
        draft.mend("minimum_age", AGES_SWAPPED)
        told = {"minimum_age": most, "maximum_age": least}
    draft.values.update(told)


def _ages(draft: Draft, field: str, text: str) -> Mapping[str, JSON]:
    found = clean_age(text)
    if isinstance(found, Mended):
        draft.mend(field, found.message)
        return {}
    if not isinstance(found, Ages):
        return {field: found}
    draft.mend(field, _read_ages(text, found))
    if field == "maximum_age" and found.most is None:
        return {field: found.least}
    return {"minimum_age": found.least, "maximum_age": found.most}


def _read_ages(text: str, ages: Ages) -> Translated:
    least, most = (("–" if age is None else age) for age in (ages.least, ages.most))
    quoted = shortened(text)
    return Translated(
        it=f"«{quoted}» è stato letto come età da {least} a {most}.",
        en=f"“{quoted}” was read as ages from {least} to {most}.",
    )


def _finish_phone(draft: Draft, surroundings: Surroundings) -> Iterable[Draft]:
    values = draft.values
    prefix, vanity = str(values.pop("country_prefix", "")), str(values.pop("vanity_number", ""))
    _finish_phone_type(draft)
    text = draft.text("number") or vanity
    if not text:
        return ()
    if vanity and vanity != text:
        draft.append("description", vanity)
    try:
        phones = clean_phones(text, country=surroundings.country, prefix=prefix)
    except Refused as problem:
        draft.refuse("number", problem.message)
        return ()
    for note in phones.notes:
        draft.mend("number", note)
    values["number"] = phones.numbers[0]
    if phones.extension:
        values.setdefault("extension", phones.extension)
    return [
        draft.beside(place, {**values, "number": number}) for place, number in enumerate(phones.numbers[1:], 2)
    ]


def _finish_phone_type(draft: Draft) -> None:
    given = draft.text("type")
    if not given:
        return
    kind = _PHONE_TYPES.get(given.casefold(), given.casefold())
    if kind != given.casefold() and given.casefold() == "hotline":
        draft.append("description", given)
    draft.values["type"] = kind


def _finish_language(draft: Draft, surroundings: Surroundings) -> Iterable[Draft]:
    values = draft.values
    code, name = draft.text("code"), draft.text("name")
    known = language_code(code) if code else ""
    if known:
        values["code"] = known
        return ()
    text = name or code
    if not text:
        return ()
    languages = read_languages(text)
    if languages.says_more or not languages.found:
        draft.append("note", text)
        draft.mend("name", SENTENCE_KEPT)
    values.pop("code", None)
    values.pop("name", None)
    if len(languages.found) > 1:
        draft.mend("name", LANGUAGES_SPLIT)
    rows = [
        {**values, "code": found, **({} if words.casefold() == found else {"name": words})}
        for found, words in languages.found
    ]
    values.update(rows[0] if rows else {})
    return [draft.beside(place, row) for place, row in enumerate(rows[1:], 2)]


def _finish_cost(draft: Draft, surroundings: Surroundings) -> Iterable[Draft]:
    text = draft.text("amount")
    if currency := draft.text("currency"):
        draft.values["currency"] = currency.upper()
    if not text:
        return ()
    found = clean_amount(text)
    if isinstance(found, Mended):
        draft.append("amount_description", text)
        draft.mend("amount", AMOUNT_KEPT)
        del draft.values["amount"]
    elif isinstance(found, Money):
        draft.append("amount_description", text)
        draft.mend("amount", _read_amount(text, found))
        draft.values["amount"] = found.amount
        if found.currency:
            draft.values.setdefault("currency", found.currency)
    else:
        draft.values["amount"] = found
    return ()


def _read_amount(text: str, money: Money) -> Translated:
    clean = f"{money.amount} {money.currency}".strip()
    return Translated(it=f"«{text}» è stato letto come {clean}.", en=f"“{text}” was read as {clean}.")


def _finish_attribute(draft: Draft, surroundings: Surroundings) -> Iterable[Draft]:
    entity = draft.text("link_entity")
    if entity:
        draft.values["link_entity"] = table_named(entity) or entity
    return ()


FINISHERS: Mapping[str, Finish] = MappingProxyType(
    {
        "service": _finish_service,
        "location": finish_location,
        "address": finish_address,
        "schedule": finish_schedule,
        "phone": _finish_phone,
        "language": _finish_language,
        "cost_option": _finish_cost,
        "attribute": _finish_attribute,
    }
)
"""By table. Each changes the draft of a row and gives the further rows that its record holds."""
