"""Referrals: who is asked reads no name, who accepts does, and whatever closes one ends it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from intreccio.actors.models import Organisation
from intreccio.actors.rules.kinds import OrganisationKind
from intreccio.catalogue.actions import ServiceDraft, TextDraft, add_service
from intreccio.kernel import clock
from intreccio.kernel.acting import EVERYTHING, NOBODY, SYSTEM, Purpose, Sight, Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.databases.context import asking
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import OutgoingMessage
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import accept, chase, enter_code, forward, move, refuse, remark, send_code
from intreccio.pathways.models import Offer, Referral, Remark
from intreccio.pathways.queries.referrals import asked_of, sent_by, sides_of
from intreccio.pathways.rules.referring import MOST_TRIES, Outcome, Refusal, Side, age_band
from intreccio.people.actions import withdraw_consent
from intreccio.people.models import Consent, Identity, Person
from intreccio.people.rules.granting import LegalBasis


def seen(who, model=Referral):
    with asking(who):
        return set(model._base_manager.values_list("pk", flat=True))


def offer_to(house):
    return Offer.objects.get(organisation=house.organisation)


def accepts(house):
    with asking(house.worker):
        return accept(offer=offer_to(house), by=house.worker)


def now(referral):
    with asking(SYSTEM):
        return Referral.objects.get(pk=referral.pk)


def test_who_is_asked_reads_the_need_and_no_name(sent, maria, theirs, others):
    referral = sent(theirs)
    assert seen(theirs.worker) == {referral.pk}
    assert seen(theirs.worker, Person) == set()
    assert seen(theirs.worker, Identity) == set()
    assert seen(others.worker) == set()
    with asking(theirs.worker):
        assert str(Referral.objects.get().said) == "Vuole imparare l'italiano"
        assert list(asked_of(theirs.organisation.pk)) == [referral]
        assert sides_of(referral, theirs.organisation.pk) == {Side.TARGET}


@pytest.mark.parametrize("who", [NOBODY, Who(None), Who(None, None, Purpose.CARE, EVERYTHING)])
@pytest.mark.parametrize("model", [Referral, Offer, Remark])
def test_without_context_there_is_no_referral(sent, theirs, ours, who, model):
    referral = sent(theirs)
    with asking(ours.worker):
        remark(referral=referral, words="Ciao", by=ours.worker)
    assert seen(who, model) == set()


def test_a_role_that_sees_nothing_of_persons_sees_none(sent, theirs):
    sent(theirs)
    assert seen(Who(None, theirs.organisation.pk, Purpose.CARE, Sight.NOTHING)) == set()
    assert seen(Who(None, theirs.organisation.pk, Purpose.STATISTICS, EVERYTHING)) == set()


def test_who_accepts_knows_who_it_is_until_it_is_closed(sent, maria, theirs, ours):
    referral = sent(theirs)
    accepts(theirs)
    assert seen(theirs.worker, Person) == {maria.pk}
    with asking(theirs.worker):
        assert Identity.objects.get().shown_name == "María Rossi"
        move(referral=referral, verb="complete", words="", outcome=Outcome.HELPED, by=theirs.worker)
    with clock.at(clock.now() + timedelta(seconds=1)):
        assert seen(theirs.worker, Person) == set()
        assert seen(theirs.worker) == {referral.pk}, "what was done stays known"
    closed = now(referral)
    assert (closed.state, closed.outcome) == ("completed", "helped")
    assert closed.closed_at


def test_nobody_lets_themselves_in(sent, theirs, others):
    referral = sent(theirs)
    for house in (theirs, others):
        _refused_entry(house, referral)
    accepts(theirs)
    _refused_entry(others, referral)


def _refused_entry(house, referral):
    with asking(house.worker), pytest.raises(DatabaseError, match="whoever took"), transaction.atomic():
        _admit(referral)


def _admit(referral):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pathways_admit(%s)", [referral.pk])


def test_dismissing_ends_nothing_while_it_is_open(sent, maria, theirs, others):
    referral = sent(theirs)
    accepts(theirs)
    with asking(others.worker), connection.cursor() as cursor:
        cursor.execute("SELECT pathways_dismiss(%s)", [referral.pk])
    assert seen(theirs.worker, Person) == {maria.pk}


def test_of_several_the_first_takes_it_and_the_others_know_no_more(sent, theirs, others):
    referral = sent(theirs, others)
    assert seen(others.worker) == {referral.pk}
    with asking(others.worker):
        late = offer_to(others)
    accepts(theirs)
    assert seen(others.worker) == set()
    with asking(others.worker), pytest.raises((StepRefused, Referral.DoesNotExist)):
        accept(offer=late, by=others.worker)
    assert now(referral).to_organisation_id == theirs.organisation.pk


def test_it_is_rejected_when_the_last_one_said_no(sent, theirs, others, ours):
    referral = sent(theirs, others)
    with asking(theirs.worker):
        refuse(offer=offer_to(theirs), refusal=Refusal.FULL, words="", by=theirs.worker)
    assert now(referral).state == "requested"
    with asking(others.worker):
        refuse(offer=offer_to(others), refusal=Refusal.TOO_FAR, words="Siamo in valle", by=others.worker)
    assert now(referral).state == "rejected"
    with asking(ours.worker):
        words = {str(offer.words or "") for offer in Offer.objects.all()}
        assert words == {"", "Siamo in valle"}
        assert {offer.state for offer in Offer.objects.all()} == {"refused"}
    assert seen(theirs.worker) == set()


def test_a_public_body_that_is_not_competent_says_who_is(sent, theirs):
    sent(theirs)
    with asking(theirs.worker):
        offer = offer_to(theirs)
        offer.organisation.is_public = True
        with pytest.raises(Refused) as refused:
            refuse(offer=offer, refusal=Refusal.NOT_COMPETENT, words=" ", by=theirs.worker)
    assert refused.value.field == "words"


def test_sending_the_form_twice_makes_one(sent, theirs, others, ours):
    id = uuid4()
    sent(theirs, id=id)
    with asking(ours.worker):
        count = OutgoingMessage.objects.count()
    assert sent(theirs, id=id).pk == id
    assert len(seen(ours.worker)) == 1
    assert OutgoingMessage.objects.count() == count
    with pytest.raises(Refused, match="already"):
        sent(theirs)


def test_nobody_is_sent_without_their_yes(sent, theirs):
    with pytest.raises(Refused) as refused:
        sent(theirs, agreed=False, legal_basis=LegalBasis.PUBLIC_TASK)
    assert refused.value.field == "agreed"
    assert sent(theirs, agreed=False, legal_basis=LegalBasis.VITAL_INTEREST)


def test_nobody_sends_a_person_they_do_not_support(sent, theirs, ours, maria):
    sent(theirs)
    accepts(theirs)
    with asking(theirs.worker), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        _forge(maria, theirs)


@upkeep
def _forge(maria, house):
    there = Referral.objects.get()
    there.pk, there.from_organisation_id = uuid4(), house.organisation.pk
    with asking(house.worker):
        there.save(force_insert=True)


def test_an_agreement_taken_back_closes_what_rests_on_it(sent, maria, theirs, others, ours):
    referral = sent(theirs, others)
    accepts(theirs)
    with asking(ours.worker):
        withdraw_consent(consent=Consent.objects.get(recipient=theirs.organisation), by=ours.worker)
    with clock.at(clock.now() + timedelta(seconds=1)):
        assert seen(theirs.worker, Person) == set()
    assert now(referral).agreement_withdrawn_at
    assert now(referral).state == "accepted", "the body must say what becomes of it"


def test_an_agreement_taken_back_before_the_answer_asks_no_more(sent, theirs, ours):
    sent(theirs)
    with asking(ours.worker):
        withdraw_consent(consent=Consent.objects.get(), by=ours.worker)
    assert seen(theirs.worker) == set()


def test_both_sides_talk_and_nobody_else_listens(sent, theirs, others, ours):
    referral = sent(theirs)
    with asking(ours.worker):
        remark(referral=referral, words="Viene con la bambina", by=ours.worker)
    with asking(theirs.worker):
        remark(referral=referral, words="C'è la stanza giochi", by=theirs.worker)
    assert len(seen(theirs.worker, Remark)) == len(seen(ours.worker, Remark)) == 2
    assert seen(others.worker, Remark) == set()
    with asking(others.worker), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        remark(referral=referral, words="Io?", by=others.worker)


def test_nobody_answers_is_reminded_twice_and_let_go(sent, theirs, ours):
    referral = sent(theirs)
    start = clock.now()

    def mails():
        return OutgoingMessage.objects.count()

    before = mails()
    for days, reminders, state in [
        (2, 0, "requested"),
        (3, 1, "requested"),
        (10, 2, "requested"),
        (30, 2, "cancelled"),
    ]:
        with clock.at(start + timedelta(days=days, minutes=1)):
            chase()
            once = mails()
            chase()
            assert mails() == once, "again it does nothing"
        assert (now(referral).reminders, now(referral).state) == (reminders, state)
    assert mails() > before


def test_a_code_opens_once_and_not_for_long(sent, theirs, monkeypatch):
    sent(theirs)
    accepts(theirs)
    _give_address(theirs)
    with asking(theirs.worker):
        offer = offer_to(theirs)
        send_code(offer=offer, by=theirs.worker)
        body = str(OutgoingMessage.objects.get(kind="referral-code").body)
        code = next(word for word in body.split() if word.isdigit() and len(word) == 6)
        assert not enter_code(offer=offer, code="000000" if code != "000000" else "000001", by=theirs.worker)
        assert enter_code(offer=offer, code=f" {code} ", by=theirs.worker)
        assert not enter_code(offer=offer, code=code, by=theirs.worker), "used up"
        send_code(offer=offer, by=theirs.worker)
        with clock.at(clock.now() + timedelta(minutes=16)):
            assert not enter_code(offer=offer, code=code, by=theirs.worker)
        for _ in range(MOST_TRIES):
            enter_code(offer=offer, code="x", by=theirs.worker)
        assert Offer.objects.get(pk=offer.pk).code_hash is None, "nobody tries them all"


@upkeep
def _give_address(house):
    house.organisation.email = "sportello@posta.example"
    house.organisation.save_version(update_fields=["email"])


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (None, ""),
        (9, "0-13"),
        (14, "14-17"),
        (17, "14-17"),
        (18, "18-29"),
        (30, "30-39"),
        (79, "70-79"),
        (80, "80+"),
    ],
)
def test_ages_are_told_in_bands(age, band):
    assert age_band(age) == band


def test_lists_of_those_sent(sent, theirs, ours):
    referral = sent(theirs)
    with asking(ours.worker):
        assert list(sent_by(ours.organisation.pk)) == [referral]
        assert list(asked_of(ours.organisation.pk)) == []


def test_a_public_body_that_is_not_competent_passes_on(ours, theirs, others, sent):
    _make_public(theirs.organisation)
    referral = sent(theirs)
    service = _service_of(others)
    with asking(theirs.worker):
        forward(offer=offer_of(theirs), service=service, by=theirs.worker)
        assert not Referral.objects.exists(), "who passed it on knows of it no more"
    with asking(others.worker):
        accept(offer=offer_of(others), by=others.worker)
        assert Identity.objects.exists()
    with asking(ours.worker):
        referral.refresh_from_db()
        assert referral.to_organisation_id == others.organisation.pk
        assert set(Offer.objects.values_list("state", "refusal")) == {
            ("refused", "not-competent"),
            ("accepted", ""),
        }


def test_others_do_not_pass_on_and_nobody_twice(ours, theirs, others, sent):
    sent(theirs, others)
    with asking(theirs.worker):
        offer = offer_of(theirs)
        with pytest.raises(Refused, match="public"):
            forward(offer=offer, service=_service_of(others), by=theirs.worker)
        _make_public(theirs.organisation)
        offer = offer_of(theirs)
        with pytest.raises(Refused, match="already"):
            forward(offer=offer, service=_service_of(others), by=theirs.worker)


def offer_of(house):
    return Offer.objects.select_related("organisation").get(organisation=house.organisation)


@upkeep
def _make_public(organisation):
    Organisation.objects.filter(pk=organisation.pk).update(kind=OrganisationKind.MUNICIPALITY)


def _service_of(house):
    texts = {"it": TextDraft(name="Corso di italiano")}
    return add_service(draft=ServiceDraft(organisation=house.organisation, texts=texts), by=SYSTEM)
