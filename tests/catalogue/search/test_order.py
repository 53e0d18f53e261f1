"""Order among equals, pages, totals."""

from datetime import date, timedelta

import pytest

from intreccio.catalogue.search.keeping import index_services, refresh_vocabulary, remove_services
from intreccio.catalogue.search.question import Point, Sort
from tests.catalogue.search.making import ask, at, document, found, index, names, service

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def test_equals_stand_in_one_order_all_day_and_in_another_the_next():
    index(*(document(number, f"Corso {number}") for number in range(30)))
    today = names(ask("corso", day=DAY))
    assert names(ask("corso", day=DAY)) == today
    tomorrow = names(ask("corso", day=DAY + timedelta(days=1)))
    assert tomorrow != today


def test_among_equals_nobody_is_always_first():
    index(*(document(number, f"Corso {number}") for number in range(10)))
    first = [names(ask("corso", day=DAY + timedelta(days=day)))[0] for day in range(60)]
    assert len(set(first)) == 10
    assert max(first.count(name) for name in set(first)) < 20


def test_walking_through_all_pages_gives_each_service_once():
    index(*(document(number, f"Corso {number}") for number in range(95)))
    walked = [name for page in range(1, 8) for name in names(ask("corso", page=page, size=15, day=DAY))]
    assert sorted(walked) == sorted(f"Corso {number}" for number in range(95))


def test_pages_beyond_the_last_are_empty_whatever_their_number():
    index(document(1))
    answer = ask(page=10**12)
    assert (answer.results, answer.total) == ((), 1)


@pytest.fixture
def many():
    """3,000 services, half of them called Corso; all speak of the harp, ten in their name."""
    documents = (
        document(
            number,
            f"{'Corso' if number % 2 else 'Sportello' if number % 300 else 'Arpa'} {number}",
            summary="arpa",
            places=at((45 + number % 60 / 100, 9 + number // 60 / 100)),
            terms={"pari"} if number % 4 == 0 else set(),
        )
        for number in range(3000)
    )
    index_services(documents)
    refresh_vocabulary()


def test_totals_are_exact_up_to_a_thousand_and_then_more_than(many):
    common, rarer = ask("corso"), ask(terms=("pari",))
    assert (common.total, common.total_is_exact) == (1000, False)
    assert (rarer.total, rarer.total_is_exact) == (750, True)


def test_a_thousand_of_many_can_be_walked_through_without_meeting_one_twice(many):
    for question in ({"words": "corso"}, {"point": Point(45.3, 9.2), "sort": Sort.DISTANCE}, {}):
        walked = [
            r.service for page in range(1, 12) for r in ask(**question, page=page, size=100, day=DAY).results
        ]
        assert len(walked) == len(set(walked)) == 1000


def test_the_nearest_of_many_are_exactly_the_nearest(many):
    here = Point(45.3, 9.2)
    distances = [r.distance_km for page in (1, 2, 3) for r in ask(point=here, page=page, size=100).results]
    assert distances == sorted(distances)
    assert distances[0] == pytest.approx(0, abs=0.001)
    assert distances[299] < 13


def test_of_a_common_word_those_who_say_it_loudest_come_first(many):
    loud = {service(number) for number in range(0, 3000, 300)}
    for ahead in range(5):
        answer = ask("arpa", size=10, day=DAY + timedelta(days=ahead))
        assert {result.service for result in answer.results} == loud


def test_what_is_removed_is_found_no_more():
    index(document(1, "Arpa"), document(2, "Viola"))
    remove_services([service(1)])
    assert found() == {"Viola"}
    assert not found("arpa")


def test_indexing_again_replaces():
    index(document(1, "Vecchio nome", terms={"prima"}))
    index(document(1, "Nuovo nome"))
    assert found() == {"Nuovo nome"}
    assert not found(terms=("prima",))
