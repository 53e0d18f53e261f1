"""Services, and their being held at places."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from intreccio.catalogue.models import Benefit, Service, ServiceAtSite, ServiceText
from intreccio.catalogue.queries.documents import is_shown
from intreccio.catalogue.queries.sites import is_public
from intreccio.catalogue.rules.listing import ListingState
from intreccio.interchange.hsds import words
from intreccio.interchange.hsds.kept import with_kept
from intreccio.interchange.hsds.objects.contacts import contacts, phones
from intreccio.interchange.hsds.objects.exactly import exactly
from intreccio.interchange.hsds.objects.locations import full_location, location
from intreccio.interchange.hsds.objects.making import Making, Object, said
from intreccio.interchange.hsds.objects.organisations import described_organisation, organisation, program
from intreccio.interchange.hsds.objects.parts import (
    cost_options,
    languages,
    required_documents,
    service_areas,
)
from intreccio.interchange.hsds.objects.schedules import schedules, schedules_of_activity
from intreccio.interchange.hsds.objects.terms import attribute
from intreccio.kernel.text import Translated


def service(row: Service, making: Making) -> Object:
    """A service with what there is one of. One that is not shown says only that it was there and is not."""
    made = _own(row, making)
    return (
        made if making.exact else made | {"organization": organisation(row.organisation, making)} | _program(row)
    )


def full_service(row: Service, making: Making) -> Object:
    """A service with everything that depends on it."""
    if not is_shown(row):
        return service(row, making)
    terms = [attribute("service", row.pk, term, making) for term in making.parts.terms[row.pk]]
    made = _own(row, making) | said(
        phones=phones(row, making),
        schedules=[*_hours_anywhere(row, making), *_hours_of_activities(row, making)],
        service_areas=service_areas(row, making),
        service_at_locations=[full_service_at_location(held, making) for held in _at_public_sites(row, making)],
        languages=languages(row, making),
        cost_options=cost_options(row, making),
        required_documents=required_documents(row, making),
        contacts=contacts(row, making),
        attributes=[*terms, *exactly(row, making)] if making.exact else terms,
    )
    if not making.exact:
        made |= {"organization": described_organisation(row.organisation, making)} | _program(row)
    return with_kept("service", made, making.kept.get(row.pk, ()))


def minimal_service(id: object, last_modified: datetime) -> Object:
    """Only which service, and when it last changed."""
    return {"id": str(id), "last_modified": moment(last_modified)}


def service_at_location(row: ServiceAtSite, making: Making) -> Object:
    """A service's being held at a place, with both, in brief."""
    return {
        **_link(row),
        "location": location(row.site, making),
        "service": service(row.service, making),
    }


def full_service_at_location(row: ServiceAtSite, making: Making) -> Object:
    """The same as part of its service: with all of the place and the hours held there."""
    here = [
        schedule.timing for schedule in making.parts.schedules[row.service_id] if schedule.site_id == row.site_id
    ]
    made = _link(row) | said(schedules=schedules(here, row.pk, making))
    return made if making.exact else made | {"location": full_location(row.site, making)}


def lone_service_at_location(row: ServiceAtSite, making: Making) -> Object:
    """The same by itself. The standard describes it as a service too: name and status are those of the service."""
    of_service = service(row.service, making)
    return {
        **full_service_at_location(row, making),
        "name": of_service["name"],
        "status": of_service["status"],
        "service": of_service,
    }


def moment(at: datetime) -> str:
    """A moment as HSDS writes it: `2026-11-23T09:00:00.000Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _own(row: Service, making: Making) -> Object:
    text = making.reader.best(making.parts.texts[row.pk])
    made = {
        "id": str(row.pk),
        "organization_id": str(row.organisation_id),
        "name": text.name if text else str(row.pk),
        "status": _status(row),
        "last_modified": moment(row.changed_at),
    }
    if not is_shown(row):
        return made
    return made | said(
        description=_description(row, text, making),
        url=row.url,
        email=row.email,
        application_process=text.how_to if text else None,
        eligibility_description=text.eligibility if text else None,
        minimum_age=row.min_age,
        maximum_age=row.max_age,
        assured_date=row.confirmed_on.isoformat(),
        program_id=row.unit_id and str(row.unit_id),
    )


def _status(row: Service) -> str:
    """Withdrawn is defunct; hidden because nobody confirms it any longer is inactive."""
    if is_shown(row):
        return "active"
    return "defunct" if row.state == ListingState.WITHDRAWN else "inactive"


def _program(row: Service) -> Object:
    return {"program": program(row.unit)} if row.unit and is_shown(row) else {}


def _description(row: Service, text: ServiceText | None, making: Making) -> str:
    """The description, else the summary; for readers also what a benefit gives, which HSDS has no field for."""
    own = (text.description or text.summary) if text else ""
    benefit = getattr(row, "benefit", None)
    gives = " ".join(_benefit(benefit, making)) if benefit and not making.exact else ""
    return "\n\n".join(filter(None, [own, gives]))


def _benefit(benefit: Benefit, making: Making) -> Iterator[str]:
    language = making.reader.language

    def sentence(template: Translated, text: str) -> Iterator[str]:
        if text:
            yield making.reader.text(template).format(text=text.rstrip("."), day=text, amount=text)

    yield from sentence(words.AMOUNT, making.reader.text(benefit.amount))
    yield from sentence(words.ENTITLED, words.euros(benefit.isee_up_to, language) if benefit.isee_up_to else "")
    yield from sentence(words.OPENS, _day(benefit.opens_on))
    yield from sentence(words.CLOSES, _day(benefit.closes_on))
    yield from sentence(words.WHERE, making.reader.text(benefit.where_to_apply))
    yield from sentence(words.INCOMPATIBLE, making.reader.text(benefit.incompatible))


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def _at_public_sites(row: Service, making: Making) -> list[ServiceAtSite]:
    return [held for held in making.parts.held[row.pk] if is_public(held.site)]


def _hours_anywhere(row: Service, making: Making) -> list[Object]:
    """Hours of the whole service, and those at a place that is not told."""
    told = {held.site_id for held in _at_public_sites(row, making)}
    timings = [schedule.timing for schedule in making.parts.schedules[row.pk] if schedule.site_id not in told]
    return schedules(timings, row.pk, making)


def _hours_of_activities(row: Service, making: Making) -> Iterator[Object]:
    for activity in making.parts.activities[row.pk]:
        yield from schedules_of_activity(activity, making)


def _link(row: ServiceAtSite) -> Object:
    return {"id": str(row.pk), "service_id": str(row.service_id), "location_id": str(row.site_id)}
