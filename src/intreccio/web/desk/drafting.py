"""Between a draft of a service and the forms in which people change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.forms import Form
from django.http import QueryDict

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.actions import CostDraft, OpeningDraft, ServiceDraft, TextDraft
from intreccio.catalogue.models import Term
from intreccio.kernel.text import Translated
from intreccio.web.desk.forms import TAXONOMIES, CostForm, ServiceForm, TextForm, are_named
from intreccio.web.desk.schedules import hours_text, timings_in
from intreccio.web.desk.service_parts import AreasForm, BenefitForm, ReferenceForm, retold
from intreccio.web.desk.wordings import FIRST_LANGUAGE, codes_to_write

SPARE_COSTS = 1
MOST_COSTS = 12


@dataclass(frozen=True)
class Forms:
    """The forms of one listing: `main`, one a language, one a price, and parts. `draft` is what they began with."""

    draft: ServiceDraft
    main: ServiceForm
    texts: Sequence[TextForm]
    costs: Sequence[CostForm]
    areas: AreasForm
    benefit: BenefitForm
    reference: ReferenceForm

    @property
    def all(self) -> list[Form]:
        """Every form, in the order of the page."""
        return [self.benefit, *self.texts, self.main, self.areas, *self.costs, self.reference]

    def are_valid(self) -> bool:
        """Whether all is well, and at least one language has a name."""
        return all([form.is_valid() for form in self.all]) and are_named(self.texts)  # noqa: C419 - each says what is wrong


def forms_of(draft: ServiceDraft, data: QueryDict | None = None) -> Forms:
    """The forms that show a draft, filled with `data` where it was sent."""
    codes = codes_to_write(draft.texts, data)
    prices = max(len(draft.costs) + SPARE_COSTS, _sent_costs(data))
    sites = sites_for(draft)
    return Forms(
        draft,
        ServiceForm(sites, _with_own_hours(draft, sites, data), data, initial=_main(draft)),
        [TextForm(code, data, initial=vars(draft.texts[code]) if code in draft.texts else {}) for code in codes],
        [CostForm(n, data, initial=_cost(draft.costs[n]) if n < len(draft.costs) else {}) for n in range(prices)],
        AreasForm(draft, data),
        BenefitForm(draft, data),
        ReferenceForm(draft, data),
    )


def empty_draft(organisation: Organisation) -> ServiceDraft:
    """What a new listing of an organisation begins with."""
    return ServiceDraft(organisation=organisation, texts={}, languages=(FIRST_LANGUAGE,))


def sites_for(draft: ServiceDraft) -> list[Site]:
    """The places to choose among: the organisation's, and those where the service is already."""
    own = {site.pk: site for site in Site.objects.filter(organisation=draft.organisation)}
    return [*own.values(), *(site for site in draft.sites if site.pk not in own)]


def draft_from(forms: Forms) -> ServiceDraft:
    """What was written, in place of what was there; whatever the forms do not ask for stays."""
    said, before, reference = forms.main.cleaned_data, forms.draft, forms.reference.cleaned_data
    chosen = [key for taxonomy in TAXONOMIES for key in said.get(taxonomy, [])]
    sites = [site for site in sites_for(before) if str(site.pk) in said["sites"]]
    plain = ("min_age", "max_age", "phone", "email", "url", "review_months")
    return replace(
        before,
        texts=_texts(forms),
        terms=_terms(chosen, before),
        sites=tuple(sites),
        languages=tuple(said["languages"]),
        costs=_costs(forms),
        documents=_documents(said["documents"], before.documents),
        openings=tuple(_openings(said, before, sites)),
        areas=forms.areas.areas(before),
        kind=forms.benefit.cleaned_data["kind"],
        benefit=forms.benefit.benefit(before),
        reference_service=reference["reference"],
        reference_kind=reference["reference_kind"],
        reference_text=retold(before.reference_text, reference["reference_text"]),
        confirmed_on=None,
        **{name: said[name] for name in plain},
    )


def _main(draft: ServiceDraft) -> Mapping[str, Any]:
    initial: dict[str, Any] = {
        "min_age": draft.min_age,
        "max_age": draft.max_age,
        "languages": list(draft.languages),
        "sites": [str(site.pk) for site in draft.sites],
        "documents": "\n".join(map(str, draft.documents)),
        "phone": draft.phone,
        "email": draft.email,
        "url": draft.url,
        "review_months": str(draft.review_months),
    }
    for taxonomy in TAXONOMIES:
        initial[taxonomy] = [term.key for term in draft.terms if term.taxonomy.slug == taxonomy]
    for name, (_site, openings) in _hours(draft).items():
        initial[name] = hours_text([opening.timing for opening in openings])
    return initial


def _hours(draft: ServiceDraft) -> dict[str, tuple[Site | None, list[OpeningDraft]]]:
    """The openings by the name of the field in which they are written."""
    found: dict[str, tuple[Site | None, list[OpeningDraft]]] = {"hours": (None, [])}
    for opening in draft.openings:
        name = f"hours_{opening.site.pk.hex}" if opening.site else "hours"
        found.setdefault(name, (opening.site, []))[1].append(opening)
    return found


def _openings(said: Mapping[str, Any], before: ServiceDraft, sites: Sequence[Site]) -> list[OpeningDraft]:
    there = _hours(before)
    fields: dict[str, Site | None] = {"hours": None, **{f"hours_{site.pk.hex}": site for site in sites}}
    return [
        OpeningDraft(timing, site)
        for name, site in fields.items()
        if name in said
        for timing in timings_in(said[name], [opening.timing for opening in there.get(name, (None, []))[1]])
    ]


def _with_own_hours(draft: ServiceDraft, sites: Sequence[Site], data: QueryDict | None) -> list[Site]:
    """The places that may have hours of their own: those that have, and all where it is held in several."""
    own = {opening.site.pk for opening in draft.openings if opening.site}
    chosen = set(data.getlist("sites")) if data else {str(site.pk) for site in draft.sites}
    return [site for site in sites if site.pk in own or (len(chosen) > 1 and str(site.pk) in chosen)]


def _texts(forms: Forms) -> dict[str, TextDraft]:
    found = {}
    for form in forms.texts:
        old, said = forms.draft.texts.get(form.language), form.words()
        reviewed = form.cleaned_data["reviewed"]
        if old and all(getattr(old, name) == words for name, words in said.items()):
            found[form.language] = replace(old, reviewed=reviewed)
        elif said["name"]:
            found[form.language] = TextDraft(**said, reviewed=reviewed)
    return found


def _terms(chosen: Sequence[str], before: ServiceDraft) -> tuple[Term, ...]:
    kept = [term for term in before.terms if term.taxonomy.slug not in TAXONOMIES]
    codes = {key.partition(":")[2] for key in chosen}
    found = Term.objects.filter(code__in=codes, taxonomy__slug__in=TAXONOMIES).select_related("taxonomy")
    return (*kept, *(term for term in found if term.key in chosen))


def _cost(cost: CostDraft) -> Mapping[str, Any]:
    return {
        "kind": cost.kind,
        "amount": _euros(cost.cents),
        "per": cost.per,
        "isee_up_to": _euros(cost.isee_up_to),
        "note": str(cost.note),
    }


def _costs(forms: Forms) -> tuple[CostDraft, ...]:
    found, before = [], forms.draft.costs
    for number, form in enumerate(forms.costs):
        said, old = form.cleaned_data, before[number] if number < len(before) else None
        if said["kind"]:
            note = retold(old.note if old else Translated(), said["note"])
            cents, limit = _cents(said["amount"]), _cents(said["isee_up_to"])
            found.append(CostDraft(said["kind"], cents, said["per"], limit, note))
    return tuple(found)


def _documents(text: str, before: Sequence[Translated]) -> tuple[Translated, ...]:
    known = {str(name): name for name in before}
    lines = filter(None, (line.strip() for line in text.splitlines()))
    return tuple(known.get(line) or Translated(it=line) for line in lines)


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


def _cents(euros: Decimal | None) -> int | None:
    return None if euros is None else int(euros * 100)


def _sent_costs(data: QueryDict | None) -> int:
    numbers = [name.split("-")[1] for name in data or {} if name.startswith("cost-")]
    return min(
        MOST_COSTS, max((int(n) + 1 for n in numbers if n.isascii() and n.isdigit() and len(n) < 4), default=0)
    )
