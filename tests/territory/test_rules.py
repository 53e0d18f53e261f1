"""What lies inside what, and names as people type them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.territory.rules import (
    AGE_BAND_STARTS,
    age_band_label,
    contains,
    extent,
    folded,
    point_inside,
    search_text,
    slugged,
)

SQUARE = [[[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]]]
WITH_HOLE = [[SQUARE[0][0], [[1, 1], [1, 3], [3, 3], [3, 1], [1, 1]]]]
ISLANDS = [*SQUARE, [[[10, 10], [11, 10], [11, 11], [10, 10]]]]

degrees = st.floats(-0.5, 4.5)


def test_a_hole_is_outside():
    assert contains(WITH_HOLE, 0.5, 0.5)
    assert not contains(WITH_HOLE, 2, 2)


def test_an_island_is_inside():
    assert contains(ISLANDS, 10.2, 10.5)
    assert not contains(ISLANDS, 10.2, 9.5)


@given(degrees, degrees)
def test_an_upright_square_holds_what_its_sides_say(lat, lon):
    strictly = 0 < lat < 4 and 0 < lon < 4
    on_the_rim = lat in (0, 4) or lon in (0, 4)
    assert on_the_rim or contains(SQUARE, lat, lon) == strictly


@given(degrees, degrees)
def test_the_direction_of_a_ring_does_not_matter(lat, lon):
    backwards = [[ring[::-1] for ring in polygon] for polygon in WITH_HOLE]
    assert contains(backwards, lat, lon) == contains(WITH_HOLE, lat, lon)


@st.composite
def divided_squares(draw):
    """A square cut in two by a path from its southern to its northern side."""
    norths = sorted(draw(st.sets(st.floats(0.1, 3.9), max_size=8)))
    path = [[draw(st.floats(0.1, 3.9)), north] for north in (0, *norths, 4)]
    west = [[[[0, 0], *path, [0, 4], [0, 0]]]]
    east = [[[*path, [4, 4], [4, 0], path[0]]]]
    return west, east, path


@given(divided_squares(), st.floats(0.01, 3.99), st.floats(0.01, 3.99))
def test_a_point_lies_in_exactly_one_of_two_neighbours(divided, lat, lon):
    west, east, _ = divided
    assert contains(west, lat, lon) + contains(east, lat, lon) == 1


@given(divided_squares(), st.floats(0, 1), st.data())
def test_even_a_point_on_the_border_lies_in_exactly_one(divided, share, data):
    west, east, path = divided
    begin = data.draw(st.integers(0, len(path) - 2))
    (x1, y1), (x2, y2) = path[begin], path[begin + 1]
    lat, lon = y1 + share * (y2 - y1), x1 + share * (x2 - x1)
    if lat < 4:
        assert contains(west, lat, lon) + contains(east, lat, lon) == 1


@given(divided_squares())
def test_the_extent_holds_every_position(divided):
    boundary = divided[0]
    positions = np.array(boundary[0][0])
    box = extent(boundary)
    assert (box.west, box.south) == tuple(positions.min(axis=0))
    assert (box.east, box.north) == tuple(positions.max(axis=0))


def test_names_are_compared_without_accents_capitals_or_punctuation():
    assert folded("Forlì-Cesena") == "forli cesena"
    assert folded("  SANT'ANGELO   Lodigiano ") == "sant angelo lodigiano"
    assert folded("Eppan an der Weinstraße") == "eppan an der weinstrasse"
    assert folded("…") == ""


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert folded(folded(text)) == folded(text)


def test_a_search_text_holds_each_name_once():
    assert search_text(["Bolzano", "Bozen", "", "BOLZANO"]) == "|bolzano|bozen|"


def test_a_slug_is_for_addresses():
    assert slugged("Ambito dell'Alta Valle") == "ambito-dell-alta-valle"


def test_age_bands_are_named_by_their_ages():
    labels = [age_band_label(start) for start in AGE_BAND_STARTS]
    assert labels[0] == "0-4"
    assert labels[-2:] == ["95-99", "100+"]


def test_an_empty_boundary_has_no_extent():
    with pytest.raises(ValueError):
        extent([])


@given(divided_squares())
def test_a_point_inside_is_inside(divided):
    for boundary in divided[:2]:
        assert contains(boundary, *point_inside(boundary))


def test_a_point_inside_avoids_holes():
    assert contains(WITH_HOLE, *point_inside(WITH_HOLE))


def test_a_line_has_no_inside():
    with pytest.raises(ValueError, match="no inside"):
        point_inside([[[[0, 0], [1, 0], [2, 0], [0, 0]]]])
