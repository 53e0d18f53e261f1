"""Boundaries survive packing to the metre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.territory.codec import UNITS_PER_DEGREE, pack, pack_ring, unpack, unpack_ring

units = st.integers(-180 * UNITS_PER_DEGREE, 180 * UNITS_PER_DEGREE)
positions = st.tuples(units, units).map(lambda point: [unit / UNITS_PER_DEGREE for unit in point])
rings = st.lists(positions, min_size=1, max_size=30).map(lambda ring: [*ring, ring[0]])
multipolygons = st.lists(st.lists(rings, min_size=1, max_size=3), max_size=3)


@given(multipolygons)
def test_a_boundary_on_the_grid_comes_back_as_it_was(boundary):
    assert unpack(pack(boundary)) == boundary


@given(st.lists(st.tuples(*[st.floats(-180, 180)] * 2), min_size=1, max_size=20))
def test_any_position_comes_back_within_half_a_unit(points):
    ring = [*points, points[0]]
    for (x, y), (x2, y2) in zip(ring, unpack_ring(pack_ring(ring)), strict=True):
        assert abs(x - x2) <= 0.5001 / UNITS_PER_DEGREE
        assert abs(y - y2) <= 0.5001 / UNITS_PER_DEGREE


@given(rings.filter(lambda ring: len(ring) > 2))
def test_all_positions_but_the_closing_one_are_kept(ring):
    assert len(pack_ring(ring)) == 2 * (len(ring) - 1)


def test_a_packed_ring_is_a_start_and_steps():
    assert pack_ring([[9.0, 45.0], [9.00002, 45.0], [9.0, 44.99999], [9.0, 45.0]]) == [
        900000, 4500000, 2, 0, -2, -1,
    ]  # fmt: skip


def test_an_open_ring_is_refused():
    with pytest.raises(ValueError, match="end where it began"):
        pack_ring([[0, 0], [1, 0], [1, 1]])


@pytest.mark.parametrize("steps", [[], [1], [1, 2, 3]])
def test_numbers_that_are_not_pairs_are_refused(steps):
    with pytest.raises(ValueError, match="pairs"):
        unpack_ring(steps)
