"""Directories as others publish them, as a kind of import; folders become one file on the way in."""

from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from intreccio.interchange.directories.opening import open_directory
from intreccio.interchange.directories.rows import Directory
from intreccio.interchange.intake.kinds import DirectoryKind
from intreccio.kernel.imports.kinds import Asked, Shape
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.text import Translated

CHUNK = 1 << 20


class PackageReader:
    """Reads HSDS packages, HSDS JSON and ndjson, and Ohana's tables."""

    def look(self, file: BinaryIO, *, name: str, asked: Asked) -> Shape:
        """How many lines there are, where that is cheap to know."""
        with open_directory(file, name=name) as directory:
            return Shape(sum(found.lines or 0 for found in directory.tables))

    def open(self, file: BinaryIO, *, run: ImportRun) -> Directory:
        """The directory in a file."""
        return open_directory(file, name=run.file.name)


DIRECTORY = DirectoryKind(
    slug="directory",
    label=Translated(it="Elenco di servizi (HSDS, Ohana)", en="Directory of services (HSDS, Ohana)"),
    reader=PackageReader(),
    about=Translated(
        it="Un pacchetto con enti, sedi e servizi, come lo pubblicano altri cataloghi: tabelle in uno ZIP, o JSON. "
        "Ogni volta si vede che cosa è cambiato.",
        en="A package of organisations, places and services as other catalogues publish it: tables in a ZIP, or "
        "JSON. Each time one sees what has changed.",
    ),
)


def packed(folder: Path) -> BinaryIO:
    """A zip of the files in a folder and below, open for reading: the same files give the same zip."""
    file = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - the caller closes it
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = ZipInfo(path.relative_to(folder).as_posix())
            entry.compress_type = ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
    file.seek(0)
    return file
