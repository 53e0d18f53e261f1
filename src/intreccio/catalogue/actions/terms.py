"""The network's own terms: below those that the platform brings, or beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

from intreccio.catalogue.actions.waiting import have_services_indexed
from intreccio.catalogue.events import TermSaved, TermWithdrawn
from intreccio.catalogue.models import PathwayStep, Service, Taxonomy, Term
from intreccio.catalogue.queries import terms
from intreccio.catalogue.shipped import base_terms
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.deferring import defer
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

LONGEST_CODE = 100


@dataclass(frozen=True)
class TermDraft:
    """What is said of a term. `synonyms` are words by language that people type."""

    name: Translated
    description: Translated = field(default_factory=Translated)
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)


@action
def add_term(*, taxonomy: Taxonomy, parent: Term | None, draft: TermDraft, by: Who) -> Term:
    """Add a term of the network's own. Its code is made of its Italian name, and stays.

    Raises `Refused` where the name gives no code, or one that is taken.
    """
    slug = slugify(str(draft.name))
    code = (f"{parent.code}/{slug}" if parent else slug)[:LONGEST_CODE]
    if not slug or taxonomy.terms.filter(code=code).exists():
        raise Refused(
            Translated(
                it="Qui c'è già una voce con questo nome, oppure il nome non ha lettere.",
                en="There is an entry of that name here already, or the name has no letters.",
            ),
            field="name_it",
        )
    term = Term(taxonomy=taxonomy, parent=parent, code=code, place=_last_place(taxonomy, parent))
    return _saved(term, draft, by)


@action
def edit_term(*, term: Term, draft: TermDraft, by: Who) -> Term:
    """Change a term of the network's own; its code stays. Raises `Refused` for one that the platform brings."""
    if term.key in base_terms():
        raise Refused(
            Translated(
                it="Questa voce arriva con la piattaforma: aggiungi un sinonimo, o una voce sotto di essa.",
                en="This entry comes with the platform: add a synonym, or an entry below it.",
            )
        )
    return _saved(term, draft, by)


@action
def withdraw_term(*, term: Term, instead: Term | None, by: Who) -> None:
    """Offer a term no longer; services filed under it are filed under `instead`, where one is given.

    Without one they stay as they are: the term is theirs again once it is offered again. Raises `Refused` where
    other terms stand below it, or a pathway needs it.
    """
    if term.children.filter(withdrawn=False).exists():
        raise Refused(
            Translated(it="Prima ritira le voci sotto di essa.", en="First withdraw the entries below it.")
        )
    if PathwayStep.objects.filter(term=term).exists():
        raise Refused(
            Translated(it="Un percorso passa da qui: prima cambialo.", en="A pathway needs it: change that first.")
        )
    if instead and (instead == term or instead.withdrawn or instead.taxonomy_id != term.taxonomy_id):
        raise Refused(
            Translated(
                it="Scegli un'altra voce dello stesso elenco.", en="Choose another entry of the same list."
            ),
            field="instead",
        )
    filed = list(term.services.values_list("pk", flat=True))
    if instead:
        _move(term, instead)
    _offer(term, withdrawn=True, instead=instead, by=by)
    have_services_indexed(filed)


@action
def offer_term(*, term: Term, by: Who) -> None:
    """Offer a term again."""
    _offer(term, withdrawn=False, instead=None, by=by)
    have_services_indexed(list(term.services.values_list("pk", flat=True)))


def _saved(term: Term, draft: TermDraft, by: Who) -> Term:
    term.name, term.description = draft.name, draft.description
    term.synonyms = {language: list(words) for language, words in draft.synonyms.items() if words}
    term.save()
    record(TermSaved(term.pk), by=by)
    have_services_indexed(list(term.services.values_list("pk", flat=True)))
    defer("catalogue.learn_synonyms")
    terms.forget()
    return term


def _offer(term: Term, *, withdrawn: bool, instead: Term | None, by: Who) -> None:
    term.withdrawn = withdrawn
    term.save(update_fields=["withdrawn"])
    record(TermWithdrawn(term.pk, withdrawn, instead.pk if instead else None), by=by)
    defer("catalogue.learn_synonyms")
    terms.forget()


def _move(term: Term, instead: Term) -> None:
    """File under `instead` all that is filed under a term."""
    through = Service.terms.through
    there = through.objects.filter(term=instead).values("service")
    through.objects.filter(term=term, service__in=there).delete()
    through.objects.filter(term=term).update(term=instead)


def _last_place(taxonomy: Taxonomy, parent: Term | None) -> int:
    """After all that stands with it; those of one place are in the order of their codes."""
    places = taxonomy.terms.filter(parent=parent).order_by("-place").values_list("place", flat=True)
    return (places.first() or 0) + 1
