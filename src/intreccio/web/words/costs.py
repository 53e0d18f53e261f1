"""Prices as a person would say them."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from intreccio.catalogue.models import CostOption


def cost_words(costs: Iterable[CostOption], language: str) -> str:
    """`€ 15 a month; free of charge with an ISEE up to € 9,000`. Empty where nothing is known."""
    return "; ".join(_one(cost, language) for cost in costs)


def euros(cents: int) -> str:
    """`€ 1.250` or `€ 12,50`, in the reader's format."""
    decimals = 2 if cents % 100 else 0
    return f"€ {number_format(cents / 100, decimal_pos=decimals, force_grouping=True)}"


def _one(cost: CostOption, language: str) -> str:
    note = cost.note.text(language) if cost.note else ""
    return price_words(cost) + (f" ({note})" if note else "")


def price_words(cost: CostOption) -> str:
    """One price, without the note that somebody wrote to it."""
    parts = [_price(cost)]
    if cost.isee_up_to:
        parts.append(_("with an ISEE up to %(limit)s") % {"limit": euros(cost.isee_up_to)})
    return " ".join(parts)


def _price(cost: CostOption) -> str:
    if cost.kind == CostOption.Kind.FREE:
        return _("free of charge")
    if cost.kind == CostOption.Kind.CONTRIBUTION:
        return _("whatever one can give")
    per = {
        "meeting": _("a meeting"),
        "month": _("a month"),
        "year": _("a year"),
        "course": _("a course"),
        "hour": _("an hour"),
        "once": _("once"),
    }.get(cost.per, "")
    amount = f"{euros(cost.cents or 0)} {per}".strip()
    if cost.kind == CostOption.Kind.MEMBERSHIP:
        return _("membership %(amount)s") % {"amount": amount}
    return amount
