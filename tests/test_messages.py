"""The interface is complete in Italian, and the compiled catalogue is the written one."""

import polib
import pytest
from scripts import messages


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(messages.CATALOGUE))


def test_every_message_has_its_italian(catalogue: polib.POFile) -> None:
    assert messages.untranslated(catalogue) == []


def test_the_catalogue_holds_exactly_the_messages_of_the_code(catalogue: polib.POFile) -> None:
    assert {messages.key(entry) for entry in catalogue} == set(messages.gather())


def test_the_compiled_catalogue_is_up_to_date(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str(messages.CATALOGUE.with_suffix(".mo")))
    assert _translations(compiled) == _translations(catalogue)


def test_italian_keeps_the_variables_of_the_english(catalogue: polib.POFile) -> None:
    names = messages.VARIABLE.findall
    wrong = [
        entry.msgid
        for entry in catalogue
        for italian in [entry.msgstr, *entry.msgstr_plural.values()]
        if italian and sorted(names(italian)) != sorted(names(entry.msgid))
    ]
    assert wrong == []


def _translations(entries: polib.POFile | polib.MOFile) -> dict[messages.Message, tuple[str, ...]]:
    return {messages.key(entry): (entry.msgstr, *entry.msgstr_plural.values()) for entry in entries}
