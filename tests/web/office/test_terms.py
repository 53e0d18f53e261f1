"""The lists of terms: our own beside those that come with the platform."""

import pytest

from intreccio.catalogue.actions import load_base_taxonomies
from intreccio.catalogue.actions.indexing import index
from intreccio.catalogue.actions.words import learn_synonyms
from intreccio.catalogue.models import Service, Taxonomy, Term
from intreccio.catalogue.queries import terms
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.keeping import refresh_vocabulary
from intreccio.catalogue.search.question import Question
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep

pytestmark = pytest.mark.django_db
SAID = {
    "name_it": "Bocce al coperto",
    "name_en": "Indoor bowls",
    "synonyms_it": "bocciodromo,  gioco   delle bocce",
}


@pytest.fixture(autouse=True)
def taxonomies() -> None:
    load_base_taxonomies(by=SYSTEM)
    terms.forget()


def activities() -> Taxonomy:
    return Taxonomy.objects.get(slug="activities")


def base(code: str) -> Term:
    return Term.objects.get(taxonomy__slug="activities", code=code)


def own() -> Term:
    return Term.objects.get(code="movimento/bocce-al-coperto")


def add(client, **more):
    said = {**SAID, "below": str(base("movimento").pk), **more}
    return client.post(f"/office/terms/new/{activities().pk}/", said)


@upkeep
def file_under(service, term):
    service.terms.add(term)


def test_an_own_term_stands_below_its_parent_and_is_offered(network, signed_in):
    office = signed_in(network.office)
    assert add(office).status_code == 303
    assert own().synonyms == {"it": ["bocciodromo", "gioco delle bocce"]}
    keys = list(terms.terms_by_key())
    assert "activities:movimento" in keys
    after, before = keys.index("activities:movimento/bocce-al-coperto"), keys.index("activities:movimento")
    assert all(key.startswith("activities:movimento/") for key in keys[before + 1 : after + 1])
    assert "Bocce al coperto" in office.get("/office/terms/").content.decode()


def test_its_synonyms_find_its_services(network, signed_in):
    add(signed_in(network.office))
    file_under(network.service, own())
    upkeep(index)([network.service.pk])
    learn_synonyms()
    refresh_vocabulary()
    assert [found.service for found in find(Question(words="bocciodromo")).results] == [network.service.pk]


def test_the_next_version_of_the_platform_leaves_it_alone(network, signed_in):
    add(signed_in(network.office))
    load_base_taxonomies(by=SYSTEM)
    assert str(own().name) == "Bocce al coperto"
    assert not own().withdrawn


def test_what_comes_with_the_platform_is_not_changed_here(network, signed_in):
    office = signed_in(network.office)
    term = base("movimento/ballo")
    assert 'name="name_it"' not in office.get(f"/office/terms/{term.pk}/").content.decode()
    answer = office.post(f"/office/terms/{term.pk}/", {**SAID, "verb": "save"})
    assert answer.status_code == 422
    assert str(base("movimento/ballo").name) != "Bocce al coperto"


def test_services_move_when_a_term_goes(network, signed_in):
    office = signed_in(network.office)
    add(office)
    term, other = own(), base("movimento/ginnastica-dolce")
    file_under(network.service, term)
    office.post(f"/office/terms/{term.pk}/", {"verb": "withdraw", "instead": str(other.pk)})
    assert list(Service.objects.get(pk=network.service.pk).terms.all()) == [other]
    assert "activities:movimento/bocce-al-coperto" not in terms.terms_by_key()
    office.post(f"/office/terms/{term.pk}/offer/")
    assert "activities:movimento/bocce-al-coperto" in terms.terms_by_key()


@pytest.mark.parametrize("code", ["movimento", "gruppi"])
def test_a_term_with_others_below_it_stays(network, signed_in, code):
    answer = signed_in(network.office).post(f"/office/terms/{base(code).pk}/", {"verb": "withdraw", "instead": ""})
    assert answer.status_code == 422
    assert "Prima ritira le voci sotto di essa" in answer.content.decode()
    assert not base(code).withdrawn


@pytest.mark.parametrize(
    ("wrong", "words"), [({"name_it": ""}, "obbligatorio"), ({"name_it": "!!"}, "non ha lettere")]
)
def test_what_is_wrong_is_said_and_stays(network, signed_in, wrong, words):
    answer = add(signed_in(network.office), **wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "bocciodromo" in answer.content.decode()


def test_no_two_of_one_name(network, signed_in):
    office = signed_in(network.office)
    add(office)
    assert add(office).status_code == 422
    assert Term.objects.filter(code="movimento/bocce-al-coperto").count() == 1


def test_only_those_who_edit_taxonomies(network, signed_in):
    steward, term = signed_in(network.steward), base("movimento")
    for path in ("/office/terms/", f"/office/terms/{term.pk}/", f"/office/terms/new/{activities().pk}/"):
        assert steward.get(path).status_code == 403
    assert steward.post(f"/office/terms/{term.pk}/offer/").status_code == 403
