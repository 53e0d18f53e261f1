"""Feeds are fetched at their own pace, only what is new, from nowhere they should not be, and alarm before they harm."""

import io
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address, ip_network
from types import MappingProxyType
from zipfile import ZipFile

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from intreccio.catalogue.actions import SourceDetails, add_source
from intreccio.catalogue.models import Service
from intreccio.interchange.feeds.connecting import is_public
from intreccio.interchange.feeds.fetching import Limits, fetched
from intreccio.interchange.feeds.reading import due_feeds, read_feed, start_reading
from intreccio.interchange.feeds.refusing import FeedRefused
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.refusing import Refused

HERE = (ip_network("127.0.0.0/8"),)


def package(services=3, description="We walk."):
    """An HSDS package as a zip."""
    rows = "".join(f"s{n},o1,Service {n},{description},active\n" for n in range(services))
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("organizations.csv", "id,name,description\no1,Body,Text\n")
        archive.writestr("services.csv", f"id,organization_id,name,description,status\n{rows}")
    return content.getvalue()


class Server:
    """A feed's server on this machine."""

    def __init__(self):
        self.content, self.etag, self.status, self.location, self.asked = package(), '"1"', 200, "", []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append(self.path)
                if outer.location and self.path != "/moved.zip":
                    self.send_response(302)
                    self.send_header("Location", outer.location)
                elif self.headers.get("If-None-Match") == outer.etag:
                    self.send_response(304)
                else:
                    self.send_response(outer.status)
                    self.send_header("ETag", outer.etag)
                    self.send_header("Content-Length", str(len(outer.content)))
                    self.end_headers()
                    self.wfile.write(outer.content)
                    return
                self.end_headers()

            def log_message(self, *arguments):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/feed.zip"

    @contextmanager
    def running(self):
        thread = threading.Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


@pytest.fixture
def server():
    with Server().running() as running:
        yield running


def fetch(url, tmp_path, before=MappingProxyType({}), **limits):
    with fetched(url, before, folder=tmp_path, limits=Limits(**{"networks": HERE, **limits})) as found:
        return found and (found.name, dict(found.validators), found.file.read())


def test_what_is_new_is_fetched_and_what_is_not_is_not(server, tmp_path):
    name, validators, content = fetch(server.url, tmp_path)
    assert (name, content, validators["etag"]) == ("feed.zip", server.content, '"1"')
    assert fetch(server.url, tmp_path, validators) is None
    server.etag = '"2"'
    assert fetch(server.url, tmp_path, validators) is None
    server.content = package(4)
    assert fetch(server.url, tmp_path, validators)[2] == server.content


def test_redirects_are_followed_a_few_times(server, tmp_path):
    server.location = "/moved.zip"
    assert fetch(server.url, tmp_path)[0] == "moved.zip"
    server.location = "/feed.zip"
    with pytest.raises(FeedRefused, match="too many redirects"):
        fetch(server.url, tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/feed.zip",
        "http://localhost:5432/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://2130706433/",
        "http://user:secret@example.org/",
        "file:///etc/passwd",
        "ftp://example.org/",
    ],
)
def test_private_machines_and_odd_addresses_are_not_reached(url, tmp_path):
    with pytest.raises(FeedRefused):
        fetch(url, tmp_path, networks=())


def test_a_redirect_to_a_private_machine_is_not_followed(server, tmp_path):
    server.location = "http://169.254.169.254/latest/meta-data/"
    with pytest.raises(FeedRefused, match="private network"):
        fetch(server.url, tmp_path)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:127.0.0.1", False),
        ("0.0.0.0", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1", False),
        ("fd00::1", False),
    ],
)
def test_what_is_public(address, public):
    assert is_public(ip_address(address)) is public


def test_too_large_too_slow_and_failing_feeds_are_refused(server, tmp_path):
    with pytest.raises(FeedRefused, match="more than"):
        fetch(server.url, tmp_path, largest=10)
    with pytest.raises(FeedRefused, match="too slow"):
        fetch(server.url, tmp_path, longest=-1)
    server.status = 503
    with pytest.raises(FeedRefused, match="answers 503"):
        fetch(server.url, tmp_path)


def test_files_of_this_machine_come_from_the_folder_of_feeds_only(tmp_path):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.zip").write_bytes(package())
    (tmp_path / "secret").write_text("secret")
    assert fetch("a.zip", tmp_path / "feeds")[0] == "a.zip"
    for outside in ("../secret", "/etc/passwd", "missing.zip"):
        with pytest.raises(FeedRefused):
            fetch(outside, tmp_path / "feeds")


@pytest.fixture
def feed(db, server, settings):
    settings.INTRECCIO_FEED_NETWORKS = HERE
    details = SourceDetails(
        "Feed", language="en", vouched=True, address=server.url, every_hours=24, applies_itself=True
    )
    return add_source(slug="feed", details=details, by=SYSTEM)


def test_a_feed_is_read_checked_and_applied(feed, server):
    run = read_feed(source=feed)
    assert (run.state, run.new) == ("applied", 4)
    assert Service.objects.count() == 3
    feed.refresh_from_db()
    assert (feed.fetched, feed.fetch_problem) == ("new", {})
    assert read_feed(source=feed) is None
    feed.refresh_from_db()
    assert feed.fetched == "same"
    server.content, server.etag = package(4), '"2"'
    assert read_feed(source=feed).new == 1


def test_a_feed_that_alarms_waits_for_somebody(feed, server):
    server.content = package(30)
    read_feed(source=feed)
    server.content, server.etag = package(2), '"2"'
    run = read_feed(source=feed)
    assert run.state == "checked"
    assert "too many" in run.alarms[0]["en"]
    server.content, server.etag = package(30, "Again."), '"3"'
    assert read_feed(source=feed).state == "applied"
    assert ImportRun.objects.get(pk=run.pk).state == "discarded"


def test_a_feed_that_fails_says_why_and_harms_nothing(feed, server):
    read_feed(source=feed)
    server.content, server.etag = b"<html>Gone fishing</html>", '"2"'
    assert read_feed(source=feed) is None
    feed.refresh_from_db()
    assert feed.fetched == "failed"
    assert feed.fetch_problem["en"]
    assert Service.objects.count() == 3


def test_feeds_come_due_at_their_own_pace(feed):
    assert due_feeds() == [feed]
    read_feed(source=feed)
    assert due_feeds() == []
    with clock.at(clock.now() + timedelta(hours=25)):
        assert due_feeds() == [feed]
    start_reading(feed)
    start_reading(feed)
    assert ProcrastinateJob.objects.filter(task_name="interchange.read_feed").count() == 1


def test_a_feed_needs_an_address(db):
    with pytest.raises(Refused):
        add_source(slug="x", details=SourceDetails("X", every_hours=1), by=SYSTEM)
