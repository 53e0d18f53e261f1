"""Texts may stand out a little, and can do no harm: what is no known mark is shown as it was written."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.kernel.marks import REL, marked, plain

ALLOWED = {"p", "br", "em", "strong", "ul", "ol", "li", "a"}
PIECES = st.sampled_from(
    [
        "javascript:alert(1)", "JaVaScRiPt:", "java\tscript:", "java\nscript:", "&#106;avascript:", "&#x6A;avascript:",
        "javascript&colon;", "data:text/html;base64,PHNjcmlwdD4=", "DATA:", "vbscript:", "\u0001javascript:",
        "[a](", ")", "](", "[", "]", "<", ">", "<script>", "</script>", "<img src=x onerror=alert(1)>", "![x](",
        "*", "**", "_", "__", "`", "```", "~~~", "# ", "    ", "\t", "- ", "1. ", "> ", "\\", "\n", "\n\n", '"',
        "'", "&", "&lt;", "&quot;", "https://a.example/", "//evil.example", "/desk/", " onclick=x ", "[x]: ", "<a:b>",
        "|", "---", "===", "\r", "\u2028", "\u202e", "mailto:a@b.example", "\x00",
    ]
)  # fmt: skip
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=30).map("".join)


class Reader(HTMLParser):
    """What a browser would make of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.strange.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@given(HOSTILE)
def test_no_element_no_attribute_and_no_address_gets_through_but_ours(text: str) -> None:
    reader = read(marked(text))
    assert not reader.strange
    for tag, attributes in reader.found:
        assert tag in ALLOWED
        assert set(attributes) == ({"href", "rel"} if tag == "a" else set())
        if tag == "a":
            assert attributes["rel"] == REL
            assert re.match(r"(https?://|mailto:|tel:)", attributes["href"] or "", re.IGNORECASE)


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="*_[]\\-+#>`.)"))
)
def test_a_text_without_marks_is_shown_and_searched_as_it_is(text: str) -> None:
    assert unescape(re.sub(r"</?p>", "", marked(text)).strip()) == text
    assert plain(text) == text


@given(HOSTILE)
def test_nothing_that_was_written_is_lost_but_the_marks(text: str) -> None:
    letters = set(re.findall(r"[a-z]", plain(text)))
    assert letters <= set(re.findall(r"[a-z]", text))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "JAVASCRIPT:x", "&#106;avascript:x", "data:text/html,x",
                                  "//evil.example", "/desk/", "vbscript:x", "ftp://x.example"])  # fmt: skip
def test_an_unsafe_link_stays_text(link: str) -> None:
    assert "<a" not in marked(f"[leggi]({link})")
    assert "[leggi](" in plain(f"[leggi]({link})")


def test_a_link_that_leads_nowhere_is_its_words() -> None:
    assert marked("[a *b*]() [c](https://d.example)") == (
        '<p>a <em>b</em> <a href="https://d.example" rel="nofollow noopener">c</a></p>\n'
    )


def test_what_stands_out_stands_out() -> None:
    text = (
        'Vieni *quando* **vuoi**:\nti aspettiamo.\n\n- porta l\'acqua\n- [il sito](https://a.example/?b=1&c=2 "t")'
    )
    assert marked(text) == (
        "<p>Vieni <em>quando</em> <strong>vuoi</strong>:<br>\nti aspettiamo.</p>\n<ul>\n<li>porta l'acqua</li>\n"
        '<li><a href="https://a.example/?b=1&amp;c=2" rel="nofollow noopener">il sito</a></li>\n</ul>\n'
    )
    assert plain(text) == "Vieni quando vuoi:\nti aspettiamo.\n\n– porta l'acqua\n– il sito"


def test_headings_pictures_and_html_are_shown_as_they_were_written() -> None:
    page = marked("# Titolo\n![x](https://a.example/x.png) <b>forte</b>")
    assert "# Titolo" in page
    assert "<img" not in page
    assert "&lt;b&gt;forte&lt;/b&gt;" in page
