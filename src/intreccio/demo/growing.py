"""The grown part of the demonstration: recurrent bodies, made from templates by a seed, always the same."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils.text import slugify

from intreccio.demo.content import OrganisationContent, Row, content_of, read_table
from intreccio.territory.models import Territory

SEED = 1978
"""The year of the law that founded the Italian health service."""

CONFIRMED_FROM = date(2026, 3, 1)
CONFIRMED_DAYS = 240
STALE_SHARE = 0.09
STALE_ON = date(2025, 10, 20)
VARIED = ("summary", "description", "how_to")
AS_IT_IS = (
    *("kind", "activities", "themes", "settings", "life_course", "audiences", "access_modes"),
    *("min_age", "max_age", "benefit"),
)


class Grower:
    """Grows organisations out of templates."""

    def __init__(self, territory: Territory, places: Row) -> None:
        self.random = Random(SEED)  # noqa: S311 - repeatable on purpose
        centres = {row["municipality"]: (row["lat"], row["lon"]) for row in places["centres"]}
        points = territory.areas.values_list("name", "lat", "lon")
        self.points = {name: centres.get(name, (lat, lon)) for name, lat, lon in points}
        self.kind_of_place = {name: kind for kind, names in places["kinds"].items() for name in names}
        self.slugs: set[str] = set()

    def organisations(self, kind: Row) -> Iterator[OrganisationContent]:
        """As many of one kind as its template says, in places that fit."""
        fitting = [name for name in sorted(self.points) if _fits(kind["where"], self.kind_of_place[name])]
        proper = list(kind.get("proper", []))
        self.random.shuffle(proper)
        for municipality in self.random.sample(fitting, min(kind["count"], len(fitting))):
            yield self._organisation(kind, municipality, proper.pop() if proper else "")

    def _organisation(self, kind: Row, municipality: str, proper: str) -> OrganisationContent:
        def said(value: Any) -> Any:
            return _filled(value, municipality, proper)

        services = [row for row in kind["services"] if self.random.random() < row["probability"]]
        name = said(self.random.choice(kind["names"]))
        return content_of(
            {
                "slug": self._slug(f"{kind['slug']}-{municipality}-{proper}"),
                "name": name,
                "kind": kind["kind"],
                "legal_form": kind.get("legal_form", ""),
                **({"runts_section": kind["runts_section"]} if "runts_section" in kind else {}),
                "description": said(self.random.choice(kind["description"])),
                "phone": f"035 0{self.random.randrange(10**6):06}",
                "sites": [self._site(kind["site"], municipality, said)],
                "services": [said(self._service(row, municipality)) for row in services or kind["services"][:1]],
            }
        )

    def _site(self, site: Row, municipality: str, said: Any) -> Row:
        lat, lon = self.points[municipality]
        return {
            "slug": "sede",
            "name": said(site["name"]),
            "kind": site["kind"],
            "address": site.get("address", "public"),
            "municipality": municipality,
            "street": self.random.choice(site["streets"]),
            "lat": round(lat + self.random.uniform(-0.002, 0.002), 5),
            "lon": round(lon + self.random.uniform(-0.003, 0.003), 5),
            "accessibility": [code for code in site.get("accessibility", []) if self.random.random() < 0.8],
        }

    def _service(self, row: Row, municipality: str) -> Row:
        place = self.kind_of_place[municipality]
        schedules = self._variant(row.get("schedules", []), place)
        made: Row = {name: row[name] for name in AS_IT_IS if name in row}
        made |= {
            "slug": row["slug"],
            "name": row["name"],
            **{
                part: self.random.choice(row[part])
                for part in ("summary", "description", "how_to")
                if row.get(part)
            },
            "languages": row.get("languages", ["it"]),
            "documents": row.get("documents", {}),
            "sites": ["sede"],
            "serves": [f"comune:{municipality}"],
            "costs": self._variant(row.get("costs", []), place),
            "last_confirmed": self._confirmed().isoformat(),
            "guarantor": {"entitlement": row["entitlement"]} if "entitlement" in row else {},
        }
        group = row.get("group")
        if group and self.random.random() < group["probability"]:
            made["groups"] = [self._group(group, schedules)]
        else:
            made["schedules"] = schedules
        return made

    def _group(self, group: Row, schedules: list[Row]) -> Row:
        low, high = group["capacity"]
        return {
            "slug": "gruppo",
            "name": group["name"],
            "description": group.get("description", {}),
            "site": "sede",
            "capacity": self.random.randint(low, high),
            "enrolment": self.random.choice(group["enrolment"]),
            "schedules": schedules,
        }

    def _variant(self, variants: list[Row], place: str) -> list[Row]:
        fitting = [variant["rows"] for variant in variants if _fits(variant["where"], place)]
        return self.random.choice(fitting) if fitting else []

    def _confirmed(self) -> date:
        if self.random.random() < STALE_SHARE:
            return STALE_ON
        return CONFIRMED_FROM + timedelta(self.random.randrange(CONFIRMED_DAYS))

    def _slug(self, text: str) -> str:
        slug = slugify(text)
        while slug in self.slugs:
            slug += "-2"
        self.slugs.add(slug)
        return slug


def grow(territory: Territory) -> list[OrganisationContent]:
    """Every grown organisation of the territory."""
    grower = Grower(territory, read_table("places"))
    return [content for kind in read_table("templates")["kinds"] for content in grower.organisations(kind)]


def _fits(where: str, place: str) -> bool:
    return where == "all" or place in [part.strip() for part in where.split(",")]


def _filled(value: Any, municipality: str, proper: str) -> Any:
    match value:
        case str():
            return value.replace("{comune}", municipality).replace("{nome}", proper)
        case dict():
            return {name: _filled(part, municipality, proper) for name, part in value.items()}
        case list():
            return [_filled(part, municipality, proper) for part in value]
    return value
