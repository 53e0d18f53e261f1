"""Files are taken by what they contain, not by what they are called."""

import io
import os
import zipfile

import pytest

from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.files import FileRefused, discard, open_file, store, sweep
from intreccio.kernel.files.kinds import DOCUMENTS, TABLES, Kind, Limits, kind_of
from intreccio.kernel.files.storing import path_of

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


def test_a_file_is_forgotten_with_its_content_unless_another_has_the_same(django_capture_on_commit_callbacks):
    first, second = (
        store([b"the same twice"], name=name, limits=TABLES, by=SYSTEM) for name in ("a.csv", "b.csv")
    )
    content = path_of(first.sha256)
    with django_capture_on_commit_callbacks(execute=True):
        discard(first)
    assert content.exists()
    with django_capture_on_commit_callbacks(execute=True):
        discard(second)
        assert content.exists()
    assert not content.exists()


def test_contents_that_nothing_describes_are_swept_but_not_those_just_written():
    kept = store([b"described"], name="a.csv", limits=TABLES, by=SYSTEM)
    stray, fresh = path_of("stray"), path_of("fresh")
    for path in (stray, fresh):
        path.write_bytes(b"x")
    for path in (stray, path_of(kept.sha256)):
        os.utime(path, (0, 0))
    assert sweep(dry_run=True) >= 1
    assert stray.exists()
    assert sweep() >= 1
    assert not stray.exists()
    assert fresh.exists()
    assert path_of(kept.sha256).exists()
    assert sweep() == 0
    fresh.unlink()
