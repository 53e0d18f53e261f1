"""Anybody may say that something is wrong; the office answers; who wrote sees what became of it."""

from datetime import timedelta

import pytest
from django.db import connection

from intreccio.actors.actions import change_verification
from intreccio.catalogue.actions import follow_token, forget_reports, report_mistake, settle_report, withdraw
from intreccio.catalogue.models import Report
from intreccio.catalogue.rules.reporting import Mistake
from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, SYSTEM
from intreccio.kernel.messages.models import OutgoingMessage
from tests.actors import factories
from tests.web.conftest import VisitorOf
from tests.web.office.conftest import Network, SignIn
from tests.web.test_queries import asked

SAID = {"mistake": "times", "words": "Il martedì non c'è nessuno.", "mail": "vicina@example.org", "subject": ""}


def sent(network: Network, **more) -> Report:
    said = {"mistake": Mistake.TIMES, "words": "Il martedì è chiuso.", **more}
    return report_mistake(organisation=network.body, service=network.service, by=NOBODY, **said)


@pytest.mark.django_db
class TestReporting:
    def test_a_reader_without_account_gets_a_link_that_shows_what_becomes_of_it(self, network, signed_in):
        client = signed_in()
        answer = client.post(f"/services/{network.service.pk}/report/", SAID)
        assert answer.status_code == 303
        page = client.get(answer["Location"]).content.decode()
        assert "Ricevuta" in page
        assert "Il martedì non c&#x27;è nessuno." in page
        assert "vicina@example.org" not in page

    def test_an_organisation_s_page_can_be_wrong_too(self, network, signed_in):
        page = signed_in().get(f"/network/{network.body.pk}/").content.decode()
        assert f'/network/{network.body.pk}/report/"' in page
        signed_in().post(f"/network/{network.body.pk}/report/", SAID)
        assert Report.objects.get().service is None

    def test_words_and_mail_are_encrypted(self, network):
        sent(network, mail="vicina@example.org")
        with connection.cursor() as cursor:
            cursor.execute("SELECT words || mail FROM catalogue_report")
            [(kept,)] = cursor.fetchall()
        assert b"vicina" not in bytes(kept)
        assert b"marted" not in bytes(kept)

    def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(self, network, signed_in):
        answer = signed_in().post(f"/services/{network.service.pk}/report/", {**SAID, "subject": "Buy"})
        assert answer.status_code == 303
        assert not Report.objects.exists()

    def test_whoever_sends_many_is_slowed_down(self, network, signed_in):
        client, page = signed_in(), f"/services/{network.service.pk}/report/"
        statuses = [client.post(page, SAID).status_code for _ in range(11)]
        assert statuses == [*[303] * 10, 429]

    def test_what_was_typed_is_kept_where_something_is_missing(self, network, signed_in):
        answer = signed_in().post(f"/services/{network.service.pk}/report/", {**SAID, "mistake": "", "mail": "x@"})
        assert answer.status_code == 422
        assert "Il martedì" in answer.content.decode()

    @pytest.mark.parametrize("hide", ["listing", "organisation"])
    def test_what_one_may_not_see_one_cannot_report(self, network, signed_in, hide):
        if hide == "listing":
            withdraw(service=network.service, reason="ended", by=SYSTEM)
        else:
            other = factories.organisation("Mai vista", verified=False)
            change_verification(organisation=other, verb="reject", reason="no", by=SYSTEM)
            assert signed_in().post(f"/network/{other.pk}/report/", SAID).status_code == 404
            return
        assert signed_in().post(f"/services/{network.service.pk}/report/", SAID).status_code == 404

    def test_a_cut_link_is_refused_in_words(self, signed_in, network):
        answer = signed_in().get(f"/reports/{follow_token(sent(network))[:-2]}/")
        assert answer.status_code == 410
        assert "tagliato" in answer.content.decode()

    def test_markup_is_shown_as_text(self, network, signed_in):
        token = follow_token(sent(network, words="<script>alert(1)</script>"))
        assert "&lt;script&gt;" in signed_in().get(f"/reports/{token}/").content.decode()


@pytest.mark.django_db
class TestAnswering:
    def test_the_office_answers_and_the_mail_address_is_erased(self, network, signed_in):
        report = sent(network, mail="vicina@example.org")
        client = signed_in(network.office)
        assert "Cammini di casa" in client.get("/office/reports/").content.decode()
        client.post(f"/office/reports/{report.pk}/", {"verb": "mend", "answer": "Corretto, grazie."})
        report.refresh_from_db()
        assert (report.state, report.mail) == ("mended", None)
        mail = OutgoingMessage.objects.get(kind="report-answered")
        assert "Corretto, grazie." in mail.body
        page = signed_in().get(f"/reports/{follow_token(report)}/").content.decode()
        assert "Corretto, grazie." in page

    def test_an_answer_is_needed(self, network, signed_in):
        report = sent(network)
        answer = signed_in(network.office).post(f"/office/reports/{report.pk}/", {"verb": "mend", "answer": " "})
        assert answer.status_code == 422
        assert Report.objects.get().state == "received"

    def test_passing_on_writes_to_those_who_look_after_the_page_and_not_by_whom_it_was_said(
        self, network, signed_in
    ):
        report = sent(network, mail="vicina@example.org")
        signed_in(network.office).post(f"/office/reports/{report.pk}/", {"verb": "pass-on"})
        mail = OutgoingMessage.objects.get(kind="report-passed-on")
        assert mail.address == network.steward.email
        assert "vicina" not in mail.body

    def test_two_who_answer_at_once_are_told(self, network, signed_in):
        report, client = sent(network), signed_in(network.office)
        page = f"/office/reports/{report.pk}/"
        client.post(page, {"verb": "mend", "answer": "Fatto."})
        client.post(page, {"verb": "decline", "answer": "No."})
        report.refresh_from_db()
        assert (report.state, report.answer) == ("mended", "Fatto.")

    def test_what_the_office_passed_on_is_answered_at_the_desk_by_those_who_look_after_the_page(
        self, network, signed_in
    ):
        report, steward = (
            sent(network, mail="vicina@example.org", words="<b>chiuso</b>"),
            signed_in(network.steward),
        )
        page = f"/desk/reports/{report.pk}/"
        assert steward.get(page).status_code == 404
        assert page not in steward.get("/desk/").content.decode()
        signed_in(network.office).post(f"/office/reports/{report.pk}/", {"verb": "pass-on"})
        assert page in OutgoingMessage.objects.get(kind="report-passed-on").body
        assert page in steward.get("/desk/").content.decode()
        shown = steward.get(page).content.decode()
        assert "&lt;b&gt;chiuso" in shown
        assert "vicina" not in shown
        assert steward.post(page, {"verb": "mend", "answer": " "}).status_code == 422
        assert steward.post(page, {"verb": "mend", "answer": "Corretto."}).status_code == 303
        report.refresh_from_db()
        assert (report.state, report.answer, report.mail) == ("mended", "Corretto.", None)
        stranger = factories.user((factories.organisation("Altri"), "steward"))
        for client, status in ((signed_in(stranger), 404), (signed_in(), 302)):
            assert client.get(page).status_code == status
            assert client.post(page, {"verb": "mend", "answer": "x"}).status_code == status

    def test_only_the_office_reads_reports(self, network, signed_in):
        page = f"/office/reports/{sent(network).pk}/"
        assert signed_in(network.steward).get(page).status_code == 403
        assert signed_in(network.steward).post(page, {"verb": "mend", "answer": "x"}).status_code == 403
        assert signed_in().get(page).status_code == 302

    def test_old_words_are_erased(self, network):
        report = sent(network)
        with clock.at(clock.now() - timedelta(days=200)):
            settle_report(report=report, verb="mend", answer="Fatto.", by=SYSTEM)
        sent(network)
        assert forget_reports(by=SYSTEM) == 1
        assert [bool(one.words) for one in Report.objects.order_by("sent_at")] == [False, True]


@pytest.mark.django_db
class TestDesk:
    def test_it_says_what_waits(self, network, signed_in):
        sent(network)
        page = signed_in(network.office).get("/office/").content.decode()
        assert "Segnalazioni di errori" in page
        assert 'href="/office/reports/"' in page

    @pytest.mark.parametrize("path", ["/office/", "/office/stale/", "/office/reports/"])
    def test_it_is_for_the_office(self, network: Network, signed_in: SignIn, path):
        assert signed_in(network.office).get(path).status_code == 200
        assert signed_in(network.steward).get(path).status_code == 403
        assert signed_in().get(path).status_code == 302


@pytest.mark.usefixtures("demonstration")
def test_it_asks_little(visitor: VisitorOf):
    office = visitor("network-office")
    assert asked(office, "/office/") <= 22
    assert asked(office, "/office/stale/") <= 13
    assert asked(office, "/office/reports/") <= 13
