"""Services on paper: accessible PDF in every language, texts as texts, bounded."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import typst
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import settings as run
from hypothesis import strategies as st

from intreccio.kernel.languages import NAMES
from intreccio.web.booklets.document import Outside, content, grouped
from intreccio.web.booklets.glyphs import BOX, covered, written
from intreccio.web.booklets.typesetting import FOLDER, TEMPLATE, typeset
from intreccio.web.shown.carried import Carried
from intreccio.web.shown.pieces import Freshness, Language, Said
from intreccio.web.shown.services import ContactShown, SiteShown
from tests.web.conftest import VisitorOf

OUTSIDE = Outside(
    title="Opuscolo",
    made_on=date(2026, 11, 24),
    site="https://x.example",
    address="https://x.example/",
    has_cover=True,
)
SERVICE = Carried(
    id="1",
    name="Cammini di casa",
    url="/services/1/",
    organisation="Passo Lento APS",
    said=Said(),
    freshness=Freshness.FRESH,
    freshness_words="",
    summary="Si cammina insieme.",
    when=["Ogni lunedì, 9:00–10:00."],
    sites=[SiteShown("Sala civica", "Via Roma 1, 24044 Dalmine")],
    contacts=[ContactShown("", "Telefono", "035 0001080")],
    cost="gratis",
    languages=[Language("pa", "ਪੰਜਾਬੀ"), Language("zh", "中文"), Language("ar", "العربية")],
    activity="Movimento",
    town="Dalmine",
)
HOSTILE = [
    "#read(\"/etc/passwd\")",
    "#import \"@preview/cetz:0.3.0\"",
    "$ x^2",
    "\\ \\u{41} \\#",
    "@nobody <label> [open *bold _it `raw",
    "= Heading\n== Second",
    "// comment /* and another",
    "#panic() #eval(\"1\") #sys.inputs",
]  # fmt: skip


def headings(made: dict[str, Any]) -> list[str]:
    """What typst itself understood as the text of headings."""
    compiler = typst.Compiler(
        TEMPLATE, root=FOLDER, font_paths=[FOLDER / "fonts"], ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(made)},
    )  # fmt: skip
    return [_text(heading["body"]) for heading in json.loads(compiler.query("heading"))]


def _text(body: dict[str, Any]) -> str:
    if body.get("func") == "space":
        return " "
    return body.get("text", "") + "".join(_text(child) for child in body.get("children", []))


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("is_large", [False, True])
def test_every_language_makes_an_accessible_document(language: str, is_large: bool) -> None:
    with translation.override(language):
        pdf = typeset(content(replace(OUTSIDE, is_large=is_large), [SERVICE], "activity"))
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_shown_and_never_obeyed(text: str) -> None:
    service = replace(SERVICE, name=text, summary=text, organisation=text, cost=text, when=[text])
    made = content(replace(OUTSIDE, title=text), [service])
    assert text in headings(made)
    assert typeset(made).startswith(b"%PDF-")


@given(st.text(min_size=1, max_size=200))
@run(max_examples=40, deadline=None)
def test_no_text_at_all_stops_a_document(text: str) -> None:
    assert typeset(content(OUTSIDE, [replace(SERVICE, name=text, summary=text)])).startswith(b"%PDF-")


def test_what_the_typefaces_lack_is_a_box_and_languages_have_another_name() -> None:
    assert written("caffè țș Ї 中 ع 😀") == f"caffè țș Ї 中 ع {BOX}"
    with translation.override("it"):
        made = content(OUTSIDE, [SERVICE])
    facts = {fact["label"]: fact["lines"] for fact in made["groups"][0]["services"][0]["facts"]}
    assert facts["Lingue"] == ["punjabi, 中文, العربية"]


def test_the_typefaces_have_every_character_of_the_interface() -> None:
    """So no word of ours becomes a box; Chinese, Arabic and Cyrillic included."""
    for path in (settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"):
        letters = {char for char in path.read_text(encoding="utf-8") if char.isalpha()}
        assert {char for char in letters if ord(char) not in covered()} == set(), path.parts[-3]


def test_groups_stand_in_order_and_what_has_none_comes_last() -> None:
    services = [replace(SERVICE, town=town) for town in ("Treviglio", "", "Bergamo", "Treviglio")]
    assert [(title, len(members)) for title, members in grouped(services, "town")][:2] == [
        ("Bergamo", 1),
        ("Treviglio", 2),
    ]
    assert len(grouped(services, "town")[-1][1]) == 1


def test_an_address_that_is_kept_back_is_not_on_paper() -> None:
    hidden = replace(SERVICE, sites=(), is_address_confidential=True)
    with translation.override("it"):
        assert "Indirizzo riservato" in json.dumps(content(OUTSIDE, [hidden]), ensure_ascii=False)


@pytest.mark.usefixtures("demonstration")
def test_a_find_page_leads_to_its_booklet(visitor: VisitorOf) -> None:
    client = visitor()
    assert '"/booklet/?what=cammino&amp;where=Dalmine' in client.get("/?what=cammino&where=Dalmine").text
    assert "Scarica l’opuscolo" in client.get("/booklet/?what=cammino&where=Dalmine").text
    pdf = client.get("/booklet/services.pdf?what=cammino&where=Dalmine&by_group=town&large=yes")
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    assert "attachment" in pdf["Content-Disposition"]


@pytest.mark.usefixtures("demonstration")
def test_a_booklet_that_cannot_hold_all_says_so_before(visitor: VisitorOf) -> None:
    assert "primi 200 servizi" in visitor().get("/booklet/").text
    assert "Non si è trovato niente" in visitor().get("/booklet/?what=qqqqzzzz").text


@pytest.mark.usefixtures("demonstration")
def test_whoever_asks_for_too_many_is_asked_to_wait(visitor: VisitorOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "typeset", "1/m/ip")
    client = visitor()
    client.defaults["REMOTE_ADDR"] = "203.0.113.77"
    path = "/booklet/services.pdf?what=cammino&where=Dalmine"
    assert [client.get(path).status_code for _ in range(2)] == [200, 429]


def test_the_typesetter_is_loaded_by_whoever_typesets_alone() -> None:
    """80 MB that no page needs."""
    looked = "import intreccio.config.wsgi, intreccio.config.urls, sys; print('typst' in sys.modules)"
    run_apart = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", looked], capture_output=True, text=True, check=True
    )
    assert run_apart.stdout.strip() == "False"
