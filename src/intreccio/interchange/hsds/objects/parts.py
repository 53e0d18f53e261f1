"""What hangs below a service: prices, areas, languages, papers."""

from uuid import UUID

from intreccio.catalogue.models import CostOption, RequiredDocument, Service, ServiceArea
from intreccio.catalogue.queries.areas import territory_code, zone_code
from intreccio.catalogue.shipped import languages as known_languages
from intreccio.interchange.hsds.objects.making import Making, Object, distinct, said
from intreccio.interchange.hsds.words import COSTS, ISEE, PER, euros
from intreccio.kernel.ids import derived_id


def cost_options(service: Service, making: Making) -> list[Object]:
    """Its prices, amounts as numbers; 0 is free of charge."""
    return distinct(_cost(row, making) for row in making.parts.costs[service.pk])


def service_areas(service: Service, making: Making) -> list[Object]:
    """Where people must live, or are reached."""
    return distinct(_area(row, making) for row in making.parts.areas[service.pk])


def languages(service: Service, making: Making) -> list[Object]:
    """The languages spoken there."""
    known = known_languages()
    return [
        {
            "id": str(derived_id(service.pk, "language", code)),
            "name": making.reader.text(known[code].name) if code in known else code,
            "code": code,
        }
        for code in service.languages
    ]


def required_documents(service: Service, making: Making) -> list[Object]:
    """The papers to bring."""
    return distinct(_document(row, making) for row in making.parts.documents[service.pk])


def _cost(row: CostOption, making: Making) -> tuple[UUID, Object]:
    reader, kind = making.reader, CostOption.Kind(row.kind)
    id = derived_id(row.service_id, "cost", row.kind, row.cents, row.per, row.isee_up_to, sorted(row.note.items()))
    cents = 0 if kind is CostOption.Kind.FREE else row.cents
    described = [
        reader.text(PER[row.per]) if row.per else "",
        _limit(row.isee_up_to, making),
        reader.text(row.note),
    ]
    return id, said(
        option=reader.text(COSTS[kind]),
        currency=row.currency if cents is not None else None,
        amount=None if cents is None else cents // 100 if cents % 100 == 0 else cents / 100,
        amount_description=", ".join(filter(None, described)),
    )


def _limit(cents: int | None, making: Making) -> str:
    return making.reader.text(ISEE).format(amount=euros(cents, making.reader.language)) if cents else ""


def _area(row: ServiceArea, making: Making) -> tuple[UUID, Object]:
    if row.territory:
        name, description = row.territory.name, ""
    elif row.zone:
        name, description = row.zone.name, making.reader.text(row.zone.zoning.name)
    else:
        assert row.area
        name, description = str(row.area), row.area.province
    return area_id(row.service_id, area_code(row)), said(name=name, description=description)


def area_id(service: UUID, code: str) -> UUID:
    """The identifier of a service's serving the area with this code."""
    return derived_id(service, "area", code)


def area_code(row: ServiceArea) -> str:
    """A municipality by its ISTAT code, zones and territories as the search names them."""
    if row.territory:
        return territory_code(row.territory)
    if row.zone:
        return zone_code(row.zone)
    assert row.area
    return row.area.istat_code


def _document(row: RequiredDocument, making: Making) -> tuple[UUID, Object]:
    id = derived_id(row.service_id, "document", sorted(row.name.items()))
    return id, said(document=making.reader.text(row.name))
