"""`intreccio import` says what it would do, does it, and explains what it cannot take."""

import pytest
from click.testing import CliRunner

from intreccio.actors.models import Organisation
from intreccio.catalogue.actions import add_source
from intreccio.catalogue.actions.sources import SourceDetails
from intreccio.catalogue.models import Service
from intreccio.cli.importing import import_table
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports.models import ImportRow

pytestmark = pytest.mark.django_db
TABLE = "Codice fiscale;Nome dell'ente\n80051890152;Dei Colli\n80051890153;=Sbagliato\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(import_table, ["third-sector-5x1000", *map(str, arguments)])


def test_a_dry_run_tells_and_leaves_nothing(table):
    result = run(table, "--dry-run", "--map", "name=Nome dell'ente")
    assert result.exit_code == 0, result.output
    assert "new         1" in result.output
    assert "line 3 refused: tax_code: “80051890153” is not valid" in result.output
    assert "nothing was changed" in result.output
    assert not Organisation.objects.exists()
    assert not ImportRow.objects.exists()


def test_an_import_writes_and_reports_refusals(table, tmp_path):
    report = tmp_path / "refused.csv"
    result = run(table, "--map", "name=Nome dell'ente", "--report", report)
    assert result.exit_code == 0, result.output
    assert "Imported: 1 new, 0 changed." in result.output
    assert Organisation.objects.get().name == "Dei Colli"
    assert "80051890153;'=Sbagliato;3;Tax code" in report.read_text(encoding="utf-8-sig")
    again = run(table, "--map", "name=Nome dell'ente", "--report", report)
    assert again.exit_code == 2
    assert "never overwrites" in again.output


def test_a_change_is_shown_before_it_is_made(table):
    run(table, "--map", "name=Nome dell'ente")
    table.write_text(TABLE.replace("Dei Colli", "Dei Monti"), encoding="utf-8")
    result = run(table, "--dry-run", "--map", "name=Nome dell'ente")
    assert "line 2, name: Dei Colli → Dei Monti" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--map", "name"], "FIELD=COLUMN"),
        (["--map", "nome=Nome dell'ente"], "not a field"),
        (["--map", "name=Nom dell'ente"], "perhaps: Nome dell'ente"),
    ],
)
def test_wrong_arguments_say_how_to_put_them_right(table, arguments, message):
    result = run(table, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_a_required_column_that_is_missing_is_named(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("Denominazione;Comune\nDei Colli;Bergamo\n", encoding="utf-8")
    result = run(path)
    assert result.exit_code == 2
    assert "Tax code" in result.output


def test_a_file_that_is_no_table_is_refused_with_the_reason(tmp_path):
    path = tmp_path / "register.csv"
    path.write_bytes(b"%PDF-1.7\x00\x01\x02\x03")
    result = run(path)
    assert result.exit_code == 2
    assert "CSV or XLSX" in result.output
    assert run(tmp_path / "absent.csv").exit_code == 2


def test_an_unknown_kind_is_answered_with_the_known_ones(table):
    result = CliRunner().invoke(import_table, ["runts", str(table)])
    assert result.exit_code == 2
    assert "third-sector-5x1000" in result.output


LIST = "Servizio;Ente;Comune;Telefono\nSi cammina insieme;Passo Lento APS;Bergamo;35123456\n;Kantuta;Bergamo;\n"


def run_services(*arguments):
    return CliRunner().invoke(import_table, ["services", *map(str, arguments)])


@pytest.fixture
def services(tmp_path):
    path = tmp_path / "elenco.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_preview_shows_lines_as_they_would_be_read_and_keeps_nothing(services):
    result = run_services(services, "--preview")
    assert result.exit_code == 0, result.output
    assert "service ← Servizio" in result.output
    assert "Organisation: Passo Lento APS" in result.output
    assert "Telephone: +39035123456" in result.output
    assert "had lost the zero" in result.output
    assert not ImportRow.objects.exists()


def test_a_list_of_services_comes_in_from_a_source_once(services):
    missing = run_services(services, "--source", "elenco")
    assert missing.exit_code == 2
    assert "no source" in missing.output
    add_source(slug="elenco", details=SourceDetails("Elenco del Comune"), by=SYSTEM)
    first = run_services(services, "--source", "elenco")
    assert first.exit_code == 0, first.output
    assert Service.objects.get().source.name == "Elenco del Comune"
    again = run_services(services, "--source", "elenco")
    assert "new         0" in again.output


def test_only_lists_have_a_preview(table):
    assert "Only lists of services" in run(table, "--preview").output
