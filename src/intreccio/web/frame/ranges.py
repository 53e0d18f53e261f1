"""Stored files sent whole or in part: players of sound and film ask for parts, and some play nothing without."""

import re
from collections.abc import Iterator

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

from intreccio.kernel.files import open_file
from intreccio.kernel.files.kinds import Kind
from intreccio.kernel.files.models import StoredFile
from intreccio.web.requests import Request

CHUNK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def served(request: Request, file: StoredFile) -> HttpResponseBase:
    """The file, or the one range of its bytes asked for (RFC 9110, section 14).

    Several ranges, another unit, or a range of what the file was before are answered with all of it, as the
    standard allows; a range beyond its end with 416.
    """
    asked = _range(request, file)
    if asked is None:
        answer: HttpResponseBase = FileResponse(open_file(file), filename=file.name)
    elif not asked:
        answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    else:
        answer = StreamingHttpResponse(_part(file, asked), status=206)
        answer["Content-Length"] = str(len(asked))
        answer["Content-Range"] = f"bytes {asked.start}-{asked.stop - 1}/{file.size}"
    answer["Content-Type"] = "text/plain; charset=utf-8" if file.media_type == Kind.TEXT else file.media_type
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = _tag(file)
    return answer


def _range(request: Request, file: StoredFile) -> range | None:
    """The bytes asked for: None for all of them, empty where there are none such."""
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked[0] == "bytes=-" or request.headers.get("If-Range", _tag(file)) != _tag(file):
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, file.size - int(last)), file.size)
    end = min(int(last) + 1, file.size) if last else file.size
    return None if last and int(last) < int(first) else range(int(first), end)


def _part(file: StoredFile, wanted: range) -> Iterator[bytes]:
    with open_file(file) as content:
        content.seek(wanted.start)
        for place in range(wanted.start, wanted.stop, CHUNK):
            yield content.read(min(CHUNK, wanted.stop - place))


def _tag(file: StoredFile) -> str:
    return f'"{file.sha256}"'
