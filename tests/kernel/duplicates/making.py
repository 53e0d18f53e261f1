"""Two records of one body, with all that can hang on them; made as the platform makes them."""

from datetime import date, time

from intreccio.actors import actions
from intreccio.actors.rules.kinds import AffiliationKind
from intreccio.catalogue.actions import (
    ActivityDraft,
    CostDraft,
    OpeningDraft,
    ServiceDraft,
    TextDraft,
    add_service,
)
from intreccio.catalogue.rules.timing import Timing
from intreccio.kernel.acting import SYSTEM
from tests.actors.factories import organisation, site, user

TIMING = Timing(rule="FREQ=WEEKLY;BYDAY=MO", opens_at=time(9), closes_at=time(12))


def service(of, name="Gruppo di cammino", **more):
    draft = ServiceDraft(organisation=of, texts={"it": TextDraft(name=name)}, **more)
    return add_service(draft=draft, by=SYSTEM)


def furnished(name, language, parts, **details):
    """An organisation with a text, a unit, a child, an affiliation, a member, a site and a service."""
    made = organisation(name, **details)
    actions.write_text(organisation=made, language="it", description=f"Chi siamo: {name}", by=SYSTEM)
    actions.write_text(organisation=made, language=language, description="Us", by=SYSTEM)
    unit = actions.add_unit(organisation=made, name="Centro di ascolto", by=SYSTEM)
    actions.affiliate(organisation=made, umbrella=parts["umbrella"], kind=AffiliationKind.MEMBER, by=SYSTEM)
    actions.affiliate(
        organisation=organisation(f"Socio di {name}"), umbrella=made, kind=AffiliationKind.MEMBER, by=SYSTEM
    )
    organisation(f"Sezione di {name}", parent_id=made.pk, parent_tie="network")
    actions.add_member(organisation=made, user=parts["person"], role="steward", by=SYSTEM)
    actions.add_member(organisation=made, user=user(), role="operator", by=SYSTEM)
    place = site(made)
    service(
        made,
        unit=unit,
        sites=(place,),
        openings=(OpeningDraft(TIMING, place),),
        costs=(CostDraft("free"),),
    )
    return made


ACTIVITY = ActivityDraft(texts={"it": ("Il gruppo del lunedì", "")}, starts_on=date(2026, 1, 5), timings=(TIMING,))
