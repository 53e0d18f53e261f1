"""The pathways that the network office composed."""

from intreccio.catalogue.actions import PathwayDraft, StepDraft, save_pathway
from intreccio.catalogue.models import Term
from intreccio.demo.content import Row, read_table
from intreccio.kernel.acting import Who
from intreccio.kernel.text import Translated


def compose(*, by: Who) -> None:
    """Publish every written pathway."""
    terms = {term.key: term for term in Term.objects.select_related("taxonomy")}
    for row in read_table("pathways")["pathways"]:
        draft = PathwayDraft(
            name=Translated(row["name"]),
            summary=Translated(row["summary"]),
            steps=[_step(step, terms) for step in row["steps"]],
            is_published=True,
        )
        save_pathway(draft=draft, by=by)


def _step(row: Row, terms: dict[str, Term]) -> StepDraft:
    return StepDraft(
        name=Translated(row["name"]),
        term=terms[row["term"]],
        text=Translated(row.get("text", {})),
        is_optional=row.get("optional", False),
    )
