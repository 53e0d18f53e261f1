"""What a source says in our own forms is taken as it is meant, and nothing else is believed."""

import json
from uuid import UUID

import pytest

from intreccio.actors.models import Organisation, Site
from intreccio.catalogue.models import Activity, Service, ServiceText, Taxonomy, Term
from intreccio.interchange.hsds.extras import MEANINGS, TAXONOMY_ID, extra, term_id
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.ids import derived_id
from intreccio.kernel.imports import actions
from tests.interchange.intake.directories import applied, held, location, organization, service, source

ORGANISATION, SITE, SERVICE = (str(derived_id(TAXONOMY_ID, name)) for name in ("o", "l", "s"))
PLAIN = [
    organization(ORGANISATION),
    service(SERVICE, ORGANISATION),
    location(SITE, ORGANISATION),
    held(SERVICE, SITE),
]
TIMING = {
    "rule": "FREQ=WEEKLY;BYDAY=MO", "opens_at": "09:00:00", "closes_at": "12:00:00", "starts_on": None,
    "valid_from": None, "valid_to": None, "on_holidays": "closed", "except_dates": [], "extra_dates": [],
    "closed_seasons": ["08-01/08-31"],
}  # fmt: skip

pytestmark = pytest.mark.django_db


def said(code, value, label="", entity="service", of=SERVICE):
    return "attribute", extra(entity, UUID(of), code, value, label)


ENGLISH = [said("language", "en"), said("origin", "person", "en")]
ITALIAN = [said("name", "Ballo", "it"), said("origin", "person", "it"), said("unreviewed", True, "it")]


def schedule(of=SERVICE):
    return "schedule", {
        "id": "h1",
        "service_id": of,
        "freq": "WEEKLY",
        "byday": "MO",
        "opens_at": "09:00+01:00",
        "closes_at": "12:00+01:00",
    }


def reasons(run):
    return [row.notes for row in run.rows.filter(outcome="refused")]


def test_texts_come_in_every_language_with_who_wrote_them():
    source()
    applied([*PLAIN, *ENGLISH, *ITALIAN, said("summary", "Dance", "en")])
    texts = ServiceText.objects.order_by("language").values_list(
        "language", "name", "summary", "origin", "reviewed"
    )
    assert list(texts) == [
        ("en", f"Service {SERVICE}", "Dance", "person", True),
        ("it", "Ballo", "", "person", False),
    ]


def test_hours_said_exactly_count_instead_of_those_said_plainly():
    source()
    applied([*PLAIN, said("openings", [{"timing": TIMING, "site": SITE}]), schedule()])
    [found] = Service.objects.get().schedules.all()
    assert (found.on_holidays, found.closed_seasons, str(found.site_id)) == ("closed", ["08-01/08-31"], SITE)


def test_hours_said_plainly_with_an_offset_are_local_times():
    source()
    applied([*PLAIN, schedule()])
    [found] = Service.objects.get().schedules.all()
    assert (found.opens_at.isoformat(), found.closes_at.isoformat()) == ("09:00:00", "12:00:00")


def test_hours_of_a_place_that_is_not_there_are_hours_of_the_service():
    source()
    applied([*PLAIN, said("openings", [{"timing": TIMING, "site": ORGANISATION}])])
    assert Service.objects.get().schedules.get().site is None


def group(**changes):
    return {
        "id": str(derived_id(TAXONOMY_ID, "a")), "texts": {"en": ["Walk", ""]}, "site": None, "capacity": 3,
        "enrolment": "open", "languages": [], "starts_on": None, "ends_on": None, "timings": [TIMING],
    } | changes  # fmt: skip


def test_groups_change_with_what_their_source_says_and_come_back_when_that_is_undone():
    source()
    applied([*PLAIN, said("activity", group())])
    assert Activity.objects.get().sessions.exists()
    second = applied([*PLAIN, said("activity", group(capacity=5))])
    assert Activity.objects.get().capacity == 5
    actions.undo(run=second, by=SYSTEM)
    assert (Activity.objects.get().capacity, Activity.objects.get().sessions.exists()) == (3, True)


def test_a_group_of_which_a_meeting_was_called_off_stays_as_it_is():
    source()
    applied([*PLAIN, said("activity", group())])
    call_off(Activity.objects.get().sessions.first())
    applied([*PLAIN, said("activity", group(capacity=5))])
    assert Activity.objects.get().capacity == 3


@upkeep
def call_off(session):
    session.cancelled, session.cancelled_reason = True, "Snow"
    session.save()


def test_what_is_no_longer_said_goes():
    source()
    applied([*PLAIN, *ENGLISH, *ITALIAN, said("benefit", {"amount": {"en": "10 euro"}}), said("kind", "benefit")])
    applied([*PLAIN, *ENGLISH])
    found = Service.objects.get()
    assert (found.kind, hasattr(found, "benefit"), found.texts.count()) == ("service", False, 1)


def test_lists_of_terms_keep_their_slug_and_those_that_are_here_are_found_by_it():
    source()
    theirs = str(derived_id(TAXONOMY_ID, "t"))
    rows = [
        ("taxonomy", {"id": theirs, "name": "Wishes"}),
        ("taxonomy_term", {"id": f"{theirs[:-1]}0", "name": "Sun", "code": "wishes:sun", "taxonomy": "wishes",
                           "taxonomy_id": theirs}),
        said("slug", "wishes", entity="taxonomy", of=theirs),
        said("name", "Wishes", "en", entity="taxonomy", of=theirs),
        said("code", "sun", entity="taxonomy_term", of=f"{theirs[:-1]}0"),
        said("name", "Sun", "en", entity="taxonomy_term", of=f"{theirs[:-1]}0"),
        said("mapping", "Z60", "icd10z", entity="taxonomy_term", of=f"{theirs[:-1]}0"),
    ]  # fmt: skip
    applied(rows)
    source("other")
    again = json.loads(json.dumps(rows).replace(theirs[:-1], str(derived_id(TAXONOMY_ID, "u"))[:-1]))
    applied([tuple(row) for row in again], of="other")
    assert (Taxonomy.objects.get().slug, Term.objects.get().code) == ("wishes", "sun")
    assert Term.objects.get().mappings.get().code == "Z60"


def test_a_list_of_a_source_is_never_one_of_the_platform():
    source()
    theirs = str(derived_id(TAXONOMY_ID, "t"))
    applied([
        ("taxonomy", {"id": theirs, "name": "Wishes"}),
        said("slug", "wishes", entity="taxonomy", of=theirs),
        said("name", "Wishes", "en", entity="taxonomy", of=theirs),
        said("base", True, entity="taxonomy", of=theirs),
    ])  # fmt: skip
    assert Taxonomy.objects.get().base is False


def test_our_own_taxonomy_becomes_no_list_of_terms():
    source()
    applied([
        ("taxonomy", {"id": str(TAXONOMY_ID), "name": "intreccio"}),
        ("taxonomy_term", {"id": str(term_id("kind")), "name": "kind", "taxonomy_id": str(TAXONOMY_ID)}),
    ])  # fmt: skip
    assert not Taxonomy.objects.exists()
    assert not Term.objects.exists()


def test_nobody_believes_a_source_that_nobody_vouches_for():
    source(vouched=False)
    applied([*PLAIN, *ENGLISH, said("verification", "verified", entity="organization", of=ORGANISATION)])
    assert Organisation.objects.get().verification == "proposed"
    text = ServiceText.objects.get()
    assert (text.origin, text.reviewed) == ("import", False)


ENTITIES = {"service": SERVICE, "location": SITE, "organization": ORGANISATION}
FORGED = [
    "",
    "{",
    "[[]]",
    '{"a": 1}',
    '"\\u0000"',
    '[{"timing": 3}]',
    "9" * 5000,
    "[" * 2000,
    '"\\ud800"',
    "x" * 500,
]


@pytest.mark.parametrize("value", FORGED)
@pytest.mark.parametrize("label", ["", "en", "no language"])
def test_forged_values_are_refused_with_a_reason_or_taken_as_text(value, label):
    source()
    forged = [
        said(code, value, label, entity, of)
        for entity, of in ENTITIES.items()
        for code in MEANINGS
        if code not in ("name", "slug")
    ]
    run = applied([*PLAIN, *forged])
    assert run.refused
    assert all(notes for notes in reasons(run))
    assert Service.objects.get().texts.get(language="en").name == f"Service {SERVICE}"


def test_an_address_said_exactly_does_not_show_a_place_that_is_hidden_here():
    source()
    applied(PLAIN)
    hide(Site.objects.get())
    address = {"street": "Via Segreta 5", "locality": "Nowhere"}
    run = applied(
        [
            *PLAIN,
            said("address", address, entity="location", of=SITE),
            said("kind", "shelter", entity="location", of=SITE),
        ]
    )
    site = Site.objects.get()
    assert (site.visibility, site.street) == ("hidden", None)
    assert "Segreta" not in json.dumps(list(run.rows.values_list("values", "undo", "before")))


@upkeep
def hide(site):
    site.visibility = "hidden"
    site.save()
