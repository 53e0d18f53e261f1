"""Opening a directory, whatever it comes in: a folder, a zip, one file."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from intreccio.interchange.directories.category_links import category_links
from intreccio.interchange.directories.documents import Document, DocumentDirectory
from intreccio.interchange.directories.json_text import parse
from intreccio.interchange.directories.members import Bundle, Member, open_bundle
from intreccio.interchange.directories.names import folded_named, table_named
from intreccio.interchange.directories.packages import Package, read_package
from intreccio.interchange.directories.rows import Aside, Directory, DirectoryRefused
from intreccio.interchange.directories.table_files import TableFile, open_table_file
from intreccio.interchange.directories.tabular import TabularDirectory
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt"})
LINES_ENDINGS = frozenset({".ndjson", ".jsonl", ".jsonlines"})
DOCUMENT_ENDINGS = LINES_ENDINGS | {".json"}

SAMPLE = 1 << 20
"""Bytes by which it is told whether a file has one object a line."""

MOST_NAMED = 8

NOT_READ = Translated(
    it="Non è una tabella o un documento dell'elenco: non viene letto.",
    en="It is no table or document of the directory: it is not read.",
)
TABLES_FIRST = Translated(
    it="Ci sono le tabelle: i documenti JSON accanto non vengono letti.",
    en="There are tables: JSON documents beside them are not read.",
)
ANOTHER_FOLDER = Translated(
    it="È in un'altra cartella: viene letta la prima, dall'alto, con delle tabelle.",
    en="It is in another folder: the first from the top that has tables is read.",
)


def open_directory(source: Path | BinaryIO, *, name: str) -> Directory:
    """The directory in a folder, a zip, or a single CSV, XLSX, JSON or ndjson file; its content tells which.

    `name` is what people call the file. An open file stays the caller's to close. Raises `DirectoryRefused`.
    """
    bundle = open_bundle(source, name=name)
    try:
        directory = _as_tables(bundle) or _as_documents(bundle)
    except BaseException:
        bundle.release()
        raise
    if directory is None:
        bundle.release()
        raise _no_directory(bundle)
    return directory


def _as_tables(bundle: Bundle) -> Directory | None:
    package = read_package(bundle.members)
    found = [file for member in bundle.members if (file := _table(member, package, bundle))]
    if not found:
        return None
    files = found if package and package.tables else _topmost(found)
    links = [link for member in bundle.members if member.suffix == ".json" and (link := category_links(member))]
    read = {file.member for file in files} | {link.member for link in links}
    aside = [*bundle.aside, *(package.aside(bundle.members) if package else ())]
    for member in bundle.members:
        if member not in read and not (package and member is package.member):
            aside.append(Aside(member.sheet or member.name, _why_not(member, found)))
    return TabularDirectory(bundle, files, links, aside)


def _table(member: Member, package: Package | None, bundle: Bundle) -> TableFile | None:
    if member.sheet is None and member.suffix not in TABLE_ENDINGS:
        return None
    table = package.table_of(member) if package else member.stem
    if not (table_named(table) or folded_named(table)):
        return None
    alone = len(bundle.members) == 1 and not member.sheet
    return open_table_file(member, table, "" if alone else member.sheet or member.name)


def _topmost(files: Sequence[TableFile]) -> list[TableFile]:
    """The files of the first folder, from the top, that has any."""
    folders = {file.member: PurePosixPath(file.member.name).parent for file in files}
    top = min(folders.values(), key=lambda folder: (len(folder.parts), str(folder)))
    return [file for file in files if folders[file.member] == top]


def _why_not(member: Member, tables: Iterable[TableFile]) -> Translated:
    if any(table.member is member for table in tables):
        return ANOTHER_FOLDER
    return TABLES_FIRST if member.suffix in DOCUMENT_ENDINGS else NOT_READ


def _as_documents(bundle: Bundle) -> Directory | None:
    documents = [document for member in bundle.members if (document := _document(member, bundle))]
    if not documents:
        return None
    read = {document.member for document in documents}
    aside = [Aside(member.name, NOT_READ) for member in bundle.members if member not in read]
    return DocumentDirectory(bundle, documents, [*bundle.aside, *aside])


def _document(member: Member, bundle: Bundle) -> Document | None:
    if member.sheet or (member.suffix not in DOCUMENT_ENDINGS and len(bundle.members) > 1):
        return None
    with member.open() as file:
        file.seek(0)
        head = file.read(SAMPLE)
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = head.decode(encoding, errors="replace").lstrip()
    if not text.startswith(("{", "[")):
        return None
    alone = len(bundle.members) == 1
    return Document(member, "" if alone else member.name, _has_an_object_a_line(text, member.suffix))


def _has_an_object_a_line(text: str, suffix: str) -> bool:
    """Whether one object follows another; where the first is broken, whether the second line begins one."""
    if text.startswith("["):
        return False
    try:
        _, end = parse(text)
    except json.JSONDecodeError:
        first, _, rest = text.partition("\n")
        return suffix in LINES_ENDINGS or (first.rstrip().endswith("}") and rest.lstrip().startswith("{"))
    except Refused:
        return suffix in LINES_ENDINGS
    return suffix in LINES_ENDINGS or text[end:].lstrip().startswith("{")


def _no_directory(bundle: Bundle) -> DirectoryRefused:
    names = [member.sheet or member.name for member in bundle.members]
    named = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    return DirectoryRefused(
        Translated(
            it="non c'è un elenco di servizi: servono tabelle come services.csv e organizations.csv, oppure JSON "
            f"o ndjson di HSDS. C'è: {named or 'niente'}.",
            en="there is no directory of services: tables such as services.csv and organizations.csv are needed, "
            f"or JSON or ndjson of HSDS. There is: {named or 'nothing'}.",
        )
    )
