"""What the network office has on its desk: reports of readers, claims, an invitation, sites that show the finder."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from intreccio.actors.actions import claim, invite
from intreccio.actors.models import Organisation
from intreccio.catalogue.actions import (
    draft_of,
    edit_service,
    issue_embed,
    keep_unmet,
    oversee,
    pass_on,
    propose,
    report_mistake,
    settle_report,
)
from intreccio.catalogue.models import Service
from intreccio.catalogue.rules.reporting import Mistake
from intreccio.catalogue.search.answer import Answer
from intreccio.catalogue.search.unmet import note_unmet
from intreccio.demo.content import Row, read_table
from intreccio.demo.organising import Made
from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, Who


def add_waiting(made: Mapping[str, Made], *, by: Who) -> None:
    """Write what readers wrote; decide some of it."""
    waiting = read_table("waiting")
    for row in waiting["reports"]:
        _report(row, made, by)
    for row in waiting["claims"]:
        said = {name: row[name] for name in ("name", "mail", "words")}
        claim(organisation=made[row["of"]].organisation, by=NOBODY, **said)
    for row in waiting["invitations"]:
        invite(organisation=made[row["of"]].organisation, mail=row["mail"], role=row["role"], by=by)
    for row in waiting["changes"]:
        _change(row, made[row["of"]].organisation, by)
    for row in waiting["embeds"]:
        issue_embed(**row, by=by)
    for word, days in waiting["unmet"].items():
        _search_in_vain(word, days)


def _report(row: Row, made: Mapping[str, Made], by: Who) -> None:
    organisation = made[row["of"]].organisation
    service = Service.objects.filter(organisation=organisation, texts__name=row.get("service")).first()
    report = report_mistake(
        organisation=organisation,
        service=service,
        mistake=Mistake(row["mistake"]),
        words=row["words"],
        mail=row.get("mail", ""),
        by=NOBODY,
    )
    if row.get("passed_on"):
        pass_on(report=report, by=by)
    if "answer" in row:
        settle_report(report=report, verb="mend", answer=row["answer"], by=by)


def _change(row: Row, organisation: Organisation, by: Who) -> None:
    """As if somebody of the organisation had changed its first listing, and the office wanted to see it first."""
    oversee(organisation=organisation, on=True, by=by)
    service = organisation.services.order_by("pk")[0]
    draft = draft_of(service)
    texts = {**draft.texts, "it": replace(draft.texts["it"], how_to=row["how_to"])}
    changed = replace(draft, texts=texts, phone=row["phone"])
    wrote = Who(None, organisation.pk)
    propose(service=service, change=lambda: edit_service(service=service, draft=changed, by=wrote), by=wrote)


def _search_in_vain(word: str, days: Sequence[int]) -> None:
    """As if people had looked for `word` so many times on each of the days before today."""
    nothing = Answer(total=0, total_is_exact=True, results=(), facets={})
    for ago, searches in zip(range(len(days), 0, -1), days, strict=True):
        for _ in range(searches):
            note_unmet(word, nothing, narrowed=False)
        with clock.at(clock.now() - timedelta(days=ago)):
            keep_unmet()
