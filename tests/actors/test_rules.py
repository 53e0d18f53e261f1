"""Numbers and addresses as people write them come to one form, or are refused in words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.actors.rules.contacts import clean_mail, clean_phone, clean_postcode, clean_website
from intreccio.actors.rules.coordinates import Coordinates, parse_coordinates
from intreccio.actors.rules.details import OrganisationDetails, clean_organisation
from intreccio.actors.rules.kinds import (
    EX_ONLUS,
    OrganisationKind,
    RuntsSection,
    SiteKind,
    legal_forms,
    organisation_kind_names,
    runts_section_names,
    site_kind_names,
)
from intreccio.actors.rules.tax_codes import (
    check_character,
    check_digit,
    clean_tax_code,
    clean_vat_number,
    with_lost_zeros,
)
from intreccio.kernel.refusing import AllRefused, Refused

ten_digits = st.text("0123456789", min_size=10, max_size=10).filter(lambda digits: set(digits) != {"0"})


@pytest.mark.parametrize(
    "code", ["80051890152", "97519070011", "00743110157", "RSSMRA80A01H501U", "MRTMTT25D09F205Z"]
)
def test_published_tax_codes_are_right(code):
    assert clean_tax_code(code.lower()) == code


@given(ten_digits)
def test_a_body_code_is_right_with_its_own_check_digit_only(digits):
    right = check_digit(digits)
    assert clean_tax_code(digits + right) == digits + right
    for other in set("0123456789") - {right}:
        with pytest.raises(Refused):
            clean_tax_code(digits + other)


@given(ten_digits, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(digits, place, step):
    code = digits + check_digit(digits)
    wrong = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    with pytest.raises(Refused):
        clean_tax_code(wrong)


@given(st.sets(st.sampled_from([6, 7, 9, 10, 12, 13, 14])))
def test_omocodia_is_understood(places):
    letters = [
        "LMNPQRSTUV"[int(character)] if place in places else character
        for place, character in enumerate("RSSMRA80A01H501")
    ]
    code = "".join(letters)
    assert clean_tax_code(code + check_character(code)) == code + check_character(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "8005189015",
        "80051890153",
        "00000000000",
        "RSSMRA80A01H501X",
        "RSSMRA80F01H501U",
        "RSSMRA80A99H501U",
        "ABC",
        "²²²²²²²²²²²",
    ],
)
def test_wrong_tax_codes_are_refused_in_both_languages(code):
    with pytest.raises(Refused) as refusal:
        clean_tax_code(code)
    assert set(refusal.value.message) == {"it", "en"}
    assert refusal.value.field == "tax_code"


def test_zeros_a_spreadsheet_took_come_back():
    assert with_lost_zeros("743110157") == "00743110157"
    assert with_lost_zeros("80051890152") == "80051890152"
    assert with_lost_zeros("12") == "12"


def test_a_vat_number_may_say_its_country():
    assert clean_vat_number("IT 00743110157") == "00743110157"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("035 123456", "+39035123456"),
        ("035/12.34.56", "+39035123456"),
        ("(035) 123-456", "+39035123456"),
        ("+39 035 123456", "+39035123456"),
        ("0039 347 1234567", "+393471234567"),
        ("347-1234567", "+393471234567"),
        ("800 123 456", "+39800123456"),
        ("06 698", "+3906698"),
        ("112", "112"),
        ("1522", "1522"),
        ("116 117", "116117"),
        ("19696", "19696"),
        ("+41 91 123 45 67", "+41911234567"),
    ],
)
def test_telephone_numbers_are_understood(written, kept):
    assert clean_phone(written) == kept
    assert clean_phone(kept) == kept


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("035123456 - 035987654", "two numbers"),
        ("7094854", "zero of the area code"),
        ("035 12ab", "more than digits"),
        ("12", "too short"),
        ("", "too short"),
    ],
)
def test_what_is_no_telephone_number_is_refused_with_the_reason(written, why):
    with pytest.raises(Refused, match=why):
        clean_phone(written)


@given(st.text(max_size=30))
def test_any_text_is_a_number_of_one_form_or_refused(text):
    try:
        assert re.fullmatch(r"\+?[0-9]{3,15}", clean_phone(text))
    except Refused as refusal:
        assert refusal.message.text("it")


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_coordinates_written_are_coordinates_read(lat, lon):
    lat, lon = round(lat, 5), round(lon, 5)
    swapped = 6 <= lat <= 19 and 35 <= lon <= 48
    for text in (f"{lat:.5f}, {lon:.5f}", f"{lat:.5f} {lon:.5f}".replace(".", ","), f"geo:{lat:.5f},{lon:.5f}"):
        if swapped:
            with pytest.raises(Refused, match="swapped"):
                parse_coordinates(text)
        else:
            assert parse_coordinates(text) == Coordinates(lat, lon)


@pytest.mark.parametrize(
    "text",
    [
        "45.6983, 9.6773",
        "45,6983; 9,6773",
        "45°41'53.88\"N 9°40'38.28\"E",
        "45° 41,898' N, 9° 40,638' E",
        "https://www.google.com/maps/@45.6983,9.6773,17z",
        "https://www.openstreetmap.org/?mlat=1#map=17/45.6983,9.6773",
    ],
)
def test_coordinates_are_read_as_people_paste_them(text):
    lat, lon = parse_coordinates(text)
    assert (lat, lon) == (pytest.approx(45.6983), pytest.approx(9.6773))


def test_ovest_is_west():
    assert parse_coordinates("38°43'N 9°8'O").lon == pytest.approx(-(9 + 8 / 60))


@pytest.mark.parametrize("text", ["", "Bergamo", "45.6983", "91, 9", "45, 181", "9.6773, 45.6983"])
def test_what_are_no_coordinates_is_refused(text):
    with pytest.raises(Refused):
        parse_coordinates(text)


@pytest.mark.parametrize(("written", "kept"), [("24122", "24122"), (" 9032 ", "09032"), ("00184", "00184")])
def test_postcodes_get_their_zero_back(written, kept):
    assert clean_postcode(written) == kept


@pytest.mark.parametrize("text", ["", "184", "2412A", "99999", "00000", "241222"])
def test_what_is_no_postcode_is_refused(text):
    with pytest.raises(Refused):
        clean_postcode(text)


def test_mail_and_web_addresses_come_to_one_form():
    assert clean_mail(" Info@ESEMPIO.it ") == "Info@esempio.it"
    assert clean_website("www.esempio.it") == "https://www.esempio.it"
    for text in ("info", "a@b", "a b@c.it", "a@b.it; c@d.it"):
        with pytest.raises(Refused):
            clean_mail(text)
    for text in ("javascript:alert(1)", "esempio", "http://", "https://a b.it", "http://[::1"):
        with pytest.raises(Refused):
            clean_website(text)


def test_every_problem_of_a_form_is_told_at_once():
    details = OrganisationDetails(
        name=" ", kind=OrganisationKind.APS, tax_code="1", phone="x", founded=3000, legal_form="onlus"
    )
    with pytest.raises(AllRefused) as refusal:
        clean_organisation(details, year=2026)
    assert {problem.field for problem in refusal.value.problems} == {
        "name", "tax_code", "phone", "founded", "legal_form",
    }  # fmt: skip


def test_everything_has_a_name_in_both_languages():
    for names, slugs in (
        (organisation_kind_names(), OrganisationKind),
        (site_kind_names(), SiteKind),
        (runts_section_names(), RuntsSection),
    ):
        assert list(names) and set(names) == set(slugs)
        assert all(set(name) == {"it", "en"} for name in names.values())


def test_onlus_is_no_legal_form_in_force():
    onlus = {slug: name.text("it") for slug, name in legal_forms().items() if "onlus" in name.text("it").lower()}
    assert onlus == {EX_ONLUS: "ex ONLUS, da verificare"}
