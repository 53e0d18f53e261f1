"""What a foreign source said and we have no place for goes out again, if the standard would take it."""

from typing import Any

import pytest

from intreccio.catalogue.actions import add_service
from intreccio.catalogue.models import Source, SourceRecord, Taxonomy
from intreccio.interchange.hsds.kept import with_kept
from intreccio.interchange.hsds.package import write_package
from intreccio.interchange.hsds.queries.contents import everything
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.ids import public_id
from tests.interchange.hsds.asking import get
from tests.interchange.hsds.packages import read


def service(**fields: Any) -> dict[str, Any]:
    return {"id": str(public_id()), "name": "Coro", "status": "active", **fields}


def test_fields_and_dependent_rows_are_added() -> None:
    kept = {
        "wait_time": "two weeks",
        "funding": [{"source": "a lottery"}],
        "service_capacity": [
            {"available": 3, "updated": "2026-01-01T00:00:00Z", "unit": {"name": "bed", "id": str(public_id())}}
        ],
    }
    made = with_kept("service", service(), [kept])
    assert made["wait_time"] == "two weeks"
    assert [row["source"] for row in made["funding"]] == ["a lottery"]
    assert made["capacities"][0]["unit"]["name"] == "bed"
    again = with_kept("service", service(id=made["id"]), [kept])
    assert again == made


def test_what_we_say_ourselves_stays() -> None:
    made = with_kept(
        "service", service(description="Si canta."), [{"description": "Singing.", "status": "inactive"}]
    )
    assert (made["description"], made["status"]) == ("Si canta.", "active")


@pytest.mark.parametrize(
    "kept",
    [
        {"minimum_age": "six"},
        {"minimum_age": True},
        {"url": "not an address"},
        {"assurer_email": "nobody"},
        {"last_modified": "yesterday"},
        {"program_id": "00000000-0000-7000-8000-000000000000"},
        {"fees": None},
        {"fees": ""},
        {"unknown": "x"},
        {"funding": "a lottery"},
        {"funding": [{}, "x", {"source": ""}]},
        {"url": [{"label": "without an address"}]},
        {"location": [{"id": "1", "location_type": "physical", "name": "a refuge"}]},
        {"service_at_location": [{"location_id": "1"}]},
        {"funding": [{"organization_id": "00000000-0000-7000-8000-000000000000"}]},
    ],
)
def test_what_the_standard_would_not_take_stays_here(kept: dict[str, Any]) -> None:
    plain = service()
    assert with_kept("service", dict(plain), [kept]) == plain


@pytest.fixture
def told(draft, today):
    """A service of which a source said more than we have a place for. Test data, put in as an import would."""
    made = add_service(draft=draft, by=SYSTEM)

    @upkeep
    def tell() -> None:
        source = Source.objects.create(slug="elsewhere", name="Elsewhere")
        term = Taxonomy.objects.create(slug="own", name={"it": "Nostra"}).terms.create(code="x", name={"it": "X"})
        for entity, object, kept in (
            ("service", made.pk, {"wait_time": "two weeks", "funding": [{"source": "a lottery"}]}),
            ("location", draft.sites[0].pk, {"transportation": "Bus 7"}),
            (
                "organization",
                draft.organisation.pk,
                {
                    "logo": "https://elsewhere.example/logo.png",
                    "attribute": [
                        {"id": "1", "taxonomy_term_id": str(term.pk), "value": "x"},
                        {"id": "2", "taxonomy_term_id": "elsewhere:7"},
                        {"id": "3", "taxonomy_term_id": "00000000-0000-7000-8000-000000000000"},
                    ],
                },
            ),
        ):
            SourceRecord.objects.create(
                source=source, entity=entity, key=str(object), object=object, kept=kept,
                told_at=made.created_at, first_seen_at=made.created_at,
            )  # fmt: skip

    tell()
    return made


def test_it_is_in_full_answers_and_in_the_package(told, tmp_path) -> None:
    full = get(f"/hsds/services/{told.pk}")
    assert (full["wait_time"], full["funding"][0]["source"]) == ("two weeks", "a lottery")
    assert full["service_at_locations"][0]["location"]["transportation"] == "Bus 7"
    assert full["organization"]["logo"].endswith("logo.png")
    assert [row["value"] for row in full["organization"]["attributes"]] == ["x"]
    assert "wait_time" not in get("/hsds/services")["contents"][0]
    write_package(tmp_path / "a.zip", everything())
    package = read(tmp_path / "a.zip")
    assert package.by_id("service")[str(told.pk)]["wait_time"] == "two weeks"
    assert package.of("funding", "service_id", told.pk)[0]["source"] == "a lottery"
    kept = [row for row in package.of("attribute", "link_id", told.organisation_id) if row["value"] == "x"]
    assert [row["taxonomy_term_id"] in package.by_id("taxonomy_term") for row in kept] == [True]
