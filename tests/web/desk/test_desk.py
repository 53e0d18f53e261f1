"""The desk shows what is to be done, and does it with one tap; nobody else may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intreccio.catalogue.actions import draft_of, edit_service
from intreccio.catalogue.models import Revision, Service, Session
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from tests.web.desk.sending import said

pages = pytest.mark.parametrize("page", ["", "edit/", "withdraw/", "history/", "others/", "activities/new/"])


def test_everything_that_is_due_is_confirmed_with_one_tap(steward, service):
    page = said(steward.get("/desk/"))
    assert "Sedie in Cerchio" in page
    assert "Qualità" in page
    answer = steward.post(f"/desk/services/{service.pk}/confirm/", {"version": service.version, "back": "desk"})
    assert answer.url == "/desk/"
    service.refresh_from_db()
    assert service.confirmed_on == clock.today()
    assert Revision.objects.get(service=service.pk).change == "confirmed"


def test_what_changed_meanwhile_is_not_confirmed_unseen(steward, service):
    answer = steward.post(f"/desk/services/{service.pk}/confirm/", {"version": service.version + 1}, follow=True)
    assert "nel frattempo" in said(answer)
    assert not Revision.objects.filter(service=service.pk).exists()


@pages
def test_a_listing_is_looked_after_by_its_people_only(visitor, steward, service, foreign, page):
    assert steward.get(f"/desk/services/{service.pk}/{page}").status_code == 200
    assert steward.get(f"/desk/services/{foreign.pk}/{page}").status_code == 403
    assert visitor("evaluator").get(f"/desk/services/{service.pk}/{page}").status_code == 403
    assert visitor().get(f"/desk/services/{service.pk}/{page}")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("verb", ["confirm", "publish", "withdraw", "copy", "undo", "edit", "activities/new"])
def test_nobody_else_changes_a_listing(visitor, steward, foreign, verb):
    for client, status in ((steward, 403), (visitor(), 302)):
        answer = client.post(f"/desk/services/{foreign.pk}/{verb}/", {"reason": "x", "version": foreign.version})
        assert answer.status_code == status
    assert not Revision.objects.filter(service=foreign.pk).exists()


def test_the_desk_itself_is_for_those_who_look_after_something(visitor, steward):
    assert visitor("evaluator").get("/desk/").status_code == 403
    assert visitor().get("/desk/").status_code == 302
    assert "/desk/" in said(steward.get("/help/"))
    assert "/desk/" not in said(visitor("evaluator").get("/help/"))


def test_a_listing_is_withdrawn_with_a_reason_and_that_is_undone(steward, service):
    address = f"/desk/services/{service.pk}/"
    assert steward.post(f"{address}withdraw/", {"reason": " "}).status_code == 422
    page = steward.post(f"{address}withdraw/", {"reason": "<b>finito</b>"}, follow=True).content.decode()
    assert "Ritirata" in page
    assert "<b>finito" not in page
    service.refresh_from_db()
    assert "annullato" in said(steward.post(f"{address}undo/", {"version": service.version}, follow=True))
    assert Service.objects.get(pk=service.pk).state == "published"


def test_an_undo_of_what_one_has_not_seen_is_refused(steward, service):
    steward.post(f"/desk/services/{service.pk}/confirm/", {"version": service.version})
    assert "nel frattempo" in said(
        steward.post(f"/desk/services/{service.pk}/undo/", {"version": "1²"}, follow=True)
    )


def test_a_copy_is_a_draft_that_is_published_by_a_tap(steward, service):
    copied = steward.post(f"/desk/services/{service.pk}/copy/")
    made = Service.objects.filter(state="draft").latest("created_at")
    assert copied.url == f"/desk/services/{made.pk}/edit/"
    steward.post(f"/desk/services/{made.pk}/publish/")
    assert Service.objects.get(pk=made.pk).state == "published"


def test_a_meeting_is_called_off_with_its_reason_and_held_after_all(steward, service):
    meeting = Session.objects.filter(activity__service=service, starts_at__gt=clock.now()).first()
    assert steward.post(f"/desk/sessions/{meeting.pk}/", {"reason": ""}).status_code == 422
    page = said(steward.post(f"/desk/sessions/{meeting.pk}/", {"reason": "Sala chiusa"}, follow=True))
    assert "Sala chiusa" in page
    steward.post(f"/desk/sessions/{meeting.pk}/")
    assert not Session.objects.get(pk=meeting.pk).cancelled


def test_the_history_says_who_and_puts_back(steward, service):
    phone = service.phone
    service.refresh_from_db()
    edit_service(service=service, draft=replace(draft_of(service), phone="+390350000001"), by=SYSTEM)
    steward.post(f"/desk/services/{service.pk}/confirm/", {"version": service.version})
    page = said(steward.get(f"/desk/services/{service.pk}/history/"))
    assert "Renato Cortinovis" in page
    step = Revision.objects.get(service=service.pk, change="edited")
    page = said(steward.get(f"/desk/history/{step.pk}/"))
    assert "035 0000001" in page
    stale = steward.post(f"/desk/history/{step.pk}/", {"version": 1}, follow=True)
    assert "nel frattempo" in said(stale)
    steward.post(f"/desk/history/{step.pk}/", {"version": service.version + 1})
    assert Service.objects.get(pk=service.pk).phone == phone


def test_people_see_who_else_has_the_listing_open(visitor, steward, service):
    office = visitor("network-office")
    with clock.at(clock.now()):
        assert "anche" not in said(office.get(f"/desk/services/{service.pk}/others/"))
        steward.get(f"/desk/services/{service.pk}/edit/")
        assert "Renato Cortinovis" in said(office.get(f"/desk/services/{service.pk}/others/"))
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert "Renato" not in said(office.get(f"/desk/services/{service.pk}/others/"))
