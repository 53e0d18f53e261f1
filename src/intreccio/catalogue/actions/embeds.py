"""Letting the finder stand in the pages of other sites."""

from secrets import token_urlsafe

from intreccio.catalogue.events import EmbedChanged, EmbedIssued
from intreccio.catalogue.models import Embed
from intreccio.catalogue.rules.colours import READABLE, contrast, is_colour
from intreccio.catalogue.rules.hosts import is_host
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

KEY_BYTES = 12


@action
def issue_embed(*, host: str, question: str, brand: str, ground: str, by: Who) -> Embed:
    """A key with which the pages of `host` show the finder. Raises `Refused` where host or colours will not do."""
    _check(host, brand, ground)
    embed = Embed.objects.create(
        key=token_urlsafe(KEY_BYTES),
        host=host,
        question=question,
        brand=brand,
        ground=ground,
        issued_at=clock.now(),
    )
    record(EmbedIssued(embed.pk), by=by)
    return embed


@action
def switch_embed(*, embed: Embed, is_on: bool, by: Who) -> None:
    """Show the finder there, or no longer."""
    embed.is_on = is_on
    embed.save_version(update_fields=["is_on"])
    record(EmbedChanged(embed.pk, is_on), by=by)


def _check(host: str, brand: str, ground: str) -> None:
    if not is_host(host):
        raise Refused(
            Translated(
                it="Scrivi solo il nome del sito, come www.comune.esempio.it.",
                en="Write only the site's name, such as www.town.example.org.",
            ),
            field="host",
        )
    if not is_colour(brand) or not is_colour(ground) or contrast(brand, ground) < READABLE:
        raise Refused(
            Translated(
                it="Con questi colori i collegamenti non si leggono: serve un contrasto di almeno 4,5 a 1.",
                en="Links cannot be read in these colours: a contrast of at least 4.5 to 1 is needed.",
            ),
            field="brand",
        )
