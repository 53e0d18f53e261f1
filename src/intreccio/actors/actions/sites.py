"""Places, and where their address is kept."""

from uuid import UUID

from intreccio.actors import events
from intreccio.actors.models import Organisation, Site, SitePrivateAddress
from intreccio.actors.rules.details import Address, SiteDetails, clean_address, clean_site
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.models import VersionConflict

_WORDS = ("street", "extra", "postcode", "locality", "region", "country")
_ADDRESS = (*_WORDS, "lat", "lon")


@action
def add_site(
    *,
    organisation: Organisation,
    details: SiteDetails,
    by: Who,
    address: Address = Address(),  # noqa: B008 - frozen
    visibility: AddressVisibility = AddressVisibility.PUBLIC,
) -> Site:
    """Add a place of an organisation. Raises `AllRefused`."""
    site = Site(organisation=organisation, visibility=visibility, **_columns(details))
    if visibility is AddressVisibility.PUBLIC:
        _show(site, clean_address(address))
    site.save(force_insert=True)
    if visibility is not AddressVisibility.PUBLIC:
        _hide(site.pk, clean_address(address))
    record(events.SiteAdded(site.pk, visibility), by=by)
    return site


@action
def edit_site(
    *,
    site: Site,
    details: SiteDetails,
    by: Who,
    address: Address | None = None,
    expected: int | None = None,
) -> Site:
    """Replace what is said of a place, and its address where one is given; who may know it stays.

    Raises `AllRefused` and `VersionConflict`.
    """
    columns = _columns(details)
    for name, value in columns.items():
        setattr(site, name, value)
    if address is not None and site.visibility == AddressVisibility.PUBLIC:
        _show(site, clean_address(address))
    elif address is not None:
        _hide(site.pk, clean_address(address))
    site.save_version(update_fields=[*columns, *_ADDRESS], expected=expected)
    record(events.SiteEdited(site.pk), by=by)
    return site


@action
def change_site(
    *,
    site: Site,
    details: SiteDetails,
    address: Address,
    visibility: AddressVisibility,
    by: Who,
    expected: int | None = None,
) -> Site:
    """Replace all that is said of a place: what it is, where, and who may know that.

    An address that is to be kept apart is so before it is written. Raises `AllRefused` and `VersionConflict`.
    """
    if expected is not None and site.version != expected:
        raise VersionConflict(f"The place {site.pk} is no longer at version {expected}.")
    if visibility is not AddressVisibility.PUBLIC and site.visibility != visibility:
        hide_site_address(site=site, visibility=visibility, by=by)
    edit_site(site=site, details=details, address=address, by=by)
    if visibility is AddressVisibility.PUBLIC:
        publish_site_address(site=site, by=by)
    return site


@action
def hide_site_address(*, site: Site, visibility: AddressVisibility, by: Who) -> Site:
    """Take a place's address away from everybody's sight: `told-at-enrolment` or `hidden`.

    Records merged into it hold the same address: they are hidden with it.
    """
    if visibility is AddressVisibility.PUBLIC:
        raise ValueError("To show an address to everybody, publish it.")
    if site.visibility == AddressVisibility.PUBLIC:
        _hide(site.pk, site.shown_address())
        _show(site, Address())
    for merged in Site._base_manager.filter(merged_into=site):
        hide_site_address(site=merged, visibility=visibility, by=by)
    return _change_visibility(site, visibility, by)


@action
def publish_site_address(*, site: Site, by: Who) -> Site:
    """Show a place's address to everybody; nothing of it is kept apart any longer."""
    if site.visibility == AddressVisibility.PUBLIC:
        return site
    private = SitePrivateAddress.objects.filter(site=site).first()
    if private is not None:
        _show(site, private.address())
        private.delete()
    return _change_visibility(site, AddressVisibility.PUBLIC, by)


def _change_visibility(site: Site, visibility: AddressVisibility, by: Who) -> Site:
    site.visibility = visibility
    site.save_version(update_fields=["visibility", *_ADDRESS])
    record(events.AddressVisibilityChanged(site.pk, visibility), by=by)
    return site


def _columns(details: SiteDetails) -> dict[str, object]:
    cleaned = clean_site(details)
    return {
        "kind": cleaned.kind,
        "name": cleaned.name,
        "municipality_id": cleaned.municipality_id,
        "unit_id": cleaned.unit_id,
        "phone": cleaned.phone,
        "accessibility": list(cleaned.accessibility),
    }


def _show(site: Site, address: Address) -> None:
    for name in _WORDS:
        setattr(site, name, getattr(address, name) or None)
    site.lat, site.lon = address.coordinates or (None, None)


def _hide(site: UUID, address: Address) -> None:
    coordinates = address.coordinates
    SitePrivateAddress.objects.update_or_create(
        site_id=site,
        defaults={
            **{name: getattr(address, name) or None for name in _WORDS},
            "coordinates": f"{coordinates.lat},{coordinates.lon}" if coordinates else None,
            "notes": address.notes or None,
        },
    )
