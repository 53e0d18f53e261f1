"""The register of processing, for everybody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intreccio.web.privacy.register import Processing, register
from intreccio.web.requests import Request
from intreccio.web.shown.pieces import Column, Row, Table


@require_safe
def page(request: Request) -> HttpResponse:
    """What is kept of people, in one table."""
    language = get_language() or "it"
    columns = [
        Column(one) for one in (_("What is kept"), _("What for"), _("Ground"), _("How long"), _("Protected by"))
    ]
    rows = [
        Row(
            [
                one.what.text(language),
                one.why.text(language),
                one.ground.text(language),
                one.kept.text(language),
                _protection(one),
            ]
        )
        for one in register()
    ]
    table = Table(_("Register of processing"), columns, rows)
    return render(request, "privacy/register.html", {"table": table})


def _protection(one: Processing) -> str:
    words = []
    if one.is_closed:
        words.append(_("the database shows each row only to who may know it"))
    if one.encrypted:
        words.append(_("encrypted"))
    if not one.is_counted:
        words.append(_("statistics cannot read it"))
    return ", ".join(words)
