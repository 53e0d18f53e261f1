"""What a service costs, as a cell says it."""

import re

from intreccio.interchange.directories.cleaning.numbers import Money, clean_amount
from intreccio.kernel.imports.kinds import JSON

_FREE = re.compile(
    r"(?:è |servizio |accesso |sempre )?"
    r"(?:gratuit[oaie]|gratis|free|esente|nessun(?: costo)?|no|0(?:[.,]0+)?(?: ?€)?)[.!]?",
    re.IGNORECASE,
)
_FIRST_AMOUNT = re.compile(
    r"(?:(?:€|euro)\s*)?(\d+(?:[.,]\d{1,2})?)(?:\s*(?:€|euro))?(?![\d.,])\D*", re.IGNORECASE
)
_YES, _NO = frozenset({"si", "sì", "yes", "true", "x"}), frozenset({"no", "false"})

FREE, EURO = "free", "EUR"


def cost_values(text: str, *, asks_if_free: bool = False) -> dict[str, JSON]:
    """A `cost_option` of HSDS: free, an amount, or words where one cannot tell the amount.

    `asks_if_free` is true of a column called "gratuito", which says yes or no.
    """
    if asks_if_free and text.casefold() in _NO:
        return {"option": "a pagamento"}
    if _FREE.fullmatch(text) or (asks_if_free and text.casefold() in _YES):
        return {"option": FREE, "amount": 0, "currency": EURO}
    found = clean_amount(text)
    if isinstance(found, Money):
        return {"amount": found.amount, "currency": found.currency or EURO}
    if isinstance(found, int | float):
        return {"amount": found, "currency": EURO}
    return _amount_with_words(text) or {"option": text}


def _amount_with_words(text: str) -> dict[str, JSON] | None:
    """`5 € a incontro`: the amount, if there is one only and a currency, with the words beside it."""
    said = _FIRST_AMOUNT.fullmatch(text)
    amount = clean_amount(said[1]) if said and re.search("€|euro", text, re.IGNORECASE) else None
    if not isinstance(amount, int | float):
        return None
    return {"amount": amount, "currency": EURO, "amount_description": text}
