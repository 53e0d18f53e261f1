"""A language in which every message is put between brackets shows what no catalogue could translate."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import polib
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from scripts import messages

from intreccio.catalogue.models import Schedule, Service
from intreccio.catalogue.rules.wording.words import words
from intreccio.demo.content import read_table
from intreccio.kernel.languages import NAMES
from tests.web.addresses import ABSENT

pytestmark = pytest.mark.usefixtures("demonstration")

PSEUDO = "xx"
SAID_IN_ATTRIBUTES = {"aria-label", "alt", "title", "placeholder"}
UNTOUCHED = {"form of a date"}
"""Contexts of messages that are no words."""

PROPER_NAMES = {
    "Intreccio", "Bergamo", "CSV", "XLSX", "Excel", "zip", "JSON", "HSDS", "ndjson", "PDF", "RUNTS", "km", PSEUDO,
    "pseudo",
}  # fmt: skip
TEXTS = """
    SELECT name || ' ' || summary || ' ' || description || ' ' || how_to || ' ' || eligibility
        FROM catalogue_servicetext WHERE language = 'it'
    UNION ALL SELECT name || ' ' || description FROM catalogue_activitytext WHERE language = 'it'
    UNION ALL SELECT description FROM actors_organisationtext WHERE language = 'it'
    UNION ALL SELECT name || ' ' || email || ' ' || website FROM actors_organisation
    UNION ALL SELECT name || ' ' || coalesce(street, '') FROM actors_site WHERE visibility = 'public'
    UNION ALL SELECT email || ' ' || url || ' ' || (reference_text ->> 'it') FROM catalogue_service
    UNION ALL SELECT name ->> 'it' FROM catalogue_term UNION ALL SELECT name ->> 'it' FROM catalogue_taxonomy
    UNION ALL SELECT name ->> 'it' FROM catalogue_requireddocument
    UNION ALL SELECT note ->> 'it' FROM catalogue_costoption
    UNION ALL SELECT name FROM territory_area UNION ALL SELECT name FROM territory_zone
    UNION ALL SELECT name ->> 'it' FROM territory_zoning UNION ALL SELECT name FROM territory_territory
"""


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A language that says every public message in brackets."""
    folder: Path = tmp_path_factory.mktemp("locale")
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message in messages.gather(public=True):
        entry = messages.new_entry(message, 2)
        said = message.words if message.context in UNTOUCHED else f"⟦{message.words}⟧"
        entry.msgstr, entry.msgstr_plural = ("", {0: said, 1: said}) if message.plural else (said, {})
        catalogue.append(entry)
    (folder / PSEUDO / "LC_MESSAGES").mkdir(parents=True)
    catalogue.save_as_mofile(str(folder / PSEUDO / "LC_MESSAGES" / "django.mo"))
    with override_settings(
        LANGUAGES=[*settings.LANGUAGES, (PSEUDO, "pseudo")], LOCALE_PATHS=[folder, *settings.LOCALE_PATHS]
    ):
        yield


class Visible(HTMLParser):
    """Gathers what a page says: its text, and attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag) if tag in ("script", "style") else None
        self.said += [value for name, value in attrs if name in SAID_IN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside and data.strip():
            self.said.append(" ".join(data.split()))


def tokens(text: str) -> set[str]:
    return {token.lower() for token in re.findall(r"[^\W\d_]{2,}", text)}


@pytest.fixture
def known() -> set[str]:
    """The words of the catalogue itself, and of names that are the same in every language."""
    with connection.cursor() as cursor:
        cursor.execute(TEXTS)
        said = [row[0] for row in cursor.fetchall() if row[0]]
    said += [row["words"] for row in read_table("easy_texts")["texts"]]
    said += [words([schedule.timing], "en") for schedule in Schedule.objects.all()]
    said += [text.read_text(encoding="utf-8") for text in (
        files("intreccio.actors") / "data" / "names.toml",
        files("intreccio.catalogue") / "data" / "taxonomies" / "languages.toml",
        files("intreccio.catalogue") / "data" / "needs.toml",
    )]  # fmt: skip
    dates = "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno"
    dates += " luglio agosto settembre ottobre novembre dicembre"
    return tokens(" ".join([*said, dates, *NAMES.values(), *PROPER_NAMES]))


def untranslated(page: str, known: set[str]) -> list[str]:
    reader = Visible()
    reader.feed(page)
    return [text for text in reader.said if tokens(_without_translated(text)) - known]


def _without_translated(text: str) -> str:
    """What is left of a text without its messages, from the innermost outwards, and without addresses."""
    rest, count = re.sub(r"https?://\S+", " ", text), 1
    while count:
        rest, count = re.subn(r"⟦[^⟦⟧]*⟧", " ", rest)
    return rest


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?what=ginnastica&where=Dalmine&free=yes&term=activities:movimento",
        "/?what=qqqqzzzz",
        "/?where=Xyzzyland&age=old",
        "/network/",
        "/network/?q=qqqqzzzz",
        "/help/",
        "/privacy/",
        "/accessibility/",
        f"/services/{ABSENT}/",
        "service",
        "shelter",
        "organisation",
    ],
)
def test_a_public_page_says_nothing_that_cannot_be_translated(path: str, known: set[str]) -> None:
    named = {
        "service": ("Cammini di casa – pianura", "/services/{0.pk}/"),
        "shelter": ("Casa di accoglienza", "/services/{0.pk}/"),
        "organisation": ("Cammini di casa – pianura", "/network/{0.organisation_id}/"),
    }
    if path in named:
        name, address = named[path]
        path = address.format(Service.objects.filter(texts__name__startswith=name).first())
    page = Client(HTTP_ACCEPT_LANGUAGE=PSEUDO, HTTP_X_FORWARDED_PROTO="https").get(path).content.decode()
    assert f'<html lang="{PSEUDO}"' in page
    assert untranslated(page, known | tokens(unquote(path))) == []


def test_words_that_no_catalogue_knows_would_be_found() -> None:
    page = '<p>⟦Search⟧ Dalmine</p><img alt="Picture of a weave"><p>Forgotten words</p>'
    assert untranslated(page, {"dalmine"}) == ["Picture of a weave", "Forgotten words"]
