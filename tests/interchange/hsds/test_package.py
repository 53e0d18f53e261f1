"""A package holds everything that everybody may read, and nothing is lost in it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.actions import add_service, withdraw
from intreccio.catalogue.models import Service, Taxonomy, Term
from intreccio.catalogue.rules.hsds import from_hsds
from intreccio.catalogue.rules.pattern import canonical
from intreccio.catalogue.rules.timing import HolidayPolicy, Timing
from intreccio.catalogue.search.patterns import from_json
from intreccio.interchange.hsds.extras import TAXONOMY_ID, code_of
from intreccio.interchange.hsds.objects.contacts import main_phone_id
from intreccio.interchange.hsds.package import PathTaken, write_package
from intreccio.interchange.hsds.queries.contents import changed_since, chosen_services, everything
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.text import Translated
from tests.interchange.hsds.extras import Extras, from_attributes
from tests.interchange.hsds.packages import Package, read

NOTHING = Extras()


@pytest.fixture(scope="module")
def whole(demonstration_database, django_db_blocker, use_database, tmp_path_factory) -> Package:
    path = tmp_path_factory.mktemp("package") / "whole.zip"
    with django_db_blocker.unblock(), use_database(demonstration_database):
        write_package(path, everything())
    return read(path)


@pytest.fixture(scope="module")
def extras(whole: Package) -> dict[str, Extras]:
    return from_attributes(whole.tables["attribute"])


def test_its_description_fits_its_tables(whole: Package) -> None:
    for resource in whole.description["resources"]:
        rows, schema = whole.tables[resource["name"]], resource["schema"]
        assert len({row["id"] for row in rows}) == len(rows), resource["name"]
        for field in schema["fields"]:
            values = [row[field["name"]] for row in rows]
            limits = field["constraints"]
            assert not limits["required"] or all(values), (resource["name"], field["name"])
            assert set(values) - {""} <= set(limits["enum"]) if "enum" in limits else True
            assert all(fits(field, value) for value in values if value), (resource["name"], field["name"])
        for link in schema.get("foreignKeys", []):
            there = whole.by_id(link["reference"]["resource"])
            assert {row[link["fields"]] for row in rows} - {""} <= there.keys()


def fits(field: dict[str, Any], value: str) -> bool:
    match field["type"], field.get("format"):
        case "string", "uuid":
            return bool(UUID(value))
        case "number", _:
            return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None
        case "date", _:
            return bool(date.fromisoformat(value))
        case "time", _:
            return bool(time.fromisoformat(value))
    return True


def test_codes_of_terms_are_unique_and_every_attribute_has_its_thing(whole: Package) -> None:
    codes = [row["code"] for row in whole.tables["taxonomy_term"]]
    assert len(codes) == len(set(codes))
    for row in whole.tables["attribute"]:
        assert row["link_id"] in whole.by_id(row["link_entity"])


def test_organisations_come_back_as_they_are(demonstration, whole: Package, extras) -> None:
    rows = whole.by_id("organization")
    assert set(rows) == {str(pk) for pk in Organisation.objects.public().values_list("pk", flat=True)}
    for organisation in Organisation.objects.public().prefetch_related("texts", "units"):
        row, said = rows[str(organisation.pk)], extras.get(str(organisation.pk), NOTHING)
        numbers = {
            one["identifier_scheme"]: one["identifier"]
            for one in whole.of("organization_identifier", "organization_id", organisation.pk)
        }
        phones = {one["id"]: one["number"] for one in whole.of("phone", "organization_id", organisation.pk)}
        assert read_organisation(row, said, numbers, phones) == {
            "name": organisation.name,
            "short_name": organisation.short_name,
            "alternate_names": organisation.alternate_names,
            "kind": organisation.kind,
            "legal_form": organisation.legal_form,
            "runts_section": organisation.runts_section or "",
            "numbers": [
                getattr(organisation, name) or ""
                for name in ("tax_code", "vat_number", "runts_number", "ipa_code")
            ],
            "website": organisation.website,
            "email": organisation.email,
            "phone": organisation.phone,
            "founded": str(organisation.founded or ""),
            "municipality": organisation.municipality.istat_code if organisation.municipality else "",
            "parent": (str(organisation.parent_id or ""), organisation.parent_tie or ""),
            "verification": organisation.verification,
            "texts": {
                text.language: (text.description, text.origin, text.reviewed) for text in organisation.texts.all()
            },
        }
        units = {(row["id"], row["name"]) for row in whole.of("program", "organization_id", organisation.pk)}
        assert units == {(str(unit.pk), unit.name) for unit in organisation.units.all()}


def read_organisation(
    row: dict[str, str], said: Extras, numbers: dict[str, str], phones: dict[str, str]
) -> dict[str, Any]:
    texts = {said.text("language"): row["description"]} if said.text("language") else {}
    texts |= said.translated("description")
    return {
        "name": row["name"],
        "short_name": said.text("short_name"),
        "alternate_names": said.parts("other_names") or [],
        "kind": said.text("kind"),
        "legal_form": said.text("legal_form"),
        "runts_section": said.text("runts_section"),
        "numbers": [numbers.get(scheme, "") for scheme in ("IT-CF", "IT-VAT", "IT-RUNTS", "IT-IPA")],
        "website": row["website"],
        "email": row["email"],
        "phone": phones.get(str(main_phone_id(UUID(row["id"]))), ""),
        "founded": row["year_incorporated"],
        "municipality": said.text("municipality"),
        "parent": (row["parent_organization_id"], said.text("parent_tie")),
        "verification": said.text("verification"),
        "texts": {
            language: (text, said.text("origin", language), not said.text("unreviewed", language))
            for language, text in texts.items()
        },
    }


def test_public_places_come_back_as_they_are(demonstration, whole: Package, extras) -> None:
    rows = whole.by_id("location")
    public = Site.objects.filter(visibility="public").select_related("municipality")
    assert set(rows) == {str(site.pk) for site in public}
    for site in public:
        row, said = rows[str(site.pk)], extras[str(site.pk)]
        [address] = whole.of("address", "location_id", site.pk) or [{}]
        parts = said.parts("address") or {
            "street": address.get("address_1"), "extra": address.get("address_2") or None,
            "postcode": address.get("postal_code"),
        }  # fmt: skip
        assert (row["name"], row["organization_id"]) == (site.name, str(site.organisation_id))
        assert said.text("kind") == site.kind
        assert said.text("unit") == str(site.unit_id or "")
        assert said.text("municipality") == (site.municipality.istat_code if site.municipality else "")
        assert [float(row[name]) if row[name] else None for name in ("latitude", "longitude")] == [
            site.lat,
            site.lon,
        ]
        for name in ("street", "extra", "postcode"):
            assert parts.get(name) == getattr(site, name), site
        assert (said.parts("accessibility") or []) == site.accessibility
        assert len(whole.of("accessibility", "location_id", site.pk)) == len(site.accessibility)


TEXT_COLUMNS = {
    "name": "name", "description": "description", "how_to": "application_process",
    "eligibility": "eligibility_description",
}  # fmt: skip


def test_services_come_back_as_they_are(demonstration, whole: Package, extras) -> None:
    rows = whole.by_id("service")
    services = Service.objects.filter(state="published").exclude(freshness="hidden")
    assert set(rows) == {str(service.pk) for service in services}
    for service in services.select_related("benefit").prefetch_related(
        "texts", "terms__taxonomy", "costs", "documents", "areas__zone__zoning__territory", "areas__territory",
        "areas__area", "schedules", "at_sites__site", "activities__texts", "activities__schedules",
    ):  # fmt: skip
        row, said = rows[str(service.pk)], extras[str(service.pk)]
        assert read_texts(row, said) == {
            text.language: {
                **{part: getattr(text, part) for part in (*TEXT_COLUMNS, "summary")},
                "origin": text.origin,
                "reviewed": text.reviewed,
            }
            for text in service.texts.all()
        }
        assert read_facts(row, said) == facts_of(service)
        assert read_benefit(said) == benefit_of(service)
        assert list(read_hours(said)) == list(hours_of(service))
        assert list(read_activities(said)) == list(activities_of(service))
        assert_parts(whole, said, service)


def read_texts(row: dict[str, str], said: Extras) -> dict[str, dict[str, Any]]:
    main = said.text("language")
    parts: dict[str, dict[str, Any]] = {
        main: {part: row[column] for part, column in TEXT_COLUMNS.items()}
        | {"summary": said.text("summary", main)}
    }
    if parts[main]["description"] == parts[main]["summary"]:
        parts[main]["description"] = ""
    for language in said.values.get("name", ()):
        parts[language] = {part: said.text(part, language) for part in (*TEXT_COLUMNS, "summary")}
    for language, text in parts.items():
        text["origin"] = said.text("origin", language)
        text["reviewed"] = not said.text("unreviewed", language)
    return parts


def read_facts(row: dict[str, str], said: Extras) -> list[Any]:
    return [
        row["organization_id"], row["program_id"], said.text("kind"), row["minimum_age"], row["maximum_age"],
        row["email"], row["url"], row["assured_date"], said.text("review_months"),
        said.text("reference_service"), said.text("reference_kind"), said.parts("reference_text") or {},
    ]  # fmt: skip


def facts_of(service: Service) -> list[Any]:
    def said(value: object) -> str:
        return "" if value is None else str(value)

    return [
        str(service.organisation_id), said(service.unit_id), service.kind, said(service.min_age),
        said(service.max_age), service.email, service.url, service.confirmed_on.isoformat(),
        str(service.review_months), said(service.reference_service_id), service.reference_kind,
        dict(service.reference_text or {}),
    ]  # fmt: skip


def read_benefit(said: Extras) -> Any:
    found = said.parts("benefit")
    return found and {**found, **{name: Translated(found[name]) for name in ("amount", "where_to_apply")}}


def benefit_of(service: Service) -> Any:
    benefit = getattr(service, "benefit", None)
    return benefit and {
        "amount": benefit.amount,
        "isee_up_to": benefit.isee_up_to,
        "opens_on": benefit.opens_on and benefit.opens_on.isoformat(),
        "closes_on": benefit.closes_on and benefit.closes_on.isoformat(),
        "where_to_apply": benefit.where_to_apply,
        "incompatible": benefit.incompatible,
    }


def read_hours(said: Extras) -> Iterator[tuple[str | None, Timing]]:
    for opening in said.parts("openings") or ():
        yield opening["site"], from_json(opening["timing"])


def hours_of(service: Service) -> Iterator[tuple[str | None, Timing]]:
    for schedule in service.schedules.all():
        public = schedule.site and schedule.site.visibility == "public"
        yield str(schedule.site_id) if public else None, schedule.timing


def read_activities(said: Extras) -> Iterator[Any]:
    for activity in sorted(said.every("activity"), key=lambda activity: str(activity["id"])):
        yield {**activity, "timings": [from_json(timing) for timing in activity["timings"]]}


def activities_of(service: Service) -> Iterator[Any]:
    for activity in sorted(service.activities.all(), key=lambda activity: str(activity.pk)):
        public = activity.site and activity.site.visibility == "public"
        yield {
            "id": str(activity.pk),
            "texts": {text.language: [text.name, text.description] for text in activity.texts.all()},
            "site": str(activity.site_id) if public else None,
            "capacity": activity.capacity,
            "enrolment": activity.enrolment,
            "languages": activity.languages,
            "starts_on": activity.starts_on and activity.starts_on.isoformat(),
            "ends_on": activity.ends_on and activity.ends_on.isoformat(),
            "timings": [schedule.timing for schedule in activity.schedules.all()],
        }


def assert_parts(whole: Package, said: Extras, service: Service) -> None:
    terms = whole.by_id("taxonomy_term")
    codes = {
        terms[row["taxonomy_term_id"]]["code"]
        for row in whole.of("attribute", "link_id", service.pk)
        if not code_of(row["taxonomy_term_id"])
    }
    assert codes == {term.key for term in service.terms.all()}
    assert [row["code"] for row in whole.of("language", "service_id", service.pk)] == service.languages
    prices = said.parts("costs") or []
    kept = ("kind", "cents", "currency", "per", "isee_up_to", "note")
    assert prices == [{name: getattr(cost, name) for name in kept} for cost in service.costs.all()]
    assert len(whole.of("cost_option", "service_id", service.pk)) == len(prices)
    papers = [Translated(name) for name in said.parts("documents") or ()]
    assert papers == [document.name for document in service.documents.all()]
    assert len(said.parts("areas") or ()) == service.areas.count()
    assert len(whole.of("service_area", "service_id", service.pk)) == service.areas.count()
    held = {row["location_id"] for row in whole.of("service_at_location", "service_id", service.pk)}
    assert held == {str(one.site_id) for one in service.at_sites.all() if one.site.visibility == "public"}


def test_taxonomies_and_terms_come_back_as_they_are(demonstration, whole: Package, extras) -> None:
    found = {id: extras[id] for id in whole.by_id("taxonomy") if id != str(TAXONOMY_ID)}
    assert {
        id: (said.text("slug"), said.translated("name"), said.parts("base")) for id, said in found.items()
    } == {
        str(taxonomy.pk): (taxonomy.slug, taxonomy.name, taxonomy.base or None)
        for taxonomy in Taxonomy.objects.all()
    }
    for term in Term.objects.select_related("taxonomy").prefetch_related("mappings"):
        row, said = whole.by_id("taxonomy_term")[str(term.pk)], extras[str(term.pk)]
        assert (row["code"], row["taxonomy_id"]) == (term.key, str(term.taxonomy_id))
        assert row["parent_id"] == str(term.parent_id or "")
        assert (said.text("code"), said.translated("name")) == (term.code, term.name)
        assert said.translated("description") == term.description
        assert (said.parts("synonyms") or {}, said.text("icon")) == (term.synonyms, term.icon)
        assert (said.parts("place") or 0, bool(said.text("withdrawn"))) == (term.place, term.withdrawn)
        mapped = {(system, code) for system, codes in said.values.get("mapping", {}).items() for code in codes}
        assert mapped == {(mapping.system, mapping.code) for mapping in term.mappings.all()}


def test_schedules_mean_the_same_to_whoever_does_not_know_ours(demonstration, whole: Package) -> None:
    held = {row["id"]: row["service_id"] for row in whole.tables["service_at_location"]}
    understood: dict[str, list[Timing]] = {}
    for row in whole.tables["schedule"]:
        owner = row["service_id"] or held[row["service_at_location_id"]]
        understood.setdefault(owner, []).extend(from_hsds(row).timings)
    for service in Service.objects.filter(activities=None, state="published").prefetch_related("schedules"):
        timings = [schedule.timing for schedule in service.schedules.all()]
        open_on_all = [replace(timing, on_holidays=HolidayPolicy.AS_USUAL, closed_seasons=(), except_dates=())
                       for timing in timings]  # fmt: skip
        assert canonical(understood.get(str(service.pk), [])) == canonical(open_on_all)


def test_attributes_of_others_are_no_extras() -> None:
    assert from_attributes([{"link_id": "1", "taxonomy_term_id": "2", "value": "3"}, {"link_id": "1"}]) == {}


def test_what_changed_is_a_package_of_its_own_with_what_ended(draft, today, tmp_path: Path) -> None:
    with clock.at(today - timedelta(days=10)):
        old, ended = (add_service(draft=draft, by=SYSTEM) for _ in range(2))
    new = add_service(draft=draft, by=SYSTEM)
    withdraw(service=ended, reason="the end", by=SYSTEM)
    write_package(tmp_path / "a.zip", changed_since(today - timedelta(days=1)))
    package = read(tmp_path / "a.zip")
    states = {row["id"]: row["status"] for row in package.tables["service"]}
    assert states == {str(new.pk): "active", str(ended.pk): "defunct"}
    assert len(package.tables["organization"]) == len(package.tables["location"]) == 1
    write_package(tmp_path / "b.zip", everything())
    assert set(read(tmp_path / "b.zip").by_id("service")) == {str(old.pk), str(new.pk)}
    write_package(tmp_path / "c.zip", chosen_services([old.pk, ended.pk]))
    assert set(read(tmp_path / "c.zip").by_id("service")) == {str(old.pk)}


def test_a_package_of_nothing_is_a_package(own_database, tmp_path: Path) -> None:
    write_package(tmp_path / "empty", everything())
    assert read(tmp_path / "empty").tables["service"] == []


def test_it_replaces_only_what_it_is_told_to(own_database, tmp_path: Path) -> None:
    folder, archive = tmp_path / "folder", tmp_path / "a.zip"
    for target in (folder, archive):
        write_package(target, everything())
        with pytest.raises(PathTaken, match="--force"):
            write_package(target, everything())
        write_package(target, everything(), force=True)
    (folder / "datapackage.json").unlink()
    with pytest.raises(PathTaken, match="no package"):
        write_package(folder, everything(), force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "folder"]


def test_one_that_fails_leaves_nothing_behind(own_database, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    write_package(tmp_path / "there", everything())
    before = json.loads((tmp_path / "there" / "datapackage.json").read_text())
    for target in (tmp_path / "new.zip", tmp_path / "new", tmp_path / "there"):
        with pytest.raises(KeyboardInterrupt):
            write_package(target, everything(), force=True, progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert json.loads((tmp_path / "there" / "datapackage.json").read_text()) == before
