"""`intreccio duplicates` finds, lists, merges and undoes."""

import re

import pytest
from click.testing import CliRunner

from intreccio.actors.models import Organisation
from intreccio.cli.duplicates import duplicates
from intreccio.kernel.ids import public_id
from tests.actors.factories import organisation

pytestmark = pytest.mark.django_db


def run(*arguments, exit_code=0):
    result = CliRunner().invoke(duplicates, list(map(str, arguments)))
    assert result.exit_code == exit_code, result.output
    return result.output


@pytest.fixture
def pair():
    return organisation("Sedie in Cerchio ODV"), organisation("SEDIE IN CERCHIO")


def test_what_is_found_is_listed_with_its_reasons(pair):
    assert re.search(r"organisation: 1 new, 0 gone, 1 to decide", run("find"))
    line = run("list", "--kind", "organisation")
    assert all(str(one.pk) in line for one in pair)
    assert "same-name" in line


def test_a_merge_can_be_undone_by_its_number(pair):
    kept, lost = pair
    said = run("merge", kept.pk, lost.pk)
    assert Organisation.objects.get(pk=lost.pk).merged_into == kept
    run("undo", re.search(r"undo (\d+)", said)[1])
    assert Organisation.objects.current().count() == 2


def test_what_was_set_apart_is_listed_no_more(pair):
    run("find")
    run("apart", pair[1].pk, pair[0].pk)
    run("find")
    assert run("list") == ""
    assert "cannot set-apart" in run("apart", pair[0].pk, pair[1].pk, exit_code=1)


def test_refusals_are_said_in_words(pair):
    kept, lost = pair
    run("merge", kept.pk, lost.pk)
    assert "merged into another" in run("merge", kept.pk, lost.pk, exit_code=1)
    assert "no record" in run("merge", public_id(), lost.pk, exit_code=2)
    assert "is gone" in run("merge", kept.pk, public_id(), exit_code=1)
    assert "no merge 999" in run("undo", 999, exit_code=2)
    assert "not proposed" in run("apart", kept.pk, lost.pk, exit_code=1)
    assert "organisation, site, service" in run("find", "--kind", "person", exit_code=2)
