"""Sources: saying where records come from."""

from dataclasses import asdict
from itertools import count

from django.utils.text import slugify

from intreccio.catalogue.events import SourceAdded, SourceEdited
from intreccio.catalogue.models import Source
from intreccio.catalogue.rules.sources import SourceDetails, cleaned
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record

LONGEST_SLUG = 50
UNNAMED = "source"


@action
def add_source(*, details: SourceDetails, by: Who) -> Source:
    """Keep a new source; its slug is made from its name. Raises `Refused`."""
    clean = cleaned(details)
    source = Source.objects.create(slug=_free_slug(clean.name), **asdict(clean))
    record(SourceAdded(source.pk), by=by)
    return source


@action
def edit_source(*, source: Source, details: SourceDetails, by: Who) -> Source:
    """Say something else of a source. Raises `Refused`."""
    found = Source.objects.select_for_update().get(pk=source.pk)
    for name, value in asdict(cleaned(details)).items():
        setattr(found, name, value)
    found.save()
    record(SourceEdited(found.pk), by=by)
    return found


def _free_slug(name: str) -> str:
    slug = slugify(name)[:LONGEST_SLUG].strip("-") or UNNAMED
    taken = set(Source.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(free for number in count(1) if (free := slug if number == 1 else f"{slug}-{number}") not in taken)
