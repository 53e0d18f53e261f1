"""Lists of terms, and which terms things have."""

from intreccio.interchange.hsds.extras import TAXONOMY_ID, code_of
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.drafting import Draft
from intreccio.interchange.intake.exactly import translate_exactly
from intreccio.interchange.intake.owners import ENTITIES, keep_with_source
from intreccio.kernel.text import Translated

_LONGEST_CODE = 100
OF_PLATFORM = Translated(
    it="Dice che cosa significano le etichette della piattaforma: non è un elenco.",
    en="It says what the platform's own tags mean: it is no list.",
)
UNNAMED = "~"
"""Key of the list that holds terms of none."""


def translate_taxonomy(draft: Draft, bearings: Bearings) -> Draft:
    """A list of terms."""
    if draft.row.key == str(TAXONOMY_ID):
        draft.set_aside(OF_PLATFORM)
        return draft
    draft.put("name", {bearings.language: draft.said("name")})
    draft.keep("description", "uri", "version")
    return draft


def translate_term(draft: Draft, bearings: Bearings) -> Draft:
    """A term. One of a list that is ours, by name and code, is ours."""
    if code_of(draft.row.key):
        draft.set_aside(OF_PLATFORM)
        return draft
    language = draft.said("language") or bearings.language
    listed, named = draft.said("taxonomy_id"), draft.said("taxonomy")
    if ours := bearings.terms.get((named, draft.said("code").removeprefix(f"{named}:"))):
        draft.values["_ours"] = ours
    draft.put("taxonomy", bearings.link("taxonomy", listed or f"{UNNAMED}{named}"))
    if not listed:
        draft.values["_list"] = named
    draft.fit("code", "code", _LONGEST_CODE)
    draft.put("name", {language: draft.said("name")})
    if description := draft.said("description"):
        draft.put("description", {language: description})
    if parent := draft.said("parent_id"):
        draft.put("parent", bearings.link("taxonomy_term", parent))
    draft.keep("term_uri")
    return draft


def translate_attribute(draft: Draft, bearings: Bearings) -> Draft:
    """That a service has a term; those of other things are kept with them. One of our own terms says more."""
    if code := code_of(draft.said("taxonomy_term_id")):
        return translate_exactly(draft, code, bearings)
    entity, key = draft.said("link_entity"), draft.said("link_id")
    if entity == "service":
        draft.belong(bearings, "service", key, "terms")
        draft.lead(bearings, "term", "taxonomy_term", "taxonomy_term_id")
        draft.keep("link_type", "value", "label")
        return draft
    if entity not in ENTITIES:
        draft.mend("link_entity", _unknown(entity))
        return keep_with_source(draft)
    draft.belong(bearings, entity, key, "kept")
    draft.keep_whole("link_id", "link_entity")
    return draft


def translate_metadata(draft: Draft, bearings: Bearings) -> Draft:
    """What somebody changed in another catalogue, kept with what it speaks of."""
    entity = draft.said("resource_type")
    if entity not in ENTITIES:
        return keep_with_source(draft)
    draft.belong(bearings, entity, draft.said("resource_id"), "kept")
    draft.keep_whole("resource_id", "resource_type")
    return draft


def _unknown(entity: str) -> Translated:
    return Translated(
        it=f"Un'etichetta di «{entity}»: conservata con la fonte.",
        en=f"A tag of “{entity}”: kept with the source.",
    )
