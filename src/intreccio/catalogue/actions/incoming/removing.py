"""Taking out what a directory added, where nobody touched it or refers to it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Model

from intreccio.actors.actions.incoming import remove_actors
from intreccio.actors.models import Organisation, OrganisationText, Site, Unit
from intreccio.catalogue.actions.listings import withdraw
from intreccio.catalogue.models import (
    Activity,
    ActivityText,
    Benefit,
    Contact,
    CostOption,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtSite,
    ServiceText,
    Session,
    Taxonomy,
    Term,
    TermMapping,
)
from intreccio.catalogue.rules.listing import ListingState
from intreccio.catalogue.search.keeping import remove_services
from intreccio.kernel.acting import Who
from intreccio.kernel.imports.staged import Parameters, execute, fetch, note
from intreccio.kernel.references import referred_to

UNDONE = "import undone"
"""The reason with which a service is withdrawn that cannot be taken out."""

Ids = frozenset[UUID]

_OF_SERVICE: Mapping[type[Model], str] = {
    Service.terms.through: "service_id",
    ServiceAtSite: "service_id",
    ServiceText: "service_id",
    ServiceArea: "service_id",
    CostOption: "service_id",
    RequiredDocument: "service_id",
    Schedule: "service_id",
    Benefit: "service_id",
}
_OF_ACTIVITY: tuple[type[Model], ...] = (Session, ActivityText, Schedule)
_OF_ALL: Mapping[type[Model], None] = {Phone: None, Contact: None}


def take_out(parameters: Parameters, *, by: Who) -> int:
    """Take out what was added; how many things. What stays is told in the report, its services are withdrawn."""
    added = {entity: _added(entity, parameters) for entity in _TOUCHED}
    services = _free_services(added["service"], parameters)
    _remove_services(services)
    _withdraw(added["service"] - services, by)
    sites = _free(Site, added["location"], [*_OF_ALL], _TOUCHED["location"], parameters)
    _remove_answers("site_id", sites)
    units = _free(Unit, added["program"], [], _TOUCHED["program"], parameters)
    going: Mapping[type[Model], Ids] = {Site: sites, Unit: units}
    bodies = _free(
        Organisation,
        added["organization"],
        [OrganisationText, Organisation, *_OF_ALL],
        _TOUCHED["organization"],
        parameters,
        going,
    )
    organisations = _without_family(Organisation, bodies)
    _remove_answers("organisation_id", organisations)
    remove_actors(sites=sites, units=units, organisations=organisations, by=by)
    words = _free(Term, added["taxonomy_term"], [Term, TermMapping], _TOUCHED["taxonomy_term"], parameters)
    terms = _without_family(Term, words)
    _delete("catalogue_termmapping", "term_id", terms)
    _delete("catalogue_term", "id", terms)
    lists = _free(Taxonomy, added["taxonomy"] | _unnamed(parameters), [], _TOUCHED["taxonomy"], parameters)
    _delete("catalogue_taxonomy", "id", lists)
    removed = services | sites | units | organisations | terms | (lists & added["taxonomy"])
    left = frozenset().union(*added.values()) - removed
    for statement in _FORGET:
        execute(statement, {**parameters, "removed": list(removed), "left": list(left)})
    return len(removed)


def _added(entity: str, parameters: Parameters) -> Ids:
    return frozenset(each for (each,) in fetch(_ADDED, {**parameters, "entity": entity}))


def _free(
    model: type[Model],
    ids: Ids,
    but_from: Collection[type[Model]],
    touched: str,
    parameters: Parameters,
    going: Mapping[type[Model], Ids] = {},
) -> Ids:
    """Those of `ids` that stand as they were added and that nobody refers to, but for rows that go with them."""
    names = {**parameters, "ids": list(ids)}
    changed = {each for statement in (touched, _SPOKEN_OF) for (each,) in fetch(statement, names)}
    referred = set(referred_to(model, ids - changed, but_from=[*but_from, *going]))
    for other, leaving in going.items():
        staying = other._default_manager.filter(organisation__in=ids - changed).exclude(pk__in=leaving)
        referred |= set(staying.values_list("organisation_id", flat=True))
    return ids - changed - referred


def _free_services(added: Ids, parameters: Parameters) -> Ids:
    """The same of services, whose groups and courses go with them unless somebody refers to those.

    One that names a service as its reference is as good without; one that was merged into it is not.
    """
    own: list[type[Model]] = [*_OF_SERVICE, *_OF_ALL, Activity, Service]
    free = _free(Service, added, own, _TOUCHED["service"], parameters)
    merged = Service.objects.filter(merged_into__in=free).exclude(pk__in=free)
    free -= set(merged.values_list("merged_into_id", flat=True))
    courses = dict(Activity.objects.filter(service__in=free).values_list("pk", "service_id"))
    touched = set(referred_to(Activity, courses.keys(), but_from=_OF_ACTIVITY))
    touched |= set(
        Session.objects.filter(activity__in=courses, cancelled=True).values_list("activity_id", flat=True)
    )
    return free - {courses[each] for each in touched}


def _without_family(model: type[Organisation | Term], ids: Ids) -> Ids:
    """`ids` without those whose children stay."""
    parents = model._default_manager.filter(parent__in=ids).exclude(pk__in=ids).values_list("parent_id", flat=True)
    staying = frozenset(parent for parent in parents if parent)
    return _without_family(model, ids - staying) if staying else ids


def _remove_services(services: Ids) -> None:
    activities = frozenset(Activity.objects.filter(service__in=services).values_list("pk", flat=True))
    for model in _OF_ACTIVITY:
        _delete(model._meta.db_table, "activity_id", activities)
    _delete("catalogue_activity", "id", activities)
    for model, column in _OF_SERVICE.items():
        _delete(model._meta.db_table, column, services)
    _remove_answers("service_id", services)
    execute(_NO_REFERENCE, {"ids": list(services)})
    _delete("catalogue_service", "id", services)
    remove_services(services)


def _remove_answers(column: str, owners: Ids) -> None:
    """The numbers and contacts of things that go."""
    execute(_NO_NUMBERS_OF_CONTACTS.format(column=column), {"ids": list(owners)})
    for table in ("catalogue_contact", "catalogue_phone"):
        _delete(table, column, owners)


def _delete(table: str, column: str, ids: Ids) -> None:
    execute(f"DELETE FROM {table} WHERE {column} = ANY(%(ids)s)", {"ids": list(ids)})


def _withdraw(services: Ids, by: Who) -> None:
    for service in Service.objects.filter(pk__in=services, state=ListingState.PUBLISHED):
        withdraw(service=service, reason=UNDONE, by=by)


def _unnamed(parameters: Parameters) -> Ids:
    """Lists that were made for terms of none."""
    return frozenset(each for (each,) in fetch(_UNNAMED, parameters))


_ADDED = """
    SELECT object FROM kernel_importrow
    WHERE run_id = %(run)s AND "table" = %(entity)s AND outcome = 'new' AND object IS NOT NULL
"""

_TOLD = """
    SELECT there.id FROM {table} AS there
    JOIN catalogue_sourcerecord AS record ON record.source_id = %(source)s AND record.object = there.id
    WHERE there.id = ANY(%(ids)s) AND there.name <> {name}
"""

_TEXT_TOUCHED = """
    SELECT text.{owner}_id FROM {table} AS text
    JOIN catalogue_sourcerecord AS record ON record.source_id = %(source)s AND record.object = text.{owner}_id
    CROSS JOIN LATERAL (SELECT CASE WHEN text.language = %(language)s THEN record.told
                                    ELSE record.told->'texts'->text.language END AS told) AS said
    WHERE text.{owner}_id = ANY(%(ids)s)
          AND (said.told IS NULL OR text.origin <> coalesce(said.told->>'origin', '{origin}'))
"""
"""Things with a text that their source did not say, or that somebody wrote anew."""

_TOUCHED: Mapping[str, str] = {
    "service": f"""
        SELECT id FROM catalogue_service WHERE id = ANY(%(ids)s) AND version > 1
        UNION {_TEXT_TOUCHED.format(owner="service", table="catalogue_servicetext", origin="import")}
    """,
    "location": "SELECT id FROM actors_site WHERE id = ANY(%(ids)s) AND version > 1",
    "program": _TOLD.format(table="actors_unit", name="record.told->>'name'"),
    "organization": f"""
        SELECT id FROM actors_organisation WHERE id = ANY(%(ids)s) AND version > 1
        UNION {_TEXT_TOUCHED.format(owner="organisation", table="actors_organisationtext", origin="imported")}
    """,
    "taxonomy_term": _TOLD.format(table="catalogue_term", name="record.told->'name'"),
    "taxonomy": _TOLD.format(table="catalogue_taxonomy", name="record.told->'name'"),
}
"""By entity, which of its things somebody touched."""

_SPOKEN_OF = """
    SELECT object FROM catalogue_sourcerecord WHERE object = ANY(%(ids)s) AND source_id <> %(source)s
"""

_NO_REFERENCE = (
    "UPDATE catalogue_service SET reference_service_id = NULL WHERE reference_service_id = ANY(%(ids)s)"
)

_NO_NUMBERS_OF_CONTACTS = """
    DELETE FROM catalogue_phone WHERE contact_id IN (
        SELECT id FROM catalogue_contact WHERE {column} = ANY(%(ids)s))
"""

_UNNAMED = """
    SELECT DISTINCT there.id FROM kernel_importrow AS row
    JOIN catalogue_taxonomy AS there ON there.id = (row.values->>'taxonomy')::uuid AND NOT there.base
    WHERE row.run_id = %(run)s AND row."table" = 'taxonomy_term' AND row.outcome = 'new' AND row.values ? '_list'
"""

_STAYS = note(
    "Annullando, lasciato: qualcuno l'ha toccato o vi fa riferimento.",
    "When undone, left: somebody touched it or refers to it.",
    problem=False,
)

_FORGET = (
    "DELETE FROM catalogue_sourcerecord WHERE source_id = %(source)s AND object = ANY(%(removed)s)",
    f"""
    UPDATE kernel_importrow AS row SET notes = notes || {_STAYS}
    WHERE run_id = %(run)s AND outcome = 'new' AND part = '' AND object = ANY(%(left)s)
    """,
)
