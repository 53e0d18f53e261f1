"""An organisation's own data: what it says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intreccio.actors.access import editable_organisation
from intreccio.actors.actions import edit_organisation
from intreccio.actors.models import Organisation
from intreccio.actors.queries import details_of
from intreccio.actors.rules.details import OrganisationDetails, Words
from intreccio.actors.rules.kinds import (
    OrganisationKind,
    RuntsSection,
    legal_forms,
    organisation_kind_names,
    runts_section_names,
)
from intreccio.kernel.access import Permission, Viewer
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import AllRefused, Refused
from intreccio.web.desk import choosing, presence
from intreccio.web.desk.editing import others_at
from intreccio.web.desk.fields import show_refusal
from intreccio.web.desk.forms import problems
from intreccio.web.desk.own_forms import MissionForm, OfficialForm, OrganisationForm, organisation_initial
from intreccio.web.desk.views import version_sent
from intreccio.web.desk.wordings import MORE, codes_to_write, languages_left, shown_instead, with_new_language
from intreccio.web.frame.redirects import see_other
from intreccio.web.requests import Request
from intreccio.web.shown.desk import Choice
from intreccio.web.shown.pieces import Fact, Link

UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True)
class OwnForms:
    """The forms of an organisation; `official` for the network office only."""

    main: OrganisationForm
    texts: Sequence[MissionForm]
    official: OfficialForm | None

    @property
    def all(self) -> list[Form]:
        """Every form, in the order of the page."""
        return [self.main, *self.texts, *([self.official] if self.official else [])]

    def are_valid(self) -> bool:
        """Whether all is well; each form says what is not."""
        return all([form.is_valid() for form in self.all])  # noqa: C419 - each says what is wrong

    def details(self, before: OrganisationDetails) -> OrganisationDetails:
        """What was said, the rest as it was."""
        said = self.main.details(before)
        return self.official.details(said) if self.official else said

    def words(self) -> dict[str, Words]:
        """What it is, in every language in which something was written."""
        return {
            form.language: Words(form.cleaned_data["description"], form.cleaned_data["reviewed"])
            for form in self.texts
            if form.cleaned_data["description"]
        }


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: Request, organisation: UUID) -> HttpResponse:
    """Change what an organisation says of itself; where somebody else did meanwhile, see both and choose."""
    found = editable_organisation(request.viewer, organisation)
    if request.method != "POST":
        return _page(request, found, _forms(request.viewer, found))
    data = with_new_language(choosing.sent_text(request.POST))
    data = choosing.with_theirs(_forms(request.viewer, found, data).all, data)
    forms = _forms(request.viewer, found, data)
    if MORE in data:
        return _page(request, found, forms, sent=data)
    differing = choosing.choices(forms.all, data) if version_sent(data) != found.version else []
    if differing:
        return _page(request, found, forms, choices=differing, status=CONFLICT)
    if not (forms.are_valid() and _saved(request, found, forms)):
        return _page(request, found, forms, status=UNPROCESSABLE)
    presence.leave(found.pk, request.viewer.user)
    messages.success(request, _("Saved: this is what everybody reads from now on."))
    return see_other("desk")


@require_safe
def others(request: Request, organisation: UUID) -> HttpResponse:
    """Who else has it open."""
    return others_at(request, editable_organisation(request.viewer, organisation).pk)


def _saved(request: Request, found: Organisation, forms: OwnForms) -> bool:
    """Whether it could be saved; what was refused stands in the forms."""
    try:
        edit_organisation(
            organisation=found,
            details=forms.details(details_of(found)),
            texts=forms.words(),
            by=request.viewer.who(),
            expected=found.version,
        )
    except (Refused, AllRefused) as refusal:
        show_refusal(forms.official or forms.main, refusal)
        return False
    except VersionConflict:
        forms.main.add_error(None, _("Somebody else saved at the same moment: save again to see what."))
        return False
    return True


def _forms(viewer: Viewer, found: Organisation, data: QueryDict | None = None) -> OwnForms:
    initial = organisation_initial(found, details_of(found))
    texts = {
        text.language: {"description": text.description, "reviewed": text.reviewed} for text in found.texts.all()
    }
    official = viewer.may(Permission.VERIFY_ORGANISATIONS, found.pk)
    return OwnForms(
        OrganisationForm(data, initial=initial),
        [MissionForm(code, data, initial=texts.get(code, {})) for code in codes_to_write(texts, data)],
        OfficialForm(data, initial=initial) if official else None,
    )


def _page(
    request: Request,
    found: Organisation,
    forms: OwnForms,
    *,
    sent: QueryDict | None = None,
    choices: Sequence[Choice] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "organisation": found,
        "forms": forms,
        "facts": official_facts(found),
        "problems": problems(forms.all),
        "choices": choices,
        "languages": languages_left(forms.texts),
        "instead": shown_instead([text.language for text in found.texts.all()]),
        "version": version_sent(sent) if sent else found.version,
        "began": sent.get(choosing.BEGAN, "") if sent else choosing.beginnings(forms.all),
        "others": presence.come(found.pk, request.viewer.user),
        "others_url": reverse("desk-organisation-others", args=[found.pk]),
        "crumbs": [Link(_("My things"), reverse("desk")), Link(found.name)],
    }
    return render(request, "desk/organisation.html", context, status=status)


def official_facts(found: Organisation) -> list[Fact]:
    """What registers say of an organisation, to be read."""
    language, section = get_language() or "it", found.runts_section
    facts = [
        (_("Kind"), organisation_kind_names()[OrganisationKind(found.kind)].text(language)),
        (_("Legal form"), legal_forms()[found.legal_form].text(language) if found.legal_form else ""),
        (_("Tax code"), found.tax_code or ""),
        (_("VAT number"), found.vat_number or ""),
        (
            _("Section of the RUNTS"),
            runts_section_names()[RuntsSection(section)].text(language) if section else "",
        ),
        (_("RUNTS number"), found.runts_number or ""),
        (_("IPA code"), found.ipa_code or ""),
    ]
    return [Fact(label, value) for label, value in facts]
