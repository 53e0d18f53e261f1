"""The form that takes a file in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intreccio.catalogue.actions import add_source
from intreccio.catalogue.models import Source
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
from intreccio.web.sources.forms import SourceForm

LARGEST = 50_000_000
"""Bytes. The command line takes larger files."""

MOST_COLUMNS = 500
"""More than that nobody can look through on a page."""

TABLE_ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".ods")
PACKAGE_ENDINGS = (".zip", ".json", ".ndjson", ".jsonl", *TABLE_ENDINGS)


class UploadForm(forms.Form):
    """A file of one kind; where the kind has sources, the one it comes from, known or new."""

    source = forms.ChoiceField(label=gettext_lazy("Where does it come from?"), required=False)
    file = forms.FileField(label=gettext_lazy("File"))
    partial = forms.BooleanField(
        label=gettext_lazy("This file holds only a part"),
        required=False,
        help_text=gettext_lazy("What the source told before and is not in this file is then not taken as gone."),
    )

    def __init__(self, kind: ImportKind, *sent: Any, may_vouch: bool) -> None:
        super().__init__(*sent)
        self.kind = kind
        self.fields["file"].help_text = self._help()
        endings = TABLE_ENDINGS if kind.fields else PACKAGE_ENDINGS
        self.fields["file"].widget = forms.FileInput(attrs={"accept": ",".join(endings)})
        self.new_source: SourceForm | None = None
        if kind.has_sources:
            self._ask_for_source(sent, may_vouch)
        else:
            del self.fields["source"], self.fields["partial"]

    @property
    def has_choice(self) -> bool:
        """Whether there is a known source to choose."""
        return "source" in self.fields and len(self.fields["source"].choices) > 1  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        """Whether everything is said, of a new source too where none is chosen."""
        is_valid = super().is_valid()
        if not self.is_bound or self.new_source is None or self.cleaned_data.get("source"):
            return is_valid
        return self.new_source.is_valid() and is_valid

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
        """Take the file in; None, with an error beside the field, where it cannot be read to its end.

        A file that is refused leaves no new source behind.
        """
        file = self.cleaned_data["file"]
        try:
            with self._beside_the_field(), transaction.atomic():
                return stage(kind=self.kind, file=file, name=file.name, by=by, asked=self._asked(by))
        except forms.ValidationError as problem:
            self.add_error("file", problem)
            return None

    def _ask_for_source(self, sent: tuple[Any, ...], may_vouch: bool) -> None:
        known = Source.objects.filter(kind=self.kind.slug).values_list("slug", "name").order_by("name")
        self.fields["source"].choices = [("", _("A new source")), *known]  # type: ignore[attr-defined]
        self.new_source = SourceForm(*sent[:1], may_vouch=may_vouch, prefix="new", use_required_attribute=False)

    def _asked(self, by: Who) -> Asked:
        if self.new_source is None:
            return Asked()
        source = self.cleaned_data["source"]
        if not source:
            source = self.new_source.free_slug()
            add_source(slug=source, details=self.new_source.details(self.kind.slug), by=by)
        return Asked(source=source, partial=self.cleaned_data["partial"])

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

    def _help(self) -> str:
        if self.kind.fields:
            return _("CSV, XLSX or ODS, up to 50 MB. One line names the columns.")
        return _("A ZIP of tables, a single table, or a JSON file, up to 50 MB.")

    def _needed(self) -> str:
        if self.kind.fields:
            return _("This is no table: CSV, XLSX or ODS is needed.")
        return _("This cannot be read: tables, a ZIP of them, or a JSON file are needed.")


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
