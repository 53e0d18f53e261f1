"""Texts in several languages: which forms a page has, and which languages it still offers."""

from collections.abc import Collection, Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _

from intreccio.catalogue.shipped import languages
from intreccio.kernel.text import FALLBACKS
from intreccio.web.desk.forms import LanguageForm
from intreccio.web.shown.pieces import Option

FIRST_LANGUAGE = "it"
MORE = "more"
"""The button that adds a language."""


def codes_to_write(there: Iterable[str], data: QueryDict | None) -> list[str]:
    """The languages of a page's forms: Italian, those that are there, those that were sent or asked for."""
    return list(dict.fromkeys([FIRST_LANGUAGE, *there, *_sent(data), *_one_more(data)]))


def with_new_language(data: QueryDict) -> QueryDict:
    """What was sent; a language that is only now asked for is written by somebody who knows it, until said otherwise."""
    mended = data.copy()
    for code in _one_more(data):
        mended.setdefault(f"text-{code}-reviewed", "on")
    return mended


def languages_left(forms: Collection[LanguageForm]) -> list[Option]:
    """Languages in which nothing is written yet."""
    written = {form.language for form in forms}
    free = [Option(code, one.own) for code, one in languages().items() if code not in written]
    return [Option("", _("Another language")), *free]


def shown_instead(there: Collection[str]) -> str:
    """The language that somebody reads whose own is missing, by its own name; "" where there is no text."""
    code = next((code for code in (*FALLBACKS, *sorted(there)) if code in there), "")
    return languages()[code].own if code in languages() else code


def _one_more(data: QueryDict | None) -> list[str]:
    asked = data.get("language", "") if data and MORE in data else ""
    return [asked] if asked in languages() else []


def _sent(data: QueryDict | None) -> list[str]:
    parts = [name.split("-") for name in data or {} if name.startswith("text-")]
    return [part[1] for part in parts if len(part) == 3 and part[1] in languages()]
