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

TABLE_NAMES = {
    "organization": Translated(it="Enti", en="Organisations"),
    "program": Translated(it="Parti di enti", en="Parts of organisations"),
    "service": Translated(it="Servizi", en="Services"),
    "location": Translated(it="Sedi", en="Sites"),
    "service_at_location": Translated(it="Servizi nelle sedi", en="Services at sites"),
    "address": Translated(it="Indirizzi", en="Addresses"),
    "phone": Translated(it="Telefoni", en="Telephones"),
    "contact": Translated(it="Referenti", en="Contacts"),
    "schedule": Translated(it="Orari", en="Opening hours"),
    "language": Translated(it="Lingue", en="Languages"),
    "accessibility": Translated(it="Accessibilità", en="Accessibility"),
    "cost_option": Translated(it="Costi", en="Costs"),
    "required_document": Translated(it="Documenti da portare", en="Papers to bring"),
    "service_area": Translated(it="Zone servite", en="Areas served"),
    "service_capacity": Translated(it="Posti", en="Capacities"),
    "funding": Translated(it="Finanziamenti", en="Fundings"),
    "organization_identifier": Translated(it="Codici di enti", en="Codes of organisations"),
    "taxonomy": Translated(it="Elenchi di voci", en="Lists of terms"),
    "taxonomy_term": Translated(it="Voci", en="Terms"),
    "attribute": Translated(it="Voci delle schede", en="Terms of listings"),
    "metadata": Translated(it="Modifiche altrove", en="Changes elsewhere"),
    "meta_table_description": Translated(it="Descrizioni di tabelle", en="Descriptions of tables"),
    "unit": Translated(it="Unità di misura", en="Units"),
    "url": Translated(it="Pagine web", en="Web pages"),
}
"""What people call the tables of HSDS."""


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
