"""Places. Only those whose address everybody may know become HSDS locations at all."""

from collections.abc import Iterator

from intreccio.actors.models import Site
from intreccio.catalogue.queries.sites import is_public
from intreccio.interchange.hsds.extras import extra
from intreccio.interchange.hsds.kept import with_kept
from intreccio.interchange.hsds.objects.contacts import contacts, extensions, phones
from intreccio.interchange.hsds.objects.making import Making, Object, said
from intreccio.interchange.hsds.objects.terms import attribute
from intreccio.kernel.ids import derived_id

ITALY = "IT"
VIRTUAL = "online"


class NotPublic(Exception):
    """A place whose address is kept back was about to go out."""


def location(site: Site, making: Making) -> Object:
    """A place without what depends on it. `NotPublic` where its address is kept back."""
    if not is_public(site):
        raise NotPublic(site.pk)
    return {
        "id": str(site.pk),
        "location_type": "virtual" if site.kind == VIRTUAL else "physical",
        "name": site.name,
        **said(latitude=site.lat, longitude=site.lon),
    }


def full_location(site: Site, making: Making) -> Object:
    """A place with its address, telephones and accessibility."""
    made = location(site, making) | said(
        addresses=[address] if (address := _address(site)) and (_is_whole(address) or not making.exact) else None,
        phones=phones(site, making),
        contacts=contacts(site, making),
        accessibility=list(_accessibility(site, making)),
        attributes=list(_exactly(site, making)) if making.exact else None,
    )
    return with_kept("location", made, making.kept.get(site.pk, ()))


def _address(site: Site) -> Object | None:
    """The address, where street and town are known. The standard wants a postcode: one not known is empty."""
    area = site.municipality
    city, province = (area.name, area.province_short) if area else (site.locality or "", site.region or "")
    if not (site.street and city):
        return None
    return {
        "id": str(derived_id(site.pk, "address")),
        "address_1": site.street,
        **said(address_2=site.extra),
        "city": city,
        **said(region=area.region if area else None),
        "state_province": province,
        "postal_code": site.postcode or "",
        "country": site.country or ITALY,
        "address_type": "physical",
    }


def _is_whole(address: Object) -> bool:
    return bool(address["state_province"] and address["postal_code"])


def _accessibility(site: Site, making: Making) -> Iterator[Object]:
    for code in site.accessibility:
        id, known = derived_id(site.pk, "accessibility", code), making.accessibility.get(code)
        made: Object = {"id": str(id), "description": making.reader.text(known.name) if known else code}
        if known and not making.exact:
            made["attributes"] = [attribute("accessibility", id, known, making)]
        yield made


def _exactly(site: Site, making: Making) -> Iterator[Object]:
    yield extra("location", site.pk, "kind", site.kind)
    if site.municipality:
        yield extra("location", site.pk, "municipality", site.municipality.istat_code)
    if site.unit_id:
        yield extra("location", site.pk, "unit", str(site.unit_id))
    for code, value in (("accessibility", site.accessibility), ("extensions", extensions(site, making))):
        if value:
            yield extra("location", site.pk, code, value)
    address = _address(site)
    parts = {
        name: getattr(site, name) for name in ("street", "extra", "postcode", "locality", "region", "country")
    }
    if any(parts.values()) and not (address and _is_whole(address)):
        yield extra("location", site.pk, "address", {name: part for name, part in parts.items() if part})
