"""An organisation's listings as a table that people change and send back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from intreccio.actors.models import Organisation
from intreccio.actors.rules.contacts import clean_mail, clean_phone, clean_website
from intreccio.catalogue.actions import OpeningDraft, ServiceDraft, TextDraft, draft_of
from intreccio.catalogue.models import Service
from intreccio.catalogue.models.services import OLDEST_AGE
from intreccio.catalogue.rules.refusal import ScheduleTextError
from intreccio.catalogue.shipped import languages
from intreccio.interchange.hsds.reader import Reader
from intreccio.interchange.tables.table import Cells, Table, spaced
from intreccio.kernel.imports.tables import open_table
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.web.desk.schedules import hours_text, timings_in

MOST_ROWS = 500
LANGUAGE = "it"
HOURS = "hours"
LONGEST = {"name": 200, "summary": 300, "description": 10_000, "how_to": 5_000, "eligibility": 5_000}


@dataclass(frozen=True)
class Column:
    """A column that may be changed: its heading, the text of a draft, and the draft that a text makes."""

    name: str
    label: Translated
    shown: Callable[[ServiceDraft], str]
    written: Callable[[ServiceDraft, str], ServiceDraft]


@dataclass(frozen=True)
class Change:
    """One cell that differs from what the listing says."""

    column: Column
    before: str
    after: str


@dataclass(frozen=True)
class LineRead:
    """A line of the table: the listing it is of, what would change, or why it cannot be taken."""

    number: int
    name: str
    service: Service | None = None
    changes: Sequence[Change] = ()
    problems: Sequence[str] = ()


ID, VERSION = Translated(it="Identificativo", en="Identifier"), Translated(it="Versione", en="Version")


def _text(name: str) -> tuple[Callable[[ServiceDraft], str], Callable[[ServiceDraft, str], ServiceDraft]]:
    def shown(draft: ServiceDraft) -> str:
        return getattr(draft.texts[LANGUAGE], name) if LANGUAGE in draft.texts else ""

    def written(draft: ServiceDraft, text: str) -> ServiceDraft:
        if name == "name" and not text:
            raise Refused(Translated(it="il nome manca.", en="the name is missing."))
        if len(text) > LONGEST[name]:
            most = LONGEST[name]
            raise Refused(Translated(it=f"al massimo {most} caratteri.", en=f"at most {most} characters."))
        said = replace(draft.texts.get(LANGUAGE, TextDraft(name="")), origin="person", reviewed=True)
        values: dict[str, Any] = {name: text}
        return replace(draft, texts={**draft.texts, LANGUAGE: replace(said, **values)})

    return shown, written


def _cleaned(
    name: str, clean: Callable[[str], str], show: Callable[[str], str] = str
) -> tuple[Callable[[ServiceDraft], str], Callable[[ServiceDraft, str], ServiceDraft]]:
    def written(draft: ServiceDraft, text: str) -> ServiceDraft:
        values: dict[str, Any] = {name: clean(text) if text else ""}
        return replace(draft, **values)

    return lambda draft: show(getattr(draft, name)), written


def _number(
    name: str, first: int, last: int, *, needed: bool = False
) -> tuple[Callable[[ServiceDraft], str], Callable[[ServiceDraft, str], ServiceDraft]]:
    def written(draft: ServiceDraft, text: str) -> ServiceDraft:
        whole = text.removesuffix(".0")
        values: dict[str, Any] = {name: None}
        if not whole and not needed:
            return replace(draft, **values)
        if not (whole.isascii() and whole.isdigit() and len(whole) < 4 and first <= int(whole) <= last):
            raise Refused(
                Translated(
                    it=f"«{text}» non va: da {first} a {last}.", en=f"“{text}” is not from {first} to {last}."
                )
            )
        values[name] = int(whole)
        return replace(draft, **values)

    return lambda draft: "" if getattr(draft, name) is None else str(getattr(draft, name)), written


def _spoken(draft: ServiceDraft) -> str:
    return ", ".join(draft.languages)


def _with_spoken(draft: ServiceDraft, text: str) -> ServiceDraft:
    codes = tuple(filter(None, (code.strip().lower() for code in text.replace(";", ",").split(","))))
    unknown = [code for code in codes if code not in languages()]
    if unknown:
        said = ", ".join(unknown)
        raise Refused(
            Translated(
                it=f"«{said}»: servono codici come it, ar, pa.", en=f"“{said}”: codes like it, ar, pa are needed."
            )
        )
    return replace(draft, languages=codes)


def _open(draft: ServiceDraft) -> str:
    return hours_text([opening.timing for opening in draft.openings if opening.site is None])


def _with_hours(draft: ServiceDraft, text: str) -> ServiceDraft:
    try:
        timings = timings_in(text)
    except ScheduleTextError as problem:
        raise Refused(Translated(it=problem.message("it"), en=problem.message("en"))) from problem
    own = [opening for opening in draft.openings if opening.site]
    return replace(draft, openings=(*(OpeningDraft(timing) for timing in timings), *own))


COLUMNS = (
    Column("name", Translated(it="Nome", en="Name"), *_text("name")),
    Column("summary", Translated(it="In una frase", en="In one sentence"), *_text("summary")),
    Column("description", Translated(it="Descrizione", en="Description"), *_text("description")),
    Column("how_to", Translated(it="Come si accede", en="How to get in"), *_text("how_to")),
    Column("eligibility", Translated(it="Per chi", en="Who it is for"), *_text("eligibility")),
    Column("min_age", Translated(it="Età minima", en="Minimum age"), *_number("min_age", 0, OLDEST_AGE)),
    Column("max_age", Translated(it="Età massima", en="Maximum age"), *_number("max_age", 0, OLDEST_AGE)),
    Column("languages", Translated(it="Lingue (codici)", en="Languages (codes)"), _spoken, _with_spoken),
    Column(HOURS, Translated(it="Orari", en="Opening hours"), _open, _with_hours),
    Column("phone", Translated(it="Telefono", en="Telephone"), *_cleaned("phone", clean_phone, spaced)),
    Column("email", Translated(it="Email", en="Email"), *_cleaned("email", clean_mail)),
    Column("url", Translated(it="Sito", en="Website"), *_cleaned("url", clean_website)),
    Column(
        "review_months",
        Translated(it="Da confermare ogni quanti mesi", en="To be confirmed every so many months"),
        *_number("review_months", 1, 12, needed=True),
    ),
)


def services_of(organisation: Organisation) -> dict[UUID, Service]:
    """Its listings, those of other organisations never."""
    found = Service.objects.filter(organisation=organisation, merged_into=None).order_by("pk")[:MOST_ROWS]
    return {service.pk: service for service in found}


def table_of(services: Mapping[UUID, Service]) -> Table:
    """The listings as a table; who reads it fills the columns that may be changed."""

    def rows(ids: Sequence[UUID], reader: Reader) -> Iterator[Cells]:
        for pk in ids:
            draft = draft_of(services[pk])
            yield [str(pk), str(services[pk].version), *(column.shown(draft) for column in COLUMNS)]

    name = Translated(it="Servizi da aggiornare", en="Services to update")
    return Table(name, (ID, VERSION, *(column.label for column in COLUMNS)), rows)


def read_table(file: BinaryIO, services: Mapping[UUID, Service], language: str) -> list[LineRead]:
    """What each line would change. Raises `TableRefused` or `Refused` where it is no such table."""
    table = open_table(file)
    places = {
        column.name: table.columns.index(heading)
        for column in COLUMNS
        for heading in column.label.values()
        if heading in table.columns
    }
    ids = [table.columns.index(heading) for heading in ID.values() if heading in table.columns]
    versions = [table.columns.index(heading) for heading in VERSION.values() if heading in table.columns]
    if not ids or not versions or not places:
        raise Refused(
            Translated(
                it="non è la tabella che si scarica da qui: mancano le colonne «Identificativo» e «Versione».",
                en="this is not the table downloaded here: the columns “Identifier” and “Version” are missing.",
            )
        )
    found = []
    for line in table.lines:
        cells = {name: line.cells[place].strip() for name, place in places.items()}
        found.append(_line(line.number, line.cells[ids[0]], line.cells[versions[0]], cells, services, language))
        if len(found) > MOST_ROWS:
            raise Refused(Translated(it=f"più di {MOST_ROWS} righe.", en=f"more than {MOST_ROWS} lines."))
    return found


def _line(
    number: int, key: str, version: str, cells: Mapping[str, str], services: Mapping[UUID, Service], language: str
) -> LineRead:
    name = cells.get("name", "")
    service = services.get(_uuid(key))
    if service is None:
        return LineRead(number, name, problems=[_("No listing of this organisation has this identifier.")])
    draft = draft_of(service)
    changes, problems = [], []
    for column in COLUMNS:
        before = column.shown(draft)
        if column.name in cells and cells[column.name] != before.strip():
            try:
                # The same hours may be said in another language: what means the same is no change.
                if column.written(draft, cells[column.name]).openings != draft.openings or column.name != HOURS:
                    changes.append(Change(column, before, cells[column.name]))
            except Refused as problem:
                problems.append(f"{column.label.text(language)}: {problem.message.text(language)}")
    if changes and version.removesuffix(".0").strip() != str(service.version):
        problems.append(_("Somebody changed this listing after the table was downloaded: download it again."))
    return LineRead(number, name or column_name(draft), service, changes, problems)


def column_name(draft: ServiceDraft) -> str:
    """The name of a listing, as the table says it."""
    return COLUMNS[0].shown(draft)


def changed(draft: ServiceDraft, cells: Mapping[str, str]) -> ServiceDraft:
    """A draft with the cells of some columns written into it. Raises `Refused`."""
    for column in COLUMNS:
        if column.name in cells:
            draft = column.written(draft, cells[column.name])
    if draft.min_age is not None and draft.max_age is not None and draft.max_age < draft.min_age:
        raise Refused(
            Translated(it="l'età massima è minore della minima.", en="the maximum age is below the minimum.")
        )
    return replace(draft, confirmed_on=None)


def _uuid(text: str) -> Any:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
