"""Links between staged rows: what repeats another row, names nobody, or hangs on something refused."""

from intreccio.kernel.imports.staged import ALIVE, Parameters, execute, note


def settle_links(parameters: Parameters) -> None:
    """Refuse what cannot stand, and mend what can stand without the link; owners before what they own."""
    for statement in _STATEMENTS:
        execute(statement, parameters)


_SAME = note(
    "uguale alla riga {seen.line} di {seen.file}.",
    "the same as line {seen.line} of {seen.file}.",
    problem=False,
)

_REPEATS = note(
    "ripete l'identificativo della riga {seen.line} di {seen.file}, ma dice altro.",
    "repeats the id of line {seen.line} of {seen.file}, but says something else.",
    problem=True,
)

_REPEATED = f"""
    WITH twice AS (
        SELECT "table", object FROM kernel_importrow WHERE run_id = %(run)s AND {ALIVE}
        GROUP BY "table", object HAVING count(*) > 1
    ), seen AS (
        SELECT number, first_value(number) OVER first AS number_of_first, first_value(file) OVER first AS file,
               first_value(line) OVER first AS line,
               jsonb_build_array(values, part, owner)
                   = first_value(jsonb_build_array(values, part, owner)) OVER first AS same
        FROM kernel_importrow JOIN twice USING ("table", object)
        WHERE run_id = %(run)s AND {ALIVE}
        WINDOW first AS (PARTITION BY "table", object ORDER BY number)
    )
    UPDATE kernel_importrow AS row
    SET outcome = CASE WHEN same THEN 'unchanged' ELSE 'refused' END, object = NULL, part = '', owner = NULL,
        mended = false,
        notes = notes || CASE WHEN same
            THEN {_SAME}
            ELSE {_REPEATS}
            END
    FROM seen
    WHERE row.run_id = %(run)s AND row.number = seen.number AND seen.number > number_of_first
"""


def _missing(link: str, parent: str) -> str:
    """SQL for whether what a row names is neither among the rows nor known of the source."""
    return f"""
        NOT EXISTS (SELECT FROM kernel_importrow AS parent
                    WHERE parent.run_id = %(run)s AND parent."table" = {parent} AND parent.object = {link}
                          AND parent.outcome <> 'refused')
        AND NOT EXISTS (SELECT FROM catalogue_sourcerecord AS known
                        WHERE known.source_id = %(source)s AND known.entity = {parent}
                              AND known.object = {link})
    """


def _without_organisation(place: str) -> str:
    """SQL for whether a place names no organisation that is there."""
    missing = _missing(f"({place}.values->>'organization')::uuid", "'organization'")
    return f"(NOT {place}.values ? 'organization' OR ({missing}))"


_WORDS = {
    "organization": ("l'ente", "the organisation"),
    "program": ("la parte dell'ente", "the part of the organisation"),
    "service": ("il servizio", "the service"),
    "location": ("il luogo", "the place"),
    "taxonomy": ("l'elenco di voci", "the list of terms"),
    "taxonomy_term": ("la voce", "the term"),
    "contact": ("il contatto", "the contact"),
    "phone": ("il numero", "the number"),
    "service_at_location": ("il servizio nel luogo", "the service at the place"),
}


_OWNERS_TABLE = "split_part(row.part, '.', 1)"
"""SQL for the table of a part's owner."""


def _word(table: str, language: int) -> str:
    """SQL for what a table's rows are called; `table` is an expression."""
    cases = " ".join(
        "WHEN '{}' THEN '{}'".format(name, words[language].replace("'", "''")) for name, words in _WORDS.items()
    )
    return f"CASE {table} {cases} END"


def _refuse(rows: str, parent: str, link: str, key: str) -> str:
    """Refuse `rows` (a condition) whose `link` names no row of the table `parent`; both are expressions."""
    reason = note(
        f"{{{_word(parent, 0)}}} {{{key}}} non c'è, o è stato rifiutato.",
        f"{{{_word(parent, 1)}}} {{{key}}} is not there, or was refused.",
        problem=True,
    )
    return f"""
        UPDATE kernel_importrow AS row SET outcome = 'refused', mended = false, notes = notes || {reason}
        WHERE run_id = %(run)s AND {ALIVE} AND {rows} AND {_missing(link, parent)}
    """


def _refuse_things(table: str, name: str, parent: str) -> str:
    """Refuse things whose parent, named in `values`, is not there."""
    return _refuse(
        f"\"table\" = '{table}'", f"'{parent}'", f"(row.values->>'{name}')::uuid", "row.values->>'_link'"
    )


def _refuse_links(part: str, name: str, parent: str) -> str:
    """Refuse parts that link their owner to something else which is not there."""
    return _refuse(f"part = '{part}'", f"'{parent}'", f"(row.values->>'{name}')::uuid", "row.values->>'_to'")


def _refuse_parts(rows: str) -> str:
    """Refuse parts whose owner is not there."""
    return _refuse(rows, _OWNERS_TABLE, "row.owner", "row.values->>'_link'")


def _drop(table: str, name: str, parent: str, it: str, en: str) -> str:
    """Take a link away from things that can stand without it."""
    link = f"(row.values->>'{name}')::uuid"
    return f"""
        UPDATE kernel_importrow AS row
        SET values = values - '{name}', mended = true, notes = notes || {note(it, en, problem=False, field=name)}
        WHERE run_id = %(run)s AND "table" = '{table}' AND {ALIVE} AND values ? '{name}'
              AND ({link} = row.object OR ({_missing(link, f"'{parent}'")}))
    """


_NEXT_WORDS = note(
    f"{{{_word(_OWNERS_TABLE, 0)}}} {{row.values->>'_link'}} non c'è: vale il legame seguente.",
    f"{{{_word(_OWNERS_TABLE, 1)}}} {{row.values->>'_link'}} is not there: the next link counts.",
    problem=False,
)

_NEXT_OWNER = f"""
    UPDATE kernel_importrow AS row
    SET part = values->'_else'->>'part', owner = (values->'_else'->>'owner')::uuid,
        values = values || jsonb_build_object('_link', values->'_else'->'link'), mended = true,
        notes = notes || {_NEXT_WORDS}
    WHERE run_id = %(run)s AND {ALIVE} AND values ? '_else'
          AND {_missing("row.owner", _OWNERS_TABLE)}
"""

_TAKES_FROM_SERVICE_AT_PLACE = note(
    "Valeva per il servizio in un solo luogo: ora per il servizio.",
    "It was of the service at one place: now of the service.",
    problem=False,
)

_OF_SERVICE_AT_PLACE = f"""
    UPDATE kernel_importrow AS row
    SET part = 'service.' || split_part(row.part, '.', 2), owner = held.owner,
        values = CASE row.part WHEN 'service_at_location.openings'
                 THEN row.values || jsonb_build_object('site', held.values->'site') ELSE row.values END,
        mended = row.mended OR row.part <> 'service_at_location.openings',
        notes = row.notes || CASE row.part WHEN 'service_at_location.openings' THEN '[]' ELSE
            {_TAKES_FROM_SERVICE_AT_PLACE} END
    FROM kernel_importrow AS held
    WHERE row.run_id = %(run)s AND row.outcome <> 'refused' AND row.object IS NOT NULL
          AND starts_with(row.part, 'service_at_location.')
          AND held.run_id = %(run)s AND held."table" = 'service_at_location' AND held.object = row.owner
          AND held.outcome <> 'refused'
"""


def _kept_with_owner_of(table: str) -> str:
    """What is kept of a number or contact, kept with whom that belongs to."""
    return f"""
        UPDATE kernel_importrow AS row SET part = split_part(of.part, '.', 1) || '.kept', owner = of.owner
        FROM kernel_importrow AS of
        WHERE row.run_id = %(run)s AND row.outcome <> 'refused' AND row.object IS NOT NULL
              AND row.part = '{table}.kept' AND of.run_id = %(run)s AND of."table" = '{table}'
              AND of.object = row.owner AND of.outcome <> 'refused'
    """


_TAKES_FROM_SERVICE = note(
    "Senza un ente che ci sia: preso quello del servizio {home.key}.",
    "Without an organisation that is there: that of the service {home.key}.",
    problem=False,
    field="organization_id",
)

_ORGANISATION_OF_PLACE = f"""
    WITH homeless AS (
        SELECT number, object FROM kernel_importrow AS place
        WHERE run_id = %(run)s AND "table" = 'location' AND {ALIVE}
              AND {_without_organisation("place")}
    ), home AS (
        SELECT DISTINCT ON (homeless.number) homeless.number, service.values->>'organization' AS organization,
               service.key
        FROM homeless
        JOIN kernel_importrow AS held ON held.run_id = %(run)s AND held.part = 'service.sites'
             AND (held.values->>'site')::uuid = homeless.object AND held.outcome <> 'refused'
        JOIN kernel_importrow AS service ON service.run_id = %(run)s AND service."table" = 'service'
             AND service.object = held.owner AND service.outcome <> 'refused'
        ORDER BY homeless.number, held.number
    )
    UPDATE kernel_importrow AS row
    SET values = row.values || jsonb_build_object('organization', home.organization), mended = true,
        notes = row.notes || {_TAKES_FROM_SERVICE}
    FROM home WHERE row.run_id = %(run)s AND row.number = home.number
"""

_WHOSE = note(
    "Nessun ente, e nessun servizio che ci si tenga: di chi è?",
    "No organisation, and no service held there: whose is it?",
    problem=True,
    field="organization_id",
)

_HOMELESS = f"""
    UPDATE kernel_importrow AS row
    SET outcome = 'refused', mended = false,
        notes = notes || {_WHOSE}
    WHERE run_id = %(run)s AND "table" = 'location' AND {ALIVE}
          AND {_without_organisation("row")}
"""


def _in_circles(table: str) -> str:
    """Take their parent away from things that are, at some remove, their own parents."""
    words = note(
        "È dentro sé stessa: tolta.", "It would lie within itself: taken away.", problem=False, field="parent"
    )
    return f"""
        WITH RECURSIVE linked AS (
            SELECT object, (values->>'parent')::uuid AS parent FROM kernel_importrow
            WHERE run_id = %(run)s AND "table" = '{table}' AND {ALIVE}
        ), sound AS (
            SELECT object FROM linked
            WHERE parent IS NULL OR parent NOT IN (SELECT object FROM linked)
            UNION
            SELECT linked.object FROM linked JOIN sound ON linked.parent = sound.object
        )
        UPDATE kernel_importrow AS row
        SET values = values - 'parent', mended = true, notes = notes || {words}
        WHERE run_id = %(run)s AND "table" = '{table}' AND {ALIVE} AND values ? 'parent'
              AND object NOT IN (SELECT object FROM sound)
    """


_TOLD_APART = note(
    "Un'altra parte dell'ente ha lo stesso nome: distinta.",
    "Another part of the organisation has the same name: told apart.",
    problem=False,
    field="name",
)

_SAME_NAME = f"""
    UPDATE kernel_importrow AS row
    SET values = values || jsonb_build_object('name', left(values->>'name', 150) || ' (' || left(key, 40) || ')'),
        mended = true,
        notes = notes || {_TOLD_APART}
    FROM (
        SELECT number,
               row_number() OVER (PARTITION BY values->>'organization', values->>'name' ORDER BY number) AS place
        FROM kernel_importrow WHERE run_id = %(run)s AND "table" = 'program' AND {ALIVE}
    ) AS named
    WHERE row.run_id = %(run)s AND row.number = named.number AND place > 1
"""

_STATEMENTS = (
    _REPEATED,
    _drop("organization", "parent", "organization", "L'ente da cui dipende non c'è: senza.",
          "The organisation it belongs to is not there: without."),
    _in_circles("organization"),
    _refuse_things("program", "organization", "organization"),
    _SAME_NAME,
    _refuse_things("service", "organization", "organization"),
    _drop("service", "unit", "program", "La parte dell'ente non c'è: senza.",
          "The part of the organisation is not there: without."),
    _refuse_parts("part = 'service.sites'"),
    _ORGANISATION_OF_PLACE,
    _HOMELESS,
    _refuse_links("service.sites", "site", "location"),
    _NEXT_OWNER,
    _OF_SERVICE_AT_PLACE,
    _drop("taxonomy_term", "parent", "taxonomy_term", "La voce che la contiene non c'è: senza.",
          "The term that contains it is not there: without."),
    _in_circles("taxonomy_term"),
    _refuse_links("service.terms", "term", "taxonomy_term"),
    _kept_with_owner_of("phone"),
    _kept_with_owner_of("contact"),
    _refuse_parts("part <> '' AND part <> 'source.kept' AND NOT starts_with(part, 'contact.')"),
    _refuse_parts("starts_with(part, 'contact.')"),
)  # fmt: skip
