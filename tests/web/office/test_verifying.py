"""The office verifies organisations by what was seen, and rejects with a reason; the journal keeps no words."""

import pytest

from intreccio.actors.actions import change_verification
from intreccio.actors.models import Organisation
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.journal.models import JournalEntry
from tests.actors import factories

pytestmark = pytest.mark.django_db
SEEN = {"verb": "verify", "evidence": "call", "seen_on": "2026-01-15"}


@pytest.fixture
def hasty() -> Organisation:
    """An organisation that came with a quick listing."""
    made = factories.organisation("Gruppo di Via Nuova", verified=False)
    return change_verification(organisation=made, verb="show", by=SYSTEM)


def test_what_was_seen_verifies_it_and_stands_in_the_journal(network, hasty, signed_in):
    client, page = signed_in(network.office), f"/office/organisations/{hasty.pk}/"
    assert page in client.get("/office/organisations/").content.decode()
    assert client.post(page, SEEN | {"evidence": ""}).status_code == 422
    assert client.post(page, SEEN | {"seen_on": "2999-01-01"}).status_code == 422
    assert client.post(page, SEEN).status_code == 303
    hasty.refresh_from_db()
    assert hasty.verification == "verified"
    entry = JournalEntry.objects.get(event="actors.evidence-seen")
    assert entry.data == {"organisation": str(hasty.pk), "evidence": "call", "seen_on": "2026-01-15"}
    assert page not in client.get("/office/organisations/").content.decode()


def test_it_is_rejected_with_a_reason_that_the_journal_does_not_keep(network, hasty, signed_in):
    client, page = signed_in(network.office), f"/office/organisations/{hasty.pk}/"
    assert client.post(page, {"verb": "reject", "reason": " "}).status_code == 422
    assert client.post(page, {"verb": "reject", "reason": "Ditta Qoppa"}).status_code == 303
    hasty.refresh_from_db()
    assert hasty.verification == "rejected"
    assert not any("Qoppa" in str(entry.data) for entry in JournalEntry.objects.all())


def test_nobody_else_verifies(network, hasty, signed_in):
    for client, status in ((signed_in(network.steward), 403), (signed_in(), 302)):
        assert client.get("/office/organisations/").status_code == status
        assert client.post(f"/office/organisations/{hasty.pk}/", SEEN).status_code == status
    hasty.refresh_from_db()
    assert hasty.verification == "to-verify"
