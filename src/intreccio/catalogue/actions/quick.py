"""A listing in five minutes: the few words that somebody has at hand, for a while."""

from dataclasses import dataclass
from datetime import timedelta

from intreccio.actors.actions import add_site, change_verification, register_organisation
from intreccio.actors.models import Organisation, Site
from intreccio.actors.queries import organisation_named
from intreccio.actors.rules.contacts import clean_phone
from intreccio.actors.rules.details import Address, OrganisationDetails, SiteDetails
from intreccio.actors.rules.kinds import OrganisationKind, SiteKind
from intreccio.catalogue.actions.drafts import CostDraft, OpeningDraft, ServiceDraft, TextDraft
from intreccio.catalogue.actions.services import add_service
from intreccio.catalogue.events import QuickListingAdded
from intreccio.catalogue.models import CostOption, Service, Term
from intreccio.catalogue.rules.timing import Timing
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.territory.models import Area


@dataclass(frozen=True)
class QuickDraft:
    """What is said of a service in a hurry. `days` is for how long it is shown."""

    name: str
    summary: str
    organisation: str
    activity: Term
    municipality: Area
    place: str
    days: int
    timings: tuple[Timing, ...] = ()
    phone: str = ""
    free: bool = False
    language: str = "it"


@action
def add_quick_listing(*, draft: QuickDraft, by: Who) -> Service:
    """Publish a listing that withdraws itself after some days.

    An organisation that is not known is registered as one that everybody sees and somebody must still check.
    Raises `Refused` or `AllRefused`.
    """
    phone = clean_phone(draft.phone) if draft.phone else ""
    organisation = organisation_named(draft.organisation) or _new_organisation(draft, by)
    site = _site(organisation, draft, by)
    text = TextDraft(name=draft.name, summary=draft.summary)
    service = add_service(
        draft=ServiceDraft(
            organisation=organisation,
            texts={draft.language: text},
            terms=(draft.activity,),
            sites=(site,),
            phone=phone,
            costs=(CostDraft(kind=CostOption.Kind.FREE),) if draft.free else (),
            openings=tuple(OpeningDraft(timing) for timing in draft.timings),
            expires_at=clock.now() + timedelta(days=draft.days),
        ),
        by=by,
    )
    record(QuickListingAdded(service.pk, organisation.pk, draft.days), by=by)
    return service


def _new_organisation(draft: QuickDraft, by: Who) -> Organisation:
    details = OrganisationDetails(
        name=draft.organisation, kind=OrganisationKind.OTHER, municipality_id=draft.municipality.pk
    )
    organisation = register_organisation(details=details, by=by)
    return change_verification(organisation=organisation, verb="show", by=by)


def _site(organisation: Organisation, draft: QuickDraft, by: Who) -> Site:
    """The organisation's place of that name if everybody may know it, else a new one."""
    name = draft.place or str(draft.municipality)
    known = organisation.sites.filter(
        name__iexact=name, municipality=draft.municipality, visibility="public"
    ).first()
    details = SiteDetails(kind=SiteKind.OTHER, name=name, municipality_id=draft.municipality.pk)
    return known or add_site(
        organisation=organisation, details=details, address=Address(street=draft.place), by=by
    )
