"""Two records of one person: made one, and parted again as they were."""

import json

import pytest
from django.db import connection

from intreccio.bookings.models import Hold
from intreccio.bookings.rules.holding import HolderKind
from intreccio.kernel.databases.context import asking
from intreccio.kernel.refusing import Refused
from intreccio.pathways.actions import NeedDraft, PlanDraft, accept, name_need, set_goal, write_plan
from intreccio.pathways.models import Goal, Need, Offer, Plan, Referral
from intreccio.people.access import person_for
from intreccio.people.actions import merge_persons, part_persons, record_consent
from intreccio.people.models import Consent, Identity, Person
from intreccio.people.queries import merges_of, people_found, people_known
from intreccio.people.rules.details import IdentityDetails
from intreccio.people.rules.granting import LegalBasis
from tests.bookings.factories import booked, coming, group
from tests.people.factories import TAX_CODE

TABLES = ("people_identity", "people_consent", "pathways_goal", "pathways_need", "pathways_plan", "bookings_booking",
          "bookings_hold", "pathways_referral")  # fmt: skip


@pytest.fixture
def twice(ours, maria):
    """María came once more, with a card only and another need."""
    other = ours.registers(IdentityDetails(nickname="Mari", phone="333 7654321"), with_card=True)
    activity = group(ours.organisation, capacity=9)
    [session] = coming(activity, 1)
    with asking(ours.worker):
        set_goal(person=other, words="Uscire", value=2, by=ours.worker)
        write_plan(person=other, draft=PlanDraft(matters="La quiete"), expected=0, by=ours.worker)
        booked(activity, session, kind=HolderKind.PERSON, holder=other.pseudonym, by=ours.worker)
    return other


def whole(ours):
    """Every row of the tables that a merge touches, as they stand."""
    with asking(ours.worker), connection.cursor() as cursor:
        told = {}
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(row) - 'version' FROM {table} AS row")
            told[table] = sorted((_plain(one) for (one,) in cursor.fetchall()), key=json.dumps)
        return told


def _plain(row):
    """Without ciphertexts, which are new each time, but with whether there is one."""
    said = json.loads(row) if isinstance(row, str) else row
    return {
        name: bool(value) if isinstance(value, str) and value.startswith("\\x") else value
        for name, value in sorted(said.items())
    }


def test_everything_comes_together_and_can_be_parted_again(ours, maria, twice):
    before = whole(ours)
    with asking(ours.worker):
        merge = merge_persons(kept=maria, lost=twice, by=ours.worker)
        assert person_for(twice.pk).pk == maria.pk
        assert [row.id for row in people_known(ours.organisation.pk)] == [maria.pk]
        for model in (Goal, Plan):
            assert {one.person_id for one in model.objects.all()} == {maria.pk}
        assert {one.holder for one in Hold.objects.all()} == {maria.pseudonym}
        identity = Identity.objects.get(person=maria)
        assert (str(identity.given_name), str(identity.nickname)) == ("María", "Mari")
        assert str(identity.phone) != "333 7654321", "what is known stays as it is"
        [found] = merges_of(maria)
        part_persons(merge=found, by=ours.worker)
        assert merges_of(maria) == []
        with pytest.raises(Refused):
            merge.refresh_from_db()
            part_persons(merge=merge, by=ours.worker)
    assert whole(ours) == before


def test_what_may_be_there_only_once_stays_with_the_other(ours, maria, twice):
    with asking(ours.worker):
        write_plan(person=maria, draft=PlanDraft(matters="Il lavoro"), expected=0, by=ours.worker)
        merge_persons(kept=maria, lost=twice, by=ours.worker)
        assert str(Plan.objects.get(person=maria).matters) == "Il lavoro"


def test_an_open_need_is_not_there_twice(ours, theirs, maria, twice, sent):
    term = sent(theirs).term
    with asking(ours.worker):
        for person in (maria, twice):
            name_need(person=person, draft=NeedDraft(term), by=ours.worker)
        merge_persons(kept=maria, lost=twice, by=ours.worker)
        assert Need.objects.filter(person=maria).count() == 1


def test_who_took_a_referral_still_knows_whom_it_is_about(ours, theirs, maria, twice, sent):
    sent(theirs)
    with asking(theirs.worker):
        accept(offer=Offer.objects.select_related("organisation").get(), by=theirs.worker)
    with asking(ours.worker):
        merge = merge_persons(kept=twice, lost=maria, by=ours.worker)
    with asking(theirs.worker):
        assert Referral.objects.get().person_id == twice.pk
        assert str(Identity.objects.get(person=twice).given_name) == "María"
    with asking(ours.worker):
        assert [row.id for row in people_found(TAX_CODE)] == [twice.pk]
        part_persons(merge=merge, by=ours.worker)
        assert [row.id for row in people_found(TAX_CODE)] == [maria.pk]
    with asking(theirs.worker):
        assert Person.objects.filter(pk=maria.pk).exists()
        assert not Person.objects.filter(pk=twice.pk).exists()


def test_only_who_sees_all_of_both_makes_them_one(ours, theirs, maria, twice):
    stranger = theirs.registers(IdentityDetails(nickname="X"))
    with asking(ours.worker):
        with pytest.raises(Refused):
            merge_persons(kept=maria, lost=maria, by=ours.worker)
        record_consent(
            person=twice, recipient=theirs.organisation, legal_basis=LegalBasis.CONSENT, agreed=True,
            discloses=ours.worker.sights, reason="", by=ours.worker,
        )  # fmt: skip
    with asking(ours.helper), pytest.raises(Refused):
        merge_persons(kept=maria, lost=twice, by=ours.helper)
    with asking(theirs.worker), pytest.raises(Refused):
        merge_persons(kept=stranger, lost=twice, by=theirs.worker)
    with asking(ours.worker):
        assert Consent.objects.get().person_id == twice.pk
