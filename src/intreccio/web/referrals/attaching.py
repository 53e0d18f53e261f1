"""Papers that go with a referral: adding one, taking one along."""

from base64 import b64decode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intreccio.kernel.acting import Who
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.refusing import Refused
from intreccio.pathways.access import attachment_for, referral_for
from intreccio.pathways.actions import attach
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.people.acting import in_care, require_accompanying
from intreccio.web.requests import Request


class AttachForm(forms.Form):
    """One paper."""

    file = forms.FileField(
        label=gettext_lazy("Add a paper"),
        help_text=gettext_lazy(
            "PDF or picture, up to 5 MB. Whoever takes the referral sees it, whoever is only asked does not; "
            "it is deleted when the referral is closed."
        ),
    )


@require_POST
@in_care
def add(request: Request, who: Who, referral: UUID) -> SeeOther:
    """Keep a paper with the referral."""
    found = referral_for(referral)
    require_accompanying(request, who)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file."))
        return see_other("referral", found.pk)
    sent = form.cleaned_data["file"]
    try:
        attach(referral=found, name=sent.name, content=sent.read(), by=who)
    except Refused as problem:
        messages.error(request, problem.message.text(get_language() or "it"))
    except StepRefused:
        messages.warning(request, _("Somebody else has decided meanwhile."))
    else:
        messages.success(request, _("Added."))
    return see_other("referral", found.pk)


@require_safe
@in_care
def one(request: Request, who: Who, referral: UUID, attachment: UUID) -> HttpResponse:
    """A paper, to be saved: never shown by the platform itself."""
    found = attachment_for(referral_for(referral), attachment)
    response = HttpResponse(b64decode(str(found.content)), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(True, str(found.name)) or "attachment"
    store_nowhere(response)
    return response
