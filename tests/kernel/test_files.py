"""Files are taken by what they contain, not by what they are called."""

import io
import zipfile

import pytest

from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.files import FileRefused, open_file, store
from intreccio.kernel.files.kinds import DOCUMENTS, TABLES, Kind, Limits, kind_of

pytestmark = pytest.mark.django_db


def test_a_file_comes_back_as_it_was_given():
    stored = store([b"a;b\n", b"1;2\n"], name="C:\\Users\\ada\\enti.csv", limits=TABLES, by=SYSTEM)
    assert (stored.name, stored.size, stored.media_type) == ("enti.csv", 8, "text/plain")
    with open_file(stored) as file:
        assert file.read() == b"a;b\n1;2\n"


def test_the_same_content_is_kept_once(settings):
    first, second = (store([b"same"], name=name, limits=TABLES, by=SYSTEM) for name in ("a.csv", "b.csv"))
    assert first.sha256 == second.sha256
    assert first.pk != second.pk


@pytest.mark.parametrize(
    ("content", "limits", "message"),
    [
        (b"", TABLES, "empty"),
        (b"MZ\x90\x00\x03", TABLES, "not of a kind"),
        (b"just text, called .pdf", DOCUMENTS, "not of a kind"),
        (b"x" * 11, Limits(frozenset({Kind.TEXT}), largest=10), "larger than"),
    ],
)
def test_what_is_not_taken_is_refused_with_the_reason_and_leaves_nothing(content, limits, message, settings):
    before = set(settings.INTRECCIO_DATA.glob("files/*"))
    with pytest.raises(FileRefused, match=message):
        store([content], name="x.pdf", limits=limits, by=SYSTEM)
    assert set(settings.INTRECCIO_DATA.glob("files/*")) == before


def test_a_workbook_is_told_from_another_zip():
    def zipped(name: str) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, "x")
        return buffer.getvalue()

    assert kind_of(zipped("xl/workbook.xml")) is Kind.XLSX
    assert kind_of(zipped("other.txt")) is Kind.ZIP
