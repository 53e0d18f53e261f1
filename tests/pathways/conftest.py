"""Those who send, those who are asked, and a person."""

import pytest


@pytest.fixture
def ours(db):
    from tests.people.factories import house

    return house("Casa della Comunità")


@pytest.fixture
def theirs(db):
    from tests.people.factories import house

    return house("Santa Marta")


@pytest.fixture
def others(db):
    from tests.people.factories import house

    return house("Passo Lento")


@pytest.fixture
def maria(ours):
    return ours.registers()


@pytest.fixture
def sent(ours, maria):
    """Refers María to the bodies named: `sent(theirs, others)`."""
    from uuid import uuid4

    from intreccio.catalogue.actions import ServiceDraft, TextDraft, add_service
    from intreccio.catalogue.models import Taxonomy, Term
    from intreccio.kernel.acting import SYSTEM
    from intreccio.kernel.actions import upkeep
    from intreccio.kernel.databases.context import asking
    from intreccio.kernel.text import Translated
    from intreccio.pathways.actions import ReferralDraft, send_referral

    @upkeep
    def term():
        taxonomy, _ = Taxonomy.objects.get_or_create(
            slug="activities", defaults={"name": Translated(it="Attività")}
        )
        return Term.objects.get_or_create(
            taxonomy=taxonomy, code="italiano", defaults={"name": Translated(it="Italiano")}
        )[0]

    def service_of(house):
        texts = {"it": TextDraft(name="Corso di italiano")}
        return add_service(draft=ServiceDraft(organisation=house.organisation, texts=texts), by=SYSTEM)

    def send(*asked, id=None, **more):
        draft = ReferralDraft(
            term=term(), said="Vuole imparare l'italiano", services=[service_of(h) for h in asked], **more
        )
        with asking(ours.worker):
            return send_referral(id=id or uuid4(), person=maria, draft=draft, by=ours.worker)

    return send
