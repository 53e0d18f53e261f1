"""Two listings of one service."""

from datetime import timedelta

import pytest

from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.access import service_for
from intreccio.catalogue.actions import (
    ActivityDraft,
    CostDraft,
    ServiceDraft,
    TextDraft,
    add_service,
    link_reference,
)
from intreccio.catalogue.merging import SERVICES
from intreccio.catalogue.models import Service
from intreccio.catalogue.rules.listing import ListingState
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel import clock
from intreccio.kernel.access import ANYBODY, NotFound
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.duplicates.actions import merge, undo
from intreccio.kernel.models import LifeCycleLog
from intreccio.kernel.refusing import Refused
from tests.actors.factories import organisation, site
from tests.kernel.duplicates.making import service
from tests.kernel.duplicates.snapshots import snapshot


@pytest.fixture
def body(db):
    return organisation("Passo Lento")


@pytest.fixture
def kept(body):
    return service(body, sites=(site(body),), costs=(CostDraft("free"),))


@pytest.fixture
def lost(body):
    texts = {"it": TextDraft(name="Gruppi di cammino"), "ro": TextDraft(name="Grup de plimbare")}
    draft = ServiceDraft(
        organisation=body, texts=texts, phone="035 123456", languages=("it", "ro"), min_age=65,
        costs=(CostDraft("free"), CostDraft("free")),
    )  # fmt: skip
    group = ActivityDraft(texts={"it": ("Il gruppo del lunedì", "")})
    made = add_service(draft=draft, activities=[group], by=SYSTEM)
    link_reference(service=service(body, "Altro"), reference=made, by=SYSTEM)
    return made


def join(kept, lost):
    return merge(kind=SERVICES, kept=kept.pk, lost=lost.pk, by=SYSTEM)


def found(words):
    return {result.service for result in find(Question(words=words)).results}


def test_groups_languages_and_references_pass_to_the_kept_listing(kept, lost):
    join(kept, lost)
    kept.refresh_from_db()
    assert kept.activities.count() == 1
    assert {text.language for text in kept.texts.all()} == {"it", "ro"}
    assert kept.referred_to_by.count() == 1
    assert (kept.phone, kept.languages, kept.min_age) == ("035 123456", ["it", "ro"], 65)


def test_what_both_say_is_not_said_twice(kept, lost):
    join(kept, lost)
    assert kept.costs.count() == 1
    assert kept.texts.get(language="it").name == "Gruppo di cammino"


def test_undoing_restores_every_table_exactly(kept, lost):
    before = snapshot()
    undo(merge=join(kept, lost), by=SYSTEM)
    assert snapshot() == before


def test_the_search_finds_one_and_after_undoing_both(kept, lost):
    assert found("cammino") == {kept.pk, lost.pk}
    merged = join(kept, lost)
    assert found("cammino") == {kept.pk}
    assert found("plimbare") == {kept.pk}
    undo(merge=merged, by=SYSTEM)
    assert found("cammino") == {kept.pk, lost.pk}


def test_the_log_says_that_it_was_withdrawn_and_published_again(kept, lost):
    """Directories that read along learn from it what is gone."""
    undo(merge=join(kept, lost), by=SYSTEM)
    steps = LifeCycleLog.objects.filter(subject=lost.pk, cycle="listing").order_by("pk")
    assert [step.verb for step in steps] == ["withdraw", "publish"]


def test_both_listings_have_changed_for_those_who_read_along(kept, lost):
    later = clock.now() + timedelta(hours=1)
    with clock.at(later):
        join(kept, lost)
    assert set(Service.objects.filter(pk__in=[kept.pk, lost.pk]).values_list("changed_at", flat=True)) == {later}


def test_the_merged_listing_leads_to_the_kept_one(kept, lost):
    join(kept, lost)
    assert service_for(ANYBODY, lost.pk) == kept


def test_a_listing_merged_into_a_draft_shows_the_draft_to_nobody(body, lost):
    draft = ServiceDraft(organisation=body, texts={"it": TextDraft(name="Bozza")})
    hidden = add_service(draft=draft, state=ListingState.DRAFT, by=SYSTEM)
    join(hidden, lost)
    with pytest.raises(NotFound):
        service_for(ANYBODY, lost.pk)


def test_a_service_and_its_public_reference_are_not_one(kept, lost):
    link_reference(service=kept, reference=lost, by=SYSTEM)
    for pair in ((kept, lost), (lost, kept)):
        with pytest.raises(Refused, match="public service of reference"):
            join(*pair)


def test_a_benefit_is_no_service(body, kept):
    with pytest.raises(Refused, match="benefit"):
        join(kept, service(body, "Contributo", kind="benefit"))


def test_what_another_body_holds_at_a_confidential_place_is_not_merged(kept):
    shelter = organisation("Lune Nuove")
    theirs = service(shelter, sites=(site(shelter, visibility=AddressVisibility.HIDDEN),))
    for pair in ((kept, theirs), (theirs, kept)):
        with pytest.raises(Refused, match="confidential"):
            join(*pair)
