"""Fetching a feed: over the web, only what is new, within limits; or from the folder of feeds on this machine."""

import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException, HTTPResponse
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from time import monotonic
from typing import BinaryIO, cast
from urllib.parse import SplitResult, urljoin, urlsplit

from intreccio import __version__
from intreccio.interchange.feeds.connecting import connect
from intreccio.interchange.feeds.refusing import FeedRefused
from intreccio.interchange.intake.packages import packed
from intreccio.kernel.environment import Network
from intreccio.kernel.text import Translated

LARGEST = 2_000_000_000
"""Bytes."""

LONGEST = 1800.0
"""Seconds that fetching may take in all."""

MOST_REDIRECTS = 5
CHUNK = 1 << 20
OK, NOT_MODIFIED = 200, 304
REDIRECTS = frozenset({301, 302, 303, 307, 308})

Validators = Mapping[str, str]
"""`etag` and `modified`, as the server gave them, and `digest` of what it sent."""


@dataclass(frozen=True)
class Fetched:
    """What was fetched: an open file, its name, and what to ask with next time."""

    file: BinaryIO
    name: str
    validators: Validators


@dataclass(frozen=True)
class Limits:
    """How much and for how long is fetched, and from which private networks."""

    networks: Sequence[Network] = ()
    largest: int = LARGEST
    longest: float = LONGEST


@contextmanager
def fetched(address: str, before: Validators, *, folder: Path, limits: Limits) -> Iterator[Fetched | None]:
    """What is at an address, or None where it is what it was `before`. Raises `FeedRefused`.

    An address without a scheme is the name of a file or folder in `folder`.
    """
    with cast(BinaryIO, TemporaryFile()) as file:
        is_local = "://" not in address
        found = _local(address, folder) if is_local else _from_web(address, before, file, limits)
        try:
            yield None if found is None or found.validators["digest"] == before.get("digest") else found
        finally:
            if found is not None:
                found.file.close()


def _local(name: str, folder: Path) -> Fetched:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.exists():
        raise FeedRefused(
            Translated(
                it=f"Nella cartella dei flussi non c'è «{name}».",
                en=f"There is no “{name}” in the folder of feeds.",
            )
        )
    file = packed(path) if path.is_dir() else path.open("rb")
    digest = sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return Fetched(file, path.name, {"digest": digest.hexdigest()})


def _from_web(address: str, before: Validators, file: BinaryIO, limits: Limits) -> Fetched | None:
    deadline = monotonic() + limits.longest
    url = urlsplit(address)
    for _ in range(MOST_REDIRECTS + 1):
        try:
            with _answer(url, before, limits) as answer:
                if answer.status == NOT_MODIFIED:
                    return None
                if answer.status in REDIRECTS:
                    url = urlsplit(urljoin(url.geturl(), answer.headers.get("Location", "")))
                    continue
                if answer.status != OK:
                    raise _refused(f"il server risponde {answer.status}", f"the server answers {answer.status}")
                return _kept(answer, url, file, limits, deadline)
        except (OSError, HTTPException, ssl.SSLError) as problem:
            raise _refused(
                f"non si riesce a scaricare ({problem})", f"it cannot be fetched ({problem})"
            ) from problem
    raise _refused("troppi rinvii ad altri indirizzi", "too many redirects")


@contextmanager
def _answer(url: SplitResult, before: Validators, limits: Limits) -> Iterator[HTTPResponse]:
    connection = connect(url, allowed=limits.networks)
    try:
        path = url._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request("GET", path, headers=_headers(before))
        yield connection.getresponse()
    finally:
        connection.close()


def _headers(before: Validators) -> dict[str, str]:
    headers = {"User-Agent": f"Intreccio/{__version__}", "Accept-Encoding": "identity"}
    if etag := before.get("etag"):
        headers["If-None-Match"] = etag
    if modified := before.get("modified"):
        headers["If-Modified-Since"] = modified
    return headers


def _kept(answer: HTTPResponse, url: SplitResult, file: BinaryIO, limits: Limits, deadline: float) -> Fetched:
    digest, size = sha256(), 0
    while chunk := answer.read(CHUNK):
        size += len(chunk)
        if size > limits.largest:
            megabytes = limits.largest // 1_000_000
            raise _refused(f"ha più di {megabytes} MB", f"it has more than {megabytes} MB")
        if monotonic() > deadline:
            raise _refused("è troppo lento", "it is too slow")
        digest.update(chunk)
        file.write(chunk)
    if answer.length:
        raise _refused("si è interrotto a metà", "it broke off half-way")
    file.seek(0)
    told = {"etag": answer.headers.get("ETag", ""), "modified": answer.headers.get("Last-Modified", "")}
    validators = {"digest": digest.hexdigest(), **{name: value for name, value in told.items() if value}}
    return Fetched(file, PurePosixPath(url.path).name or url.hostname or "feed", validators)


def _refused(it: str, en: str) -> FeedRefused:
    return FeedRefused(Translated(it=f"Il flusso: {it}.", en=f"The feed: {en}."))
