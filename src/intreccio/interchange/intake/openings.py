"""Schedules, where they can be read safely; others are kept as they are."""

import json
from functools import lru_cache

from intreccio.catalogue.rules.hsds import HsdsError, from_hsds
from intreccio.catalogue.search.patterns import as_json
from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.drafting import Draft
from intreccio.interchange.intake.owners import keep_with_owner, own
from intreccio.kernel.imports.kinds import JSON
from intreccio.kernel.text import Translated

_TELLING = (
    "valid_from", "valid_to", "dtstart", "timezone", "until", "count", "wkst", "freq", "interval", "byday",
    "byweekno", "bymonthday", "byyearday", "opens_at", "closes_at",
)  # fmt: skip
_CLOSURES = ("on_holidays", "except_dates", "closed_seasons")
"""What readers of texts tell of closures, for which HSDS has no fields."""

_BESIDE = ("description", "schedule_link", "attending_type", "notes")
_OF_PLACE = Translated(
    it="Orari di un luogo, non di un servizio: conservati.", en="Hours of a place, not of a service: kept."
)
_CLOSING = Translated(it="Una chiusura: conservata.", en="A closing: kept.")

Read = tuple[dict[str, JSON] | None, tuple[str, ...]]


def translate_schedule(draft: Draft, bearings: Bearings) -> Draft:
    """When a service is open, at one of its places or at all."""
    if draft.row.values.get("closed"):
        draft.mend("closed", _CLOSING)
        return keep_with_owner(draft, bearings)
    if not (draft.said("service_id") or draft.said("service_at_location_id")):
        draft.mend("location_id", _OF_PLACE)
        return keep_with_owner(draft, bearings)
    said = {name: draft.row.values[name] for name in _TELLING if name in draft.row.values}
    timing, notes = _read(json.dumps(said, sort_keys=True))
    for note in notes:
        draft.mend("", Translated(en=note))
    if timing is None:
        return keep_with_owner(draft, bearings)
    owner = own(draft, bearings, "openings")
    draft.values |= timing | {name: draft.row.values[name] for name in _CLOSURES if name in draft.row.values}
    if owner == "service" and (location := draft.said("location_id")):
        draft.put("site", bearings.link("location", location))
    draft.keep(*_BESIDE)
    return draft


@lru_cache(maxsize=16384)
def _read(said: str) -> Read:
    """The one timing that a schedule means, or None and why. Directories repeat few schedules many times."""
    try:
        reading = from_hsds(json.loads(said))
    except HsdsError as problem:
        return None, (f"{problem}: kept.",)
    [timing] = reading.timings
    told = {name: value for name, value in as_json(timing).items() if value not in (None, "", [])}
    return told, reading.notes
