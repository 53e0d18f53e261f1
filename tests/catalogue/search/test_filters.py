"""Filters, and how many each would leave."""

import pytest

from intreccio.catalogue.search.answer import Facet
from intreccio.catalogue.search.keeping import index_services
from tests.catalogue.search.making import ask, document, found, index

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    index(
        document(
            1, "Nuoto", terms={"movimento", "movimento/nuoto"}, languages={"it", "ar"}, free=False, public=True
        ),
        document(2, "Cammino", terms={"movimento"}, languages={"it"}, free=True, public=False, min_age=65),
        document(3, "Coro", terms={"arte"}, accessibility={"senza-gradini"}, max_age=17),
    )


def test_a_term_stands_for_its_descendants(three):
    assert found(terms=("movimento",)) == {"Nuoto", "Cammino"}
    assert found(terms=("movimento/nuoto",)) == {"Nuoto"}


def test_every_filter_narrows(three):
    assert found(languages=("it",)) == {"Nuoto", "Cammino"}
    assert found(languages=("it", "ar")) == {"Nuoto"}
    assert found(accessibility=("senza-gradini",)) == {"Coro"}
    assert found(free=True) == {"Cammino"}
    assert found(public=True) == {"Nuoto"}
    assert found(public=False) == {"Cammino"}


def test_ages_are_included_and_nobody_is_left_out_where_no_age_is_said(three):
    assert found(age=65) == {"Nuoto", "Cammino"}
    assert found(age=17) == {"Nuoto", "Coro"}
    assert found(age=40) == {"Nuoto"}


def test_a_filter_that_nobody_has_finds_nothing(three):
    assert not found(terms=("unknown",))


def test_a_term_that_has_just_appeared_is_found_at_once(three):
    index_services([document(4, "Scacchi", terms={"gioco"})])
    assert found(terms=("gioco",)) == {"Scacchi"}


def test_counts_say_what_each_filter_would_leave(three):
    answer = ask()
    for facet, name in (
        (Facet.TERM, "terms"),
        (Facet.LANGUAGE, "languages"),
        (Facet.ACCESSIBILITY, "accessibility"),
    ):
        for value, count in answer.facets[facet].items():
            assert ask(**{name: (value,)}).total == count
    assert answer.facets[Facet.COST] == {"free": 1, "paid": 1}
    assert answer.facets[Facet.SECTOR] == {"public": 1, "other": 1}


def test_counts_are_of_the_results_not_of_the_page(three):
    assert ask(size=1).facets[Facet.TERM]["movimento"] == 2
    assert ask("coro").facets[Facet.TERM] == {"arte": 1}


def test_groups_that_take_people_in():
    index(document(1, "Ballo", has_room=True), document(2, "Coro"))
    assert found(with_room=True) == {"Ballo"}
    assert ask().facets[Facet.ROOM] == {"yes": 1}
