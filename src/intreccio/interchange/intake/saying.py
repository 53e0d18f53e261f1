"""What directories say, as people read it: names for identifiers, words for hours, prices and codes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from intreccio.actors.rules.kinds import legal_forms
from intreccio.catalogue.queries.terms import accessibility_names
from intreccio.catalogue.rules.wording.words import words
from intreccio.catalogue.search.patterns import from_json
from intreccio.catalogue.shipped import languages
from intreccio.interchange.intake.naming import Names, identifier, names_in
from intreccio.kernel.imports.kinds import JSON, Values
from intreccio.kernel.text import Translated

LANGUAGES = ("it", "en")
_NO_TIMING: dict[str, JSON] = {
    "rule": "", "starts_on": None, "valid_from": None, "valid_to": None, "on_holidays": "as-usual",
    "except_dates": [], "extra_dates": [], "closed_seasons": [],
}  # fmt: skip
_STATES = {
    "published": Translated(it="pubblicata", en="published"),
    "draft": Translated(it="bozza", en="draft"),
    "withdrawn": Translated(it="ritirata", en="withdrawn"),
}
_FREE = Translated(it="gratis", en="free of charge")
_USUAL = frozenset({"kind", "currency"})
"""Of telephones and prices: what says nothing by itself."""


def in_words(rows: Sequence[Values]) -> list[Mapping[str, Translated]]:
    """Values as text; identifiers that have no name yet, and empty values, are left out."""
    names = names_in(rows)
    return [
        {name: text for name, value in _gathered(row).items() if (text := _said(name, value, names))}
        for row in rows
    ]


def _gathered(row: Values) -> Values:
    """A row that is an opening or a price, as the field that it is part of."""
    for field, telling in (("openings", "opens_at"), ("costs", "cents")):
        if telling in row:
            return {field: [{name: value for name, value in row.items() if not name.startswith("_")}]}
    return row


def _said(name: str, value: JSON, names: Names) -> Translated:
    if name.startswith("_") or value in (None, "", [], {}):
        return Translated()
    return _SAYINGS.get(name, _plain)(value, names)


def _plain(value: JSON, names: Names) -> Translated:
    match value:
        case dict() if value.keys() <= languages().keys() | {"en"}:
            return Translated({language: str(text) for language, text in value.items()})
        case dict():
            return _joined((_plain(inner, names) for name, inner in value.items() if name not in _USUAL), " ")
        case list():
            return _joined((_plain(item, names) for item in value), "; ")
        case str() if identifier(value):
            return names.get(value, Translated())
        case None:
            return Translated()
    return Translated(it=str(value))


def _openings(value: JSON, names: Names) -> Translated:
    """Hours in words; as they stand where they make no sense."""
    try:
        timings = [from_json({**_NO_TIMING, **item}) for item in value]  # type: ignore[union-attr, dict-item]
    except (ValueError, TypeError, KeyError):
        return _plain(value, names)
    return Translated({language: words(timings, language) for language in LANGUAGES})


def _costs(value: JSON, names: Names) -> Translated:
    items = value if isinstance(value, list) else [value]
    return _joined((_cost(item, names) for item in items if isinstance(item, dict)), "; ")


def _cost(cost: dict[str, JSON], names: Names) -> Translated:
    cents, currency = cost.get("cents"), cost.get("currency", "EUR")
    price = Translated(it=f"{cents / 100:.2f} {currency}") if isinstance(cents, int) else _FREE
    return _joined([price, _plain(cost.get("note"), names)], " – ")


def _ages(value: JSON, names: Names) -> Translated:
    match value:
        case {"min": low, "max": high}:
            return Translated(it=f"da {low} a {high} anni", en=f"from {low} to {high} years")
        case {"min": low}:
            return Translated(it=f"da {low} anni", en=f"from {low} years")
        case {"max": high}:
            return Translated(it=f"fino a {high} anni", en=f"up to {high} years")
    return _plain(value, names)


def _coded(known: Callable[[], Mapping[str, Translated]]) -> Callable[[JSON, Names], Translated]:
    """Says codes, alone or in a list of `{"code": …}`, by their names; unknown ones as they are."""

    def say(value: JSON, names: Names) -> Translated:
        items = value if isinstance(value, list) else [value]
        codes = [str(item.get("code", "") if isinstance(item, dict) else item) for item in items]
        return _joined((known().get(code) or Translated(it=code) for code in codes), "; ")

    return say


def _joined(texts: Iterable[Translated], between: str) -> Translated:
    """Texts one after another, in every language that one of them has."""
    said = [text for text in texts if text]
    spoken = {language for text in said for language in text}
    return Translated({language: between.join(text.text(language) for text in said) for language in spoken})


def _language_names() -> Mapping[str, Translated]:
    return {code: language.name for code, language in languages().items()}


_SAYINGS: Mapping[str, Callable[[JSON, Names], Translated]] = MappingProxyType(
    {
        "openings": _openings,
        "costs": _costs,
        "ages": _ages,
        "state": _coded(lambda: _STATES),
        "languages": _coded(_language_names),
        "accessibility": _coded(accessibility_names),
        "legal_form": _coded(legal_forms),
    }
)
