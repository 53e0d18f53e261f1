"""What the platform knows and HSDS has no field for: attributes of a taxonomy of our own.

The taxonomy is called `intreccio`. An attribute's term says what its value is; its `label` is the language of a
text, else empty; its `value` is text, JSON where it has parts. Nothing here touches the database.
`interchange/intake/exactly.py` reads them back.
"""

import json
from functools import cache
from typing import Any
from uuid import UUID

from intreccio.kernel.ids import derived_id

TAXONOMY = "intreccio"
ROOT = UUID("6d1b5c52-5a0e-5f3c-9d5e-3c1f0c1a9b57")
"""Owner of the taxonomy's identifiers: they are the same wherever the platform runs."""

TAXONOMY_ID = derived_id(ROOT, TAXONOMY)

MEANINGS = {
    "language": "Language of the texts in the columns.",
    "name": "Name in the language of the label.",
    "summary": "Summary in one sentence, in the language of the label.",
    "description": "Description in the language of the label.",
    "how_to": "How to get in, in the language of the label.",
    "eligibility": "Who it is for, in the language of the label.",
    "origin": "Who wrote the text in the language of the label: person, machine, import and the like.",
    "unreviewed": "Nobody who knows the language of the label has read the text.",
    "kind": "Kind of organisation, place or service, as a stable word.",
    "short_name": "Short name.",
    "other_names": "Further names, as a list.",
    "legal_form": "Legal form, as a stable word.",
    "runts_section": "Section of the national register of the third sector, a letter.",
    "parent_tie": "What ties it to its parent.",
    "verification": "Whether somebody of the network has checked it.",
    "municipality": "ISTAT code of the municipality.",
    "unit": "Identifier of the program that it belongs to.",
    "address": "An address of which HSDS wants more than is known, by its parts.",
    "review_months": "Months after which the listing is to be confirmed again.",
    "expires_at": "When a quick listing ends.",
    "reference_service": "Identifier of the public service of reference.",
    "reference_kind": "Entitlement behind it: lea or leps.",
    "reference_text": "The entitlement in words, by language.",
    "openings": "All opening hours of the service, exactly: each a timing, perhaps with its place.",
    "costs": "All prices of the service, exactly, amounts in cents.",
    "documents": "All papers to bring, each by language.",
    "areas": "All areas served: ISTAT codes, territory:zoning:code, or territory:slug.",
    "activity": "A group or course, with its texts by language and its timings.",
    "benefit": "What a benefit gives, to whom, and when one can ask for it.",
    "accessibility": "All codes of accessibility of the place.",
    "extensions": "Extensions that are more than a number, by the identifier of the telephone.",
    "slug": "Stable name of a taxonomy.",
    "base": "The taxonomy comes with the platform.",
    "code": "The term's code within its taxonomy.",
    "synonyms": "Words that people type, by language.",
    "icon": "Name of the icon.",
    "place": "Order among its siblings.",
    "withdrawn": "No longer to be chosen.",
    "mapping": "The same as, or part of, a code of another system, named by the label.",
}
"""Every term of the taxonomy with its meaning."""


def extra(entity: str, owner: UUID, code: str, value: object, label: str = "") -> dict[str, Any]:
    """One attribute of the thing `owner` of the HSDS table `entity`."""
    said = value if isinstance(value, str) else _json(value)
    return {
        "id": str(derived_id(owner, TAXONOMY, code, label, said)),
        "link_id": str(owner),
        "link_entity": entity,
        "taxonomy_term_id": str(term_id(code)),
        "value": said,
        **({"label": label} if label else {}),
    }


def term_id(code: str) -> UUID:
    """The identifier of one of our terms. KeyError where `MEANINGS` does not know it."""
    MEANINGS[code]
    return derived_id(TAXONOMY_ID, code)


def code_of(id: str) -> str:
    """Which of our terms an identifier names; "" where it is another's."""
    return _codes().get(id, "")


@cache
def _codes() -> dict[str, str]:
    return {str(term_id(code)): code for code in MEANINGS}


def taxonomy() -> dict[str, Any]:
    """The taxonomy, as an HSDS object."""
    return {
        "id": str(TAXONOMY_ID),
        "name": TAXONOMY,
        "description": "What Intreccio knows and HSDS has no field for.",
    }


def terms() -> list[dict[str, Any]]:
    """Its terms, as HSDS objects."""
    return [
        {
            "id": str(term_id(code)),
            "code": f"{TAXONOMY}:{code}",
            "name": code,
            "description": meaning,
            "taxonomy": TAXONOMY,
            "taxonomy_id": str(TAXONOMY_ID),
            "language": "en",
        }
        for code, meaning in MEANINGS.items()
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
