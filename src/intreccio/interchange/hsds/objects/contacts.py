"""Telephones and contacts, of whatever owner."""

from collections.abc import Iterator
from uuid import UUID

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.models import Contact, Phone, Service
from intreccio.interchange.hsds.extras import extra
from intreccio.interchange.hsds.objects.making import Making, Object, said
from intreccio.kernel.ids import derived_id

Owner = Organisation | Site | Service


def main_phone_id(owner: UUID) -> UUID:
    """The identifier of the number that stands in the owner's own record."""
    return derived_id(owner, "phone")


def phones(owner: Owner, making: Making) -> list[Object]:
    """Its main number first, then the others."""
    main = [{"id": str(main_phone_id(owner.pk)), "number": owner.phone, "type": "voice"}] if owner.phone else []
    return [*main, *(_phone(row, making) for row in owner.phones.all())]


def contacts(owner: Owner, making: Making) -> list[Object]:
    """Who answers for it, each with their numbers."""
    return [_contact(row, making) for row in owner.contacts.all()]


def _contact(row: Contact, making: Making) -> Object:
    return {
        "id": str(row.pk),
        **said(name=row.name, title=row.title, department=row.department, email=row.email),
        **said(phones=[_phone(phone, making) for phone in row.phones.all()]),
    }


def _phone(row: Phone, making: Making) -> Object:
    number = _number(row.extension)
    return {
        "id": str(row.pk),
        "number": row.number,
        **said(extension=number, type=row.kind, description=row.note),
        **({"attributes": list(_exactly(row))} if making.exact and row.extension and number is None else {}),
    }


def _number(extension: str) -> int | None:
    """HSDS wants a number; what would come back otherwise than it was is none."""
    return int(extension) if extension.isdigit() and extension == str(int(extension)) else None


def _exactly(row: Phone) -> Iterator[Object]:
    yield extra("phone", row.pk, "extension", row.extension)
