"""Files that are no table we read, and what to do with each."""

import re

from intreccio.kernel.files.kinds import Kind
from intreccio.kernel.imports.refusing import TableRefused
from intreccio.kernel.text import Translated

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_WEB_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table|head|meta|body)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml\b|\w+:?Workbook\b)")
_JSON = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*[\[{\"])")

AS_XLSX = Translated(
    it="aprilo con un foglio di calcolo e salvalo come XLSX, ODS o «CSV UTF-8».",
    en="open it with a spreadsheet program and save it as XLSX, ODS or “CSV UTF-8”.",
)


def refuse_other_formats(head: bytes, kind: Kind | None) -> None:
    """Raises `TableRefused` where a file's first bytes are those of neither a workbook nor a text with a table."""
    if kind in (Kind.XLSX, Kind.ZIP):
        return
    if head.startswith(_OLD_OFFICE):
        raise _refused(
            "è un vecchio XLS, oppure un file con password:",
            "this is an old XLS, or a file with a password:",
        )
    if _WEB_PAGE.match(head):
        raise _refused(
            "è una pagina web, anche se forse si chiama XLS:", "this is a web page, though perhaps called XLS:"
        )
    if _XML.match(head):
        raise _refused("è un file XML, non una tabella:", "this is an XML file, no table:")
    if _JSON.match(head):
        raise _refused(
            "è un file JSON, non una tabella: se è di un elenco di servizi, scegli quel tipo; altrimenti",
            "this is a JSON file, no table: if it is a directory of services, choose that kind; otherwise",
        )
    if kind is not Kind.TEXT and not (kind is None and _nearly_text(head)):
        raise _refused("non è una tabella: servono CSV o XLSX;", "this is no table: CSV or XLSX is needed;")


def _refused(it: str, en: str) -> TableRefused:
    return TableRefused(Translated(it=f"{it} {AS_XLSX.text('it')}", en=f"{en} {AS_XLSX.text('en')}"))


def _nearly_text(head: bytes) -> bool:
    """Text but for a stray control character, which reading will name."""
    return sum(byte < 9 or 13 < byte < 32 for byte in head) <= max(1, len(head) // 50)
