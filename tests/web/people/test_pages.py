"""The pages about persons: who may open them, what they show, what they leave behind."""

import re

import pytest
from django.db import connections

from intreccio.actors.models import Member, Organisation
from intreccio.kernel.acting import EVERYTHING, Purpose, Who
from intreccio.kernel.databases.context import asking
from intreccio.kernel.journal.models import JournalEntry
from intreccio.people.models import Identity, Person
from intreccio.people.queries import people_found

AUDIT = Who(None, None, Purpose.AUDIT)


@pytest.fixture
def at_work(own_demonstration, visitor):
    return visitor


def of(place: Organisation) -> Who:
    return Who(None, place.pk, Purpose.CARE, EVERYTHING)


def place_of(role: str) -> Organisation:
    return Member.objects.get(user__email=f"{role}@intreccio.example", until=None).organisation


def person_called(name: str, place: Organisation) -> Person:
    with asking(of(place)):
        row = people_found(name)[0]
        return Person.objects.get(pk=row.id)


@pytest.fixture
def rosario(at_work) -> Person:
    return person_called("Rosario Quispe Mamani", place_of("link-worker"))


@pytest.mark.parametrize("role", ["steward", "network-office", "auditor", "data-protection-officer", "evaluator"])
def test_roles_that_do_not_accompany_have_no_such_page(demonstration, visitor, role):
    assert visitor(role).get("/people/").status_code == 403


def test_without_an_account_one_is_asked_to_sign_in(demonstration, visitor):
    assert visitor().get("/people/").status_code == 302


@pytest.mark.parametrize(
    ("role", "sees", "sees_not"),
    [
        ("link-worker", "Quispe Mamani", "Togni"),
        ("municipal-social-worker", "Togni", "Quispe Mamani"),
        ("volunteer-helper", "Sandro", "Togni"),
    ],
)
def test_everybody_sees_the_people_of_their_own_organisation(at_work, role, sees, sees_not):
    page = at_work(role).get("/people/")
    text = page.content.decode()
    assert sees in text
    assert sees_not not in text
    assert "no-store" in page["Cache-Control"]


def test_who_was_told_by_agreement_sees_the_person_too(at_work):
    assert "Gritti Bonomi" in at_work("link-worker").get("/people/").content.decode()


def test_a_record_opens_for_those_who_may_and_is_not_there_for_others(at_work, rosario):
    mine = at_work("link-worker").get(f"/people/{rosario.pk}/")
    assert "Quispe Mamani" in mine.content.decode()
    assert "Quispe" not in re.search("<title>.*?</title>", mine.content.decode(), re.DOTALL)[0]
    for role in ("municipal-social-worker", "volunteer-helper", "desk"):
        answer = at_work(role).get(f"/people/{rosario.pk}/")
        assert answer.status_code == (200 if place_of(role).pk == rosario.custodian_id else 404)


def test_that_somebody_looked_is_known_to_the_person(at_work, rosario):
    client = at_work("link-worker")
    client.get(f"/people/{rosario.pk}/")
    with asking(AUDIT):
        entry = JournalEntry.objects.filter(event="people.person-seen", person=rosario.pseudonym).get()
    assert (entry.purpose, entry.data) == ("care", {"part": "summary", "person": str(rosario.pseudonym)})
    assert "Marco Locatelli" in client.get(f"/people/{rosario.pk}/").content.decode()


def test_where_the_trace_cannot_be_written_nothing_is_shown(at_work, rosario, settings):
    client = at_work("link-worker")
    connections["owner"].cursor().execute("REVOKE INSERT ON kernel_journalentry FROM intreccio_app")
    client.raise_request_exception = False
    answer = client.get(f"/people/{rosario.pk}/")
    assert answer.status_code == 500
    assert b"Quispe" not in answer.content


def test_somebody_can_be_registered_without_a_name(at_work):
    client = at_work("volunteer-helper")
    answer = client.post("/people/new/", {"language": "wo", "with_card": "on"})
    page = client.get(answer["Location"]).content.decode()
    assert re.search(r"Tessera [0-9A-Y]{4}-[0-9A-Y]{4}", page)


def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(at_work):
    answer = at_work("link-worker").post(
        "/people/new/", {"language": "it", "given_name": "Ada", "tax_code": "RSSMRA85T10A562X", "phone": "12"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Ada"' in page
    assert page.count('aria-invalid="true"') == 2


def test_nobody_is_registered_twice_under_one_code(at_work):
    client = at_work("link-worker")
    said = {"language": "it", "given_name": "Mario", "tax_code": "RSSMRA85T10A562S"}
    assert client.post("/people/new/", said).status_code == 303
    again = client.post("/people/new/", said)
    assert again.status_code == 422
    assert "cercala" in again.content.decode()


def test_people_are_found_by_name_without_a_trace_in_addresses(at_work):
    client = at_work("link-worker")
    assert "Quispe" in client.post("/people/", {"who": "quispe mamani rosario"}).content.decode()
    assert "Quispe" not in client.post("/people/", {"who": "quispe"}).content.decode()
    assert "Quispe" in client.get("/people/?who=zzz").content.decode()


def test_an_agreement_taken_back_closes_the_record_elsewhere(at_work):
    place = place_of("municipal-social-worker")
    luisa = person_called("Luisa Gritti Bonomi", place)
    other = at_work("link-worker")
    assert other.get(f"/people/{luisa.pk}/").status_code == 200
    with asking(of(place)):
        consent = luisa.consents.get(recipient=place_of("link-worker"))
    at_work("municipal-social-worker").post(f"/people/{luisa.pk}/agreements/{consent.pk}/withdraw/")
    assert other.get(f"/people/{luisa.pk}/").status_code == 404


def test_who_was_told_reads_and_changes_nothing_beyond_what_they_were_told(at_work):
    place = place_of("link-worker")
    angelina = person_called("Angelina Midali", place)
    assert at_work("municipal-social-worker").get(f"/people/{angelina.pk}/identity/").status_code == 404
    assert at_work("operator").get(f"/people/{angelina.pk}/").status_code == 404


def test_in_an_emergency_a_record_opens_by_code_and_the_officer_reviews_it(at_work):
    social_worker, link_worker = at_work("municipal-social-worker"), at_work("link-worker")
    made = social_worker.post(
        "/people/new/", {"language": "it", "family_name": "Neri", "tax_code": "RSSMRA85T10A562S"}
    )
    assert link_worker.get(made["Location"]).status_code == 404
    answer = link_worker.post("/people/urgent/", {"code": "RSSMRA85T10A562S", "urgency": "danger"})
    assert answer["Location"] == made["Location"]
    page = link_worker.get(answer["Location"]).content.decode()
    assert "Neri" in page
    assert "Accesso d’urgenza" in page.replace("&#x27;", "’").replace("'", "’")
    assert link_worker.post(f"{made['Location']}contact/", {}).status_code == 403
    officer = at_work("data-protection-officer")
    review = officer.get("/people/accesses/").content.decode()
    assert "Marco Locatelli" in review
    assert "Neri" not in review
    entry = re.search(r"/people/accesses/(\d+)/", review)[0]
    assert officer.post(entry, {"verdict": "justified"}).status_code == 303
    assert "Era giustificato" in officer.get("/people/accesses/").content.decode()


def test_only_some_break_the_glass_and_never_by_name(at_work):
    assert at_work("volunteer-helper").get("/people/urgent/").status_code == 403
    answer = at_work("link-worker").post("/people/urgent/", {"code": "Michele Togni", "urgency": "danger"})
    assert answer.status_code == 422


def test_names_are_not_readable_in_the_tables(own_demonstration):
    with asking(Who(None, None, Purpose.KEYS)), connections["default"].cursor() as cursor:
        cursor.execute("SELECT string_agg(encode(family_name, 'escape'), '') FROM people_identity")
        assert "Togni" not in cursor.fetchone()[0]
        assert Identity.objects.filter(family_name__isnull=False).count() >= 6


def test_the_list_asks_as_often_for_many_as_for_few(at_work, django_assert_max_num_queries):
    client = at_work("link-worker")
    for number in range(20):
        client.post("/people/new/", {"language": "it", "given_name": f"Prova {number}"})
    with django_assert_max_num_queries(24):
        assert client.get("/people/").status_code == 200


WELL = {"on": "2026-11-01", "way": "together", "cheerful": 1, "calm": 1, "active": 1, "rested": 1, "interested": 1}


def test_answers_become_scores_with_the_change_that_matters(at_work, rosario):
    client, address = at_work("link-worker"), f"/people/{rosario.pk}/questionnaires/"
    assert client.post(f"{address}who5/", WELL).status_code == 303
    assert client.post(f"{address}who5/", {**WELL, "cheerful": 4, "on": "2026-11-20"}).status_code == 303
    page = client.get(address).content.decode()
    assert page.index("<span>32</span>") < page.index("<span>20</span>")
    assert "meglio" in page
    assert "molto basso" in page


def test_a_questionnaire_keeps_what_was_answered_when_something_is_wrong(at_work, rosario):
    client, address = at_work("link-worker"), f"/people/{rosario.pk}/questionnaires/who5/"
    answer = client.post(address, {**WELL, "on": "2999-01-01"})
    assert answer.status_code == 422
    assert answer.content.decode().count("checked") == 5
    assert client.post(address, {**WELL, "calm": 9}).status_code == 422
    assert client.post(address, {"on": "2026-11-01", "way": "paper"}).status_code == 422
    assert client.get(address.replace("who5", "nothing")).status_code == 404


def test_a_helper_sees_the_person_but_not_the_scores(at_work):
    person = person_called("Sandro", place_of("volunteer-helper"))
    client = at_work("volunteer-helper")
    assert 'id="questionnaires"' not in client.get(f"/people/{person.pk}/").content.decode()
    assert client.get(f"/people/{person.pk}/questionnaires/").status_code == 403
    assert client.post(f"/people/{person.pk}/questionnaires/who5/", WELL).status_code == 403
