"""The terms that come with the platform reach every installation, and only what changed is touched."""

import pytest

from intreccio.catalogue.actions import load_base_taxonomies
from intreccio.catalogue.models import Service, Term, TermMapping
from intreccio.catalogue.news import bring_terms_up_to_date
from intreccio.catalogue.search.models import SearchWaiting
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.preparing import prepare
from intreccio.kernel.text import Translated

LOADED = "catalogue.taxonomies-loaded"


@pytest.mark.usefixtures("own_database")
def test_a_new_installation_has_its_terms_before_anybody_signs_in():
    prepare(str)
    assert Term.objects.filter(taxonomy__base=True).count() > 100
    assert TermMapping.objects.exists()


@pytest.mark.django_db
def test_what_is_up_to_date_is_left_alone():
    assert load_base_taxonomies(by=SYSTEM) > 100
    entries = JournalEntry.objects.filter(event=LOADED).count()
    assert load_base_taxonomies(by=SYSTEM) == 0
    assert JournalEntry.objects.filter(event=LOADED).count() == entries


@pytest.mark.usefixtures("own_demonstration")
def test_a_name_of_an_older_version_is_renewed_and_its_services_are_indexed_anew():
    term = Term.objects.get(taxonomy__slug="activities", code="movimento/gruppo-di-cammino")

    @upkeep
    def age():
        Term.objects.filter(pk=term.pk).update(name=Translated(it="Camminare"))
        TermMapping.objects.filter(term=term).delete()

    age()
    bring_terms_up_to_date()
    assert Term.objects.get(pk=term.pk).name == term.name
    waiting = set(SearchWaiting.objects.values_list("service", flat=True))
    assert waiting == set(Service.objects.filter(terms=term).values_list("pk", flat=True)) != set()


@pytest.mark.usefixtures("own_demonstration")
def test_terms_of_a_territory_are_left_alone():
    taxonomy = Term.objects.filter(taxonomy__slug="activities").first().taxonomy

    @upkeep
    def add():
        Term.objects.create(taxonomy=taxonomy, code="own/x", name=Translated(it="Bocce"))

    add()
    assert load_base_taxonomies(by=SYSTEM) == 0
    assert Term.objects.get(code="own/x").name.text("it") == "Bocce"
