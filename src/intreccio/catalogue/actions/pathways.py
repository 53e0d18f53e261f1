"""Composing pathways."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

from intreccio.catalogue.events import PathwayRemoved, PathwaySaved
from intreccio.catalogue.models import Pathway, PathwayStep, Term
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

FEWEST_STEPS, MOST_STEPS = 2, 12
LONGEST_SLUG = 50


@dataclass(frozen=True)
class StepDraft:
    """What is said of one step."""

    name: Translated
    term: Term
    text: Translated = field(default_factory=Translated)
    is_optional: bool = False


@dataclass(frozen=True)
class PathwayDraft:
    """What is said of a pathway, its steps in their order."""

    name: Translated
    steps: Sequence[StepDraft]
    summary: Translated = field(default_factory=Translated)
    is_published: bool = False


@action
def save_pathway(
    *, draft: PathwayDraft, by: Who, pathway: Pathway | None = None, expected: int | None = None
) -> Pathway:
    """Make a pathway, or make one what `draft` says.

    Raises `Refused` where it has no name or too few or many steps, `VersionConflict` where somebody was faster.
    """
    _check(draft)
    said = {"name": draft.name, "summary": draft.summary, "is_published": draft.is_published}
    if pathway is None:
        pathway = Pathway.objects.create(slug=_free_slug(str(draft.name)), **said)
    else:
        for name, value in said.items():
            setattr(pathway, name, value)
        pathway.save_version(update_fields=list(said), expected=expected)
        pathway.steps.all().delete()
    PathwayStep.objects.bulk_create(
        PathwayStep(pathway=pathway, place=place, **vars(step)) for place, step in enumerate(draft.steps)
    )
    record(PathwaySaved(pathway.pk, pathway.is_published), by=by)
    return pathway


@action
def remove_pathway(*, pathway: Pathway, by: Who) -> None:
    """Take a pathway away; its services stay as they are."""
    record(PathwayRemoved(pathway.pk), by=by)
    pathway.delete()


def _check(draft: PathwayDraft) -> None:
    if not draft.name:
        raise Refused(Translated(it="Serve un nome.", en="A name is needed."), field="name_it")
    if not FEWEST_STEPS <= len(draft.steps) <= MOST_STEPS:
        raise Refused(
            Translated(
                it=f"Un percorso ha da {FEWEST_STEPS} a {MOST_STEPS} passi.",
                en=f"A pathway has {FEWEST_STEPS} to {MOST_STEPS} steps.",
            )
        )


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:LONGEST_SLUG].strip("-") or "percorso"
    taken = set(Pathway.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
