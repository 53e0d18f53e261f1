"""The form that takes a file in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intreccio.kernel.acting import Who
from intreccio.kernel.files import FileRefused
from intreccio.kernel.imports.actions import stage
from intreccio.kernel.imports.kinds import Asked, ImportKind
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.imports.tables import Table, open_table
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.web.imports.wording import language

LARGEST = 50_000_000
"""Bytes. The command line takes larger files."""

MOST_COLUMNS = 500
"""More than that nobody can look through on a page."""

TABLE_ENDINGS = (".csv", ".txt", ".tsv", ".xlsx")
PACKAGE_ENDINGS = (".zip", ".json", ".ndjson", ".jsonl")


class UploadForm(forms.Form):
    """A file of one kind."""

    file = forms.FileField(label=gettext_lazy("File"))

    def __init__(self, kind: ImportKind, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        field = self.fields["file"]
        if kind.fields:
            field.help_text = _("CSV or XLSX, up to 50 MB. The first line names the columns.")
        else:
            field.help_text = _("A ZIP of tables, or a JSON file, up to 50 MB.")
        endings = TABLE_ENDINGS if kind.fields else PACKAGE_ENDINGS
        field.widget = forms.FileInput(attrs={"accept": ",".join(endings)})

    def clean_file(self) -> UploadedFile:
        """The file, if it is not too large and, where it must be a table, can be read and is not too wide."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            megabytes = f"{file.size / 1_000_000:.0f}"
            raise forms.ValidationError(
                _("The file has %(megabytes)s MB; at most 50 MB are taken here. Split it.")
                % {"megabytes": megabytes}
            )
        if self.kind.fields:
            with self._beside_the_field():
                refuse_too_wide(open_table(file))
        return file

    def stage(self, *, by: Who) -> ImportRun | None:
        """Take the file in; None, with an error beside the field, where it cannot be read to its end."""
        file = self.cleaned_data["file"]
        try:
            with self._beside_the_field():
                return stage(kind=self.kind, file=file, name=file.name, by=by, asked=self._asked())
        except forms.ValidationError as problem:
            self.add_error("file", problem)
            return None

    def _asked(self) -> Asked:
        return Asked()

    @contextmanager
    def _beside_the_field(self) -> Iterator[None]:
        """What a file is refused for, in the reader's language, as an error of the field."""
        try:
            yield
        except Refused as problem:
            text = problem.message.text(language())
            raise forms.ValidationError(text[:1].upper() + text[1:]) from problem
        except FileRefused as problem:
            raise forms.ValidationError(self._needed()) from problem

    def _needed(self) -> str:
        if self.kind.fields:
            return _("This is no table: CSV or XLSX is needed.")
        return _("This cannot be read: a ZIP of tables or a JSON file is needed.")


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
