"""The form that takes a file in."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from intreccio.kernel.acting import Who
from intreccio.kernel.files import FileRefused
from intreccio.kernel.imports.actions import stage
from intreccio.kernel.imports.kinds import kind_named, kinds
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.tables import Table, open_table
from intreccio.kernel.text import Translated

LARGEST = 50_000_000
"""Bytes. The command line takes larger files."""

MOST_COLUMNS = 500
"""More than that nobody can look through on a page."""

ENDINGS = (".csv", ".txt", ".tsv", ".xlsx")


def kind_choices() -> list[tuple[str, str]]:
    """What can be imported, in the reader's language."""
    return [(kind.slug, kind.label.text(get_language() or "it")) for kind in kinds() if kind.fields]


class UploadForm(forms.Form):
    """A file, and what it is a register of."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=kind_choices)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX, up to 50 MB. The first line names the columns."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> UploadedFile:
        """The file, if it is neither too large nor too wide and can be read as a table."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            megabytes = f"{file.size / 1_000_000:.0f}"
            raise forms.ValidationError(
                _("The file has %(megabytes)s MB; at most 50 MB are taken here. Split it.")
                % {"megabytes": megabytes}
            )
        with _beside_the_field():
            refuse_too_wide(open_table(file))
        return file

    def stage(self, *, by: Who) -> ImportRun | None:
        """Take the file in; None, with an error beside the field, where it cannot be read to its end."""
        file = self.cleaned_data["file"]
        try:
            with _beside_the_field():
                return stage(kind=kind_named(self.cleaned_data["kind"]), file=file, name=file.name, by=by)
        except forms.ValidationError as problem:
            self.add_error("file", problem)
            return None


def refuse_too_wide(table: Table) -> None:
    """`TableRefused` where a table has more columns than a page can ask for."""
    columns = len(table.columns)
    if columns > MOST_COLUMNS:
        raise TableRefused(
            Translated(
                it=f"la tabella ha {columns} colonne; qui se ne prendono al massimo {MOST_COLUMNS}.",
                en=f"the table has {columns} columns; at most {MOST_COLUMNS} are taken here.",
            )
        )


@contextmanager
def _beside_the_field() -> Iterator[None]:
    """What a file is refused for, in the reader's language, as an error of the field."""
    try:
        yield
    except TableRefused as problem:
        text = problem.message.text(get_language() or "it")
        raise forms.ValidationError(text[:1].upper() + text[1:]) from problem
    except FileRefused as problem:
        raise forms.ValidationError(_("This is no table: CSV or XLSX is needed.")) from problem
