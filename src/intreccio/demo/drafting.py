"""From the tables of a written service to the drafts that actions take."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from intreccio.actors.models import Site
from intreccio.actors.rules.contacts import clean_phone
from intreccio.catalogue.actions import (
    ActivityDraft,
    BenefitDraft,
    CostDraft,
    OpeningDraft,
    ServiceDraft,
    TextDraft,
    link_reference,
)
from intreccio.catalogue.models import Service, Term
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from intreccio.demo.content import OrganisationContent, Row
from intreccio.demo.organising import Made
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.text import Translated
from intreccio.territory.models import Area, Territory, Zone

TAXONOMIES = {
    "activities": "activities",
    "themes": "health-themes",
    "settings": "settings",
    "life_course": "life-course",
    "audiences": "audiences",
    "access_modes": "access-modes",
}
PER = {"incontro": "meeting", "mese": "month", "anno": "year", "corso": "course", "ora": "hour", "once": "once"}
WRITTEN_ON = date(2026, 11, 23)
FORTNIGHTS_FROM = date(2026, 1, 5)
"""Schedules that skip weeks count from the Monday of this week."""


class Drafter:
    """Makes drafts of services; knows terms, sites and areas by their codes."""

    def __init__(self, territory: Territory, made: dict[str, Made]) -> None:
        self.territory = territory
        self.made = made
        self.terms = {term.key: term for term in Term.objects.select_related("taxonomy")}
        self.areas = {area.name: area for area in territory.areas.defer("boundary")}
        self.zones = {zone.name: zone for zone in Zone.objects.filter(zoning__territory=territory)}
        self.services: dict[str, Service] = {}
        self.references: list[tuple[str, str]] = []

    def draft(self, content: OrganisationContent, row: Row) -> tuple[ServiceDraft, tuple[ActivityDraft, ...]]:
        """The service of a table, and its groups."""
        guarantor = row.get("guarantor", {})
        if "/" in guarantor.get("service", ""):
            self.references.append((f"{content.slug}/{row['slug']}", guarantor["service"]))
        entitlement = guarantor.get("entitlement", "")
        draft = ServiceDraft(
            organisation=self.made[content.slug].organisation,
            kind="benefit" if row.get("kind") == "benefit" else "service",
            texts=dict(_texts(row)),
            terms=tuple(self._terms(row)),
            sites=tuple(self._site(content.slug, slug) for slug in row.get("sites", [])),
            areas=tuple(map(self._area, row.get("serves", []))),
            languages=tuple(row.get("languages", ["it"])),
            min_age=row.get("min_age"),
            max_age=row.get("max_age"),
            email=row.get("email", ""),
            phone=clean_phone(row["phone"]) if "phone" in row else "",
            url=row.get("url", ""),
            reference_kind=entitlement[:4].strip().lower() if entitlement[:3] in ("LEA", "LEP") else "",
            reference_text=_reference_text(guarantor),
            review_months=row.get("review_every_months", 6),
            confirmed_on=_confirmed(row.get("last_confirmed")),
            expires_at=_expiry(row.get("expires")),
            costs=tuple(map(_cost, row.get("costs", []))),
            documents=tuple(_documents(row.get("documents", {}))),
            openings=tuple(self._openings(content.slug, row)),
            benefit=_benefit(row.get("benefit")),
        )
        return draft, tuple(self._activity(content.slug, group) for group in row.get("groups", []))

    def remember(self, content: OrganisationContent, services: Sequence[Service]) -> None:
        """Keep the services that came of a file, for references between them."""
        for row, service in zip(content.services, services, strict=True):
            self.services[f"{content.slug}/{row['slug']}"] = service

    def link_references(self, *, by: Who) -> None:
        """Put beside each service the public one of reference that its file names."""
        for key, reference in self.references:
            link_reference(service=self.services[key], reference=self.services[reference], by=by)

    def _terms(self, row: Row) -> Iterator[Term]:
        for field, taxonomy in TAXONOMIES.items():
            for code in row.get(field, []):
                yield self.terms[f"{taxonomy}:{code}"]

    def _site(self, owner: str, slug: str) -> Site:
        """A site of the organisation itself, or of another as `organisation/site`."""
        other, _, own = slug.rpartition("/")
        return self.made[other or owner].sites[own]

    def _area(self, text: str) -> Territory | Zone | Area:
        kind, _, name = text.partition(":")
        match kind:
            case "ambito":
                return self.zones[name]
            case "comune":
                return self.areas[name]
        return self.territory

    def _openings(self, owner: str, row: Row) -> Iterator[OpeningDraft]:
        for schedule in row.get("schedules", []):
            site = self._site(owner, schedule["site"]) if "site" in schedule else None
            yield OpeningDraft(timing(schedule), site)

    def _activity(self, owner: str, row: Row) -> ActivityDraft:
        description = row.get("description", {})
        schedules = row.get("schedules") or ([row["schedule"]] if "schedule" in row else [])
        return ActivityDraft(
            texts={code: (name, description.get(code, "")) for code, name in row["name"].items()},
            site=self._site(owner, row["site"]) if "site" in row else None,
            capacity=row.get("capacity"),
            enrolment=str(row.get("enrolment", "open")).removeprefix("on-"),
            languages=tuple(row.get("languages", [])),
            starts_on=_date(row.get("from")),
            ends_on=_date(row.get("until")),
            timings=tuple(map(timing, schedules)),
        )


def timing(row: Row) -> Timing:
    """One line of a written schedule."""
    return Timing(
        rule=_rule(row),
        opens_at=time.fromisoformat(row["start"]),
        closes_at=time.fromisoformat(row["end"].replace("24:00", "00:00")),
        starts_on=_date(row.get("date")) or (FORTNIGHTS_FROM if row.get("every", 1) > 1 else None),
        valid_from=_date(row.get("from")),
        valid_to=_date(row.get("until")),
        on_holidays=HolidayPolicy.AS_USUAL if row.get("holidays") == "open" else HolidayPolicy.CLOSED,
        except_dates=tuple(date.fromisoformat(str(day)) for day in row.get("except", [])),
    )


def _rule(row: Row) -> str:
    if "date" in row:
        return ""
    if "nth" in row:
        return f"FREQ=MONTHLY;BYDAY={','.join(part.strip().upper() for part in row['nth'].split(','))}"
    if "month_day" in row:
        return f"FREQ=MONTHLY;BYMONTHDAY={row['month_day']}"
    days = ",".join(day.strip().upper() for day in row["days"].split(","))
    interval = f";INTERVAL={row['every']}" if row.get("every", 1) > 1 else ""
    return f"FREQ=WEEKLY{interval};BYDAY={days}"


def _texts(row: Row) -> Iterator[tuple[str, TextDraft]]:
    for code, name in row["name"].items():
        yield (
            code,
            TextDraft(
                name=name,
                **{part: row.get(part, {}).get(code, "") for part in ("summary", "description", "how_to")},
            ),
        )


def _cost(row: Row) -> CostDraft:
    isee = row.get("isee_up_to")
    return CostDraft(
        kind=row["kind"],
        cents=row.get("cents"),
        per=PER.get(row.get("per", ""), ""),
        isee_up_to=isee * 100 if isee else None,
        note=Translated(row.get("note", {})),
    )


def _documents(row: Row) -> Iterator[Translated]:
    for italian, english in zip(row.get("it", []), row.get("en", []), strict=True):
        yield Translated(it=italian, en=english)


def _benefit(row: Row | None) -> BenefitDraft | None:
    if row is None:
        return None
    isee = row.get("band_isee_up_to")
    return BenefitDraft(
        amount=Translated(row.get("amount", {})),
        isee_up_to=isee * 100 if isee else None,
        opens_on=_date(row.get("opens")),
        closes_on=_date(row.get("closes")),
        where_to_apply=Translated(row.get("where_to_apply", {})),
        incompatible=Translated(row.get("incompatible", {})),
    )


def _reference_text(guarantor: Row) -> Translated:
    entitlement = guarantor.get("entitlement", "")
    named = guarantor.get("service", "")
    text = entitlement if "/" in named or not named else f"{named} – {entitlement}"
    return Translated(it=text.strip(" –"))


def _date(value: Any) -> date | None:
    """A written date, moved by whole years so that the demonstration always plays in the present."""
    if not value:
        return None
    years = (clock.today() - WRITTEN_ON).days // 365
    return date.fromisoformat(str(value)[:10]) + relativedelta(years=max(years, 0))


def _confirmed(value: Any) -> date | None:
    """When a listing was confirmed: as long ago as it was when the texts were written."""
    if not value:
        return None
    return date.fromisoformat(str(value)[:10]) + max(clock.today() - WRITTEN_ON, timedelta(0))


def _expiry(value: Any) -> datetime | None:
    day = _date(value)
    return datetime.combine(day, time(22), UTC) if day else None
