"""What a source says exactly: attributes of our own taxonomy (`hsds.extras`), as what they mean here.

Lists become rows of their own, in the form in which rows of HSDS's tables come; single values wait as parts
called `exact`, which `catalogue.actions.incoming.folding` puts into the thing they are about. Whatever has not the
shape that we write is refused, with the reason.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from intreccio.catalogue.actions.incoming.folding import EXACT
from intreccio.catalogue.models import TermMapping
from intreccio.interchange.hsds.objects.parts import area_id
from intreccio.interchange.intake import exact_shapes as shapes
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.drafting import LINK, Draft
from intreccio.interchange.intake.exact_shapes import Unfit
from intreccio.interchange.intake.exact_values import PLAIN, SPOKEN
from intreccio.interchange.intake.naming import identifier
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.text import Translated

UNFIT = Translated(
    it="Non ha la forma che scriviamo noi: rifiutato.", en="It has not the shape that we write: refused."
)
TAKEN_APART = Translated(it="Detto per esteso: preso voce per voce.", en="Said exactly: taken one by one.")
NOT_BELIEVED = Translated(
    it="Solo una fonte garantita può dirlo: non usato.",
    en="Only a source that is vouched for may say so: not used.",
)
NO_AREA = Translated(
    it="Non è una zona di questa installazione: non usata.", en="It is no area of this installation: not used."
)
_UNBELIEVED = frozenset({"verification", "base"})
"""What nobody is believed whom nobody vouches for."""


def translate_exactly(draft: Draft, code: str, bearings: Bearings) -> Draft:
    """An attribute with one of our own terms."""
    draft.exact = True
    entity = draft.said("link_entity")
    try:
        if code in _UNBELIEVED and not bearings.vouched:
            draft.set_aside(NOT_BELIEVED)
        elif take := _LISTS.get((entity, code)):
            take(draft, bearings)
        else:
            _single(draft, entity, code, bearings)
    except Unfit:
        draft.values = dict(draft.row.values)
        draft.further = []
        draft.refuse("value", UNFIT)
    return draft


def _single(draft: Draft, entity: str, code: str, bearings: Bearings) -> None:
    """A value that is folded into its thing; of texts in the language of the label."""
    language = draft.said("label")
    known = (SPOKEN if language else PLAIN).get((entity, code))
    if known is None:
        raise Unfit
    name, read = known
    value = read(draft.said("value"), bearings)
    if code == "origin" and not bearings.vouched:
        value = name.removeprefix("origin:")
        draft.further = [_part(draft, entity, EXACT, _value("unreviewed", True, language))]
    if value is None:
        draft.set_aside(NO_AREA)
        return
    _become(draft, bearings, entity, EXACT, _value(name.partition(":")[0], value, language))


def _value(field: str, value: JSON, language: str) -> dict[str, JSON]:
    return {"field": field, "value": value, **({"language": shapes.language(language)} if language else {})}


def _become(draft: Draft, bearings: Bearings, entity: str, part: str, values: dict[str, JSON]) -> None:
    """Make the draft itself a part of the thing that the attribute is about."""
    draft.values = {}
    draft.belong(bearings, entity, draft.said("link_id"), part)
    draft.values |= values
    for further in draft.further:
        further.owner, further.values[LINK] = draft.owner, draft.said("link_id")


def _part(draft: Draft, entity: str, part: str, values: dict[str, JSON], key: str = "") -> Draft:
    """One more row of the same line."""
    place = len(draft.further) + 1
    row = replace(draft.row, key=key or f"{draft.row.key}#{place}", mends=())
    return Draft(row, values, f"{entity}.{part}", exact=True)


def _taken_apart(
    entity: str, part: str, read: Callable[[JSON, Bearings], dict[str, JSON]]
) -> Callable[[Draft, Bearings], None]:
    """Takes a list: each item becomes a row that is the `part` of its thing."""

    def take(draft: Draft, bearings: Bearings) -> None:
        key = draft.said("link_id")
        owner = bearings.link(entity, key)
        for item in shapes.items(shapes.parsed(draft.said("value"))):
            further = _part(draft, entity, part, read(item, bearings) | {LINK: key})
            further.owner = owner
            draft.further.append(further)
        draft.set_aside(TAKEN_APART)

    return take


def _opening(item: JSON, bearings: Bearings) -> dict[str, JSON]:
    opening = shapes.fields(item, "timing", "site")
    site = opening.get("site")
    held: dict[str, JSON] = {"site": bearings.link("location", shapes.text(site))} if site else {}
    return shapes.timing(opening.get("timing")) | held


def _paper(item: JSON, bearings: Bearings) -> dict[str, JSON]:
    name = shapes.translated(item)
    if not name:
        raise Unfit
    return {"name": name}


def _accessible(item: JSON, bearings: Bearings) -> dict[str, JSON]:
    return {"code": shapes.text(item, 40)}


def _areas(draft: Draft, bearings: Bearings) -> None:
    """Areas that are here; the rows of others say them in words, and are kept."""
    key = draft.said("link_id")
    service, owner = identifier(key), bearings.link("service", key)
    for item in shapes.items(shapes.parsed(draft.said("value"))):
        code = shapes.text(item)
        same = str(area_id(service, code)) if service else ""
        if (area := bearings.areas.get(code)) is None:
            bearings.elsewhere.add(same)
            continue
        further = _part(draft, "service", "areas", {**area, LINK: key}, same)
        further.owner = owner
        draft.further.append(further)
    draft.set_aside(TAKEN_APART)


def _activity(draft: Draft, bearings: Bearings) -> None:
    values = shapes.activity(shapes.parsed(draft.said("value")))
    if site := values.get("site"):
        values["site"] = bearings.link("location", str(site))
    _become(draft, bearings, "service", "activities", values)


def _mapping(draft: Draft, bearings: Bearings) -> None:
    system = shapes.one_of(*TermMapping.System.values)(draft.said("label"), bearings)
    _become(
        draft,
        bearings,
        "taxonomy_term",
        "mappings",
        {"system": system, "code": shapes.text(draft.said("value"), 200)},
    )


def _extensions(draft: Draft, bearings: Bearings) -> None:
    """Extensions that are more than a number: they are put into the rows of their telephones."""
    for key, extension in _pairs(shapes.parsed(draft.said("value"))):
        further = _part(draft, "phone", EXACT, {"value": shapes.text(extension, 10), LINK: key})
        further.owner = bearings.link("phone", key)
        draft.further.append(further)
    draft.set_aside(TAKEN_APART)


def _pairs(value: JSON) -> Iterator[tuple[str, JSON]]:
    if not isinstance(value, dict):
        raise Unfit
    yield from value.items()


_LISTS: Mapping[tuple[str, str], Callable[[Draft, Bearings], None]] = MappingProxyType(
    {
        ("service", "openings"): _taken_apart("service", "openings", _opening),
        ("service", "costs"): _taken_apart("service", "costs", lambda item, _: shapes.cost(item)),
        ("service", "documents"): _taken_apart("service", "documents", _paper),
        ("service", "areas"): _areas,
        ("service", "activity"): _activity,
        ("location", "accessibility"): _taken_apart("location", "accessibility", _accessible),
        ("taxonomy_term", "mapping"): _mapping,
        **{(entity, "extensions"): _extensions for entity in ("organization", "location", "service")},
    }
)
