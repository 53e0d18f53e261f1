"""Places that may be one. A place whose address is not for everybody is never compared and never merged."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from intreccio.actors.events import SiteMerged, SiteSeparated
from intreccio.actors.models import Site
from intreccio.actors.rules.kinds import AddressVisibility, SiteKind
from intreccio.actors.rules.verification import Verification
from intreccio.analysis.matching import Record
from intreccio.kernel.duplicates.kinds import DuplicateKind, Filling, fill_empty
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

ADDRESS = ("street", "extra", "postcode", "locality", "region", "country")
FILLED = ("phone", "municipality_id", "unit_id", "accessibility")

_READ = (
    "pk", "name", "kind", "phone", "street", "lat", "lon", "municipality_id", "municipality__name",
    "municipality__other_name", "organisation_id", "organisation__name",
)  # fmt: skip


def standing() -> QuerySet[Site]:
    """Every public place that stands by itself, of an organisation that does and was not rejected."""
    sites = Site.objects.filter(visibility=AddressVisibility.PUBLIC, organisation__merged_into=None)
    return sites.exclude(organisation__verification=Verification.REJECTED)


def records(owner: UUID | None = None) -> list[Record]:
    """Every place that is compared, or those of one organisation."""
    sites = standing() if owner is None else standing().filter(organisation=owner)
    return [_record(row) for row in sites.order_by().values(*_READ)]


def _record(row: dict[str, Any]) -> Record:
    return Record(
        id=str(row["pk"]),
        names=(row["name"],),
        traits=(("kind", row["kind"]),) if row["kind"] != SiteKind.OTHER else (),
        places=frozenset(map(str, filter(None, [row["municipality_id"]]))),
        local=tuple(filter(None, [row["municipality__name"], row["municipality__other_name"]])),
        street=row["street"] or "",
        point=None if row["lat"] is None else (row["lat"], row["lon"]),
        phone=row["phone"],
        owner=str(row["organisation_id"]),
        owner_names=(row["organisation__name"],),
    )


def fill(kept: Site, lost: Site) -> Filling:
    """What the kept place does not say it takes over; an address as a whole, and so a point."""
    taken = fill_empty(kept, lost, FILLED)
    if kept.organisation_id != lost.organisation_id:
        taken.pop("unit_id", None)
    if not any(getattr(kept, column) for column in ADDRESS):
        taken |= fill_empty(kept, lost, ADDRESS)
    if kept.lat is None and lost.lat is not None:
        taken |= {"lat": lost.lat, "lon": lost.lon}
    return Filling(taken)


def refuse(kept: Site, lost: Site) -> None:
    """Refuse places whose address is not for everybody."""
    if {kept.visibility, lost.visibility} != {AddressVisibility.PUBLIC.value}:
        raise Refused(
            Translated(
                it="Si uniscono solo sedi con l'indirizzo pubblico.",
                en="Only places whose address is public are merged.",
            )
        )


SITES = DuplicateKind(
    slug="site",
    label=Translated(it="Sedi", en="Places"),
    model=Site,
    standing=standing,
    records=records,
    merged=SiteMerged,
    separated=SiteSeparated,
    fill=fill,
    refuse=refuse,
    worth=lambda site: (site.street is not None, len(site.accessibility), len(site.name)),
)
