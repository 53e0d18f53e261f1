"""The shipped data are whole."""

from collections import Counter

import pytest

from intreccio.territory import shipped
from intreccio.territory.rules import AGE_BAND_STARTS, contains, extent

EVERYWHERE = shipped.municipalities()
CODES = {place.istat_code for place in EVERYWHERE}
BERGAMO = {place.istat_code for place in EVERYWHERE if place.province_short == "BG"}

RESIDENTS_OF_ITALY = 58_840_177
"""The sum over all ages and municipalities in the source."""
WITHOUT_COUNT = {"081025", "099030", "099031"}


def test_every_municipality_of_2023_is_there_once():
    assert len(EVERYWHERE) == len(CODES) == 7901
    assert len({place.province_code for place in EVERYWHERE}) == 107
    assert len({place.region_code for place in EVERYWHERE}) == 20


def test_bergamo_has_its_243_municipalities():
    assert len(BERGAMO) == 243


def test_the_letters_of_naples_are_letters():
    naples = [place for place in EVERYWHERE if place.province == "Napoli"]
    assert len(naples) == 92
    assert {place.province_short for place in naples} == {"NA"}


def test_residents_add_up_to_the_source():
    residents = list(shipped.population(CODES))
    assert sum(some.number for some in residents) == RESIDENTS_OF_ITALY
    bands = Counter(some.istat_code for some in residents)
    assert set(bands.values()) == {2 * len(AGE_BAND_STARTS)}
    assert CODES - bands.keys() == WITHOUT_COUNT


def test_residents_of_the_province_of_bergamo_add_up_to_the_source():
    assert sum(some.number for some in shipped.population(BERGAMO)) == 1_103_768


def test_every_municipality_has_a_boundary_around_its_own_point():
    boundaries = dict(shipped.boundaries(CODES))
    assert boundaries.keys() == CODES
    outside = [
        place.name for place in EVERYWHERE if not contains(boundaries[place.istat_code], place.lat, place.lon)
    ]
    assert outside == []


def test_neighbours_leave_no_gap_and_no_overlap():
    """Along a line through the province, points in it lie in one municipality each."""
    boundaries = dict(shipped.boundaries(BERGAMO))
    boxes = {code: extent(boundary) for code, boundary in boundaries.items()}
    for step in range(400):
        lat, lon = 45.5 + step * 0.00113, 9.65 + step * 0.00061
        holders = [
            code
            for code, box in boxes.items()
            if box.south <= lat <= box.north and box.west <= lon <= box.east
            if contains(boundaries[code], lat, lon)
        ]
        assert len(holders) == 1, (lat, lon, holders)


def test_every_shared_corner_lies_in_at_most_one_municipality():
    boundaries = dict(shipped.boundaries(BERGAMO))
    boxes = {code: extent(boundary) for code, boundary in boundaries.items()}
    bergamo = boundaries["016024"]
    for lon, lat in bergamo[0][0]:
        near = [c for c, b in boxes.items() if b.south <= lat <= b.north and b.west <= lon <= b.east]
        assert sum(contains(boundaries[code], lat, lon) for code in near) == 1


@pytest.mark.parametrize(
    ("code", "name", "other_name"),
    [
        ("021008", "Bolzano", "Bozen"),
        ("021052", "Monguelfo-Tesido", "Welsberg-Taisten"),
        ("031022", "Savogna d'Isonzo", "Sovodnje ob Soči"),
        ("022250", "San Giovanni di Fassa", "Sèn Jan"),
        ("007052", "Pont-Saint-Martin", ""),
        ("099001", "Bellaria-Igea Marina", ""),
    ],
)
def test_names_in_two_languages_are_told_apart(code, name, other_name):
    place = next(place for place in EVERYWHERE if place.istat_code == code)
    assert (place.name, place.other_name) == (name, other_name)


def test_municipalities_born_of_mergers_answer_to_their_old_names():
    place = next(place for place in EVERYWHERE if place.istat_code == "012144")
    assert place.all_names[-3:] == ["Bardello", "Bregano", "Malgesso"]


@pytest.mark.parametrize("province", ["BG", "bg", "Bergamo", "016"])
def test_a_province_is_chosen_by_letters_name_or_code(province):
    assert {place.istat_code for place in shipped.choose(province=province)} == BERGAMO


@pytest.mark.parametrize("region", ["Valle d'Aosta", "vallée d'aoste", "02"])
def test_a_region_is_chosen_by_either_name_or_code(region):
    assert len(shipped.choose(region=region)) == 74


def test_a_place_that_does_not_exist_is_named_with_a_near_one():
    with pytest.raises(shipped.NoSuchPlace, match=r"no province 'Bergamp'.*Bergamo"):
        shipped.choose(province="Bergamp")
    with pytest.raises(shipped.NoSuchPlace, match="999999"):
        shipped.choose(istat_codes=["016024", "999999"])


def test_one_choice_is_made_at_a_time():
    with pytest.raises(ValueError, match="one of"):
        shipped.choose(province="BG", region="Lombardia")
    with pytest.raises(ValueError, match="one of"):
        shipped.choose()
