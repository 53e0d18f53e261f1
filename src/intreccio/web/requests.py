"""A request as views receive it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from intreccio.kernel.access import Viewer


class Request(HttpRequest):
    """What the middleware adds: who looks, and whether htmx asks."""

    viewer: Viewer
    htmx: HtmxDetails
