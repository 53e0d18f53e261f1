"""A real directory of 1,876 services comes in with every one of its lines accounted for."""

import resource
from collections import Counter
from pathlib import Path

import pytest

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.actions import SourceDetails, add_source
from intreccio.catalogue.models import Service, SourceRecord
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.interchange.intake.packages import DIRECTORY, packed
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports import actions
from tests.snapshots import changes_in

REAL = Path(__file__).parents[4] / "shared" / "data" / "baltimore-ohana"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is absent"),
]


def read():
    with packed(REAL) as file:
        asked = actions.Asked(source="baltimore")
        run = actions.stage(kind=DIRECTORY, file=file, name="baltimore.zip", asked=asked, by=SYSTEM)
    return actions.apply(run=actions.check(run=run, by=SYSTEM), by=SYSTEM)


@pytest.fixture(autouse=True)
def baltimore(db):
    details = SourceDetails("Baltimore", language="en", vouched=True)
    return add_source(slug="baltimore", details=details, by=SYSTEM)


def test_every_line_of_a_real_directory_is_accounted_for():
    run = read()
    assert (run.new, run.changed, run.unchanged, run.refused) == (25_361, 0, 0, 5)
    lines = Counter(run.rows.values_list("file", flat=True))
    assert {name for name in lines if name} >= {"organizations.csv", "locations.csv", "services.csv", "phones.csv"}
    assert (Organisation.objects.count(), Site.objects.count(), Service.objects.count()) == (748, 1482, 1875)
    assert SourceRecord.objects.count() == 748 + 1482 + 1875 + 517
    assert find(Question(words="housing")).total > 50


def test_reading_it_again_changes_nothing():
    read()
    with changes_in("actors_organisation", "actors_site", "catalogue_service", "catalogue_sourcerecord",
                    "catalogue_phone", "catalogue_searchentry") as changed:  # fmt: skip
        again = read()
    assert (again.new, again.changed, again.refused) == (0, 0, 5)
    assert changed() == []


def test_undoing_it_leaves_nothing_of_it():
    actions.undo(run=read(), by=SYSTEM)
    for model in (Organisation, Site, Service, SourceRecord):
        assert not model.objects.exists()


def test_memory_does_not_grow_with_the_directory():
    read()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000
