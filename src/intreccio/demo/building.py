"""Building the demonstration territory, through the same actions as everybody."""

from collections.abc import Iterator, Sequence

import click

from intreccio.actors.models import Organisation
from intreccio.catalogue.actions import add_services, load_base_taxonomies
from intreccio.catalogue.search.keeping import refresh_vocabulary
from intreccio.demo.accounts import open_accounts
from intreccio.demo.content import OrganisationContent, read_organisations
from intreccio.demo.drafting import Drafter
from intreccio.demo.growing import grow
from intreccio.demo.organising import add_organisation, link_parents
from intreccio.demo.places import add_province
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import action
from intreccio.kernel.acting import Who
from intreccio.kernel.journal.sealing import seal
from intreccio.territory.models import Territory

NAME = "Provincia di Bergamo"


def build() -> None:
    """Make everything, unless it is there already. All or nothing."""
    if Territory.objects.filter(slug="provincia-di-bergamo").exists():
        return
    _build(by=SYSTEM)
    refresh_vocabulary()
    seal()


@action
def _build(*, by: Who) -> None:
    click.echo("Making the demonstration territory ...")
    territory = add_province(NAME, by=by)
    load_base_taxonomies(by=by)
    contents = [*read_organisations(), *grow(territory)]
    organisations = _organisations(contents, by)
    open_accounts(organisations)
    _services(contents, organisations, territory, by)


def _organisations(contents: Sequence[OrganisationContent], by: Who) -> dict[str, Organisation]:
    made = {}
    with click.progressbar(contents, label="Organisations and places") as bar:
        for content in bar:
            made[content.slug] = add_organisation(content, by=by)
    link_parents(contents, made, by=by)
    return made


def _services(
    contents: Sequence[OrganisationContent],
    organisations: dict[str, Organisation],
    territory: Territory,
    by: Who,
) -> None:
    drafter = Drafter(territory, organisations)
    with click.progressbar(contents, label="Services and groups      ") as bar:
        for content in bar:
            drafts = [drafter.draft(content, service) for service in content.services]
            if drafts:
                services = add_services(drafts=drafts, by=by)
                drafter.remember(content, services)
    drafter.link_references(by=by)


def all_services(contents: Sequence[OrganisationContent]) -> Iterator[str]:
    """Keys of every service: organisation and service slug."""
    for content in contents:
        for service in content.services:
            yield f"{content.slug}/{service['slug']}"
