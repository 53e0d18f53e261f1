"""Changing a listing: everything typed is kept, two people see each other's words, hours are said again."""

import re

from intreccio.actors.models import Site
from intreccio.catalogue.models import Activity, Benefit, CostOption, Revision, Service
from intreccio.catalogue.queries.snapshots import snapshot
from intreccio.territory.models import Zone
from tests.catalogue.test_history import said as rows_said
from tests.web.desk.sending import fields, said


def opened(client, service) -> tuple[str, dict]:
    address = f"/desk/services/{service.pk}/edit/"
    return address, fields(client.get(address).content.decode())


def test_saving_a_form_as_it_is_changes_nothing_but_the_confirmation(steward, service):
    for one in Service.objects.filter(organisation=service.organisation):
        before = rows_said(one)
        address, form = opened(steward, one)
        assert steward.post(address, form).status_code == 303
        assert rows_said(one) == before


def test_what_was_typed_is_kept_and_every_mistake_has_its_place(steward, service):
    address, form = opened(steward, service)
    wrong = {"hours": "lun 9-12 e boh", "phone": "12 ab", "min_age": "9", "max_age": "3", "cost-0-kind": "amount",
             "cost-0-amount": "", "text-it-name": "", "text-it-summary": "<script>alert(1)</script>"}  # fmt: skip
    answer = steward.post(address, {**form, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "lun 9-12 e boh" in page
    links = re.findall(r'href="#(id_[^"]+)"', page)
    assert {"id_hours", "id_phone", "id_max_age", "id_cost-0-amount", "id_text-it-name"} <= set(links)
    assert all(f'id="{link}"' in page for link in links)
    assert not Revision.objects.filter(service=service.pk).exists()


def test_a_listing_says_what_was_written(steward, service):
    address, form = opened(steward, service)
    form |= {"text-it-name": "Nuovo nome", "hours": "mar 9-12", "cost-0-kind": "amount", "cost-0-amount": "12.50",
             "cost-0-per": "month", "languages": ["it", "pa"], "documents": "tessera\r\ncarta d'identità"}  # fmt: skip
    assert steward.post(address, form).status_code == 303
    changed = Service.objects.get(pk=service.pk)
    assert changed.texts.get(language="it").name == "Nuovo nome"
    assert changed.languages == ["it", "pa"]
    assert CostOption.objects.filter(service=service, cents=1250, per="month").exists()
    assert [document.name["it"] for document in changed.documents.all()] == ["tessera", "carta d'identità"]
    assert changed.schedules.get().rule == "FREQ=WEEKLY;BYDAY=TU"


def test_another_language_is_added_without_losing_what_was_typed(steward, service):
    address, form = opened(steward, service)
    page = steward.post(address, {**form, "text-it-name": "A metà", "language": "pa", "more": "1"})
    again = fields(page.content.decode())
    assert page.status_code == 200
    assert again["text-it-name"] == ["A metà"]
    again |= {"text-pa-name": "ਸੈਰ", "hours": "lun 9-12"}
    assert steward.post(address, again).status_code == 303
    assert Service.objects.get(pk=service.pk).texts.get(language="pa").name == "ਸੈਰ"


def test_two_people_at_one_listing_see_both_and_choose(visitor, steward, service):
    office = visitor("network-office")
    address, mine = opened(steward, service)
    _, theirs = opened(office, service)
    theirs |= {"phone": "035 111111", "text-it-summary": "Parole loro"}
    assert office.post(address, theirs).status_code == 303
    mine |= {"email": "mia@example.org", "text-it-summary": "Parole mie"}
    answer = steward.post(address, mine)
    page = said(answer)
    assert answer.status_code == 409
    assert all(words in page for words in ("Parole loro", "Parole mie", "Giulia Rota", "mia@example.org"))
    again = fields(answer.content.decode())
    assert again["take"] == ["phone"]
    assert steward.post(address, again).status_code == 303
    changed = Service.objects.get(pk=service.pk)
    assert (changed.phone, changed.email) == ("+39035111111", "mia@example.org")
    assert changed.texts.get(language="it").summary == "Parole mie"


def test_a_change_that_touches_nothing_of_the_form_does_not_disturb(steward, service):
    address, form = opened(steward, service)
    steward.post(f"/desk/services/{service.pk}/confirm/", {"version": service.version})
    assert steward.post(address, {**form, "phone": "035 222222"}).status_code == 303


def test_hours_are_said_again_with_the_next_five_dates(steward, service):
    page = said(
        steward.get("/desk/schedule/", {"field": "hours", "hours": "ogni giovedì 14-17, chiuso nei festivi"})
    )
    assert "Giovedì 14:00–17:00" in page
    assert len(re.findall("<li>", page)) == 5
    assert "non è chiaro" in said(steward.get("/desk/schedule/", {"field": "hours", "hours": "gio boh"}))
    odd = {"field": '"><script>', "hours": "gio 9-12", "starts_on": "2026-99-99", "ends_on": "9999-12-31"}
    assert "<script>" not in steward.get("/desk/schedule/", odd).content.decode()
    assert steward.get("/desk/schedule/", {**odd, "starts_on": "9999-12-31"}).status_code == 200


def test_without_script_a_button_shows_what_was_understood_and_saves_nothing(steward, service):
    address, form = opened(steward, service)
    page = said(steward.post(address, {**form, "hours": "lun 9-12", "show": "1"}))
    assert "Lunedì 9:00–12:00" in page
    assert not Revision.objects.filter(service=service.pk).exists()


def test_a_new_service_is_a_draft_until_it_is_published(steward, service):
    address = f"/desk/organisations/{service.organisation_id}/new/"
    form = fields(steward.get(address).content.decode(), named="text-it-name")
    assert steward.post(address, form).status_code == 422
    answer = steward.post(address, {**form, "text-it-name": "Cerchio serale", "hours": "mar 20-22"})
    made = Service.objects.filter(state="draft").latest("created_at")
    assert answer.url == f"/desk/services/{made.pk}/"
    assert made.texts.get().name == "Cerchio serale"


def test_a_group_gets_its_meetings_and_changes_them(steward, service):
    address = f"/desk/services/{service.pk}/activities/new/"
    form = fields(steward.get(address).content.decode(), named="hours") | {"hours": "mer 9-10"}
    assert steward.post(address, form).status_code == 422
    form |= {"text-it-name": "Al mattino"}
    shown = said(steward.post(address, {**form, "show": "1"}))
    assert "Mercoledì 9:00–10:00" in shown
    assert steward.post(address, form).status_code == 303
    group = Activity.objects.get(texts__name="Al mattino")
    assert group.sessions.count() >= 12
    address = f"/desk/activities/{group.pk}/"
    form = fields(steward.get(address).content.decode())
    assert steward.post(address, {**form, "hours": "gio 9-10", "capacity": "8"}).status_code == 303
    assert {s.starts_at.weekday() for s in group.sessions.all()} == {3}
    steward.post(f"{address}remove/")
    assert not Activity.objects.filter(pk=group.pk).exists()
    version = Service.objects.get(pk=service.pk).version
    steward.post(f"/desk/services/{service.pk}/undo/", {"version": version})
    assert Activity.objects.filter(pk=group.pk).exists()
    assert snapshot(service.pk)["activity"]


def test_groups_of_others_are_left_alone(steward, foreign):
    group = foreign.activities.first()
    assert steward.post(f"/desk/activities/{group.pk}/", {"name": "x"}).status_code == 403
    assert steward.post(f"/desk/activities/{group.pk}/remove/").status_code == 403
    assert (
        steward.post(f"/desk/organisations/{foreign.organisation_id}/new/", {"text-it-name": "x"}).status_code
        == 403
    )


def test_a_group_speaks_several_languages_and_two_people_at_it_choose(visitor, steward, service):
    group = service.activities.first()
    address = f"/desk/activities/{group.pk}/"
    mine = fields(steward.get(address).content.decode())
    theirs = fields(visitor("network-office").get(address).content.decode())
    assert "Renato Cortinovis" in said(visitor("network-office").get(f"{address}others/"))
    page = visitor("network-office").post(address, theirs | {"language": "ar", "more": "1", "capacity": "7"})
    theirs = fields(page.content.decode()) | {"text-ar-name": "مجموعة", "text-it-description": "Loro parole"}
    assert visitor("network-office").post(address, theirs).status_code == 303
    answer = steward.post(address, mine | {"text-it-description": "Parole mie"})
    again = fields(answer.content.decode())
    assert answer.status_code == 409
    assert all(words in said(answer) for words in ("Loro parole", "Parole mie"))
    assert set(again["take"]) == {"capacity", "text-ar-name"}
    assert steward.post(address, again).status_code == 303
    group.refresh_from_db()
    assert group.capacity == 7
    assert group.texts.get(language="ar").name == "مجموعة"
    assert group.texts.get(language="it").description == "Parole mie"


def test_whom_it_reaches_what_it_gives_and_the_right_behind_it(steward, service):
    zone = Zone.objects.exclude(zoning__kind="municipality").first()
    public = Service.objects.filter(organisation__is_public=True, state="published").first()
    address, form = opened(steward, service)
    form |= {"zones": [str(zone.pk)], "municipalities": "Dalmine (BG)\r\nstezzano", "kind": "benefit",
             "amount": "200 euro a figlio", "benefit_isee": "9000", "opens_on": "2026-01-01",
             "closes_on": "2026-12-31", "reference": f"https://x.example/services/{public.pk}/",
             "reference_kind": "leps", "reference_text": "Ne hai diritto"}  # fmt: skip
    wrong = form | {"municipalities": "Xyzzyland", "closes_on": "2025-01-01", "reference": "Boh"}
    page = said(steward.post(address, wrong))
    assert all(f'href="#id_{name}"' in page for name in ("municipalities", "closes_on", "reference"))
    assert steward.post(address, form).status_code == 303
    changed = Service.objects.get(pk=service.pk)
    assert {str(area.area) for area in changed.areas.exclude(area=None)} == {"Dalmine", "Stezzano"}
    assert changed.areas.get(area=None).zone == zone
    assert (changed.benefit.isee_up_to, changed.benefit.amount["it"]) == (900_000, "200 euro a figlio")
    assert (changed.reference_service, changed.reference_kind) == (public, "leps")
    _, form = opened(steward, service)
    assert steward.post(address, form | {"kind": "service"}).status_code == 303
    assert not Benefit.objects.filter(service=service).exists()


def test_a_service_in_two_places_may_have_hours_in_each(steward, service):
    sites = list(Site.objects.filter(organisation=service.organisation)[:2])
    address, form = opened(steward, service)
    form["sites"] = [str(site.pk) for site in sites]
    form = fields(steward.post(address, form | {"show": "1"}).content.decode())
    form[f"hours_{sites[1].pk.hex}"] = "ven 15-17"
    assert steward.post(address, form).status_code == 303
    assert Service.objects.get(pk=service.pk).schedules.get(site=sites[1]).rule == "FREQ=WEEKLY;BYDAY=FR"
