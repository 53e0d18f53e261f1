"""Where to go after a form was sent."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class SeeOther(HttpResponseRedirectBase):
    """The answer to what was sent is another page, to be fetched with GET."""

    status_code = 303


def see_other(name: str, *arguments: UUID | str) -> SeeOther:
    """To the page of this name."""
    return SeeOther(reverse(name, args=arguments))


def safe_target(request: HttpRequest, otherwise: str = "/") -> str:
    """Where the form wants to go back to, if that is here."""
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}) else otherwise
