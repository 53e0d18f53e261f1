"""Only those who may import registers see anything of an import, and looking changes nothing."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from intreccio.kernel.imports.models import ImportRun
from tests.web.imports.files import TABLE, upload

pytestmark = pytest.mark.django_db
READ = ("import", "columns", "report", "apply", "undo", "discard")
SENT = ("columns", "sheet", "check", "apply", "undo", "discard", "stop")


def url(name: str, run: object) -> str:
    return reverse("import" if name == "import" else f"import-{name}", args=[run])


@pytest.fixture
def run(sign_in) -> ImportRun:
    upload(sign_in(), TABLE)
    return ImportRun.objects.get()


def test_visitors_are_asked_to_sign_in(run):
    visitor = Client(HTTP_X_FORWARDED_PROTO="https")
    for name in READ:
        assert visitor.get(url(name, run.pk)).url.startswith("/accounts/login/?next=/imports/")
    for name in SENT:
        assert visitor.post(url(name, run.pk)).url.startswith("/accounts/login/")
    assert visitor.get(reverse("imports")).url == "/accounts/login/?next=/imports/"
    assert ImportRun.objects.get().state == "staged"


def test_others_are_refused(run, sign_in):
    steward = sign_in("steward")
    for name in READ:
        assert steward.get(url(name, run.pk)).status_code == 403
    for name in SENT:
        assert steward.post(url(name, run.pk)).status_code == 403
    assert steward.get(reverse("imports")).status_code == 403
    assert upload(steward, TABLE).status_code == 403
    assert steward.get(reverse("import-rows", args=[run.pk, "refused"])).status_code == 403


def test_a_run_of_somebody_else_is_seen_by_whoever_may_import(run, sign_in):
    planner = sign_in("planning-office")
    assert planner.get(url("columns", run.pk)).status_code == 200
    assert "register.csv" in planner.get(reverse("imports")).content.decode()


def test_what_is_not_there_is_not_found(sign_in):
    client = sign_in()
    for name in READ:
        assert client.get(url(name, uuid.uuid4())).status_code == 404
    for name in SENT:
        assert client.post(url(name, uuid.uuid4())).status_code == 404


def test_only_refused_and_mended_rows_can_be_downloaded(run, sign_in):
    assert sign_in().get(reverse("import-rows", args=[run.pk, "new"])).status_code == 404


def test_what_changes_something_is_not_done_by_following_a_link(run, sign_in):
    client = sign_in()
    for name in ("sheet", "check", "stop"):
        assert client.get(url(name, run.pk)).status_code == 405
    for name in READ:
        client.get(url(name, run.pk))
    run.refresh_from_db()
    assert run.state == "staged"


def test_what_is_sent_from_elsewhere_is_refused(run, sign_in):
    client = sign_in()
    client.handler.enforce_csrf_checks = True
    assert client.post(url("check", run.pk)).status_code == 403
