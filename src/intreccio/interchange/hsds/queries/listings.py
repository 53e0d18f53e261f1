"""What each endpoint lists, and in which order.

Shown services are the entries of the search: the catalogue keeps them in step within the very transaction of
every change. They stand in the order in which they were first shown, so that new ones come at the end.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.actors.rules.verification import PUBLICLY_SEEN
from intreccio.catalogue.rules.listing import DEFUNCT_DAYS, Freshness, ListingState
from intreccio.interchange.hsds.queries.filters import (
    CURRENT,
    Condition,
    Filters,
    of_entries,
    of_services,
    of_terms,
)
from intreccio.interchange.hsds.queries.places import of_places
from intreccio.interchange.hsds.queries.rows import Listing, Rows
from intreccio.kernel import clock
from intreccio.territory.rules import folded

SEEN = [state.value for state in PUBLICLY_SEEN]


def services(filters: Filters) -> Listing:
    """Services that are shown, then those that were until lately and those hidden because nobody confirms them."""
    where, values = _together(of_entries(filters))
    source = "catalogue_searchentry entry"
    shown = Rows("entry.service", ("entry.number",), source, where, values, indexed=not where)
    return Listing((shown,) if filters.by_content else (shown, _gone(filters)))


def shown_services(filters: Filters) -> Listing:
    """Services that are shown, alone."""
    return Listing(services(filters).parts[:1])


def at_sites(filters: Filters) -> Listing:
    """Shown services at each of their public places. An `id` asked for is that of the pair."""
    conditions = [condition for condition in of_entries(filters) if "id" not in condition.values]
    conditions += of_places(filters)
    if filters.id:
        conditions.append(Condition("held.id = %(id)s", {"id": filters.id}))
    conditions.append(Condition(_TO_BE_NAMED, {"public": AddressVisibility.PUBLIC.value}))
    source = "catalogue_searchentry entry JOIN catalogue_serviceatsite held ON held.service_id = entry.service"
    if filters.postcode:
        source += " JOIN actors_site site ON site.id = held.site_id"
    return Listing((Rows("held.id", ("entry.number", "held.site_id"), source, *_together(conditions)),))


# Few places are not to be named; an index holds just these.
_TO_BE_NAMED = """held.site_id NOT IN (
    SELECT id FROM actors_site WHERE visibility <> %(public)s OR merged_into_id IS NOT NULL)"""


def organisations(filters: Filters) -> Listing:
    """Organisations that everybody may see; with terms, those that offer such a service."""
    conditions = [
        Condition("organisation.merged_into_id IS NULL", {}),
        Condition("organisation.verification = ANY(%(seen)s)", {"seen": SEEN}),
    ]
    if filters.id:
        conditions.append(Condition("organisation.id = %(id)s", {"id": filters.id}))
    for number, word in enumerate(folded(filters.search).split()):
        name = f"word{number}"
        conditions.append(Condition(f"organisation.search_text LIKE %({name})s", {name: f"%{word}%"}))
    conditions += [_offering(condition) for condition in of_terms(filters)]
    where, values = _together(conditions)
    source, is_all = "actors_organisation organisation", filters == Filters()
    return Listing((Rows("organisation.id", ("organisation.id",), source, where, values, indexed=is_all),))


def _offering(condition: Condition) -> Condition:
    """Of an organisation: that it, or one merged into it, offers a service of which the condition is true."""
    offering = f"""SELECT service.organisation_id FROM catalogue_searchentry entry
        JOIN catalogue_service service ON service.id = entry.service WHERE {condition.sql}"""
    return Condition(f"organisation.id IN ({CURRENT.format(offering)})", condition.values)


def _gone(filters: Filters) -> Rows:
    """Services withdrawn in the last days after they had been shown, and those hidden for want of confirmation.

    What another directory says is public already, so of what comes from one no step needs to be found.
    """
    values = {
        "seen": SEEN,
        "withdrawn": ListingState.WITHDRAWN.value,
        "published": ListingState.PUBLISHED.value,
        "hidden": Freshness.HIDDEN.value,
        "since": clock.now() - timedelta(days=DEFUNCT_DAYS),
    }
    source = "catalogue_service service JOIN actors_organisation offering ON offering.id = service.organisation_id"
    conditions = [Condition(_GONE, values), *of_services(filters)]
    return Rows("service.id", ("service.changed_at", "service.id"), source, *_together(conditions))


_GONE = """offering.verification = ANY(%(seen)s) AND (
    service.state = %(published)s AND service.freshness = %(hidden)s
    OR service.state = %(withdrawn)s AND service.changed_at >= %(since)s
       AND (service.source_id IS NOT NULL OR EXISTS (
            SELECT FROM kernel_lifecyclelog step
            WHERE step.subject = service.id AND step.at >= %(since)s
              AND step.source = %(published)s AND step.target = %(withdrawn)s)))"""


def _together(conditions: Iterable[Condition]) -> tuple[tuple[str, ...], dict[str, Any]]:
    every = list(conditions)
    values = {name: value for condition in every for name, value in condition.values.items()}
    return tuple(condition.sql for condition in every), values
