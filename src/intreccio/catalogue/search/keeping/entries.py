"""Keeps the entries of services."""

from collections.abc import Collection, Mapping
from itertools import islice
from uuid import UUID

from django.db import connection

from intreccio.catalogue.search.documents import Documents, Place, SearchDocument
from intreccio.catalogue.search.keeping.openings import keep_hours, keep_sessions
from intreccio.catalogue.search.keeping.vocabulary import add_words, start_edition
from intreccio.catalogue.search.patterns import Pattern
from intreccio.catalogue.search.rows import (
    CONFIGURATIONS,
    WEIGHTS,
    Named,
    Openings,
    encoded,
    named_codes,
    row,
    texts_of,
)
from intreccio.kernel.actions import upkeep

_AT_ONCE = 1000


@upkeep
def index_services(documents: Documents) -> int:
    """Put services into the search, or what has changed in them; how many. Any number, in bounded memory.

    After many call `refresh_vocabulary`: until then they are found, only more slowly and without
    corrections to the new words.
    """
    remaining, count = iter(documents), 0
    numbers: dict[Named, int] = {}
    seen: set[str] = set()
    while batch := {document.service: document for document in islice(remaining, _AT_ONCE)}:
        _keep_batch(list(batch.values()), numbers, seen)
        count += len(batch)
    with connection.cursor() as cursor:
        cursor.execute("SELECT catalogue_search_settle()")
    return count


@upkeep
def remove_services(services: Collection[UUID]) -> None:
    """Take services out of the search."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM catalogue_searchentry WHERE service = ANY(%s) RETURNING number",
            [list(services)],
        )
        gone = cursor.fetchall()
        cursor.execute("DELETE FROM catalogue_searchcard WHERE entry = ANY(%s)", [[number for (number,) in gone]])


def _keep_batch(batch: list[SearchDocument], numbers: dict[Named, int], seen: set[str]) -> None:
    _add_numbers({named for document in batch for named in named_codes(document)}, numbers)
    openings = _openings(batch)
    texts = [texts_of(document) for document in batch]
    rows = [
        row(document, numbers, openings[document.service]) | said
        for document, said in zip(batch, texts, strict=True)
    ]
    new: set[str] = set()
    for said in texts:
        for part in said.values():
            new.update(part.split())
    new -= seen
    seen |= new
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_ENTRIES, [encoded(rows)])
    add_words(new)


def _add_numbers(named: set[Named], numbers: dict[Named, int]) -> None:
    """Look up the numbers of codes, giving new ones to those that have none."""
    if not (missing := named - numbers.keys()):
        return
    kinds, values = zip(*sorted(missing), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_ADD_CODES, [list(kinds), list(values)])
        if cursor.rowcount:
            start_edition()
        cursor.execute(_NUMBERS, [list(kinds), list(values)])
        numbers.update({(kind, value): number for kind, value, number in cursor.fetchall()})


def _openings(batch: list[SearchDocument]) -> Mapping[UUID, Openings]:
    """For each service its places, each with the pattern of its hours, of its sessions, or with none."""
    places = [
        (document, f"{document.service}/{number}", place)
        for document in batch
        for number, place in enumerate(document.places)
    ]
    by_hours = keep_hours({place.hours for *_, place in places if place.hours})
    by_session = keep_sessions({key: place.sessions for _, key, place in places if place.sessions})
    found: dict[UUID, list[tuple[Place, Pattern | None]]] = {document.service: [] for document in batch}
    for document, key, place in places:
        patterns = [by_hours[place.hours.key]] if place.hours else []
        patterns += [by_session[key]] if place.sessions else []
        found[document.service] += [(place, pattern) for pattern in patterns] or [(place, None)]
    return found


def _vector(*parts: str) -> str:
    """SQL for the stems of some parts of the texts in all configurations."""
    return " || ".join(
        f"setweight(to_tsvector('{configuration}', coalesce({configuration}_{part}, '')), '{WEIGHTS[part]}')"
        for configuration in CONFIGURATIONS
        for part in parts
    )


_TEXT_COLUMNS = ", ".join(f"{configuration}_{part} text" for configuration in CONFIGURATIONS for part in WEIGHTS)
_CHANGING = ["names", "words", "codes", "facets", "places", "patterns", "min_age", "max_age", "hides_place"]
_KEEP_ENTRIES = f"""
    WITH given AS MATERIALIZED (
        SELECT *, {_vector("name")} AS names FROM jsonb_to_recordset(%s) AS given(
            service uuid, codes int[], facets bytea, places bytea, patterns int[],
            min_age smallint, max_age smallint, hides_place bool, card jsonb, {_TEXT_COLUMNS})
    ), entry AS (
        INSERT INTO catalogue_searchentry (service, {", ".join(_CHANGING)})
        SELECT service, names, names || {_vector(*list(WEIGHTS)[1:])},
               codes, facets, places, patterns, min_age, max_age, hides_place
        FROM given
        ON CONFLICT (service) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _CHANGING)}
        RETURNING number, service
    )
    INSERT INTO catalogue_searchcard (entry, card)
    SELECT number, card FROM entry JOIN given USING (service)
    ON CONFLICT (entry) DO UPDATE SET card = excluded.card
"""
_ADD_CODES = """
    INSERT INTO catalogue_searchcode (kind, value)
    SELECT kind, value FROM unnest(%s::text[], %s::text[]) AS given(kind, value)
    WHERE NOT EXISTS (SELECT FROM catalogue_searchcode AS kept
                      WHERE kept.kind = given.kind AND kept.value = given.value)
    ON CONFLICT (kind, value) DO NOTHING
"""
_NUMBERS = """
    SELECT kind, value, number FROM catalogue_searchcode
    JOIN unnest(%s::text[], %s::text[]) AS given(kind, value) USING (kind, value)
"""
