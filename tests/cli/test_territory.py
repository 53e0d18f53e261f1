"""`intreccio territory`: what people type, what they read, and the exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from intreccio.cli.territory import territory
from intreccio.territory.models import Area, Layer, Territory, Zoning

pytestmark = pytest.mark.django_db

HEADER = "zoning,zone_code,zone_name,istat_code"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(territory, list(map(str, arguments)))


@pytest.fixture
def bergamo(db) -> None:
    assert run("add", "--province", "BG").exit_code == 0


@pytest.fixture
def table(tmp_path):
    def write(*lines: str, name: str = "zonings.csv") -> Path:
        file = tmp_path / name
        file.write_text("\n".join(lines), encoding="utf-8-sig")
        return file

    return write


def test_a_province_becomes_a_territory(db):
    result = run("add", "--province", "BG")
    assert result.output == "bergamo: Bergamo, 243 municipalities, 1,103,768 residents\n"
    assert run("list").output == result.output


def test_residents_who_are_not_counted_are_mentioned(db):
    run("add", "--codes", "081025,081021", "--name", "Trapani e Misiliscemi")
    assert "2 municipalities" in run("list").output
    assert "(1 not counted)" in run("list").output


def test_a_region_becomes_a_territory(db):
    result = run("add", "--region", "Valle d'Aosta")
    assert result.output.startswith(
        "valle-d-aosta-vallee-d-aoste: Valle d'Aosta/Vallée d'Aoste, 74 municipalities"
    )


def test_codes_may_stand_in_a_file(table):
    file = table("16024", "16091", name="codes.txt")
    assert "2 municipalities" in run("add", "--codes", file, "--name", "Due").output


def test_an_empty_installation_says_what_to_do(db):
    assert "intreccio territory add" in run("list").output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--province", "Bergam"], "Did you mean Bergamo"),
        (["--province", "BG", "--region", "Lombardia"], "Say one of"),
        ([], "Say one of"),
        (["--codes", "016024"], "--name"),
        (["--codes", "999999", "--name", "X"], "999999"),
    ],
)
def test_wrong_arguments_end_with_2_and_a_hint(db, arguments, message):
    result = run("add", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert not Territory.objects.exists()


def test_a_zoning_is_checked_and_then_imported(bergamo, table):
    file = table(HEADER, "Ambiti,A1,Ambito di città,016024", "Ambiti,A2,Ambito di pianura,016219")
    checked = run("zonings", "import", file, "--dry-run")
    assert checked.exit_code == 0
    assert "Ambiti: 2 zones, 2 municipalities; 241 municipalities are in none" in checked.output
    assert not Zoning.objects.filter(slug="ambiti").exists()
    assert run("zonings", "import", file).output.endswith("Imported.\n")
    assert Zoning.objects.get(slug="ambiti").source == "zonings.csv"


def test_semicolons_are_understood(bergamo, table):
    file = table(HEADER.replace(",", ";"), "Ambiti;A1;Città, centro;16024")
    assert run("zonings", "import", file).exit_code == 0
    assert Zoning.objects.get(slug="ambiti").zones.get().name == "Città, centro"


def test_a_spreadsheet_is_understood(bergamo, tmp_path):
    workbook = Workbook()
    workbook.active.append(HEADER.split(","))
    workbook.active.append(["Ambiti", 1, "Città", 16024])
    workbook.active.append([None, None, None, None])
    workbook.save(tmp_path / "zonings.xlsx")
    assert run("zonings", "import", tmp_path / "zonings.xlsx").exit_code == 0
    assert Zoning.objects.get(slug="ambiti").zones.get().code == "1"


def test_refused_data_end_with_1_and_say_where(bergamo, table):
    lines = [f"Ambiti,A1,Città,{code:06}" for code in range(30)]
    result = run("zonings", "import", table(HEADER, *lines))
    assert result.exit_code == 1
    assert "Nothing was imported." in result.output
    assert "row 2, istat_code: 000000 is no municipality of this territory" in result.output
    assert "and 10 more" in result.output


def test_what_is_no_table_ends_with_1(bergamo, tmp_path):
    file = tmp_path / "picture.xlsx"
    file.write_bytes(b"\x89PNG")
    result = run("zonings", "import", file)
    assert result.exit_code == 1
    assert "not a table" in result.output


def test_among_several_territories_one_must_be_named(bergamo, table):
    run("add", "--codes", "015146", "--name", "Milano")
    file = table(HEADER, "Municipi,1,Centro,015146")
    result = run("zonings", "import", file)
    assert result.exit_code == 2
    assert "bergamo, milano" in result.output
    assert run("zonings", "import", file, "--territory", "milano").exit_code == 0


def test_a_layer_is_checked_and_then_imported(bergamo, table):
    file = table("istat_code,year,value", '016024,2021,"97,5"', name="layer.csv")
    options = ["--slug", "fragility", "--name", "Fragilità", "--unit", "indice", "--source", "ISTAT"]
    assert "1 values" in run("layers", "import", file, *options, "--dry-run").output
    assert not Layer.objects.exists()
    assert run("layers", "import", file, *options).exit_code == 0
    assert Layer.objects.get().values.get().value == 97.5


def test_sections_are_checked_and_then_imported(bergamo, tmp_path):
    ring = [[9.67, 45.69], [9.68, 45.69], [9.68, 45.70], [9.67, 45.69]]
    feature = {
        "type": "Feature",
        "properties": {"istat_code": "0160240000001"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    file = tmp_path / "sections.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert "1 sections" in run("sections", "import", file, "--dry-run").output
    assert not Area.objects.filter(kind="section").exists()
    assert run("sections", "import", file).exit_code == 0
    assert Area.objects.filter(kind="section").exists()


def test_a_file_that_is_no_geojson_ends_with_1(bergamo, table):
    result = run("sections", "import", table("not json"))
    assert result.exit_code == 1
    assert "not GeoJSON" in result.output
