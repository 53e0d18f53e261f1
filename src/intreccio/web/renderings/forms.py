"""The form that takes a text in another way."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intreccio.catalogue.actions import attach_rendering
from intreccio.catalogue.models import Service
from intreccio.catalogue.rules.rendering import Way
from intreccio.catalogue.shipped import languages
from intreccio.kernel.acting import Who
from intreccio.kernel.files import FileRefused
from intreccio.web.services.renderings import LABELS


class RenderingForm(forms.Form):
    """A file, what it is and in which language."""

    way = forms.ChoiceField(label=gettext_lazy("In which way?"), choices=list(LABELS.items()))
    language = forms.ChoiceField(label=gettext_lazy("In which language?"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Easy to read: plain text or PDF, up to 5 MB. Audio: MP3 or Ogg, up to 20 MB. Video: MP4 or WebM, up to 50 MB."
        ),
    )

    def __init__(self, *sent: Any) -> None:
        super().__init__(*sent)
        self.use_required_attribute = False
        names = [(code, language.own or language.name.text("it")) for code, language in languages().items()]
        self.fields["language"].choices = names  # type: ignore[attr-defined]

    def attach(self, service: Service, *, by: Who) -> bool:
        """Keep the file; False, with an error beside the field, where it is of the wrong kind."""
        file = self.cleaned_data["file"]
        try:
            attach_rendering(
                service=service,
                way=Way(self.cleaned_data["way"]),
                language=self.cleaned_data["language"],
                chunks=file.chunks(),
                name=file.name,
                by=by,
            )
        except FileRefused:
            self.add_error("file", _("This file is of another kind, empty or too large: see below what is taken."))
            return False
        return True
