"""What is said of services, places and organisations in rows of their own, written by the set.

Of a thing that is new all parts are added. Of one that changed, a field that changed is written anew: lists from
the staged rows, sets from the row of the thing.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from intreccio.catalogue.rules.ids import service_at_site_id
from intreccio.kernel.copying import copy_rows
from intreccio.kernel.imports.batches import in_batches
from intreccio.kernel.imports.changing import CHANGED, NEW, Rows, merged_set
from intreccio.kernel.imports.staged import Parameters, execute

BATCH = 10_000
_OWNERS = {"organization": "organisation", "location": "site", "service": "service"}


def take(parameters: Parameters) -> None:
    """Write all parts of new things, and of changed things those fields that changed."""
    for statement in _STATEMENTS:
        execute(statement, parameters)
    _hold_at_sites(parameters)


def written(part: str) -> str:
    """SQL of the staged rows of a list that are to be written, each with its `place`."""
    entity, _, field = part.partition(".")
    return f"""
        (SELECT part.object, part.owner, part.number, part.values, part.key,
                row_number() OVER (PARTITION BY part.owner ORDER BY part.number) - 1 AS place
         FROM kernel_importrow AS part
         JOIN kernel_importrow AS row ON row.run_id = %(run)s AND row."table" = '{entity}'
              AND row.object = part.owner
              AND (row.outcome = 'new' OR (row.outcome = 'changed' AND row.before ? '{field}'))
         WHERE part.run_id = %(run)s AND part.part = '{part}' AND part.outcome <> 'refused'
               AND part.object IS NOT NULL) AS said
    """


def _free(table: str) -> str:
    """SQL that finds whether an identifier is taken, as `taken.id`."""
    return f"LEFT JOIN {table} AS taken ON taken.id = said.object"


_ID = "CASE WHEN taken.id IS NULL THEN said.object ELSE gen_random_uuid() END"
_NUMBER = """said.values->>'number', coalesce(said.values->>'extension', ''), said.values->>'kind',
             coalesce(said.values->>'note', ''), least(said.place, 32767)"""
_NUMBER_COLUMNS = "number, extension, kind, note, place"


def _phones(entity: str) -> str:
    return f"""
        INSERT INTO catalogue_phone (id, {_OWNERS[entity]}_id, {_NUMBER_COLUMNS})
        SELECT {_ID}, said.owner, {_NUMBER}
        FROM {written(f"{entity}.phones")} {_free("catalogue_phone")}
    """


def _contacts(entity: str) -> str:
    texts = ", ".join(f"coalesce(said.values->>'{name}', '')" for name in ("name", "title", "department", "email"))
    return f"""
        INSERT INTO catalogue_contact (id, {_OWNERS[entity]}_id, name, title, department, email, place)
        SELECT said.object, said.owner, {texts}, least(said.place, 32767)
        FROM {written(f"{entity}.contacts")} {_free("catalogue_contact")} WHERE taken.id IS NULL
    """


def _phones_of_contacts(entity: str) -> str:
    return f"""
        INSERT INTO catalogue_phone (id, contact_id, {_NUMBER_COLUMNS})
        SELECT {_ID}, said.owner, {_NUMBER}
        FROM (
            SELECT number.object, number.owner, number.values,
                   row_number() OVER (PARTITION BY number.owner ORDER BY number.number) - 1 AS place
            FROM kernel_importrow AS number JOIN {written(f"{entity}.contacts")} ON said.object = number.owner
            WHERE number.run_id = %(run)s AND number.part = 'contact.phones' AND number.outcome <> 'refused'
                  AND number.object IS NOT NULL
        ) AS said {_free("catalogue_phone")}
    """


DATES = "ARRAY(SELECT jsonb_array_elements_text(coalesce(said.values->'{}', '[]'))::date)"

_OPENINGS = f"""
    INSERT INTO catalogue_schedule (
        id, service_id, site_id, place, rule, starts_on, opens_at, closes_at, valid_from, valid_to, on_holidays,
        except_dates, extra_dates, closed_seasons)
    SELECT {_ID}, said.owner, (said.values->>'site')::uuid, least(said.place, 32767),
           coalesce(said.values->>'rule', ''), (said.values->>'starts_on')::date, (said.values->>'opens_at')::time,
           (said.values->>'closes_at')::time, (said.values->>'valid_from')::date, (said.values->>'valid_to')::date,
           said.values->>'on_holidays', {DATES.format("except_dates")}, {DATES.format("extra_dates")},
           ARRAY(SELECT jsonb_array_elements_text(coalesce(said.values->'closed_seasons', '[]')))
    FROM {written("service.openings")} {_free("catalogue_schedule")}
"""

_COSTS = f"""
    INSERT INTO catalogue_costoption (service_id, kind, cents, currency, per, isee_up_to, note)
    SELECT owner, values->>'kind', (values->>'cents')::int, values->>'currency', coalesce(values->>'per', ''),
           (values->>'isee_up_to')::int, coalesce(values->'note', '{{}}')
    FROM {written("service.costs")} ORDER BY number
"""

_DOCUMENTS = f"""
    INSERT INTO catalogue_requireddocument (service_id, name, place)
    SELECT owner, values->'name', least(place, 32767) FROM {written("service.documents")} ORDER BY number
"""


def _set(field: str) -> str:
    """SQL of the items of a set to be written: of new things from their parts, of changed ones as merged."""
    return f"""
        (SELECT part.owner, part.values AS item FROM kernel_importrow AS part
         JOIN kernel_importrow AS row ON {NEW} AND row."table" = 'service' AND row.object = part.owner
         WHERE part.run_id = %(run)s AND part.part = 'service.{field}' AND part.outcome <> 'refused'
               AND part.object IS NOT NULL
         UNION ALL
         SELECT row.object, item FROM kernel_importrow AS row
         CROSS JOIN LATERAL jsonb_array_elements({merged_set(field)}) AS item
         WHERE {CHANGED} AND row."table" = 'service') AS said
    """


_TERMS = f"""
    INSERT INTO catalogue_service_terms (service_id, term_id)
    SELECT DISTINCT owner, (item->>'term')::uuid FROM {_set("terms")} ON CONFLICT DO NOTHING
"""

_AREAS = f"""
    INSERT INTO catalogue_servicearea (service_id, area_id, zone_id, territory_id)
    SELECT DISTINCT owner, (item->>'area')::uuid, (item->>'zone')::uuid, (item->>'territory')::uuid
    FROM {_set("areas")}
"""

_SITES = f"SELECT DISTINCT owner, (item->>'site')::uuid FROM {_set('sites')}"

ROWS = (
    *(
        Rows(
            entity,
            "contacts",
            "catalogue_phone",
            f"there.contact_id IN (SELECT id FROM catalogue_contact WHERE {owner}_id = {{}})",
        )
        for entity, owner in _OWNERS.items()
    ),
    *(Rows(entity, "contacts", "catalogue_contact", f"{owner}_id") for entity, owner in _OWNERS.items()),
    *(Rows(entity, "phones", "catalogue_phone", f"{owner}_id") for entity, owner in _OWNERS.items()),
    *(
        Rows("service", field, f"catalogue_{table}", "service_id")
        for field, table in {
            "openings": "schedule",
            "costs": "costoption",
            "documents": "requireddocument",
            "terms": "service_terms",
            "areas": "servicearea",
            "sites": "serviceatsite",
        }.items()
    ),
)
"""Fields that are rows, phones of contacts before their contacts."""

_STATEMENTS = (
    *(rows.take_away() for rows in ROWS),
    *map(_contacts, _OWNERS),
    *map(_phones, _OWNERS),
    *map(_phones_of_contacts, _OWNERS),
    _OPENINGS,
    _COSTS,
    _DOCUMENTS,
    _TERMS,
    _AREAS,
)


def _hold_at_sites(parameters: Parameters) -> None:
    """Which services are held where: the identifiers follow from both, and are made here."""
    with connection.cursor() as cursor:
        cursor.execute(_SITES, parameters)
        pairs = iter(cursor.fetchall())
    for batch in in_batches(pairs, BATCH):
        copy_rows("catalogue_serviceatsite", ("id", "service_id", "site_id"), _held(batch))


def _held(pairs: list[tuple[UUID, UUID]]) -> Iterator[tuple[UUID, UUID, UUID]]:
    for service, site in pairs:
        yield service_at_site_id(service, site), service, site
