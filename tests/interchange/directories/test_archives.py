"""Zip archives from strangers: refused in plain words before anything is unpacked."""

import io
import stat
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from intreccio.interchange.directories import archives
from intreccio.interchange.directories.opening import open_directory
from intreccio.interchange.directories.rows import DirectoryRefused
from tests.interchange.directories.reading import packed

SERVICES = "id,organization_id,name,status\n" + "".join(f"{n},7,Cammino {n},active\n" for n in range(500))


def opened(file: io.BytesIO) -> None:
    with open_directory(file, name="directory.zip") as directory:
        list(directory.rows())


def refusal(file: io.BytesIO) -> str:
    with pytest.raises(DirectoryRefused) as refused:
        opened(file)
    assert refused.value.message.text("it")
    return refused.value.message.text("en")


@pytest.mark.parametrize(
    "name",
    ["../services.csv", "/etc/services.csv", "a/../../services.csv", "..\\services.csv", "C:\\services.csv"],
)
def test_paths_that_lead_out_are_refused(name):
    assert "leads out of the archive" in refusal(packed({name: SERVICES}))


def test_links_are_refused():
    file, info = io.BytesIO(), ZipInfo("services.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(file, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "link, not a file" in refusal(file)


def test_members_with_a_password_are_refused():
    content = bytearray(packed({"services.csv": SERVICES}).getvalue())
    for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + place] |= 1
    assert "password" in refusal(io.BytesIO(bytes(content)))


@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_half_an_archive_is_refused(share):
    content = packed({"services.csv": SERVICES, "organizations.csv": "id,name\n1,x\n"}).getvalue()
    assert "incomplete or damaged" in refusal(io.BytesIO(content[: int(len(content) * share)]))


def test_an_archive_damaged_inside_is_refused_before_the_first_row():
    content = bytearray(packed({"services.csv": SERVICES}).getvalue())
    content[200] ^= 0xFF
    with pytest.raises(DirectoryRefused, match="incomplete or damaged"):
        open_directory(io.BytesIO(bytes(content)), name="directory.zip")


def test_a_bomb_is_refused_by_what_its_list_of_members_says():
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, archive.open("services.csv", "w") as member:
        for _ in range(60):
            member.write(bytes(1_000_000))
    assert "too much for its size" in refusal(file)


def test_many_large_members_are_refused_by_their_sum(monkeypatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 10_000)
    assert "too much for its size" in refusal(packed({f"{n}/services.csv": SERVICES for n in range(3)}))


def test_a_member_that_is_longer_than_it_says_is_refused():
    honest = b"id,name\n1,x\n"
    liar = zlib.compress(honest * 10_000, wbits=-15)
    file, info = io.BytesIO(), ZipInfo("organizations.csv")
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr(info, liar)
    content = bytearray(file.getvalue())
    for header, method, size in ((b"PK\x03\x04", 8, 22), (b"PK\x01\x02", 10, 24)):
        start = content.index(header)
        content[start + method] = ZIP_DEFLATED
        content[start + size : start + size + 4] = len(honest).to_bytes(4, "little")
    assert "incomplete or damaged" in refusal(io.BytesIO(bytes(content)))


@pytest.mark.parametrize("name", ["more.zip", "services.csv"])
def test_an_archive_inside_the_archive_is_refused_whatever_it_is_called(name):
    inner = packed({"services.csv": SERVICES}).getvalue()
    assert "archive inside the archive" in refusal(packed({name: inner, "organizations.csv": "id,name\n1,x\n"}))


def test_too_many_members_are_refused():
    files = {f"{number}.txt": "" for number in range(archives.MOST_MEMBERS + 1)}
    assert f"at most {archives.MOST_MEMBERS}" in refusal(packed(files))


def test_the_same_member_twice_is_refused():
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("services.csv", SERVICES)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("services.csv", SERVICES)
    assert "twice" in refusal(file)


def test_an_archive_without_a_directory_says_what_is_needed_and_what_there_is():
    message = refusal(packed({"readme.txt": "hello", "photo.png": b"\x89PNG"}))
    assert "services.csv" in message
    assert "readme.txt, photo.png" in message
    assert "nothing" in refusal(packed({}))


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"\xff\xd8\xff\xe0JFIF", b"hello, world\n"])
def test_a_file_that_is_no_directory_is_refused(content):
    with pytest.raises(DirectoryRefused):
        open_directory(io.BytesIO(content), name="directory.bin")


def test_a_file_that_was_given_open_stays_open():
    file = packed({"services.csv": SERVICES})
    opened(file)
    assert not file.closed
