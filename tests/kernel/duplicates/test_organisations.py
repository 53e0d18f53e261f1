"""Two records of one organisation become one, and two again."""

import pytest

from intreccio.actors import actions
from intreccio.actors.access import organisation_for, viewer_for
from intreccio.actors.merging import ORGANISATIONS, SITES
from intreccio.actors.models import Affiliation, Member, Organisation, Site, Unit
from intreccio.actors.queries import details_of, from_registers
from intreccio.actors.rules.details import OrganisationDetails
from intreccio.actors.rules.kinds import AddressVisibility, OrganisationKind
from intreccio.catalogue.actions import ServiceDraft, TextDraft, edit_service
from intreccio.catalogue.merging import SERVICES
from intreccio.catalogue.models import Service, Source, SourceRecord
from intreccio.kernel import clock
from intreccio.kernel.access import ANYBODY
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.duplicates.actions import gather, merge, undo
from intreccio.kernel.duplicates.models import Merge
from intreccio.kernel.models import JournalEntry, VersionConflict
from intreccio.kernel.refusing import Refused
from tests.actors.factories import organisation, site
from tests.kernel.duplicates.making import service
from tests.kernel.duplicates.snapshots import snapshot


def join(kept, lost, **more):
    return merge(kind=ORGANISATIONS, kept=kept.pk, lost=lost.pk, by=SYSTEM, **more)


def test_what_points_to_the_lost_one_points_to_the_kept_one(kept, lost):
    join(kept, lost)
    for model in (Site, Service):
        assert set(model.objects.values_list("organisation", flat=True)) == {kept.pk}
    assert Organisation.objects.filter(parent=kept).count() == 2
    assert kept.affiliates.count() == 2
    assert {text.language for text in kept.texts.all()} == {"it", "pl", "en"}


def test_what_the_kept_one_has_already_stays_and_nothing_is_there_twice(kept, lost, parts):
    join(kept, lost)
    assert kept.texts.get(language="it").description == "Chi siamo: Passo Lento"
    assert Affiliation.objects.filter(organisation=kept, umbrella=parts["umbrella"]).count() == 1
    assert Member.objects.filter(organisation=kept, user=parts["person"]).count() == 1
    assert Member.objects.filter(organisation=kept).count() == 3


def test_services_of_a_unit_pass_to_the_unit_of_the_same_name(kept, lost):
    join(kept, lost)
    units = set(Service.objects.values_list("unit", flat=True))
    assert units == {Unit.objects.get(organisation=kept).pk}


def test_the_kept_one_takes_over_what_it_did_not_know_and_the_other_names(kept, lost):
    join(kept, lost)
    now = Organisation.objects.get(pk=kept.pk)
    assert (now.name, now.short_name, now.tax_code, now.phone) == (
        "Passo Lento", "PL", "80051890152", "+39035123456",
    )  # fmt: skip
    assert now.alternate_names == ["Associazione Passo Lento ODV"]
    assert "associazione passo lento odv" in now.search_text
    assert Organisation.objects.get(pk=lost.pk).tax_code is None


def test_undoing_restores_every_table_exactly(kept, lost):
    before = snapshot()
    merged = join(kept, lost)
    assert snapshot() != before
    undo(merge=merged, by=SYSTEM)
    assert snapshot() == before


def test_merging_and_undoing_can_be_done_again_and_the_other_way_round(kept, lost):
    before = snapshot()
    for pair in ((kept, lost), (lost, kept), (kept, lost)):
        undo(merge=join(*pair), by=SYSTEM)
    assert snapshot() == before


def test_undoing_leaves_what_somebody_wrote_since(kept, lost):
    merged = join(kept, lost)
    now = Organisation.objects.get(pk=kept.pk)
    details = details_of(now)
    actions.edit_organisation(
        organisation=now, details=OrganisationDetails(**{**vars(details), "phone": "+39035999999"}), by=SYSTEM
    )
    added = service(now, "Nuovo")
    undo(merge=merged, by=SYSTEM)
    now.refresh_from_db()
    assert (now.phone, now.tax_code, now.founded) == ("+39035999999", None, None)
    added.refresh_from_db()
    assert added.organisation_id == kept.pk


def test_the_merged_one_leads_to_the_kept_one_at_every_remove(kept, lost):
    third = organisation("Passo Lento di Osio")
    join(kept, lost)
    join(third, Organisation.objects.get(pk=kept.pk))
    assert organisation_for(ANYBODY, lost.pk) == third


def test_a_merge_on_top_is_undone_first(kept, lost):
    third = organisation("Passo Lento di Osio")
    before = snapshot()
    first = join(kept, lost)
    second = join(third, kept)
    with pytest.raises(Refused, match="later merge"):
        undo(merge=first, by=SYSTEM)
    undo(merge=second, by=SYSTEM)
    undo(merge=first, by=SYSTEM)
    assert snapshot() == before


def test_a_later_merge_of_what_was_moved_is_undone_first(kept, lost):
    before = snapshot()
    first = join(kept, lost)
    one, other = Site.objects.order_by("pk")
    second = merge(kind=SITES, kept=one.pk, lost=other.pk, by=SYSTEM)
    with pytest.raises(Refused, match="later merge"):
        undo(merge=first, by=SYSTEM)
    one, other = Service.objects.order_by("pk")
    third = merge(kind=SERVICES, kept=other.pk, lost=one.pk, by=SYSTEM)
    for merged in (third, second, first):
        undo(merge=merged, by=SYSTEM)
    assert snapshot() == before


def test_what_was_moved_and_went_elsewhere_cannot_be_taken_back(kept, lost, parts):
    moved = lost.services.get()
    merged = join(kept, lost)
    elsewhere = ServiceDraft(organisation=parts["umbrella"], texts={"it": TextDraft(name="Altrove")})
    edit_service(service=Service.objects.get(pk=moved.pk), draft=elsewhere, by=SYSTEM)
    with pytest.raises(Refused, match="services"):
        undo(merge=merged, by=SYSTEM)


def test_a_number_taken_meanwhile_is_not_taken_back(kept, lost):
    merged = join(kept, lost)
    now = Organisation.objects.get(pk=kept.pk)
    details = OrganisationDetails(**{**vars(details_of(now)), "tax_code": None})
    actions.edit_organisation(organisation=now, details=details, by=SYSTEM)
    organisation("Un'altra", tax_code="80051890152")
    with pytest.raises(Refused, match="official number"):
        undo(merge=merged, by=SYSTEM)


def test_a_merge_is_undone_once(kept, lost):
    merged = join(kept, lost)
    undo(merge=merged, by=SYSTEM)
    with pytest.raises(Refused, match="undone already"):
        undo(merge=merged, by=SYSTEM)


@pytest.mark.parametrize("of_the_kept", [True, False])
def test_what_was_merged_is_not_merged_again(kept, lost, of_the_kept):
    join(kept, lost)
    third = organisation("Terza")
    with pytest.raises(Refused, match="merged into another"):
        join(lost, third) if of_the_kept else join(third, lost)


def test_no_record_is_merged_into_itself_or_into_one_that_is_merged_into_it(kept, lost):
    with pytest.raises(Refused, match="same record"):
        join(kept, kept)
    join(kept, lost)
    with pytest.raises(Refused):
        join(lost, kept)


def test_a_record_that_was_changed_meanwhile_is_looked_at_again(kept, lost):
    with pytest.raises(Refused, match="look at them again"):
        join(kept, lost, expected=(kept.version, lost.version + 1))
    join(kept, lost, expected=(kept.version, lost.version))


def test_who_edits_while_it_is_merged_away_is_told(kept, lost):
    stale = Organisation.objects.get(pk=lost.pk)
    join(kept, lost)
    with pytest.raises(VersionConflict):
        actions.edit_organisation(organisation=stale, details=details_of(stale), by=SYSTEM)


def test_a_parent_and_its_part_are_not_one(kept):
    part = kept.children.get()
    for pair in ((kept, part), (part, kept)):
        with pytest.raises(Refused, match="depends on the other"):
            join(*pair)


def test_a_register_leaves_a_merged_record_alone(kept, lost):
    own = organisation("Passo Lento di Osio", tax_code="00743110157")
    join(own, lost)
    said = from_registers(["80051890152", "00743110157"], source="register")
    assert said["80051890152"] == {}
    assert "legal_form" in said["00743110157"]


def test_what_a_directory_says_of_the_lost_one_it_says_of_the_kept_one(kept, lost):
    """So that its next reading finds the record that counts."""
    say("open-referral", lost.pk)
    merged = join(kept, lost)
    assert SourceRecord.objects.get().object == kept.pk
    undo(merge=merged, by=SYSTEM)
    assert SourceRecord.objects.get().object == lost.pk


def test_of_one_record_a_directory_speaks_once(kept, lost):
    for record in (kept, lost):
        say("open-referral", record.pk)
    say("another", lost.pk)
    join(kept, lost)
    of_kept = SourceRecord.objects.filter(object=kept.pk).order_by("source__slug")
    assert [record.source.slug for record in of_kept] == ["another", "open-referral"]


@upkeep
def say(slug, about):
    now = clock.now()
    source, _ = Source.objects.get_or_create(slug=slug, name=slug)
    SourceRecord.objects.create(
        source=source, entity="organization", key=str(about), object=about, first_seen_at=now, told_at=now
    )


def test_what_comes_to_a_merged_record_later_is_gathered_and_undone_with_the_rest(kept, lost):
    merged = join(kept, lost)
    late = service(lost, "Tardi")
    assert [gather(kind=ORGANISATIONS), gather(kind=ORGANISATIONS)] == [1, 0]
    late.refresh_from_db()
    assert late.organisation == kept
    undo(merge=merged, by=SYSTEM)
    late.refresh_from_db()
    assert late.organisation == lost


def test_gathering_keeps_merges_on_top_of_each_other_undoable(kept, lost):
    before = snapshot()
    merges = [join(kept, lost), join(organisation("Terza"), kept)]
    for _ in range(2):
        gather(kind=ORGANISATIONS)
    for merged in reversed(merges):
        undo(merge=merged, by=SYSTEM)
    now = snapshot()
    now["actors.Organisation"] = [row for row in now["actors.Organisation"] if row["name"] != "Terza"]
    assert now == before


def test_the_journal_says_what_was_merged_and_separated(kept, lost):
    undo(merge=join(kept, lost), by=SYSTEM)
    events = JournalEntry.objects.filter(event__contains="organisation-").order_by("-pk")[:2]
    assert [entry.event for entry in events] == ["actors.organisation-separated", "actors.organisation-merged"]
    assert all(entry.data == {"organisation": str(lost.pk), "into": str(kept.pk)} for entry in events)


def test_nobody_comes_to_know_a_hidden_address_by_a_merge(kept, lost):
    """Who makes a record that looks like a shelter's, and has it merged, must learn nothing."""
    site(kept, visibility=AddressVisibility.HIDDEN)
    person = lost.members.get(role="operator").user
    join(kept, lost)
    assert kept.pk not in viewer_for(person).memberships


def test_confidential_places_pass_to_nobody(kept, lost):
    site(lost, visibility=AddressVisibility.HIDDEN)
    with pytest.raises(Refused, match="confidential"):
        join(kept, lost)
    assert not Merge.objects.exists()


def test_a_body_of_another_kind_may_still_be_merged_by_hand(kept):
    join(kept, organisation("Gruppo", OrganisationKind.INFORMAL_GROUP))
