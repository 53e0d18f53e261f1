"""Lists as files: all that a page finds, not only the part that it shows."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from intreccio.catalogue.search.find import find_all
from intreccio.interchange.hsds.package import write_package
from intreccio.interchange.hsds.queries.contents import Contents, chosen_organisations, chosen_services
from intreccio.interchange.hsds.reader import Reader
from intreccio.interchange.tables.organisations import ORGANISATIONS
from intreccio.interchange.tables.services import SERVICES
from intreccio.interchange.tables.table import Table, batches
from intreccio.interchange.tables.writing import csv_pieces, write_xlsx
from intreccio.kernel import clock
from intreccio.kernel.access import NotFound
from intreccio.kernel.databases.context import read_apart
from intreccio.web.downloads.links import FORMS, downloads
from intreccio.web.find.asking import read
from intreccio.web.organisations.showing import all_found
from intreccio.web.requests import Request

MOST = {"csv": 1_000_000, "xlsx": 5_000, "zip": 3_000}
"""Things that are written while somebody waits. CSV is sent as it is made; the others also have commands."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENTS: dict[str, Callable[[Sequence[UUID]], Contents]] = {
    "services": chosen_services,
    "organisations": chosen_organisations,
}


@require_safe
def services(request: Request, form: str) -> HttpResponseBase:
    """The services that a find page finds."""
    return _download(request, form, "services", SERVICES, find_all(read(request.GET).question))


@require_safe
def organisations(request: Request, form: str) -> HttpResponseBase:
    """The organisations that the list of the network finds."""
    found = all_found(request.GET, most=MOST["csv"])
    return _download(request, form, "organisations", ORGANISATIONS, found)


def _download(request: Request, form: str, what: str, table: Table, ids: Sequence[UUID]) -> HttpResponseBase:
    if form not in FORMS:
        raise NotFound
    contents = CONTENTS[what](ids)
    found = contents.count() if form == "zip" else len(ids)
    if found > MOST[form]:
        return _too_many(request, what, found, MOST[form])
    reader = Reader((get_language() or "it",))
    name = _name(reader.text(table.name).lower(), form)
    if form == "csv":
        pieces = (piece.encode() for piece in read_apart(csv_pieces(table, batches(ids), reader)))
        headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
        return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=headers)
    if form == "xlsx":
        file = TemporaryFile()  # noqa: SIM115 - the response closes it
        write_xlsx(table, batches(ids), reader, file)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    return _package(contents, name)


def _package(contents: Contents, name: str) -> FileResponse:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        write_package(path, contents)
        # The file stays readable while it is sent, though its name is gone.
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")


def _name(what: str, form: str) -> str:
    demonstration = "demo-" if settings.INTRECCIO_DEMONSTRATION else ""
    return f"{demonstration}{what}-{clock.today():%Y-%m-%d}{'-hsds' if form == 'zip' else ''}.{form}"


def _too_many(request: Request, what: str, found: int, most: int) -> HttpResponse:
    pairs = [(name, value) for name, values in request.GET.lists() for value in values]
    context = {"found": found, "most": most, "csv": downloads(what, pairs)[0]}
    return render(request, "download/too_many.html", context, status=422)
