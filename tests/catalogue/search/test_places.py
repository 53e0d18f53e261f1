"""Near a point, in an area, and what has no public place."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.catalogue.search.cells import cells_of, circle_holding, circle_of
from intreccio.catalogue.search.documents import Place
from intreccio.catalogue.search.question import Area, Point, Sort
from tests.catalogue.search.making import BERGAMO, MILAN, ROME, ask, at, document, found, index, names

NEAR_BERGAMO = {"point": Point(*BERGAMO), "around": ("bergamo", "lombardia")}


@pytest.mark.django_db
def test_the_nearest_comes_first_with_exact_kilometres():
    index(document(1, "Roma", places=at(ROME)), document(2, "Milano", places=at(MILAN)))
    answer = ask(point=Point(*BERGAMO), sort=Sort.DISTANCE)
    assert names(answer) == ["Milano", "Roma"]
    assert [result.distance_km for result in answer.results] == pytest.approx([46.05, 478.6], abs=0.5)


@pytest.mark.django_db
def test_the_nearest_of_several_places_counts_and_the_service_is_listed_once():
    index(document(1, "Due sedi", places=at(ROME, BERGAMO)))
    [result] = ask(point=Point(*BERGAMO)).results
    assert result.distance_km == pytest.approx(0)


@pytest.mark.django_db
def test_within_a_radius():
    index(document(1, "Milano", places=at(MILAN)), document(2, "Bergamo", places=at(BERGAMO)))
    assert found(point=Point(*BERGAMO), within_km=20) == {"Bergamo"}
    assert found(point=Point(*BERGAMO), within_km=50) == {"Bergamo", "Milano"}


@pytest.mark.django_db
def test_a_service_without_public_place_is_listed_where_it_serves_without_distance():
    index(document(1, "Casa rifugio", places=(Place(),), serves={"lombardia"}, inside={"lombardia"}))
    [result] = ask(**NEAR_BERGAMO).results
    assert result.distance_km is None
    assert found(point=Point(*ROME), around=("roma", "lazio")) == set()
    assert found(**NEAR_BERGAMO, within_km=1) == {"Casa rifugio"}


@pytest.mark.django_db
def test_nothing_about_a_hidden_place_follows_from_where_one_searches():
    hidden = document(1, "Casa rifugio", places=(Place(),), serves={"lombardia"}, inside={"lombardia"})
    index(hidden, document(2, "A Bergamo", places=at(BERGAMO)), document(3, "A Milano", places=at(MILAN)))
    for latitude in (45.0, 45.5, 46.0):
        for longitude in (9.0, 9.7, 10.3):
            answer = ask(point=Point(latitude, longitude), around=("lombardia",), within_km=1)
            assert "Casa rifugio" in names(answer)


@pytest.mark.django_db
def test_an_area_holds_what_stands_in_it_and_what_serves_it_from_outside():
    index(
        document(1, "Dentro", inside={"bergamo", "lombardia"}),
        document(2, "Viene a casa", inside={"milano", "lombardia"}, serves={"lombardia"}),
        document(3, "Altrove", inside={"milano", "lombardia"}),
    )
    assert found(area=Area("bergamo", ("lombardia",))) == {"Dentro", "Viene a casa"}
    assert len(found(area=Area("lombardia"))) == 3
    assert found(area=Area("atlantide")) == set()


@given(
    latitude=st.floats(-89, 89),
    longitude=st.floats(-179.9, 179.9),
    kilometres=st.floats(0.01, 250),
    bearing=st.floats(0, 2 * math.pi),
)
def test_every_point_of_a_circle_lies_in_one_of_its_cells(latitude, longitude, kilometres, bearing):
    there = _moved(latitude, longitude, kilometres * 0.999, bearing)
    held = dict.fromkeys(cells_of(*there), 1)
    circle = circle_of(latitude, longitude, kilometres, held)
    assert circle is None or circle.cells


@given(st.floats(36, 47), st.floats(7, 18), st.integers(1, 60))
def test_a_circle_that_should_hold_some_services_holds_the_nearest_cells(latitude, longitude, wanted):
    held = Counter(cell for step in range(60) for cell in cells_of(latitude + step / 50, longitude + step / 60))
    circle = circle_holding(latitude, longitude, wanted, held)
    assert circle is not None
    assert any(cell in circle.cells for cell in cells_of(latitude, longitude))


def _moved(latitude: float, longitude: float, kilometres: float, bearing: float) -> tuple[float, float]:
    """Where one comes to along a great circle (Williams, Aviation Formulary)."""
    angle, here = kilometres / 6371.0088, math.radians(latitude)
    there = math.asin(math.sin(here) * math.cos(angle) + math.cos(here) * math.sin(angle) * math.cos(bearing))
    turn = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(here), math.cos(angle) - math.sin(here) * math.sin(there)
    )
    return math.degrees(there), (longitude + math.degrees(turn) + 180) % 360 - 180
