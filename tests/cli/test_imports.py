"""What was imported is listed, reported, applied, decided and taken back on the command line."""

from uuid import uuid4

import pytest
from click.testing import CliRunner

from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Service, SourceConflict
from intreccio.cli.imports import imports
from intreccio.cli.sources import sources
from intreccio.kernel.actions import upkeep
from tests.interchange.intake.directories import applied, checked, organization, service, source

pytestmark = pytest.mark.usefixtures("own_database")


def run(group, *arguments, exit_code=0):
    result = CliRunner().invoke(group, list(map(str, arguments)))
    assert result.exit_code == exit_code, result.output
    return result.output


@upkeep
def rename_here(name):
    Organisation.objects.update(name=name)


def test_without_any_it_says_how_to_make_one():
    assert "intreccio import KIND PATH" in run(imports, "list")


def test_a_checked_import_is_listed_and_applied_once():
    source()
    waiting = checked([organization("o1")])
    assert f"{waiting.pk}" in run(imports, "list")
    assert "1 new" in run(imports, "apply", waiting.pk)
    assert Organisation.objects.count() == 1
    assert "the import is applied" in run(imports, "apply", waiting.pk, exit_code=1)


def test_a_checked_import_is_thrown_away():
    source()
    waiting = checked([organization("o1")])
    run(imports, "discard", waiting.pk)
    assert "the import is discarded" in run(imports, "apply", waiting.pk, exit_code=1)
    assert Organisation.objects.count() == 0


def test_an_import_is_taken_back_after_asking():
    source()
    done = applied([organization("o1")])
    CliRunner().invoke(imports, ["undo", str(done.pk)], input="n\n")
    assert Organisation.objects.count() == 1
    assert "1 removed" in run(imports, "undo", done.pk, "--yes")
    assert Organisation.objects.count() == 0


def test_a_report_holds_every_row_and_never_overwrites(tmp_path):
    source()
    done = applied([organization("o1"), organization("o2")])
    assert "2 rows" in run(imports, "report", done.pk, tmp_path / "r.csv")
    assert "o2" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert "never overwrites" in run(imports, "report", done.pk, tmp_path / "r.csv", exit_code=2)


def test_an_import_that_never_was_is_named():
    assert "There is no import" in run(imports, "undo", uuid4(), "--yes", exit_code=2)


@pytest.mark.parametrize(("side", "name"), [("ours", "Ours"), ("theirs", "Theirs")])
def test_a_disagreement_is_shown_and_decided(side, name):
    source()
    applied([organization("o1")])
    rename_here("Ours")
    applied([organization("o1", name="Theirs")])
    shown = run(sources, "conflicts", "feed")
    conflict = SourceConflict.objects.get()
    assert all(words in shown for words in (str(conflict.pk), '"Ours"', '"Theirs"'))
    run(sources, "decide", conflict.pk, side)
    assert Organisation.objects.get().name == name
    assert run(sources, "conflicts", "feed") == ""
    assert "decided already" in run(sources, "decide", conflict.pk, side, exit_code=1)


def test_what_vanished_is_shown_and_withdrawn():
    source()
    applied([organization("o1"), service("s1"), service("s2")])
    applied([organization("o1"), service("s1")])
    assert "(s2)" in run(sources, "vanished", "feed")
    assert "Either" in run(sources, "vanished", "feed", "--withdraw", "--keep", exit_code=2)
    run(sources, "vanished", "feed", "--withdraw")
    assert Service.objects.get(source_key="s2").state == "withdrawn"
    assert run(sources, "vanished", "feed") == ""
