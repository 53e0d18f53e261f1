"""What a document says: services in groups, every word ready in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from intreccio.catalogue.shipped import languages
from intreccio.web.booklets.glyphs import covered, written
from intreccio.web.frame.squares import square, svg
from intreccio.web.shown.carried import Carried
from intreccio.web.words.moments import date_words

GroupedBy = Literal["", "activity", "town"]


@dataclass(frozen=True)
class Outside:
    """What frames the services: title, what it is about, where it comes from.

    `site` is the address of the platform without a slash at its end; `address` is where the whole is found, which
    gets a QR code of its own.
    """

    title: str
    made_on: date
    site: str
    address: str
    territory: str = ""
    about: Sequence[str] = ()
    closing: Sequence[str] = ()
    is_large: bool = False
    has_cover: bool = False


def content(outside: Outside, services: Sequence[Carried], by: GroupedBy = "") -> dict[str, Any]:
    """The content of a document, as the template `typst/services.typ` reads it."""
    language = get_language() or "it"
    made: dict[str, Any] = {
        "title": outside.title,
        "author": f"Intreccio{' · ' if outside.territory else ''}{outside.territory}",
        "date": [outside.made_on.year, outside.made_on.month, outside.made_on.day],
        "lang": language.partition("-")[0],
        "region": "cn" if language.startswith("zh") else None,
        "rtl": get_language_bidi(),
        "large": outside.is_large,
        "cover": outside.has_cover,
        "ribbon": _ribbon(),
        "about": list(outside.about),
        "origin": _origin(outside),
        "square": _square(outside.address, _("QR code: this list on the web")),
        "contents": _("Contents"),
        "groups": [
            {"title": title, "services": [_service(one, outside) for one in members]}
            for title, members in grouped(services, by)
        ],
        "closing": list(outside.closing),
        "foot": f"{outside.title} · {date_words(outside.made_on)}",
    }
    return written_out(made)


def grouped(services: Iterable[Carried], by: GroupedBy) -> list[tuple[str, list[Carried]]]:
    """The services under the names of their groups, in order of the alphabet; what has none comes last."""
    groups: dict[str, list[Carried]] = {}
    for service in services:
        groups.setdefault({"": "", "activity": service.activity, "town": service.town}[by], []).append(service)
    rest = {"": "", "activity": _("Other services"), "town": _("Without a public address, or elsewhere")}[by]
    named = sorted((title, members) for title, members in groups.items() if title)
    return [*named, *([(rest, groups[""])] if "" in groups else [])]


def _ribbon() -> str:
    if not settings.INTRECCIO_DEMONSTRATION:
        return ""
    return _("Demonstration territory: organisations, people and services are invented")


def _origin(outside: Outside) -> list[str]:
    day = date_words(outside.made_on)
    return [
        _("Made on %(day)s from %(site)s. Things change: call before you go.")
        % {"day": day, "site": outside.site},
    ]


def _service(service: Carried, outside: Outside) -> dict[str, Any]:
    address = f"{outside.site}{service.url}"
    return {
        "name": service.name,
        "lang": service.said.code.partition("-")[0],
        "organisation": service.organisation,
        "summary": service.summary,
        "facts": [
            {"label": label, "lines": list(lines), "ltr": ltr}
            for label, lines, ltr in _facts(service)
            if any(lines)
        ],
        "square": _square(address, _("QR code: the page of %(name)s") % {"name": service.name}),
    }


def _facts(service: Carried) -> list[tuple[str, Sequence[str], bool]]:
    """Labels with their lines, and whether these run from left to right in every language."""
    return [
        (_("Next date"), [service.next_day], False),
        (_("For whom"), [service.audience], False),
        (_("When"), service.when, False),
        (_("Where"), _where(service), False),
        (_("Contacts"), [contact.value for contact in service.contacts], True),
        (_("Cost"), [service.cost], False),
        (_("Languages"), [", ".join(_language_name(one.code, one.name) for one in service.languages)], False),
    ]


def _where(service: Carried) -> list[str]:
    if service.is_address_confidential:
        return [_("Confidential address: call or write, they will tell you how to get there.")]
    places = [", ".join(filter(None, [site.name, site.address])) for site in service.sites]
    if not service.more_places:
        return places
    return [*places, _("And %(places)s more places: see its page.") % {"places": service.more_places}]


def _language_name(code: str, own: str) -> str:
    """A language by its own name, or by the reader's where the typefaces lack its script."""
    if all(ord(char) in covered() for char in own):
        return own
    return languages()[code].name.text(get_language() or "it")


def _square(address: str, alt: str) -> dict[str, str]:
    return {"svg": svg(square(address)), "alt": alt}


def written_out(content: dict[str, Any]) -> dict[str, Any]:
    """The same content with only characters that can be shown."""
    made: dict[str, Any] = _written(content)
    return made


def _written(value: Any) -> Any:
    """The same content with only characters that can be shown."""
    match value:
        case str():
            return written(value)
        case list():
            return [_written(each) for each in value]
        case dict():
            return {name: _written(each) for name, each in value.items()}
    return value
