"""Where records come from, written down before anything of it is taken in."""

from secrets import token_hex

from intreccio.catalogue.events import SourceAdded
from intreccio.catalogue.models import Source, SourceSecret
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action, upkeep
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.territory.rules import slugged

LONGEST_SLUG = 60
SECRET_BYTES = 32


@action
def add_source(*, name: str, slug: str = "", language: str = "it", kind: str = "", by: Who) -> Source:
    """A new source, not vouched for. Its slug is made of its name where none is given.

    Raises `Refused` where the name is empty, or another source is called so.
    """
    slug = slug or slugged(name)[:LONGEST_SLUG].strip("-")
    if not (name.strip() and slug):
        raise Refused(Translated(it="Serve un nome.", en="A name is needed."), field="name")
    if Source.objects.filter(slug=slug).exists():
        raise Refused(
            Translated(it=f"C'è già una fonte «{slug}».", en=f"There is a source “{slug}” already."), field="name"
        )
    more = {"kind": kind} if kind else {}
    source = Source.objects.create(slug=slug, name=name.strip(), language=language, **more)
    record(SourceAdded(source.pk), by=by)
    return source


@upkeep
def secret_of(*, source: Source) -> bytes:
    """The source's secret: random, made at its first use, then always the same."""
    kept, _ = SourceSecret.objects.get_or_create(source=source, defaults={"text": token_hex(SECRET_BYTES)})
    return str(kept.text).encode()
