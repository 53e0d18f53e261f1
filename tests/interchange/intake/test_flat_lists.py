"""Lists of services come in: from a table of any shape to what people find, and again without change."""

import io
from pathlib import Path

import pytest

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.actions import load_base_taxonomies
from intreccio.catalogue.models import Schedule, Service, SourceRecord
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.interchange.directories.flat.reading import FlatList
from intreccio.interchange.intake.flat_lists import SERVICES
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import Asked
from intreccio.kernel.imports.reports import write_refused
from tests.interchange.intake.directories import source

pytestmark = pytest.mark.django_db

CLINICS = Path(__file__).parents[4] / "shared" / "data" / "consultori.csv"
HEAD = "Servizio;Descrizione;Ente;Indirizzo;CAP;Comune;Prov;Lat;Lon;Telefono;Orari;Costo;Categoria;Lingue;Età\n"
WALK = (
    "Si cammina insieme;Ogni settimana;Passo Lento APS;Via Roma 1;24121;Bergamo;BG;45.69;9.67;035123456;"
    "lun-ven 9-12;gratuito;Gruppo di cammino;italiano, inglese;da 65 anni\n"
)
SING = WALK.replace("Si cammina insieme", "Coro di quartiere").replace("Gruppo di cammino", "Coro")


@pytest.fixture(autouse=True)
def elenco(db):
    load_base_taxonomies(by=SYSTEM)
    return source("elenco", language="it")


def staged(content, **asked):
    file = io.BytesIO(content.encode())
    return actions.stage(
        kind=SERVICES, file=file, name="elenco.csv", asked=Asked(source="elenco", **asked), by=SYSTEM
    )


def checked(content, **asked):
    return actions.check(run=staged(content, **asked), by=SYSTEM)


def applied(content, **asked):
    return actions.apply(run=checked(content, **asked), by=SYSTEM)


def test_a_list_comes_in_whole_and_is_found():
    run = applied(HEAD + WALK + SING)
    assert (run.refused, Organisation.objects.count(), Site.objects.count()) == (0, 1, 1)
    walk = Service.objects.get(texts__name="Si cammina insieme")
    assert (walk.min_age, sorted(walk.languages), walk.phone) == (65, ["en", "it"], "+39035123456")
    assert [term.code for term in walk.terms.all()] == ["movimento/gruppo-di-cammino"]
    assert walk.costs.get().kind == "free"
    assert Schedule.objects.filter(service=walk).exists()
    assert [found.service for found in find(Question(words="cammina")).results] == [walk.pk]


def test_closures_are_obeyed():
    applied(HEAD + WALK.replace("lun-ven 9-12", "lun-ven 9-12, chiuso ad agosto"))
    assert Schedule.objects.get().closed_seasons == ["08-01/08-31"]


def test_the_same_list_again_changes_nothing_and_a_changed_line_one_thing():
    applied(HEAD + WALK + SING)
    again = checked(HEAD + SING + WALK)
    assert (again.new, again.changed, again.refused) == (0, 0, 0)
    assert checked(HEAD + WALK.replace("Ogni settimana", "Ogni giorno") + SING).changed == 1


def test_columns_chosen_for_a_source_are_proposed_the_next_time():
    content = "Servizio;Zebra\nBallo;Con la musica\n"
    assert "description" not in staged(content).mapping
    applied(content, mapping={"description": "Zebra"})
    assert staged(content).mapping == {"service": "Servizio", "description": "Zebra"}
    assert staged("Zebra;Servizio;Costo\nX;Ballo;5 €\n").mapping == {
        "service": "Servizio",
        "description": "Zebra",
        "cost": "Costo",
    }


def test_what_was_only_looked_at_is_not_remembered():
    content = "Servizio;Zebra\nBallo;Con la musica\n"
    checked(content, mapping={"description": "Zebra"})
    assert "description" not in staged(content).mapping


def test_refused_lines_go_out_as_they_stand_with_the_reason():
    run = applied(HEAD + WALK + WALK + "Totale;;;;;;;;;;;;2;;\n")
    file = io.StringIO(newline="")
    assert write_refused(run, file, language="en") == 2
    lines = file.getvalue().splitlines()
    assert lines[1].endswith(";3;repeats line 2 of the file.")
    assert "totals" in lines[2]


def test_an_address_that_is_not_public_is_nowhere():
    content = HEAD.replace("\n", ";Indirizzo riservato\n") + WALK.replace("\n", ";sì\n")
    run = applied(content)
    assert not Site.objects.exists()
    assert "Via Roma" not in str(list(run.rows.values_list("values", "notes")))


def test_an_address_hidden_later_cannot_be_told_by_trying_which_one_gives_its_key():
    applied(HEAD + WALK)
    site = Site.objects.get()
    known = SourceRecord.objects.get(entity="location").key
    tried = FlatList(io.BytesIO((HEAD + WALK).encode()), name="", mapping=staged(HEAD + WALK).mapping)
    assert known not in {row.key for row in tried.rows()}
    assert "Roma" not in site.name
    assert checked(HEAD + WALK).new == 0


@pytest.mark.realdata
@pytest.mark.skipif(not CLINICS.is_file(), reason=f"{CLINICS} is absent")
def test_a_real_list_comes_in_line_by_line():
    run = applied(CLINICS.read_text())
    assert (Service.objects.count(), run.refused) == (927, 1)
    again = checked(CLINICS.read_text())
    assert (again.new, again.changed) == (0, 0)
