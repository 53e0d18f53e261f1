"""The other ways in which a service's text can be taken in."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intreccio.catalogue.models import Rendering, Service
from intreccio.catalogue.rules.rendering import Way
from intreccio.catalogue.shipped import languages
from intreccio.kernel.files import open_file
from intreccio.kernel.files.kinds import Kind
from intreccio.kernel.text import FALLBACKS
from intreccio.web.shown.services import RenderingShown

LABELS = {Way.EASY: _("Easy to read"), Way.AUDIO: _("To listen to"), Way.SIGN: _("In sign language")}
LONGEST_WORDS = 20_000
"""Bytes of an easy text that stand on the page itself; longer ones are opened."""


def shown_renderings(service: Service, reader: str) -> list[RenderingShown]:
    """All of them: those in the reader's language first, then in the usual order of languages."""
    order = (reader, reader.partition("-")[0], *FALLBACKS)
    rank = {language: place for place, language in reversed(list(enumerate(order)))}
    found = sorted(service.renderings.all(), key=lambda one: rank.get(one.language, len(order)))
    return [shown_rendering(one) for one in found]


def shown_rendering(rendering: Rendering) -> RenderingShown:
    """One of them, with its words where it is a short text."""
    return RenderingShown(
        way=rendering.way,
        label=str(LABELS[Way(rendering.way)]),
        language=rendering.language,
        language_name=own_name(rendering.language),
        url=reverse("rendering", args=[rendering.service_id, rendering.pk]),
        media_type=rendering.file.media_type,
        words=_words(rendering),
    )


def own_name(code: str) -> str:
    """What a language is called by those who speak it."""
    language = languages().get(code)
    return (language.own or language.name.text(code)) if language else code


def _words(rendering: Rendering) -> str:
    file = rendering.file
    if file.media_type != Kind.TEXT or file.size > LONGEST_WORDS:
        return ""
    try:
        with open_file(file) as content:
            return content.read().decode("utf-8", errors="replace")
    except FileNotFoundError:  # A database brought here without its files still has pages.
        return ""
