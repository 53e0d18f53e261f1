"""Other sites that show the finder: keys, colours, the line to copy."""

from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from intreccio.catalogue.access import embed_for
from intreccio.catalogue.actions import issue_embed, switch_embed
from intreccio.catalogue.models import Embed
from intreccio.kernel.access import Permission, require
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from intreccio.web.find.asking import read
from intreccio.web.find.showing import pairs_of
from intreccio.web.frame.addresses import address
from intreccio.web.frame.redirects import SeeOther, see_other
from intreccio.web.imports.wording import language
from intreccio.web.requests import Request
from intreccio.web.shown.office import EmbedShown
from intreccio.web.words.moments import date_words

UNPROCESSABLE = 422
BLUE, WHITE = "#0055aa", "#ffffff"


class EmbedForm(forms.Form):
    """Which site, with which first question, in which colours."""

    host = forms.CharField(
        label=gettext_lazy("Name of the other site"),
        max_length=260,
        help_text=gettext_lazy("Its name only, such as www.town.example.org: the finder appears nowhere else."),
    )
    question = forms.CharField(
        label=gettext_lazy("First question"),
        max_length=600,
        required=False,
        help_text=gettext_lazy("Search as its readers would, then copy the address of the page here."),
    )
    brand = forms.CharField(
        label=gettext_lazy("Colour of links and buttons"),
        initial=BLUE,
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    ground = forms.CharField(
        label=gettext_lazy("Colour of the ground"),
        initial=WHITE,
        widget=forms.TextInput(attrs={"type": "color"}),
    )

    def clean_host(self) -> str:
        """The name alone, where a whole address was copied."""
        text = str(self.cleaned_data["host"]).strip().lower()
        return urlsplit(text).netloc if "://" in text else text.rstrip("/")

    def clean_question(self) -> str:
        """The query of the find page that was copied, understood and written anew."""
        asked = read(QueryDict(str(self.cleaned_data["question"]).rpartition("?")[2]))
        if asked.problems:
            raise forms.ValidationError(list(asked.problems))
        return address("", pairs_of(asked)).removeprefix("?")[:500]


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """The sites that may show the finder, and the form for one more."""
    require(request.viewer, Permission.REVIEW_LISTINGS)
    form = EmbedForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _issue(request, form):
        return see_other("office-embeds")
    embeds = [_shown(request, embed) for embed in Embed.objects.all()]
    context = {"embeds": embeds, "form": form}
    return render(request, "office/embeds.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_POST
def switch(request: Request, embed: UUID) -> SeeOther:
    """Show the finder there, or no longer."""
    is_on = request.POST.get("is_on") == "yes"
    try:
        switch_embed(embed=embed_for(request.viewer, embed), is_on=is_on, by=request.viewer.who())
    except VersionConflict:
        messages.warning(request, _("Somebody else just changed it: look again."))
    else:
        messages.success(request, _("Switched on.") if is_on else _("Switched off: it is shown there no longer."))
    return see_other("office-embeds")


def _issue(request: Request, form: EmbedForm) -> bool:
    try:
        issue_embed(**form.cleaned_data, by=request.viewer.who())
    except Refused as problem:
        form.add_error(problem.field, problem.message.text(language()))
        return False
    messages.success(request, _("Noted: give the line below to whoever looks after that site."))
    return True


def _shown(request: Request, embed: Embed) -> EmbedShown:
    url = request.build_absolute_uri(reverse("embed", args=[embed.key]))
    script = request.build_absolute_uri(reverse("embed-script"))
    title = _("Find a service near you")
    frame = f'<iframe src="{url}" title="{title}" width="100%" height="900" loading="lazy"></iframe>'
    return EmbedShown(
        id=str(embed.pk),
        host=embed.host,
        question=embed.question,
        question_url=f"{reverse('home')}?{embed.question}" if embed.question else "",
        is_on=embed.is_on,
        issued=date_words(embed.issued_at.date()),
        line=frame,
        line_with_script=f'{frame}<script src="{script}" async></script>',
        url=url,
    )
