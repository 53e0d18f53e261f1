"""A questionnaire on paper: every question with its answers to tick."""

from typing import Any

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from intreccio.kernel import clock
from intreccio.pathways.rules.instruments import Instrument, Item
from intreccio.web.booklets.document import written_out
from intreccio.web.booklets.typesetting import typeset

BOX = "[    ]"


def sheet(instrument: Instrument) -> bytes:
    """The PDF, in large type; it says nothing of a person."""
    return typeset(written_out(_content(instrument)))


def _content(instrument: Instrument) -> dict[str, Any]:
    language, today = get_language() or "it", clock.today()
    name = instrument.name.text(language)
    return {
        "title": name,
        "author": "Intreccio",
        "date": [today.year, today.month, today.day],
        "lang": language.partition("-")[0],
        "region": "cn" if language.startswith("zh") else None,
        "rtl": get_language_bidi(),
        "large": True,
        "cover": False,
        "ribbon": "",
        "about": [instrument.introduction.text(language)],
        "origin": [_("No question must be answered. A score is made only where all its questions were.")],
        "square": None,
        "contents": "",
        "groups": [{"title": "", "services": [_question(item, language) for item in instrument.items]}],
        "closing": [f"{instrument.source}. {instrument.licence}."],
        "foot": name,
    }


def _question(item: Item, language: str) -> dict[str, Any]:
    boxes = [f"{BOX} {option.words.text(language)}" for option in item.options]
    return {
        "name": item.text.text(language),
        "lang": "",
        "organisation": "",
        "summary": "",
        "facts": [{"label": _("Tick one"), "lines": boxes, "ltr": False}],
        "square": None,
    }
