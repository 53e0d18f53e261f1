"""Text for people: no control characters, no markup, line breaks that break, letters that can be read."""

import re
from html import unescape

from intreccio.interchange.directories.cleaning.mojibake import unscrambled
from intreccio.kernel.text import Translated

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufeff\ufffe\uffff\u200b\u2028\u2029\ud800-\udfff]")
_WRITTEN_BREAK = re.compile(r"(?:\\r)?\\n|\\r")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:/?(?:a|abbr|address|article|aside|b|big|blockquote|body|br|button|center|cite|code|dd|del|div|dl|dt|em|"
    r"figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|"
    r"nav|ol|o:p|option|p|pre|q|s|script|section|select|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|"
    r"textarea|tfoot|th|thead|title|tr|tt|u|ul|video)(?:\s[^<>]*)?/?|!--.*?--|!doctype[^<>]*)>",
    re.IGNORECASE | re.DOTALL,
)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_LINKED = re.compile(
    r"<a\s[^<>]*?href\s*=\s*[\"']?(https?://[^\"'\s<>]+)[^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL
)
_BREAKING = re.compile(r"<(?:br\s*/?|/p|/div|/h[1-6]|/ul|/ol|/tr|/table)\s*>", re.IGNORECASE)
_ITEM = re.compile(r"\s*<li\b[^<>]*>\s*", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\xa0]+")
_MANY_BREAKS = re.compile(r"\n{3,}")

NOTHING = frozenset(
    {
        "NULL",
        "null",
        "Null",
        "\\N",
        "NaN",
        "nan",
        "#N/A",
        "N/A",
        "n/a",
        "NA",
        "undefined",
        "None.None",
        "(null)",
        "-",
        "--",
    }
)
"""What programs write where there is nothing. "None" is not among them: of fees it means that there are none."""

CONTROL_REMOVED = Translated(it="Tolti caratteri di controllo.", en="Control characters were removed.")
BREAKS_RESTORED = Translated(
    it="Gli a capo scritti come «\\n» sono tornati a capo.",
    en="Line breaks written as “\\n” are line breaks again.",
)
MARKUP_REMOVED = Translated(it="Tolte le marcature HTML.", en="HTML markup was removed.")
LETTERS_MENDED = Translated(
    it="Rimesse a posto lettere lette con una codifica sbagliata.",
    en="Letters read in a wrong encoding were put right.",
)
NOTHING_SAID = Translated(
    it="Un segno di «nessun valore» vale come vuoto.", en="A sign for “no value” counts as empty."
)


def is_plain(text: str) -> bool:
    """Whether `clean_text` would only trim a text. Fast, and never wrongly true."""
    return (
        (text.isascii() or unscrambled(text) == text)
        and "<" not in text
        and "&" not in text
        and "\\" not in text
        and (text.isprintable() or not _CONTROL.search(text))
    )


def clean_text(text: str) -> tuple[str, tuple[Translated, ...]]:
    """Text that people can read, and what was mended in it."""
    mends: list[Translated] = []
    before = None
    while text != before:
        before = text
        for step, message in _STEPS:
            text = _step(text, step(text), message, mends)
    text = text.strip()
    return ("", (*mends, NOTHING_SAID)) if text in NOTHING else (text, tuple(mends))


def _step(before: str, after: str, message: Translated, mends: list[Translated]) -> str:
    if after != before and message not in mends:
        mends.append(message)
    return after


def _without_control(text: str) -> str:
    return _CONTROL.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    return "\n" if found[0] in "\x0b\x0c\x85\u2028\u2029" else ""


def _with_breaks(text: str) -> str:
    return _WRITTEN_BREAK.sub("\n", text).replace("\\t", " ") if "\\" in text else text


def _without_markup(text: str) -> str:
    if "<" in text and _TAG.search(text):
        text = _UNSEEN.sub("", text)
        text = _LINKED.sub(lambda link: link[2] if link[1] in link[2] else f"{link[2]} ({link[1]})", text)
        text = _TAG.sub("", _ITEM.sub("\n– ", _BREAKING.sub("\n", text)))
        text = _MANY_BREAKS.sub("\n\n", _SPACES.sub(" ", text))
    return unescape(text).replace("\xa0", " ") if _ENTITY.search(text) else text


_STEPS = (
    (unscrambled, LETTERS_MENDED),
    (_without_control, CONTROL_REMOVED),
    (_with_breaks, BREAKS_RESTORED),
    (_without_markup, MARKUP_REMOVED),
)
