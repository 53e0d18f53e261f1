"""What values of directories are called, and how people read them."""

from collections.abc import Mapping, Sequence

from intreccio.kernel.imports.kinds import JSON, Values
from intreccio.kernel.text import Translated

LABELS = {
    "name": Translated(it="Nome", en="Name"),
    "alternate_names": Translated(it="Altri nomi", en="Other names"),
    "description": Translated(it="Descrizione", en="Description"),
    "summary": Translated(it="In breve", en="In short"),
    "how_to": Translated(it="Come si accede", en="How to get in"),
    "eligibility": Translated(it="Per chi", en="Who it is for"),
    "email": Translated(it="Posta elettronica", en="Mail"),
    "website": Translated(it="Sito", en="Website"),
    "url": Translated(it="Pagina", en="Page"),
    "phone": Translated(it="Telefono", en="Telephone"),
    "phones": Translated(it="Altri telefoni", en="Further telephones"),
    "contacts": Translated(it="Referenti", en="Contacts"),
    "founded": Translated(it="Anno di nascita", en="Founded"),
    "legal_form": Translated(it="Forma giuridica", en="Legal form"),
    "tax_code": Translated(it="Codice fiscale", en="Tax code"),
    "vat_number": Translated(it="Partita IVA", en="VAT number"),
    "runts_number": Translated(it="Numero RUNTS", en="RUNTS number"),
    "ipa_code": Translated(it="Codice IPA", en="IPA code"),
    "parent": Translated(it="Ente da cui dipende", en="Parent organisation"),
    "organization": Translated(it="Ente", en="Organisation"),
    "unit": Translated(it="Parte dell'ente", en="Part of the organisation"),
    "state": Translated(it="Stato", en="State"),
    "ages": Translated(it="Età", en="Ages"),
    "confirmed_on": Translated(it="Confermato il", en="Confirmed on"),
    "point": Translated(it="Coordinate", en="Coordinates"),
    "address": Translated(it="Indirizzo", en="Address"),
    "accessibility": Translated(it="Accessibilità", en="Accessibility"),
    "sites": Translated(it="Luoghi", en="Places"),
    "terms": Translated(it="Voci", en="Terms"),
    "languages": Translated(it="Lingue", en="Languages"),
    "areas": Translated(it="Zone servite", en="Areas served"),
    "openings": Translated(it="Orari", en="Opening hours"),
    "costs": Translated(it="Costi", en="Costs"),
    "documents": Translated(it="Documenti da portare", en="Papers to bring"),
    "taxonomy": Translated(it="Elenco di voci", en="List of terms"),
    "code": Translated(it="Codice", en="Code"),
}


def in_words(rows: Sequence[Values]) -> list[Mapping[str, Translated]]:
    """Values as text: lists item by item, without identifiers of ours."""
    return [
        {
            name: _words(value)
            for name, value in row.items()
            if not name.startswith("_") and value not in (None, "", [], {})
        }
        for row in rows
    ]


def _words(value: JSON) -> Translated:
    if isinstance(value, dict) and value.keys() <= {"it", "en", "fr", "de", "es"}:
        return Translated({language: str(text) for language, text in value.items()})
    return Translated(en=_text(value))


def _text(value: JSON) -> str:
    match value:
        case dict():
            return " ".join(text for text in map(_text, value.values()) if text)
        case list():
            return "; ".join(text for text in map(_text, value) if text)
        case None:
            return ""
    return str(value)
