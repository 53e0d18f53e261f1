"""The ways to take a list along."""

from django.urls import reverse

from intreccio.web.frame.addresses import Pairs, address
from intreccio.web.shown.pieces import Link

FORMS = {"csv": "CSV", "xlsx": "Excel", "zip": "HSDS (zip)"}
"""Endings of files by what people call them."""


def downloads(what: str, pairs: Pairs) -> list[Link]:
    """Links to all of a list, `services` or `organisations`, narrowed as its page is."""
    return [Link(name, address(reverse(f"download-{what}", args=[form]), pairs)) for form, name in FORMS.items()]
