"""What a directory says comes in: each row imported, mended or refused, and found at once."""

import pytest

from intreccio.actors.actions import change_verification
from intreccio.actors.models import Organisation, Site, Unit
from intreccio.catalogue.models import Contact, Phone, Service, Source, SourceRecord, Taxonomy, Term
from intreccio.catalogue.search.find import find
from intreccio.catalogue.search.question import Question
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports.models import ImportRow
from intreccio.kernel.imports.reports import reasons
from tests.actors.factories import organisation as ours
from tests.interchange.intake.directories import applied, checked, held, location, organization, service, source

pytestmark = pytest.mark.django_db

ADDRESS = (
    "address",
    {
        "id": "a1",
        "location_id": "l1",
        "address_1": "1 High St",
        "city": "Bath",
        "postal_code": "BA1 1AA",
        "country": "GB",
        "address_type": "physical",
    },
)
SMALL = [
    organization(description="Walks.", email="walks@example.org", website="https://example.org"),
    location(latitude=45.7, longitude=9.67),
    ADDRESS,
    service(name="Walking group", description="We walk together.", minimum_age=18),
    held(),
]


@pytest.fixture(autouse=True)
def feed(db):
    return source()


def told(run, number):
    return reasons(run.rows.get(number=number), "en")


def test_organisations_places_and_services_come_in_and_are_found():
    run = applied(SMALL)
    assert (run.new, run.refused) == (5, 0)
    body, place, offered = Organisation.objects.get(), Site.objects.get(), Service.objects.get()
    assert (body.name, body.verification, body.source) == ("Organisation o1", "verified", "feed")
    assert body.texts.get().description == "Walks."
    assert (place.street, place.postcode, place.locality, place.country) == ("1 High St", "BA1 1AA", "Bath", "GB")
    assert (place.lat, place.lon) == (45.7, 9.67)
    assert (offered.state, offered.min_age, offered.source_key) == ("published", 18, "s1")
    assert list(offered.sites.all()) == [place]
    assert [found.service for found in find(Question(words="walking")).results] == [offered.pk]


def test_a_dry_run_writes_nothing():
    run = checked(SMALL)
    assert run.new == 5
    assert not Organisation.objects.exists()
    assert not SourceRecord.objects.exists()
    assert ImportRow.objects.filter(run=run).count() == 5


def test_what_has_no_place_of_ours_is_kept_with_its_owner():
    applied(
        [
            organization(logo="https://example.org/logo.png"),
            service(wait_time="Two weeks"),
            ("funding", {"id": "f1", "service_id": "s1", "source": "Lottery"}),
            ("meta_table_description", {"id": "m1", "name": "service"}),
        ]
    )
    assert SourceRecord.objects.get(entity="organization").kept == {"logo": "https://example.org/logo.png"}
    assert SourceRecord.objects.get(entity="service").kept == {
        "wait_time": "Two weeks",
        "funding": [{"id": "f1", "source": "Lottery"}],
    }
    assert Source.objects.get().kept == {"meta_table_description": [{"id": "m1", "name": "service"}]}


def test_everything_said_of_a_service_comes_with_it():
    applied(
        [
            organization(),
            ("program", {"id": "p1", "organization_id": "o1", "name": "Elders"}),
            service(program_id="p1", application_process="Ring us.", eligibility_description="All.", url="https://x.org"),
            location(),
            held(),
            ("language", {"id": "1", "service_id": "s1", "name": "Spanish", "code": "es"}),
            ("cost_option", {"id": "1", "service_id": "s1", "option": "Adults", "amount": 5.5, "currency": "GBP"}),
            ("cost_option", {"id": "2", "service_id": "s1", "amount": 0}),
            ("required_document", {"id": "1", "service_id": "s1", "document": "Passport"}),
            ("schedule", {"id": "1", "service_id": "s1", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00",
                          "closes_at": "12:00"}),
            ("schedule", {"id": "2", "service_at_location_id": "s1-l1", "freq": "WEEKLY", "byday": "TU",
                          "opens_at": "09:00", "closes_at": "12:00"}),
            ("taxonomy", {"id": "t", "name": "Needs"}),
            ("taxonomy_term", {"id": "1", "taxonomy_id": "t", "code": "F", "name": "Food"}),
            ("taxonomy_term", {"id": "2", "taxonomy_id": "t", "code": "FB", "name": "Food bank", "parent_id": "1"}),
            ("attribute", {"id": "1", "link_id": "s1", "link_entity": "service", "taxonomy_term_id": "2"}),
        ]
    )  # fmt: skip
    offered = Service.objects.get()
    text = offered.texts.get()
    assert (text.how_to, text.eligibility, text.origin, text.reviewed) == ("Ring us.", "All.", "import", False)
    assert offered.unit == Unit.objects.get()
    assert offered.languages == ["es"]
    costs = list(offered.costs.values_list("kind", "cents", "currency", "note"))
    assert costs == [("amount", 550, "GBP", {"en": "Adults"}), ("free", None, "EUR", {})]
    assert offered.documents.get().name == {"en": "Passport"}
    monday, tuesday = offered.schedules.all()
    assert (monday.rule, monday.site, tuesday.site) == ("FREQ=WEEKLY;BYDAY=MO", None, Site.objects.get())
    assert [str(term) for term in offered.terms.all()] == ["Food bank"]
    assert Term.objects.get(code="FB").parent == Term.objects.get(code="F")
    assert Taxonomy.objects.get(base=False).name == {"en": "Needs"}


def test_the_first_plain_number_is_the_main_one_and_contacts_have_theirs():
    applied(
        [
            organization(),
            service(),
            ("phone", {"id": "1", "service_id": "s1", "number": "+441", "type": "fax"}),
            ("phone", {"id": "2", "service_id": "s1", "number": "+44123456"}),
            ("phone", {"id": "3", "service_id": "s1", "number": "+44999999", "description": "At night"}),
            ("contact", {"id": "c", "service_id": "s1", "name": "Ada", "title": "Lead"}),
            ("phone", {"id": "4", "contact_id": "c", "number": "+44777777"}),
        ]
    )
    offered = Service.objects.get()
    assert offered.phone == "+44123456"
    assert list(Phone.objects.filter(service=offered).values_list("number", "kind", "note")) == [
        ("+441", "fax", ""),
        ("+44999999", "voice", "At night"),
    ]
    contact = Contact.objects.get()
    assert (contact.name, contact.phones.get().number) == ("Ada", "+44777777")


def test_repeated_ids_count_once_and_are_told():
    run = checked([organization(), organization(), organization(name="Another")])
    assert list(run.rows.order_by("number").values_list("outcome", flat=True)) == ["new", "unchanged", "refused"]
    assert told(run, 2) == "the same as line 2 of organization.csv."
    assert told(run, 3) == "repeats the id of line 2 of organization.csv, but says something else."


def test_what_names_a_missing_or_refused_parent_is_refused_with_all_that_hangs_on_it():
    run = checked(
        [
            organization(),
            service("lost", of="nobody"),
            ("phone", {"id": "1", "service_id": "lost", "number": "+441234"}),
            held("s1", "nowhere"),
            service(),
            ("attribute", {"id": "1", "link_id": "s1", "link_entity": "service", "taxonomy_term_id": "none"}),
        ]
    )
    assert (run.new, run.refused) == (2, 4)
    assert told(run, 2) == "the organisation nobody is not there, or was refused."
    assert told(run, 3) == "the service lost is not there, or was refused."
    assert told(run, 4) == "the place nowhere is not there, or was refused."
    assert told(run, 6) == "the term none is not there, or was refused."


def test_a_place_without_an_organisation_takes_that_of_its_service_or_is_refused():
    rows = [
        organization(),
        service(),
        location("l1", of=""),
        held(),
        location("l2", of="gone"),
        held("s1", "l2"),
        location("l3", of=""),
    ]
    run = applied(rows)
    assert run.refused == 1
    assert "whose is it?" in told(run, 7)
    assert "that of the service s1." in told(run, 3)
    assert {site.organisation.name for site in Site.objects.all()} == {"Organisation o1"}


def test_links_that_can_be_done_without_are_dropped_and_told():
    run = applied(
        [
            organization("o1", parent_organization_id="gone"),
            organization("o2", parent_organization_id="o3"),
            organization("o3", parent_organization_id="o2"),
            service(program_id="gone"),
            ("taxonomy_term", {"id": "1", "name": "Food", "parent_id": "1"}),
        ]
    )
    assert (run.new, run.mended, run.refused) == (5, 5, 0)
    assert not Organisation.objects.exclude(parent=None).exists()
    assert Term.objects.get(taxonomy__base=False).parent is None


def test_a_source_not_vouched_for_brings_proposals():
    source("other", vouched=False)
    applied(SMALL, of="other")
    assert Organisation.objects.get().verification == "proposed"
    assert find(Question(words="walking")).total == 0
    change_verification(organisation=Organisation.objects.get(), verb="verify", by=SYSTEM)


def test_a_body_with_the_same_official_number_is_not_made_anew():
    there = ours("Fondazione", tax_code="80051890152")
    run = applied([organization(tax_id="80051890152", website="https://example.org"), service()])
    assert run.rows.get(number=1).before == {"website": None}
    body = Organisation.objects.get()
    assert (body.pk, body.name, body.website) == (there.pk, "Fondazione", "https://example.org")
    assert Service.objects.get().organisation == there
    assert SourceRecord.objects.get(entity="organization").matched


def test_services_of_a_source_not_vouched_for_wait_where_their_body_was_here_before():
    source("other", vouched=False)
    ours("Fondazione", tax_code="80051890152")
    applied([organization(tax_id="80051890152"), service()], of="other")
    assert Service.objects.get().state == "draft"


def test_given_identifiers_are_kept_and_others_always_derived_alike():
    given = "6f1c2a34-0000-4000-8000-000000000001"
    applied([organization(given), service("7", of=given)])
    assert str(Organisation.objects.get().pk) == given
    once = Service.objects.get().pk
    assert checked([organization(given), service("7", of=given)]).rows.get(number=2).object == once


def test_an_identifier_that_is_ours_is_not_spoken_of_by_a_source_nobody_vouches_for():
    there = ours("Fondazione")
    source("other", vouched=False)
    run = checked([organization(str(there.pk)), service("s1", of=str(there.pk))], of="other")
    assert (run.new, run.refused) == (0, 2)
    assert "is in the catalogue already" in told(run, 1)


def test_states_come_over_and_a_defunct_service_is_withdrawn():
    states = ("active", "inactive", "temporarily closed", "defunct")
    applied([organization(), *(service(f"s{n}", status=state) for n, state in enumerate(states))])
    found = dict(Service.objects.values_list("source_key", "state"))
    assert found == {"s0": "published", "s1": "draft", "s2": "draft", "s3": "withdrawn"}


def test_too_long_texts_are_cut_and_kept_whole():
    run = applied([organization(), service(name="x" * 300)])
    assert len(Service.objects.get().texts.get().name) == 200
    assert SourceRecord.objects.get(entity="service").kept == {"name": "x" * 300}
    assert "300 characters" in told(run, 2)


def test_schedules_that_cannot_be_read_are_kept_and_told():
    run = applied(
        [
            organization(),
            service(),
            ("schedule", {"id": "1", "service_id": "s1", "description": "When it rains"}),
        ]
    )
    assert not Service.objects.get().schedules.exists()
    assert SourceRecord.objects.get(entity="service").kept == {
        "schedule": [{"id": "1", "description": "When it rains"}]
    }
    assert run.rows.get(number=3).mended


def test_two_bodies_with_one_number_stay_two():
    run = applied([organization("o1", tax_id="80051890152"), organization("o2", tax_id="80051890152")])
    assert run.mended == 1
    assert sorted(Organisation.objects.values_list("name", "tax_code")) == [
        ("Organisation o1", "80051890152"),
        ("Organisation o2", None),
    ]
