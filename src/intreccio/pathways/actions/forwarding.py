"""A public body that is not competent passes a referral on to who is, and does not just say no."""

from django.db import IntegrityError, transaction

from intreccio.catalogue.models import Service
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.pathways.actions.telling import tell_requester, tell_target
from intreccio.pathways.events import ReferralForwarded
from intreccio.pathways.models import Offer, Referral
from intreccio.pathways.rules.referring import OfferState, ReferralState, Refusal


@action
def forward(*, offer: Offer, service: Service, by: Who) -> Offer:
    """Ask the body of `service` in one's place; whoever sent the person hears of it, and may cancel.

    What is passed on names nobody. Raises `StepRefused` where one is asked no longer; `Refused` where the body is no
    public one, passes on to itself, or the other is asked already.
    """
    if not offer.organisation.is_public:
        raise Refused(
            Translated(
                it="Trasmettono solo gli enti pubblici: gli altri rispondono, e chi ha inviato sceglie con la persona.",
                en="Only public bodies pass on: others answer, and whoever sent it chooses with the person.",
            )
        )
    referral = Referral.objects.select_for_update(no_key=True).get(pk=offer.referral_id)
    fresh = Offer.objects.get(pk=offer.pk)
    if referral.state != ReferralState.REQUESTED or fresh.state != OfferState.WAITING:
        raise StepRefused("This body is asked no longer.")
    passed = Offer(referral=referral, organisation=service.organisation, service=service)
    try:
        with transaction.atomic():
            passed.save(force_insert=True)
    except IntegrityError as problem:
        raise Refused(
            Translated(it="A loro è già stato chiesto.", en="They are asked already."), field="service"
        ) from problem
    tell_target(passed)
    tell_requester(referral)
    fresh.state, fresh.refusal, fresh.answered_at = OfferState.REFUSED, Refusal.NOT_COMPETENT, clock.now()
    fresh.words = service.organisation.name
    fresh.save(update_fields=["state", "refusal", "words", "answered_at"])
    record(ReferralForwarded(referral.pk, offer.organisation_id, service.organisation_id), by=by)
    return passed
