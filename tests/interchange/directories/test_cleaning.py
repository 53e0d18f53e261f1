"""The parsers of single values: whatever they get, they answer or refuse in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.interchange.directories.cleaning.coordinates import clean_point
from intreccio.interchange.directories.cleaning.countries import country_code
from intreccio.interchange.directories.cleaning.dates import clean_date, clean_moment
from intreccio.interchange.directories.cleaning.languages import language_code, read_languages
from intreccio.interchange.directories.cleaning.mending import Mended
from intreccio.interchange.directories.cleaning.mojibake import unscrambled
from intreccio.interchange.directories.cleaning.numbers import (
    Ages,
    Money,
    clean_age,
    clean_amount,
    clean_number,
    clean_whole,
    clean_year,
)
from intreccio.interchange.directories.cleaning.phones import clean_phones
from intreccio.interchange.directories.cleaning.texts import clean_text, is_plain
from intreccio.interchange.directories.cleaning.times import CLOSES, OPENS, clean_time, clean_weekdays
from intreccio.interchange.directories.cleaning.web import clean_email, clean_url
from intreccio.kernel.refusing import Refused

DIGITS = st.text("0123456789+-() ./x", max_size=25)
COUNTRIES = st.sampled_from(["", "IT", "US", "GB", "DE", "XX"])
NEARLY_NUMBERS = st.text("0123456789.,-°'\"NSEWO ", max_size=14)
ITALIAN = st.text("abcdefghilmnopqrstuvz àèéìòù’“”«»–€", min_size=1)


def value_of(found: object) -> object:
    return found.value if isinstance(found, Mended) else found


@given(st.text() | DIGITS, COUNTRIES, st.sampled_from(["", "+1", "39", "0044"]))
def test_telephone_numbers_are_read_or_refused_and_stay_as_they_are_once_read(text, country, prefix):
    try:
        found = clean_phones(text, country=country, prefix=prefix)
    except Refused as refusal:
        assert refusal.message.text("it")
        return
    assert found.numbers
    for number in found.numbers:
        assert clean_phones(number, country=country).numbers == (number,)


@given(st.text() | NEARLY_NUMBERS | st.floats().map(str), st.text() | NEARLY_NUMBERS, COUNTRIES)
def test_coordinates_are_on_earth_or_left_out_with_a_note(latitude, longitude, country):
    point, note = clean_point(latitude, longitude, country=country)
    if point is None:
        assert note or not (latitude or longitude)
    else:
        assert -90 <= point[0] <= 90
        assert -180 <= point[1] <= 180
        again = clean_point(*(format(value, ".17g") for value in point), country=country)
        assert again == (point, None)


@given(st.text() | st.text("0123456789:.hamp ", max_size=9), st.sampled_from([OPENS, CLOSES]))
def test_times_are_read_or_left_out_and_stay_as_they_are_once_read(text, side):
    value = value_of(clean_time(text, side=side))
    assert value is None or clean_time(str(value), side=side) == value


@pytest.mark.parametrize(
    "clean", [clean_date, clean_moment, clean_year, clean_number, clean_whole, clean_weekdays]
)
@given(text=st.text() | NEARLY_NUMBERS | st.dates().map("{:%d/%m/%Y}".format) | st.floats().map(str))
def test_what_was_read_once_is_read_the_same_again(clean, text):
    value = value_of(clean(text))
    assert value is None or value_of(clean(str(value))) == value


@given(st.text() | st.from_regex(r"\A[0-9]{1,3}( ?- ?| to |\+)[0-9]{0,3}\Z"))
def test_ages_are_ages_or_left_out(text):
    found = value_of(clean_age(text))
    ages = (found.least, found.most) if isinstance(found, Ages) else (found,)
    assert all(age is None or 0 <= age <= 120 for age in ages)


@given(st.text() | NEARLY_NUMBERS)
def test_amounts_are_never_negative(text):
    found = value_of(clean_amount(text))
    amount = found.amount if isinstance(found, Money) else found
    assert amount is None or amount >= 0


@pytest.mark.parametrize("clean", [clean_url, clean_email])
@given(text=st.text() | st.text("abc.@:/ ;,ht", max_size=30))
def test_addresses_are_read_or_left_out_and_stay_as_they_are_once_read(clean, text):
    value = value_of(clean(text))
    assert value is None or clean(str(value)) == value


@given(st.text())
def test_languages_are_known_codes(text):
    found = read_languages(text).found
    assert all(language_code(code) == code for code, _ in found)
    assert country_code(text) == "" or len(country_code(text)) == 2


@given(st.text() | st.text("<>&;abp/\\n#x0 \x00\x85Ã©â€", max_size=40))
def test_clean_text_is_clean(text):
    clean, mends = clean_text(text)
    assert clean_text(clean) == (clean, ())
    assert bool(mends) or clean == text.strip()


@given(st.text() | ITALIAN)
def test_text_that_is_called_plain_needs_nothing(text):
    if is_plain(text):
        clean, mends = clean_text(text)
        assert clean == text.strip() or not clean
        assert len(mends) <= 1


@given(ITALIAN, st.sampled_from(["cp1252", "latin-1", "cp850"]), st.integers(1, 2))
def test_utf8_read_in_another_encoding_is_put_right_however_often_it_happened(text, encoding, times):
    scrambled = text
    for _ in range(times):
        try:
            scrambled = scrambled.encode().decode(encoding)
        except UnicodeDecodeError:
            return
    assert unscrambled(scrambled) == text


@given(ITALIAN)
def test_italian_is_left_alone(text):
    assert unscrambled(text) == text
