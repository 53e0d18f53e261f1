"""Institutions are called as they are called there."""

import re
from dataclasses import fields

from intreccio.territory import shipped
from intreccio.territory.vocabulary import Vocabulary, vocabulary

PROVINCES = {(place.province_code, place.region_code) for place in shipped.municipalities()}
EVERYWHERE = {codes: vocabulary(province_code=codes[0], region_code=codes[1]) for codes in PROVINCES}


def words(vocabulary: Vocabulary):
    return [getattr(vocabulary, field.name) for field in fields(vocabulary)]


def test_every_word_exists_everywhere_in_italian_and_english():
    for here in EVERYWHERE.values():
        for word in words(here):
            assert word.text["it"] and word.text["en"]


def test_ats_never_stands_bare():
    for here in EVERYWHERE.values():
        for word in words(here):
            assert word.short != "ATS"
            assert not re.search(r"(?<!\()\bATS\b", " ".join(word.text.values()))


def test_lombardy_has_two_authorities():
    here = vocabulary(province_code="016", region_code="03")
    assert here.health_authority.text["it"] == "Agenzia di tutela della salute (ATS)"
    assert here.care_authority.short == "ASST"
    assert here.area_plan.text["it"] == "Piano di zona"


def test_elsewhere_the_health_authority_is_the_care_authority():
    for (_, region), here in EVERYWHERE.items():
        assert region == "03" or here.care_authority == here.health_authority


def test_each_region_has_its_authority():
    shorts = {codes: here.health_authority.short for codes, here in EVERYWHERE.items()}
    expected = {
        ("037", "08"): "AUSL", ("027", "05"): "ULSS", ("048", "09"): "AUSL", ("092", "20"): "ASL",
        ("054", "10"): "USL", ("042", "11"): "AST", ("082", "19"): "ASP", ("079", "18"): "ASP",
        ("076", "17"): "ASP", ("077", "17"): "ASM", ("022", "04"): "APSS", ("030", "06"): "ASUFC",
        ("070", "14"): "ASReM", ("007", "02"): "Azienda USL", ("058", "12"): "ASL",
    }  # fmt: skip
    assert {codes: shorts[codes] for codes in expected} == expected


def test_the_plan_of_sardinia_is_the_plus_and_tuscany_has_its_health_societies():
    assert vocabulary(region_code="20").area_plan.short == "PLUS"
    assert "Società della Salute" in vocabulary(region_code="09").social_area.text["it"]


def test_the_autonomous_provinces_have_their_own_words():
    assert "Alto Adige" in vocabulary(province_code="021", region_code="04").health_authority.text["it"]


def test_an_unknown_place_gets_the_national_words():
    assert vocabulary() == vocabulary(province_code="000", region_code="00")
