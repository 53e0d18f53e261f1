"""Building the demonstration territory, through the same actions as everybody."""

from collections.abc import Sequence

import click

from intreccio.catalogue.actions import add_services, index_waiting, load_base_taxonomies
from intreccio.catalogue.search.keeping import refresh_vocabulary
from intreccio.demo.accompanying import accompany, plan, refer
from intreccio.demo.accounts import open_accounts
from intreccio.demo.booking import come
from intreccio.demo.composing import compose
from intreccio.demo.content import OrganisationContent, read_organisations
from intreccio.demo.crowding import crowd
from intreccio.demo.doubling import add_doubles
from intreccio.demo.drafting import Drafter
from intreccio.demo.easing import add_easy_texts
from intreccio.demo.growing import grow
from intreccio.demo.organising import Organiser
from intreccio.demo.places import add_province
from intreccio.demo.tending import tend
from intreccio.demo.waiting import add_waiting
from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.journal.sealing import seal
from intreccio.pathways.actions import chase
from intreccio.territory.models import Territory

NAME = "Provincia di Bergamo"
SLUG = "provincia-di-bergamo"


def build() -> None:
    """Make everything, unless it is there already. All or nothing."""
    if Territory.objects.filter(slug=SLUG).exists():
        return
    click.echo("Making the demonstration territory ...")
    _build(by=SYSTEM)
    index_waiting()
    refresh_vocabulary()
    seal()


@upkeep
def _build(*, by: Who) -> None:
    """One transaction around many actions, each with its own event."""
    territory = add_province(NAME, by=by)
    load_base_taxonomies(by=by)
    contents = [*read_organisations(), *grow(territory)]
    organiser = Organiser(territory, by=by)
    with click.progressbar(contents, label="Organisations and places") as bar:
        for content in bar:
            organiser.add(content)
    organiser.link_parents(contents)
    open_accounts(organiser.made)
    _add_services(contents, Drafter(territory, organiser.made), by)
    compose(by=by)
    add_doubles(organiser, by=by)
    add_waiting(organiser.made, by=by)
    accompany(organiser.made)
    refer(organiser.made)
    plan()
    come(organiser.made)
    crowd()
    chase()
    tend()


def _add_services(contents: Sequence[OrganisationContent], drafter: Drafter, by: Who) -> None:
    with click.progressbar(contents, label="Services and groups     ") as bar:
        for content in bar:
            drafts = [drafter.draft(content, row) for row in content.services]
            if drafts:
                drafter.remember(content, add_services(drafts=drafts, by=by))
    drafter.link_references(by=by)
    add_easy_texts(drafter.services, by=by)
