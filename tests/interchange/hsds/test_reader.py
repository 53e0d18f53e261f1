"""Whoever reads gets what they understand best."""

import pytest

from intreccio.interchange.hsds.reader import Reader, reader_of
from intreccio.kernel.text import Translated


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("", ("it",)),
        ("*", ("it",)),
        ("en", ("en",)),
        ("en-GB,en;q=0.9,fr;q=0.8", ("en", "fr")),
        ("fr;q=0.3, ar;q=0.9, en;q=0", ("ar", "fr")),
        ("nonsense;;q=", ("it",)),
        ("q" * 5000, ("it",)),
    ],
)
def test_a_header_says_which_languages_are_understood(header: str, languages: tuple[str, ...]) -> None:
    assert reader_of(header).languages == languages


def test_a_text_is_given_in_the_first_of_them_else_in_italian() -> None:
    label = Translated(it="sede", en="site", fr="lieu")
    assert Reader(("so", "fr")).text(label) == "lieu"
    assert Reader(("so",)).text(label) == "sede"
    assert Reader(("so",)).text(Translated(ro="sediu")) == "sediu"
    assert Reader(("so",)).text(Translated()) == ""
