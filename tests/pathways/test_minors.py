"""Children and parents: who agrees for whom, and what a minor keeps from parents."""

import json
from uuid import uuid4

import pytest

from intreccio.catalogue.actions import ServiceDraft, TextDraft, add_service
from intreccio.catalogue.models import Taxonomy, Term
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM, Sight
from intreccio.kernel.actions import upkeep
from intreccio.kernel.databases.context import asking
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.pathways.actions import ReferralDraft, send_referral
from intreccio.pathways.queries.file import everything_of
from intreccio.people.actions import give_key, name_advocate, record_consent
from intreccio.people.rules.details import IdentityDetails
from intreccio.people.rules.granting import AdvocateKind, LegalBasis

CLINIC = "activities:ascolto/consultorio"


def aged(years):
    today = clock.today()
    return IdentityDetails("Sara", "Bianchi", birth_date=today.replace(year=today.year - years, day=1, month=1))


def agrees(house, person, recipient):
    return record_consent(
        person=person, recipient=recipient.organisation, legal_basis=LegalBasis.CONSENT, agreed=True,
        discloses=Sight.REFERRED, reason="", by=house.worker,
    )  # fmt: skip


@upkeep
def _term(code):
    taxonomy, _ = Taxonomy.objects.get_or_create(slug="activities", defaults={"name": Translated(it="Attività")})
    return Term.objects.get_or_create(taxonomy=taxonomy, code=code, defaults={"name": Translated(it=code)})[0]


def refers(house, person, to, code):
    term = _term(code)
    texts = {"it": TextDraft(name="Un servizio")}
    service = add_service(draft=ServiceDraft(organisation=to.organisation, texts=texts), by=SYSTEM)
    draft = ReferralDraft(term=term, said="Un aiuto", services=[service])
    return send_referral(id=uuid4(), person=person, draft=draft, by=house.worker)


def test_a_child_does_not_agree_alone(ours, theirs):
    child = ours.registers(aged(9))
    with asking(ours.worker):
        with pytest.raises(Refused, match="parent"):
            agrees(ours, child, theirs)
        with pytest.raises(Refused, match="parent"):
            refers(ours, child, theirs, "lingua-studio/italiano")
        with pytest.raises(Refused, match="14"):
            give_key(person=child, by=ours.worker)
        name_advocate(person=child, kind=AdvocateKind.PARENT, name="La mamma", phone="", by=ours.worker)
        agrees(ours, child, theirs)
        refers(ours, child, theirs, "lingua-studio/italiano")


def test_a_trusted_person_does_not_agree_for_a_child(ours, theirs):
    child = ours.registers(aged(9))
    with asking(ours.worker):
        name_advocate(person=child, kind=AdvocateKind.TRUSTED, name="La vicina", phone="", by=ours.worker)
        with pytest.raises(Refused, match="parent"):
            agrees(ours, child, theirs)


@pytest.mark.parametrize("years", [15, 40])
def test_from_fourteen_on_one_agrees_alone(ours, theirs, years):
    person = ours.registers(aged(years))
    with asking(ours.worker):
        agrees(ours, person, theirs)
        assert len(give_key(person=person, by=ours.worker)) == 6


def test_what_goes_to_parents_does_not_say_that_there_was_a_clinic(ours, theirs, others):
    girl = ours.registers(aged(15))
    with asking(ours.worker):
        refers(ours, girl, theirs, CLINIC.partition(":")[2])
        refers(ours, girl, others, "lingua-studio/italiano")
        whole = json.dumps(everything_of(girl), ensure_ascii=False)
        told = json.dumps(everything_of(girl, but={CLINIC}), ensure_ascii=False)
    assert "consultorio" in whole
    assert theirs.organisation.name in whole
    for trace in ("consultorio", theirs.organisation.name, str(theirs.organisation.pk)):
        assert trace not in told
    assert others.organisation.name in told
