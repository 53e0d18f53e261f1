"""From an answer to what the templates show."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.catalogue.queries.areas import zone_code
from intreccio.catalogue.queries.openings import NextOpening, next_openings
from intreccio.catalogue.queries.terms import TermShown, accessibility_names, terms_by_key
from intreccio.catalogue.search.answer import Answer, Facet
from intreccio.catalogue.search.question import Sort
from intreccio.catalogue.shipped import languages
from intreccio.kernel import clock
from intreccio.kernel.text import Translated
from intreccio.web.find.asking import Asked
from intreccio.web.frame.addresses import Pairs, address
from intreccio.web.frame.paging import numbered_pages
from intreccio.web.shown import find as shown
from intreccio.web.shown.pieces import Language, Option, Pages, Said
from intreccio.web.words.moments import date_words, opening_words
from intreccio.web.words.said import said_in

MOST_PAGES = 50
MOST_TOWNS = 2
DAYS_AHEAD = 89
"""Openings are known for so many days."""
MOST_BADGES = 4
LANGUAGES_SHOWN = 12


def results(answer: Answer) -> list[shown.Result]:
    """The results of one page as cards; one query for the next openings of all."""
    coming = next_openings([result.service for result in answer.results], clock.now())
    return [
        shown_card(result.service, result.card, coming.get(result.service), distance_km=result.distance_km)
        for result in answer.results
    ]


def shown_card(
    service: UUID, card: Mapping[str, Any], opening: NextOpening | None, *, distance_km: float | None = None
) -> shown.Result:
    """One service as a card, in the reader's language."""
    language = get_language() or "it"
    names, terms = accessibility_names(), terms_by_key()
    name, summary, said = text_of(card["texts"], language)
    places = card["places"]
    is_free = bool(card["free"])
    tags = [terms[key].name.text(language) for key in card["tags"] if key in terms]
    accessibility = [names[code].text(language) for code in card["accessibility"] if code in names]
    few_tags, few_accessibility = few(tags, accessibility, room=MOST_BADGES - is_free)
    place = places[0] if len(places) == 1 else None
    return shown.Result(
        name=name,
        url=reverse("service", args=[service]),
        organisation=card["organisation"],
        summary=summary,
        said=said,
        place=place_words(card),
        distance_km=distance_km,
        next_opening=opening_words(opening) if opening else "",
        is_open_now=bool(opening and opening.starts_at <= clock.now()),
        is_free=is_free,
        languages=language_tags(card["languages"]),
        accessibility=few_accessibility,
        tags=few_tags,
        more=len(tags) + len(accessibility) - len(few_tags) - len(few_accessibility),
        lat=place[2] if place else None,
        lon=place[3] if place else None,
        id=str(service),
    )


def few(tags: list[str], accessibility: list[str], *, room: int) -> tuple[list[str], list[str]]:
    """The first of both, `room` in all: half for each, unless the other needs less."""
    few_tags = tags[: max(room // 2, room - len(accessibility))]
    return few_tags, accessibility[: room - len(few_tags)]


def text_of(texts: Mapping[str, list[str]], language: str) -> tuple[str, str, Said]:
    """Name and summary in the reader's language, or by the fallback order, and which that is."""
    shown_in = Translated({code: pair[0] for code, pair in texts.items()}).shown_in(language)
    name, summary = texts[shown_in] if shown_in else ("", "")
    return name, summary, said_in(shown_in or language, reader=language)


def place_words(card: Mapping[str, Any]) -> str:
    """Where, in a few words: municipalities, several places, or that the address is kept back."""
    towns = card["towns"]
    where = _("%(count)s places") % {"count": len(card["places"])} if len(towns) > MOST_TOWNS else ", ".join(towns)
    if card["confidential"]:
        return ", ".join(filter(None, [where, _("confidential address")]))
    return where


def language_tags(codes: Iterable[str]) -> list[Language]:
    """Languages other than Italian, each by its own name."""
    known = languages()
    return [Language(code, known[code].own) for code in codes if code in known and code != "it"]


def pairs_of(asked: Asked, *, without: tuple[str, str] | None = None, drop: frozenset[str] = frozenset()) -> Pairs:
    """The parameters of a question, for an address; `page` is always left out."""
    pairs = [("what", asked.what), ("where", asked.where)]
    if asked.lat is not None and not asked.where:
        pairs += [("lat", str(asked.lat)), ("lon", str(asked.lon))]
    pairs += [(name, value) for name, values in asked.filters.items() for value in values]
    pairs += [("sort", asked.question.sort)]
    return [pair for pair in pairs if pair[1] and pair != without and pair[0] not in drop]


def question(asked: Asked) -> shown.Question:
    """The question again, with its filters as hidden fields of the form."""
    kept = [(name, value) for name, values in asked.filters.items() for value in values]
    where = asked.where if asked.lat is None else _("My position")
    return shown.Question(asked.what, where, asked.lat, asked.lon, kept)


def orders(asked: Asked) -> list[Option]:
    """The ways to sort that make sense for this question."""
    labels = {
        Sort.RELEVANCE: _("best match"),
        Sort.DISTANCE: _("nearest"),
        Sort.NEXT_SESSION: _("opening soonest"),
    }
    near = asked.question.point is not None
    return [
        Option(sort, label, is_chosen=sort == asked.question.sort)
        for sort, label in labels.items()
        if near or sort is not Sort.DISTANCE
    ]


def pages(asked: Asked, answer: Answer) -> Pages:
    """Links to the other pages of the list."""
    question = asked.question
    return numbered_pages(
        reverse("home"), pairs_of(asked), question.page, answer.total, question.size, most=MOST_PAGES
    )


def facets(asked: Asked, answer: Answer) -> list[shown.FacetGroup]:
    """The filters beside the list, each with what it would leave; those of folded groups that are on, first."""
    in_sight = [_when(asked), _how(asked, answer), _mine(asked, answer)]
    folded = [_zone(asked), *_terms(asked, answer), _languages(asked, answer), _accessibility(asked, answer)]
    chosen = [choice for group in folded for choice in group.choices if choice.active]
    rest = [
        replace(group, is_folded=True, choices=[choice for choice in group.choices if not choice.active])
        for group in folded
    ]
    groups = [*in_sight, shown.FacetGroup("chosen", _("Chosen"), chosen), *rest]
    return [group for group in groups if group.choices]


def chosen(asked: Asked) -> list[shown.FacetChoice]:
    """The filters that are on, where nothing is counted."""
    nothing = Answer(total=0, total_is_exact=True, results=(), facets={})
    return [choice for group in facets(asked, nothing) for choice in group.choices if choice.active]


def _group(
    asked: Asked, name: str, title: str, choices: Iterable[tuple[str, str, int | None]], *, single: bool = False
) -> shown.FacetGroup:
    made = []
    for value, label, count in choices:
        active = asked.has(name, value)
        if not active and count == 0:
            continue
        base = pairs_of(asked, without=(name, value), drop=frozenset({name}) if single else frozenset())
        url = address(reverse("home"), base if active else [*base, (name, value)])
        made.append(shown.FacetChoice(slugify(f"{name}-{value}"), label, value, url, count, active))
    return shown.FacetGroup(name, title, made)


def _when(asked: Asked) -> shown.FacetGroup:
    labels = {
        "now": _("Open now"),
        "today": _("Today"),
        "evening": _("After 5 pm"),
        "weekend": _("At the weekend"),
    }
    labels |= {day: date_words(date.fromisoformat(day)) for day in asked_days(asked)}
    return _group(asked, "when", _("When"), [(value, label, None) for value, label in labels.items()], single=True)


def asked_days(asked: Asked) -> list[str]:
    """The single day asked for, as an ISO date, if any."""
    return [value for value in asked.filters.get("when", ()) if value[:1].isdigit()]


def day_form(asked: Asked) -> shown.DayForm:
    """The form by which a day is chosen: everything else of the question goes along."""
    today = clock.today()
    return shown.DayForm(
        kept=pairs_of(asked, drop=frozenset({"when"})),
        day=next(iter(asked_days(asked)), ""),
        first=today.isoformat(),
        last=(today + timedelta(DAYS_AHEAD)).isoformat(),
    )


def _zone(asked: Asked) -> shown.FacetGroup:
    """The zone chosen: others are chosen by `zone_form`."""
    zone = asked.switch.zone
    choices = [(zone_code(zone), zone.name, None)] if zone else []
    return _group(asked, "zone", _("Zone"), choices, single=True)


def zone_form(asked: Asked) -> shown.ZoneForm | None:
    """The form by which a zone is chosen, if there are any: everything else of the question goes along."""
    switch = asked.switch
    if not switch.zonings:
        return None
    every = Option("", _("The whole territory"), switch.chosen is None)
    return shown.ZoneForm(
        kept=pairs_of(asked, drop=frozenset({"zone"})),
        zonings=[every, *switch.zoning_options()],
        zones=switch.zone_options() if switch.chosen else [],
        is_open=switch.chosen is not None,
    )


def _how(asked: Asked, answer: Answer) -> shown.FacetGroup:
    cost, sector = answer.facets.get(Facet.COST, {}), answer.facets.get(Facet.SECTOR, {})
    free = _group(asked, "free", "", [("yes", _("Free of charge"), cost.get("free", 0))])
    other = _group(
        asked,
        "sector",
        "",
        [
            ("public", _("Public body"), sector.get("public", 0)),
            ("other", _("Association, company, foundation"), sector.get("other", 0)),
        ],
        single=True,
    )
    room = _group(
        asked, "room", "", [("yes", _("With free places"), answer.facets.get(Facet.ROOM, {}).get("yes", 0))]
    )
    return shown.FacetGroup("how", _("Offer"), [*free.choices, *room.choices, *other.choices])


def _mine(asked: Asked, answer: Answer) -> shown.FacetGroup:
    """What is offered in the language that the page is read in, for those who do not read Italian."""
    code = reading()
    count = answer.facets.get(Facet.LANGUAGE, {}).get(code, 0)
    choices = [] if code == "it" else [(code, _("In my language"), count)]
    return replace(_group(asked, "lang", _("Language"), choices), name="mine")


TAXONOMIES = ("activities", "health-themes", "audiences", "life-course")


def _terms(asked: Asked, answer: Answer) -> list[shown.FacetGroup]:
    """One group per taxonomy: its top terms, and the children of those that are chosen."""
    counts = answer.facets.get(Facet.TERM, {})
    chosen = set(asked.filters.get("term", ()))
    groups = []
    for slug in TAXONOMIES:
        terms = [term for term in terms_by_key().values() if term.taxonomy == slug]
        visible = [term for term in terms if not term.parent or term.parent in chosen or term.key in chosen]
        if not visible:
            continue
        title = visible[0].taxonomy_name.text(get_language() or "it")
        group = _group(asked, "term", title, [(t.key, _label(t), counts.get(t.key, 0)) for t in visible])
        groups.append(replace(group, name=slug))
    return groups


def _label(term: TermShown) -> str:
    return term.name.text(get_language() or "it")


def reading() -> str:
    """The language that the page is read in, as services name those that they speak."""
    return (get_language() or "it").partition("-")[0]


def _languages(asked: Asked, answer: Answer) -> shown.FacetGroup:
    counts = answer.facets.get(Facet.LANGUAGE, {})
    most = sorted(counts, key=lambda code: (-counts[code], code))[:LANGUAGES_SHOWN]
    codes = dict.fromkeys([*asked.filters.get("lang", ()), *most])
    known = languages()
    said_apart = {"it", reading()}
    choices = [
        (code, known[code].own, counts.get(code, 0)) for code in codes if code in known and code not in said_apart
    ]
    return _group(asked, "lang", _("Languages spoken"), choices)


def _accessibility(asked: Asked, answer: Answer) -> shown.FacetGroup:
    counts, names = answer.facets.get(Facet.ACCESSIBILITY, {}), accessibility_names()
    choices = [(code, name.text(get_language() or "it"), counts.get(code, 0)) for code, name in names.items()]
    return _group(asked, "access", _("Accessibility"), choices)
