"""An address that could endanger somebody comes out through no door.

A safe house whose address nobody may know and a course whose place is told at enrolment stand at an address
that occurs nowhere else. Every page, every answer of the API, every table of the search, the journal, a dump of
the database and the server's log are looked through for it.
"""

import io
import json
import logging
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from django.test import Client

from intreccio.accounts.models import User
from intreccio.actors.actions import add_site, hide_site_address
from intreccio.actors.models import Organisation, Site
from intreccio.actors.rules.coordinates import Coordinates
from intreccio.actors.rules.details import Address, SiteDetails
from intreccio.actors.rules.kinds import AddressVisibility, SiteKind
from intreccio.catalogue.actions import ActivityDraft, OpeningDraft, ServiceDraft, TextDraft, add_service
from intreccio.catalogue.models import Embed, Service
from intreccio.catalogue.rules.timing import Timing
from intreccio.catalogue.search.models import SearchEntry
from intreccio.catalogue.search.packing import unpack_places
from intreccio.demo.accounts import DOMAIN
from intreccio.interchange.hsds.package import write_package
from intreccio.interchange.hsds.queries.contents import chosen_services, everything
from intreccio.kernel import clock
from intreccio.kernel.access import roles
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.databases.roles import LoginRole
from intreccio.kernel.embedded.binaries import find_binaries
from intreccio.kernel.journal.sealing import seal
from intreccio.territory.models import Area, Territory
from intreccio.web.booklets.document import Outside, content
from intreccio.web.mylist.keeping import written
from intreccio.web.services.carrying import carried
from tests.harness import superuser_connection, url_of
from tests.web.addresses import every_address

ADDRESS = Address(
    street="Vicolo Zyxwvut 77",
    extra="scala Qoppa",
    postcode="24998",
    locality="Borgo Psiomega",
    coordinates=Coordinates(45.713579, 9.612468),
    notes="suona Digamma",
)
TRACES = re.compile(r"Zyxwvut|Qoppa|\b24998\b|45[.,]71357|9[.,]61246|Digamma|Psiomega", re.IGNORECASE)
NAME = "Approdo Sampi"
AROUND = [(45.70, 9.60), (45.72, 9.62), (45.713579, 9.612468), (45.95, 9.90), (45.40, 9.45)]


@dataclass(frozen=True)
class Kept:
    """A service held where the address is kept back, with its site."""

    service: Service
    site: Site


WAYS = ["hidden", "told-at-enrolment", "hidden after it was public"]


@pytest.fixture(params=WAYS)
def kept(request: pytest.FixtureRequest, own_demonstration: str) -> Kept:
    return make_kept(request.param)


@pytest.fixture
def kept_in_every_way(own_demonstration: str) -> list[Kept]:
    return [make_kept(way) for way in WAYS]


def make_kept(way: str) -> Kept:
    if way != "hidden after it was public":
        return make(AddressVisibility(way))
    made = make(AddressVisibility.PUBLIC)
    hide_site_address(site=made.site, visibility=AddressVisibility.HIDDEN, by=SYSTEM)
    return made


def make(visibility: AddressVisibility) -> Kept:
    shelter = Organisation.objects.get(name__startswith="Lune Nuove")
    municipality = Area.objects.get(name="Ponte San Pietro")
    site = add_site(
        organisation=shelter,
        details=SiteDetails(kind=SiteKind.SHELTER, name="Casa Sampi", municipality_id=municipality.pk),
        address=ADDRESS,
        visibility=visibility,
        by=SYSTEM,
    )
    always = Timing(rule="FREQ=DAILY", opens_at=time(0), closes_at=time(0))
    service = add_service(
        draft=ServiceDraft(
            organisation=shelter,
            texts={"it": TextDraft(NAME, "Una casa per il tempo che serve.")},
            sites=(site,),
            areas=(Territory.objects.get(),),
            openings=(OpeningDraft(always, site),),
        ),
        activities=[ActivityDraft(texts={"it": ("Incontri", "")}, site=site, timings=(always,))],
        by=SYSTEM,
    )
    seal()
    return Kept(service, site)


def visitors() -> Iterator[tuple[str, Client]]:
    """Anybody, and somebody of every role; none of them works in the organisation of the place."""
    for role in (None, *roles()):
        client = Client(HTTP_X_FORWARDED_PROTO="https")
        if role:
            client.force_login(User.objects.get(email=f"{role}@{DOMAIN}"))
        yield role or "anybody", client


def addresses(kept: list[Kept]) -> list[str]:
    """Every address of the platform, and those where the places should be met with."""
    asked = ["what=Approdo+Sampi", "what=Approdo+Sampi&where=Ponte+San+Pietro"]
    return [
        *every_address(),
        "/network/?q=Lune",
        *(f"/?{query}" for query in asked),
        *(f"/api/find?{query.replace('what', 'q')}" for query in asked),
        "/support/actors/site/?q=Sampi",
        "/oruk/services?search=Approdo+Sampi&full=true",
        *(address for one in kept for address in addresses_of(one)),
    ]


def addresses_of(kept: Kept) -> list[str]:
    organisation = kept.service.organisation_id
    return [
        f"/services/{kept.service.pk}/",
        f"/network/{organisation}/",
        f"/support/actors/site/{kept.site.pk}/change/",
        f"/hsds/services/{kept.service.pk}",
        f"/hsds/organizations/{organisation}?full_service=true",
        f"/oruk/services/{kept.service.pk}",
        f"/list/?s={written([kept.service.pk])}",
        f"/list/dates.ics?s={written([kept.service.pk])}",
        f"/embed/{Embed.objects.all()[0].key}/?what=Approdo+Sampi&where=",
    ]


def traces(text: str) -> list[str]:
    return [text[max(match.start() - 60, 0) : match.end() + 20] for match in TRACES.finditer(text)]


def body(answer) -> str:
    """What an answer says; of a document, whose text is compressed, nothing: it is looked at before it is typeset."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"%PDF-"):
        return ""
    return "".join(texts_of_files(content)) if content.startswith(b"PK") else content.decode()


def test_no_page_tells_it_to_anybody_outside(
    kept_in_every_way: list[Kept], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    every = addresses(kept_in_every_way)
    for who, client in visitors():
        for address in every:
            answer = client.get(address)
            assert traces(body(answer)) == [], f"{address} tells {who}"
            assert traces(str(answer.headers)) == [], f"{address} tells {who}"
    assert traces("\n".join(record.getMessage() for record in caplog.records)) == []


def texts_of_files(content: bytes) -> Iterator[str]:
    """The text of every file in a zip, such as a package or a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode()


def test_no_standard_tells_it_however_it_is_asked(kept: Kept) -> None:
    client = Client(HTTP_X_FORWARDED_PROTO="https")
    held = kept.service.at_sites.get()
    assert client.get(f"/hsds/service_at_locations/{held.pk}").status_code == 404
    for name, full in (
        ("services", "full"), ("service_at_locations", "full"), ("organizations", "full_service"),
    ):  # fmt: skip
        text = body(client.get(f"/hsds/{name}?format=ndjson&{full}=true"))
        assert traces(text) == [], name
        assert str(held.pk) not in text and str(kept.site.pk) not in text, name
    told = client.get(f"/hsds/services/{kept.service.pk}").json()
    assert told["name"] == NAME
    assert told["schedules"]
    assert "service_at_locations" not in told
    for name in ("services", "service_at_locations"):
        assert NAME not in body(client.post(f"/hsds/{name}", {"search": "Zyxwvut", "per_page": 100}))
    unknown, its_own = (
        client.get("/hsds/service_at_locations", {"postcode": code, "proximity": 900_000})
        for code in ("24997", ADDRESS.postcode)
    )
    assert its_own.status_code == unknown.status_code == 422
    assert body(its_own).replace(ADDRESS.postcode, "") == body(unknown).replace("24997", "")


def test_being_asked_near_a_postcode_tells_nothing_of_it(kept: Kept) -> None:
    client = Client(HTTP_X_FORWARDED_PROTO="https")
    for query in ({}, {"proximity": 10}, {"proximity": 900_000}):
        asked = {"postcode": "24036", "search": NAME, "per_page": 100, **query}
        assert NAME not in body(client.get("/hsds/service_at_locations", asked))


@pytest.mark.parametrize("form", ["csv", "xlsx", "zip"])
def test_no_file_that_is_taken_along_tells_it(kept: Kept, form: str) -> None:
    client = Client(HTTP_X_FORWARDED_PROTO="https")
    organisation = kept.service.organisation.name
    for address in (
        "services.{}?what=Approdo+Sampi",
        "organisations.{}?q=Lune",
        "services.{}",
        "organisations.{}",
    ):
        answer = client.get(f"/download/{address.format(form)}")
        content = b"".join(answer.streaming_content)
        for text in [content.decode()] if form == "csv" else texts_of_files(content):
            assert traces(text) == [], address
            assert str(kept.site.pk) not in text, address
        told = content.decode() if form == "csv" else "".join(texts_of_files(content))
        assert NAME in told or organisation in told


def test_no_list_and_no_booklet_tells_it(kept: Kept) -> None:
    [service] = carried([kept.service.pk]).values()
    outside = Outside("Opuscolo", clock.today(), site="https://x.example", address="https://x.example/")
    for by in ("", "activity", "town"):
        told = json.dumps(content(outside, [service], by), ensure_ascii=False)
        assert traces(told) == []
        assert NAME in told
        assert "Ponte San Pietro" not in told


def test_no_package_tells_it(kept: Kept, tmp_path: Path) -> None:
    for name, contents in (("a.zip", everything()), ("b.zip", chosen_services([kept.service.pk]))):
        write_package(tmp_path / name, contents)
        every = list(texts_of_files((tmp_path / name).read_bytes()))
        assert [trace for text in every for trace in traces(text)] == []
        assert not any(str(kept.site.pk) in text for text in every)
        assert any(NAME in text for text in every)


def test_its_service_is_found_by_name_all_the_same(kept: Kept) -> None:
    client = Client(HTTP_X_FORWARDED_PROTO="https")
    assert NAME in body(client.get("/?what=Approdo+Sampi"))
    assert client.get(f"/services/{kept.service.pk}/").status_code == 200


@pytest.mark.parametrize("words", [ADDRESS.street, "Zyxwvut", ADDRESS.postcode, ADDRESS.notes])
def test_it_is_not_found_by_the_words_of_its_address(kept: Kept, words: str) -> None:
    ours = {str(kept.service.pk), str(kept.site.pk), NAME}
    for who, client in visitors():
        for address in ("/?what=", "/api/find?q=", "/network/?q="):
            text = body(client.get(f"{address}{quote(words)}"))
            assert [part for part in ours if part in text] == [], f"{address} finds it for {who}"


def test_no_search_from_near_or_far_tells_how_far_it_is(kept: Kept) -> None:
    client = Client(HTTP_X_FORWARDED_PROTO="https")
    for lat, lon in AROUND:
        for extra in ({}, {"sort": "distance"}, {"within_km": 0.05}, {"within_km": 40}):
            answer = client.get("/api/find", {"q": NAME, "lat": lat, "lon": lon, "size": 100, **extra}).json()
            ours = [found for found in answer["results"] if found["id"] == str(kept.service.pk)]
            assert [found["distance_km"] for found in ours] == [None] * len(ours)
            assert [found["card"]["places"] for found in ours] == [[]] * len(ours)


def test_being_near_changes_neither_whether_nor_where_it_is_listed(kept: Kept) -> None:
    """Otherwise its place in the list, asked for from many points, would tell where it is."""
    client = Client(HTTP_X_FORWARDED_PROTO="https")

    def place(lat: float, lon: float) -> list[int]:
        question = {"q": NAME, "lat": lat, "lon": lon, "within_km": 1, "sort": "distance", "size": 100}
        found = client.get("/api/find", question).json()["results"]
        unplaced = [one["id"] for one in found if one["distance_km"] is None]
        return [number for number, one in enumerate(unplaced) if one == str(kept.service.pk)]

    # A hundred metres and four kilometres away, in the same municipality and in the next.
    assert place(45.7136, 9.6125) == place(45.7000, 9.5850)


def rows(database: str, tables: str) -> Iterator[str]:
    """Every row of the tables whose name is like `tables`, as text, as its owner sees it."""
    with superuser_connection(database) as owner:
        names = owner.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'm') AND relname ~ %s", [tables]
        ).fetchall()
        assert names
        for (name,) in names:
            for (row,) in owner.execute(f'SELECT t::text FROM "{name}" t'):
                yield row


@pytest.mark.parametrize(
    "tables", ["^catalogue_search", "^catalogue_", "^kernel_journal", "^procrastinate_", "^actors_"]
)
def test_no_table_holds_it_in_plain(kept: Kept, own_demonstration: str, tables: str) -> None:
    assert [trace for row in rows(own_demonstration, tables) for trace in traces(row)] == []


def test_the_search_knows_no_point_of_it(kept: Kept) -> None:
    entry = SearchEntry.objects.get(service=kept.service.pk)
    assert np.isnan(unpack_places(bytes(entry.places))["latitude"]).all()
    assert entry.hides_place


def test_a_dump_of_the_database_holds_it_encrypted_only(kept: Kept, own_demonstration: str) -> None:
    program = find_binaries(None).program("pg_dump")
    owner = url_of(LoginRole.OWNER, own_demonstration)
    dump = subprocess.run([program, "--inserts", f"--dbname={owner}"], capture_output=True, text=True, check=True)
    assert "actors_siteprivateaddress" in dump.stdout
    assert traces(dump.stdout) == []
