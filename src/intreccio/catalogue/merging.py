"""Services that may be one: what is compared, and what a merge does to them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from intreccio.actors.models import Site
from intreccio.actors.rules.verification import Verification
from intreccio.analysis.matching import Record
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.actions.listings import MERGED
from intreccio.catalogue.events import ServiceMerged, ServiceSeparated
from intreccio.catalogue.models import Service
from intreccio.catalogue.queries.sites import is_placed, is_public
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.rules.listing import ListingState
from intreccio.kernel import clock
from intreccio.kernel.duplicates.kinds import DuplicateKind, Filling, fill_empty
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

FILLED = ("unit_id", "languages", "email", "phone", "url", "reference_service_id")
ONE_ANSWER = frozenset(
    f"catalogue.{column}" for column in (
        "CostOption.service", "RequiredDocument.service", "Schedule.service", "ServiceArea.service",
    )
)  # fmt: skip
"""What two listings of one service say twice: the kept one's answer counts, where it has one."""

BATCH = 2_000


def standing() -> QuerySet[Service]:
    """Every service that is not withdrawn, of an organisation that stands by itself and was not rejected."""
    services = Service.objects.filter(merged_into=None, organisation__merged_into=None)
    return services.exclude(state=ListingState.WITHDRAWN).exclude(organisation__verification=Verification.REJECTED)


def records(owner: UUID | None = None) -> list[Record]:
    """Every service that is compared, or those of one organisation."""
    sites = Site.objects.select_related("municipality").defer("municipality__boundary")
    services = standing() if owner is None else standing().filter(organisation=owner)
    complete = services.select_related("organisation").prefetch_related("texts", Prefetch("sites", sites))
    return [_record(service) for service in complete.order_by("pk").iterator(chunk_size=BATCH)]


def _record(service: Service) -> Record:
    text = best_text(service.texts.all(), "it")
    sites = list(service.sites.all())
    placed = [site.municipality for site in sites if is_placed(site) and site.municipality]
    open_to_all = bool(sites) and all(map(is_public, sites))
    spot = sites[0] if open_to_all and len(sites) == 1 else Site()
    return Record(
        id=str(service.pk),
        names=(text.name,) if text else (),
        traits=tuple(_traits(service)),
        places=frozenset(str(area.pk) for area in placed),
        local=tuple(area.name for area in placed),
        street=spot.street or "",
        point=None if spot.lat is None or spot.lon is None else (spot.lat, spot.lon),
        phone=service.phone,
        mail=service.email,
        website=service.url,
        owner=str(service.organisation_id),
        owner_names=(service.organisation.name,),
        kin=frozenset({str(service.reference_service_id)} - {str(service.pk), "None"}),
    )


def _traits(service: Service) -> Iterable[tuple[str, str]]:
    yield "kind", service.kind
    if service.min_age is not None or service.max_age is not None:
        yield "ages", f"{service.min_age}-{service.max_age}"


def fill(kept: Service, lost: Service) -> Filling:
    """What the kept listing does not say it takes over; the other is withdrawn."""
    taken = fill_empty(kept, lost, FILLED)
    if kept.organisation_id != lost.organisation_id:
        taken.pop("unit_id", None)
    if kept.min_age is None and kept.max_age is None:
        taken |= fill_empty(kept, lost, ("min_age", "max_age"))
    if not kept.reference_text and lost.reference_text:
        taken |= {"reference_kind": lost.reference_kind, "reference_text": lost.reference_text}
    if lost.state != ListingState.PUBLISHED:
        return Filling(taken)
    return Filling(taken, {"state": ListingState.WITHDRAWN.value, "state_reason": MERGED})


def refuse(kept: Service, lost: Service) -> None:
    """Refuse a service and its public reference, a service and a benefit, and confidential places of another."""
    if kept.reference_service_id == lost.pk or lost.reference_service_id == kept.pk:
        raise Refused(
            Translated(
                it="Una delle due è il servizio pubblico di riferimento dell'altra: non sono la stessa cosa.",
                en="One of the two is the public service of reference of the other: they are not one.",
            )
        )
    if kept.kind != lost.kind:
        raise Refused(
            Translated(
                it="Un servizio e una misura non si uniscono.", en="A service and a benefit are not merged."
            )
        )
    if kept.organisation_id != lost.organisation_id and (_is_confidential(kept) or _is_confidential(lost)):
        raise Refused(
            Translated(
                it="Uno dei due si tiene in un luogo riservato di un altro ente: non si uniscono.",
                en="One of the two is held at a confidential place of another organisation: they are not merged.",
            )
        )


def _is_confidential(service: Service) -> bool:
    own = list(service.sites.all())
    of_groups = [activity.site for activity in service.activities.select_related("site") if activity.site]
    return not all(map(is_public, [*own, *of_groups]))


SERVICES = DuplicateKind(
    slug="service",
    label=Translated(it="Servizi", en="Services"),
    model=Service,
    standing=standing,
    records=records,
    merged=ServiceMerged,
    separated=ServiceSeparated,
    fill=fill,
    refuse=refuse,
    only_if_none=ONE_ANSWER,
    worth=lambda service: (service.state == ListingState.PUBLISHED, service.quality),
    derive=lambda service: {"changed_at": clock.now()},
    settle=index,
)
