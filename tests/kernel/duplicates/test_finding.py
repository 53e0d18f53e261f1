"""Proposals follow the records, and what somebody decided stays decided."""

import pytest

from intreccio.actors import actions
from intreccio.actors.merging import ORGANISATIONS, SITES
from intreccio.actors.models import Organisation
from intreccio.actors.queries import details_of
from intreccio.actors.rules.details import OrganisationDetails
from intreccio.catalogue.merging import SERVICES
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.duplicates.actions import Found, find_duplicates, merge, reconsider, set_apart, undo
from intreccio.kernel.duplicates.models import Duplicate
from intreccio.kernel.duplicates.queries import proposals
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import JournalEntry, LifeCycleLog
from tests.actors.factories import organisation, site
from tests.kernel.duplicates.making import service


@pytest.fixture
def pair(db):
    return organisation("Sedie in Cerchio ODV"), organisation("SEDIE IN CERCHIO", phone="+39035123456")


def look(kind=ORGANISATIONS):
    return find_duplicates(kind=kind)


def places_of(found):
    return {found.first, found.second}


def edit(made, **said):
    now = Organisation.objects.get(pk=made.pk)
    details = OrganisationDetails(**{**vars(details_of(now)), **said})
    actions.edit_organisation(organisation=now, details=details, by=SYSTEM)


def test_two_records_of_one_body_are_proposed_once_with_score_and_reasons(pair):
    assert [look(), look()] == [Found(new=1, gone=0, open=1), Found(new=0, gone=0, open=1)]
    found = Duplicate.objects.get()
    assert places_of(found) == {one.pk for one in pair}
    assert found.score > 0.9
    assert [reason["kind"] for reason in found.reasons] == ["same-name"]


def test_a_proposal_goes_when_nothing_speaks_for_it_any_more(pair):
    look()
    edit(pair[0], name="Tutt'altro")
    assert look() == Found(new=0, gone=1, open=0)


def test_a_proposal_is_told_anew_when_its_reasons_change(pair):
    look()
    edit(pair[0], phone="035 123456")
    look()
    assert [reason["kind"] for reason in Duplicate.objects.get().reasons] == ["same-name", "same-phone"]


def test_rejected_bodies_are_not_compared(pair):
    for verb in ("doubt", "reject"):
        actions.change_verification(organisation=pair[0], verb=verb, reason="Non esiste", by=SYSTEM)
    assert look().open == 0


def test_what_was_set_apart_is_never_proposed_again(pair):
    look()
    set_apart(duplicate=Duplicate.objects.get(), by=SYSTEM)
    assert look() == Found(new=0, gone=0, open=0)
    with pytest.raises(StepRefused):
        set_apart(duplicate=Duplicate.objects.get(), by=SYSTEM)


def test_who_was_set_apart_from_one_is_not_proposed_for_the_one_it_was_merged_into(pair):
    look()
    set_apart(duplicate=Duplicate.objects.get(), by=SYSTEM)
    third = organisation("Sedie in Cerchio")
    look()
    merge(kind=ORGANISATIONS, kept=third.pk, lost=pair[0].pk, by=SYSTEM)
    look()
    assert not proposals(ORGANISATIONS).exists()


def test_somebody_may_reconsider(pair):
    look()
    set_apart(duplicate=Duplicate.objects.get(), by=SYSTEM)
    reconsider(duplicate=Duplicate.objects.get(), by=SYSTEM)
    assert proposals(ORGANISATIONS).count() == 1
    assert list(LifeCycleLog.objects.filter(cycle="duplicate").order_by("pk").values_list("verb", flat=True)) == [
        "set-apart", "reconsider",
    ]  # fmt: skip
    assert JournalEntry.objects.filter(event__startswith="kernel.duplicate").count() == 2


def test_a_merge_decides_its_proposal_and_undoing_opens_it_again(pair):
    look()
    merged = merge(kind=ORGANISATIONS, kept=pair[0].pk, lost=pair[1].pk, by=SYSTEM)
    assert Duplicate.objects.get().state == "merged"
    assert look().open == 0
    undo(merge=merged, by=SYSTEM)
    assert proposals(ORGANISATIONS).count() == 1


def test_proposals_about_a_merged_record_are_shown_to_nobody(pair):
    third = organisation("Sedie in cerchio onlus")
    look()
    merge(kind=ORGANISATIONS, kept=pair[0].pk, lost=pair[1].pk, by=SYSTEM)
    assert [places_of(one) for one in proposals(ORGANISATIONS)] == [{pair[0].pk, third.pk}]


def test_places_and_services_of_one_body_are_compared_when_two_became_one(pair):
    for one in pair:
        service(one, "Gruppo di parola per caregiver", sites=(site(one),))
    for kind in (SITES, SERVICES):
        look(kind)
    merge(kind=ORGANISATIONS, kept=pair[0].pk, lost=pair[1].pk, by=SYSTEM)
    for kind in (SITES, SERVICES):
        find_duplicates(kind=kind, owner=pair[0].pk)
        assert proposals(kind).count() == 1


def test_looking_at_one_body_leaves_the_proposals_of_others(pair):
    one, other = pair
    for body in (one, one, other, other):
        site(body)
    assert look(SITES).open >= 2
    assert find_duplicates(kind=SITES, owner=one.pk).gone == 0
