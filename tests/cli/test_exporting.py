"""`intreccio export` writes files whole or not at all, and never over others unasked."""

import pytest
from click.testing import CliRunner, Result

from intreccio.cli.exporting import export
from intreccio.config.command import main

pytestmark = pytest.mark.usefixtures("demonstration")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(export, list(map(str, arguments)))


@pytest.mark.parametrize("name", ["directory.zip", "directory"])
def test_a_package_is_written_and_not_overwritten(tmp_path, name: str) -> None:
    result = run("hsds", tmp_path / name)
    assert result.exit_code == 0, result.output
    assert "155 organization" in result.output
    again = run("hsds", tmp_path / name)
    assert again.exit_code == 2
    assert "--force replaces it" in again.output
    assert run("hsds", tmp_path / name, "--force").exit_code == 0


def test_what_changed_since_is_a_part(tmp_path) -> None:
    result = run("hsds", tmp_path / "a.zip", "--since", "2100-01-01")
    assert result.exit_code == 0
    assert "0 service" in result.output
    assert run("hsds", tmp_path / "b.zip", "--since", "yesterday").exit_code == 2


@pytest.mark.parametrize("what", ["services", "organisations"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_lists_are_written_as_tables(tmp_path, what: str, ending: str) -> None:
    path = tmp_path / f"list{ending}"
    assert run(what, path, "--language", "en").exit_code == 0
    size = path.stat().st_size
    assert size > 5000
    assert run(what, path).exit_code == 2
    assert run(what, path, "--force").exit_code == 0
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_what_cannot_be_written_is_said(tmp_path) -> None:
    assert "must end in .csv or .xlsx" in run("services", tmp_path / "list.txt").output
    assert run("services", tmp_path / "nowhere" / "list.csv").exit_code == 1
    missing = run("hsds", tmp_path / "nowhere" / "a.zip")
    assert missing.exit_code == 1
    assert "cannot be written" in missing.output


def test_a_booklet_is_written_of_what_a_question_finds(tmp_path) -> None:
    path = tmp_path / "italiano.pdf"
    question = ("--question", "what=italiano&where=Dalmine", "--by", "town", "--language", "ar")
    result = CliRunner().invoke(main, ["export", "booklet", str(path), *question])
    assert result.exit_code == 0, result.output
    assert path.read_bytes().startswith(b"%PDF-")
    assert "--force replaces it" in run("booklet", path).output
    assert "must end in .pdf" in run("booklet", tmp_path / "a.txt").output
    assert "Xyzzyland" in run("booklet", tmp_path / "b.pdf", "--question", "where=Xyzzyland").output
