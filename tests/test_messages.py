"""The interface is complete in Italian, public pages in every language; the compiled catalogues are the written ones."""

import re
from collections.abc import Callable
from gettext import c2py

import polib
import pytest
from scripts import messages

from intreccio.kernel.languages import PUBLIC_ONLY
from intreccio.web.frame.public import is_public_source


@pytest.fixture(scope="module", params=messages.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(messages.path_of(language)))


def test_every_message_has_its_translation(catalogue: polib.POFile) -> None:
    assert messages.untranslated(catalogue) == []


def test_a_catalogue_holds_exactly_the_messages_that_its_language_must_have(
    catalogue: polib.POFile, language: str
) -> None:
    assert {messages.key(entry) for entry in catalogue} == set(messages.wanted(language))


def test_the_compiled_catalogue_is_up_to_date(catalogue: polib.POFile, language: str) -> None:
    compiled = polib.mofile(str(messages.path_of(language).with_suffix(".mo")))
    assert _translations(compiled) == _translations(catalogue)


def test_a_translation_keeps_the_variables_of_the_english(catalogue: polib.POFile) -> None:
    names = messages.VARIABLE.findall
    wrong = [
        entry.msgid
        for entry in catalogue
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        if text and sorted(names(text)) != sorted(names(entry.msgid))
    ]
    assert wrong == []


def test_words_have_as_many_forms_as_the_language_has(catalogue: polib.POFile, language: str) -> None:
    assert catalogue.metadata["Plural-Forms"] == messages.PLURAL_FORMS[language]
    forms = {len(entry.msgstr_plural) for entry in catalogue if entry.msgid_plural}
    assert forms == {messages.forms_of(language)}


@pytest.mark.parametrize("language", PUBLIC_ONLY)
def test_numbers_find_their_form(language: str) -> None:
    """The examples of the Unicode CLDR: numbers that share a form stand together."""
    examples = {
        "fr": [(0, 1), (2, 17, 100)],
        "es": [(1,), (0, 2, 100)],
        "sq": [(1,), (0, 2, 100)],
        "ro": [(1,), (0, 2, 19, 101, 119), (20, 35, 100, 120)],
        "ar": [(0,), (1,), (2,), (3, 10, 103, 110), (11, 26, 99, 111), (100, 102, 200, 1000)],
        "uk": [(1, 21, 101), (2, 4, 22, 34), (0, 5, 11, 12, 19, 111, 112)],
        "zh-hans": [(0, 1, 2, 100)],
    }[language]
    form = _chooser(messages.PLURAL_FORMS[language])
    assert [{form(number) for number in alike} for alike in examples] == [{n} for n in range(len(examples))]


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("web/find/showing.py", True),
        ("web/templates/find/page.html", True),
        ("web/templates/404.html", True),
        ("web/words/costs.py", True),
        ("web/a-room-made-tomorrow/views.py", True),
        ("web/words/events.py", False),
        ("web/imports/views.py", False),
        ("web/templates/imports/page.html", False),
        ("actors/actions/auditing.py", False),
    ],
)
def test_what_pages_say_is_public_unless_their_room_is_known_to_be_for_those_who_sign_in(
    path: str, public: bool
) -> None:
    assert is_public_source(path) is public


def _chooser(rule: str) -> Callable[[int], int]:
    """The rule of a catalogue's head as gettext reads it."""
    return c2py(re.search(r"plural=(.*);", rule)[1])


def _translations(entries: polib.POFile | polib.MOFile) -> dict[messages.Message, tuple[str, ...]]:
    return {messages.key(entry): (entry.msgstr, *entry.msgstr_plural.values()) for entry in entries}
