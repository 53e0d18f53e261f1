"""Two people at once: one is served, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction

from intreccio.actors.actions import add_site
from intreccio.actors.merging import ORGANISATIONS
from intreccio.actors.models import Organisation
from intreccio.actors.rules.details import SiteDetails
from intreccio.actors.rules.kinds import SiteKind
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.duplicates.actions import find_duplicates, merge, undo
from intreccio.kernel.duplicates.models import Duplicate, Merge
from intreccio.kernel.refusing import Refused
from tests.actors.factories import organisation

TRIES = 6


def at_once(*acts):
    """Run the acts in threads of their own, begun together; gives for each its result or its refusal."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def join(kept, lost):
    return lambda: merge(kind=ORGANISATIONS, kept=kept.pk, lost=lost.pk, by=SYSTEM)


def refusals(results):
    return [result for result in results if isinstance(result, Refused)]


def test_of_two_who_merge_the_same_pair_either_way_round_one_is_refused(own_database):
    for number in range(TRIES):
        one, other = organisation(f"Prima {number}"), organisation(f"Seconda {number}")
        results = at_once(join(one, other), join(other, one))
        assert len(refusals(results)) == 1
        assert Merge.objects.filter(undone_at=None, kept__in=[one.pk, other.pk]).count() == 1


def test_three_merges_in_a_ring_make_no_ring(own_database):
    for number in range(TRIES):
        ring = [organisation(f"{letter} {number}") for letter in "ABC"]
        at_once(*(join(ring[place], ring[place - 1]) for place in range(3)))
        assert Organisation.objects.current().filter(pk__in=[one.pk for one in ring]).count() >= 1


def test_a_merge_is_undone_once_though_two_ask(own_database):
    one, other = organisation("Prima"), organisation("Seconda")
    made = join(one, other)()
    results = at_once(*[lambda: undo(merge=made, by=SYSTEM)] * 2)
    assert len(refusals(results)) == 1
    assert Organisation.objects.current().count() == 2


def test_two_searches_at_once_propose_each_pair_once(own_database):
    organisation("Sedie in Cerchio")
    organisation("Sedie in Cerchio ODV")
    at_once(*[lambda: find_duplicates(kind=ORGANISATIONS)] * 2)
    assert Duplicate.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("again", ["the same", "turned round", "of the lost one", "into itself"])
def test_the_database_itself_refuses(again):
    one, other, third = (organisation(name) for name in ("Prima", "Seconda", "Terza"))
    join(one, other)()
    kept, lost = {
        "the same": (one, other),
        "turned round": (other, one),
        "of the lost one": (third, other),
        "into itself": (third, third),
    }[again]
    with pytest.raises(IntegrityError), transaction.atomic():
        write_down(kept, lost)


@upkeep
def write_down(kept, lost):
    made = Merge.objects.first()
    made.pk, made.kept, made.lost = None, kept.pk, lost.pk
    made.save(force_insert=True)


@pytest.mark.django_db
def test_a_proposal_has_its_records_in_order_and_once():
    one, other = sorted((organisation("Prima"), organisation("Seconda")), key=lambda each: each.pk)
    find_duplicates(kind=ORGANISATIONS)
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        insert(cursor, other.pk, one.pk)


@upkeep
def insert(cursor, first, second):
    cursor.execute(
        "INSERT INTO kernel_duplicate (id, kind, first, second, score, reasons, state, found_at)"
        " VALUES (gen_random_uuid(), 'organisation', %s, %s, 1, '[]', 'proposed', now())",
        [first, second],
    )


def test_what_is_added_to_a_record_while_it_is_merged_away_comes_to_the_kept_one(own_database):
    details = SiteDetails(kind=SiteKind.OFFICE, name="Sede")
    for number in range(TRIES):
        one, other = organisation(f"Prima {number}"), organisation(f"Seconda {number}")
        at_once(join(one, other), lambda other=other: add_site(organisation=other, details=details, by=SYSTEM))
        find_duplicates(kind=ORGANISATIONS)
        assert (one.sites.count(), other.sites.count()) == (1, 0)
