"""Composing pathways: saved whole, refused whole, nobody overwritten."""

import pytest

from intreccio.catalogue.actions import load_base_taxonomies
from intreccio.catalogue.models import Pathway
from intreccio.catalogue.queries import terms
from intreccio.kernel.acting import SYSTEM

pytestmark = pytest.mark.django_db
WALKING, QUITTING = "activities:movimento/gruppo-di-cammino", "activities:prevenzione/smettere-di-fumare"


@pytest.fixture(autouse=True)
def taxonomies() -> None:
    load_base_taxonomies(by=SYSTEM)
    terms.forget()


def step(number, name, term, **more):
    said = {"name_it": name, "term": term, "ORDER": str(number + 1), **more}
    return {f"steps-{number}-{field}": value for field, value in said.items()}


def said(*steps, was=0, version="0", **more):
    counts = {"steps-TOTAL_FORMS": str(len(steps)), "steps-INITIAL_FORMS": str(was)}
    parts = {name: value for each in steps for name, value in each.items()}
    return {"name_it": "Respira", "is_published": "on", "version": version, **counts, **parts, **more}


TWO = (step(0, "Smetti", QUITTING), step(1, "Cammina", WALKING, is_optional="on"))


def test_it_is_composed_and_everybody_sees_it(network, signed_in):
    answer = signed_in(network.office).post("/office/pathways/new/", said(*TWO))
    assert (answer.status_code, answer["Location"]) == (303, "/pathways/respira/")
    page = signed_in().get("/pathways/respira/").content.decode()
    assert page.index("Smetti") < page.index("Cammina")
    assert "Per quanto sappiamo, nessuno lo offre ancora" in page, "no service is filed there"


def test_steps_change_place_and_go(network, signed_in):
    office = signed_in(network.office)
    office.post("/office/pathways/new/", said(*TWO))
    swapped = (step(0, "Smetti", QUITTING, ORDER="2"), step(1, "Cammina", WALKING, ORDER="1"))
    third = step(2, "Balla", "activities:movimento/ballo", ORDER="3")
    answer = office.post("/office/pathways/respira/", said(*swapped, third, was=2, version="1"))
    assert answer.status_code == 303
    pathway = Pathway.objects.get()
    assert [str(one.name) for one in pathway.steps.all()] == ["Cammina", "Smetti", "Balla"]
    gone = (step(0, "Cammina", WALKING, DELETE="on"), step(1, "Smetti", QUITTING), third)
    office.post("/office/pathways/respira/", said(*gone, was=3, version="2"))
    assert [str(one.name) for one in pathway.steps.all()] == ["Smetti", "Balla"]


def test_a_draft_is_nobody_elses(network, signed_in):
    draft = said(*TWO)
    del draft["is_published"]
    signed_in(network.office).post("/office/pathways/new/", draft)
    assert signed_in().get("/pathways/respira/").status_code == 404
    assert "Respira" not in signed_in().get("/pathways/").content.decode()
    assert signed_in(network.office).get("/pathways/respira/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (said(*TWO, name_it=""), "obbligatorio"),
        (said(TWO[0]), "da 2 a 12 passi"),
        (said(TWO[0], step(1, "", WALKING)), "obbligatorio"),
        (said(TWO[0], step(1, "Vola", "activities:levitazione")), "levitazione"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(network, signed_in, wrong, words):
    answer = signed_in(network.office).post("/office/pathways/new/", wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Smetti" in page
    assert not Pathway.objects.exists()


def test_nobody_is_overwritten(network, signed_in):
    office = signed_in(network.office)
    office.post("/office/pathways/new/", said(*TWO))
    office.post("/office/pathways/respira/", said(*TWO, was=2, version="1", name_it="Respira bene"))
    late = office.post("/office/pathways/respira/", said(*TWO, was=2, version="1", name_it="Respira piano"))
    assert late.status_code == 409
    assert "Respira piano" in late.content.decode(), "what was typed stays"
    assert str(Pathway.objects.get().name) == "Respira bene"
    office.post("/office/pathways/respira/", said(*TWO, was=2, version="2", name_it="Respira piano"))
    assert str(Pathway.objects.get().name) == "Respira piano"


def test_two_of_one_name_have_their_own_addresses(network, signed_in):
    office = signed_in(network.office)
    for _ in range(2):
        office.post("/office/pathways/new/", said(*TWO))
    assert set(Pathway.objects.values_list("slug", flat=True)) == {"respira", "respira-2"}


def test_only_the_office_composes(network, signed_in):
    signed_in(network.office).post("/office/pathways/new/", said(*TWO))
    for path in ("/office/pathways/", "/office/pathways/new/", "/office/pathways/respira/"):
        assert signed_in(network.steward).get(path).status_code == 403
    assert signed_in(network.steward).post("/office/pathways/respira/remove/").status_code == 403
    assert signed_in(network.office).post("/office/pathways/respira/remove/").status_code == 303
    assert not Pathway.objects.exists()
