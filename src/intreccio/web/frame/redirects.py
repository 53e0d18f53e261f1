"""Where to go after a form was sent."""

from uuid import UUID

from django.http.response import HttpResponseRedirectBase
from django.urls import reverse


class SeeOther(HttpResponseRedirectBase):
    """The answer to what was sent is another page, to be fetched with GET."""

    status_code = 303


def see_other(name: str, *arguments: UUID | str) -> SeeOther:
    """To the page of this name."""
    return SeeOther(reverse(name, args=arguments))
