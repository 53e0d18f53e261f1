"""Every term that residents read has a name in every language of the public pages."""

import pytest

from intreccio.catalogue.shipped import TRANSLATED, base_taxonomies, translations

OF_WORKERS = {"settings"}
"""Taxonomies that no public page shows."""


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_term_that_residents_read_has_its_name(language: str) -> None:
    missing = [
        f"{taxonomy.slug}:{row['code']}"
        for taxonomy in base_taxonomies()
        if taxonomy.slug not in OF_WORKERS
        for row in taxonomy.terms
        if language not in row["name"]
    ]
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_name_is_of_a_term_that_is_not_there(language: str) -> None:
    codes = {taxonomy.slug: {row["code"] for row in taxonomy.terms} for taxonomy in base_taxonomies()}
    named = {slug: set(names) for slug, names in translations()[language].items() if slug != "taxonomies"}
    assert {slug: names - codes[slug] for slug, names in named.items() if names - codes[slug]} == {}
    assert set(translations()[language]["taxonomies"]) == set(codes)


def test_writing_systems_are_not_mixed_up() -> None:
    first = {language: names["activities"]["cucina"] for language, names in translations().items()}
    assert first["ar"] == "الطبخ والغذاء"
    assert first["uk"] == "Кухня та харчування"
    assert first["zh"] == "烹饪与饮食"
