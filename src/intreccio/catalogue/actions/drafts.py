"""What a person, an import or the demonstration says about a service: the input of actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from intreccio.actors.models import Organisation, Site, Unit
from intreccio.catalogue.models import Service, Source, Term
from intreccio.catalogue.rules.timing import Timing
from intreccio.kernel.text import Translated
from intreccio.territory.models import Area, Territory, Zone


@dataclass(frozen=True)
class TextDraft:
    """A service's texts in one language."""

    name: str
    summary: str = ""
    description: str = ""
    how_to: str = ""
    eligibility: str = ""
    origin: str = "person"
    reviewed: bool = True


@dataclass(frozen=True)
class CostDraft:
    """One price; amounts in cents."""

    kind: str
    cents: int | None = None
    per: str = ""
    isee_up_to: int | None = None
    note: Translated = field(default_factory=Translated)


@dataclass(frozen=True)
class BenefitDraft:
    """What a benefit gives, and when one can ask for it."""

    amount: Translated = field(default_factory=Translated)
    isee_up_to: int | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    where_to_apply: Translated = field(default_factory=Translated)
    incompatible: Translated = field(default_factory=Translated)


@dataclass(frozen=True)
class OpeningDraft:
    """Hours, at one of the service's sites or at all of them."""

    timing: Timing
    site: Site | None = None


@dataclass(frozen=True)
class ActivityDraft:
    """A group or course of the service."""

    texts: Mapping[str, tuple[str, str]]
    """Name and description by language."""
    site: Site | None = None
    capacity: int | None = None
    enrolment: str = "open"
    languages: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    timings: tuple[Timing, ...] = ()


@dataclass(frozen=True)
class ServiceDraft:
    """Everything about one service. Saving a draft replaces what was there."""

    organisation: Organisation
    texts: Mapping[str, TextDraft]
    kind: str = "service"
    unit: Unit | None = None
    terms: tuple[Term, ...] = ()
    sites: tuple[Site, ...] = ()
    areas: tuple[Territory | Zone | Area, ...] = ()
    languages: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    email: str = ""
    phone: str = ""
    url: str = ""
    reference_service: Service | None = None
    reference_kind: str = ""
    reference_text: Translated = field(default_factory=Translated)
    review_months: int = 6
    confirmed_on: date | None = None
    expires_at: datetime | None = None
    costs: tuple[CostDraft, ...] = ()
    documents: tuple[Translated, ...] = ()
    openings: tuple[OpeningDraft, ...] = ()
    benefit: BenefitDraft | None = None
    source: Source | None = None
    source_key: str = ""
