"""However many rows, the same number of queries; however long the stream, little memory."""

from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from intreccio.interchange.hsds import views
from tests.interchange.hsds.asking import LISTS, body, client

pytestmark = pytest.mark.usefixtures("demonstration")


def asked(path: str) -> int:
    body(client().get(path))
    with CaptureQueriesContext(connections["default"]) as queries:
        body(client().get(path))
    return len(queries)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["", "&full=true", "&full_service=true", "&search=a"])
def test_a_page_asks_no_more_for_more_rows(name: str, query: str) -> None:
    assert asked(f"/hsds/{name}?per_page=40{query}") == asked(f"/hsds/{name}?per_page=90{query}")


@pytest.mark.parametrize("query", ["", "&full=true"])
def test_each_batch_of_a_stream_asks_the_same(monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    counts = []
    for size in (100, 50, 25):
        monkeypatch.setattr(views, "BATCH", size)
        counts.append(asked(f"/hsds/services?format=ndjson{query}"))
    batches = [-(-459 // size) for size in (100, 50, 25)]
    per_batch = {(counts[n + 1] - counts[n]) / (batches[n + 1] - batches[n]) for n in (0, 1)}
    assert len(per_batch) == 1


def test_a_stream_holds_no_transaction_open_between_its_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "BATCH", 50)
    answer: Any = client().get("/hsds/services?format=ndjson")
    for _ in answer.streaming_content:
        assert not connections["default"].in_atomic_block
