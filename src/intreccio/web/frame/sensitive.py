"""What could endanger its reader where somebody else finds it in a browser: such pages are stored nowhere."""

from collections.abc import Iterable

from django.http.response import HttpResponseBase

TERMS = frozenset(
    {
        "activities:ascolto/consultorio",
        "activities:diritti/antiviolenza",
        "activities:gruppi/dipendenze",
        "activities:prevenzione/dipendenze-servizi",
        "activities:prevenzione/salute-sessuale",
        "audiences:dipendenze",
        "audiences:lgbt",
        "audiences:vittime-di-violenza",
        "health-themes:salute-sessuale",
    }
)


def is_sensitive(terms: Iterable[str], *, is_address_confidential: bool = False) -> bool:
    """Whether a service under these terms, or a question for them, is nobody else's business."""
    return is_address_confidential or not TERMS.isdisjoint(terms)


def store_nowhere(response: HttpResponseBase) -> None:
    """Have no browser and no service worker keep an answer."""
    response["Cache-Control"] = "no-store"
