"""The few marks by which a text says what stands out: a small, safe part of Markdown (CommonMark).

Paragraphs, line breaks, `*emphasis*`, `**strong**`, lists, and links to safe addresses. Whatever else somebody
writes, HTML included, is shown as it was written.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

RULES = ("newline", "escape", "emphasis", "link", "list")
SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s\\]", re.IGNORECASE)
"""What a link may lead to: never a script, and never a page of the platform itself in disguise."""

REL = "nofollow noopener"
BLOCK_ENDS = {"paragraph_close", "bullet_list_close", "ordered_list_close"}


def marked(text: str) -> str:
    """A text as HTML: no elements but p, br, em, strong, ul, ol, li, a; no attributes but href and rel."""
    tokens = _READER.parse(text)
    _dress(tokens)
    return str(_READER.renderer.render(tokens, _READER.options, {}))


def plain(text: str) -> str:
    """A text without its marks: for searching, for tables, for whatever shows letters only."""
    return re.sub(r"\n{3,}", "\n\n", "".join(_letters(_READER.parse(text)))).strip()


def _dress(tokens: Sequence[Token]) -> None:
    """Give links their `rel`, and take away whatever is not ours: other attributes, links that lead nowhere."""
    for token in tokens:
        href = token.attrs.get("href")
        token.attrs = {"href": href, "rel": REL} if token.type == "link_open" and href else {}
        if token.children:
            _dress(token.children)
            token.children = list(_leading_somewhere(token.children))


def _leading_somewhere(tokens: Sequence[Token]) -> Iterator[Token]:
    """Without the ends of links that have no address; links do not nest."""
    leads = True
    for token in tokens:
        if token.type == "link_open":
            leads = bool(token.attrs)
        if leads or token.type not in ("link_open", "link_close"):
            yield token


def _letters(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from _letters(token.children or ())
        elif token.type == "list_item_open":
            yield "– "
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type in BLOCK_ENDS:
            yield "\n" if token.hidden else "\n\n"
        else:
            yield token.content


def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "breaks": True}).enable(RULES)
    reader.validateLink = lambda url: SAFE_ADDRESS.match(url) is not None  # type: ignore[method-assign]
    return reader


_READER = _reader()
