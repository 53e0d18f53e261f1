"""Telephones and contacts, of whatever owner."""

from uuid import UUID

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.models import Contact, Phone, Service
from intreccio.interchange.hsds.objects.making import Making, Object, said
from intreccio.kernel.ids import derived_id

Owner = Organisation | Site | Service


def main_phone_id(owner: UUID) -> UUID:
    """The identifier of the number that stands in the owner's own record."""
    return derived_id(owner, "phone")


def phones(owner: Owner, making: Making) -> list[Object]:
    """Its main number first, then the others."""
    main = [{"id": str(main_phone_id(owner.pk)), "number": owner.phone, "type": "voice"}] if owner.phone else []
    return [*main, *map(_phone, making.parts.phones[owner.pk])]


def contacts(owner: Owner, making: Making) -> list[Object]:
    """Who answers for it, each with their numbers."""
    return [_contact(row, making.parts.phones[row.pk]) for row in making.parts.contacts[owner.pk]]


def extensions(owner: Owner, making: Making) -> dict[str, str]:
    """Extensions that are more than a number, which is all that HSDS takes, by the telephone's identifier."""
    owners = [owner.pk, *(row.pk for row in making.parts.contacts[owner.pk])]
    every = [row for id in owners for row in making.parts.phones[id]]
    return {str(row.pk): row.extension for row in every if row.extension and _number(row.extension) is None}


def _contact(row: Contact, phones: list[Phone]) -> Object:
    return {
        "id": str(row.pk),
        **said(name=row.name, title=row.title, department=row.department, email=row.email),
        **said(phones=list(map(_phone, phones))),
    }


def _phone(row: Phone) -> Object:
    return {
        "id": str(row.pk),
        "number": row.number,
        **said(extension=_number(row.extension), type=row.kind, description=row.note),
    }


def _number(extension: str) -> int | None:
    """What would come back otherwise than it was is no number."""
    return int(extension) if extension.isdigit() and extension == str(int(extension)) else None
