"""From a file to saved organisations, with a worker doing its jobs for real."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from intreccio.actors.actions import edit_organisation
from intreccio.actors.models import Organisation
from intreccio.actors.queries import details_of
from intreccio.interchange import importing, jobs
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.deferring import defer
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.journal.models import JournalEntry
from tests.web.imports.files import GOOD, HEADER, TABLE, choose, upload

pytestmark = pytest.mark.usefixtures("own_database")
IMPORTED = {"source": "third-sector-5x1000"}
MANY = HEADER + "".join(f"{number:011};Ente;x\n" for number in range(5_000))


@pytest.fixture
def client(sign_in):
    return sign_in()


def url(name: str) -> str:
    """A page of the newest import."""
    page = "import" if name == "import" else f"import-{name}"
    return reverse(page, args=[ImportRun.objects.latest("created_at").pk])


@pytest.fixture
def checked(client, work):
    """Brings a file in and has it checked."""

    def checked(content: str = TABLE):
        assert choose(client, upload(client, content).url, "tax_code", "name", "").status_code == 303
        work()
        return ImportRun.objects.latest("created_at")

    return checked


@pytest.fixture
def saved(client, checked, work):
    """Brings a file in and has it saved."""

    def saved(content: str = TABLE):
        run = checked(content)
        client.post(url("apply"))
        work()
        run.refresh_from_db()
        return run

    return saved


def test_a_register_comes_in_step_by_step(client, work):
    assert choose(client, upload(client, TABLE).url, "tax_code", "name", "").url == url("import")
    waiting = client.get(url("import"))
    assert "Waiting its turn" in waiting.content.decode()
    assert '<meta http-equiv="refresh"' in waiting.content.decode()
    assert client.get(url("report")).url == url("import")
    work()
    assert client.get(url("import")).url == url("report")
    report = client.get(url("report"))
    assert [tile.value for tile in report.context["tiles"]] == ["2", "0", "0", "1", "1"]
    assert report.context["apply_question"] == (
        "2 rows will be added. 0 will be changed. 1 refused row will be left out. You can undo it later."
    )
    assert not Organisation.objects.filter(**IMPORTED).exists()
    assert client.post(url("apply")).url == url("import")
    assert "Saving register.csv" in client.get(url("import")).content.decode()
    work()
    assert "The import is saved" in client.get(url("import")).content.decode()
    assert set(Organisation.objects.filter(**IMPORTED).values_list("name", flat=True)) == {
        "Dei Colli",
        "Senza zeri",
    }
    run = ImportRun.objects.get()
    assert run.applied_by == JournalEntry.objects.get(event="kernel.import-applied").user


def test_every_row_says_in_words_what_became_of_it(client, checked):
    checked()
    rows = client.get(url("report")).context["rows"]
    assert [(row.place, row.outcome, row.key, row.name.label) for row in rows] == [
        ("line 2", "New", "80051890152", "Dei Colli"),
        ("line 3", "Refused", "80051890153", "Sbagliato"),
        ("line 4", "New", "00743110157", "Senza zeri"),
    ]
    assert rows[1].notes[0].text.startswith("Tax code: “80051890153” is not valid")
    italian = client.get(url("report"), HTTP_ACCEPT_LANGUAGE="it").context["rows"]
    assert [note.text for note in italian[2].notes] == [
        "Codice fiscale: «743110157» aveva perso gli zeri iniziali: 00743110157."
    ]


def test_tiles_filter_and_pages_continue(client, checked):
    checked(HEADER + "".join(f"{number:011};Ente;x\n" for number in range(120)))
    first = client.get(url("report"), {"show": "refused"})
    assert first.context["pages"].previous_url == ""
    second = client.get(first.context["pages"].next_url)
    places = [int(row.place.removeprefix("line ")) for page in (first, second) for row in page.context["rows"]]
    assert len(places) == 100
    assert places == sorted(set(places))
    again = client.get(second.context["pages"].previous_url)
    assert again.context["rows"] == first.context["rows"]
    current = [tile for tile in second.context["tiles"] if tile.is_current]
    assert [(tile.label, tile.url) for tile in current] == [("Refused", url("report"))]
    assert client.get(url("report"), {"show": "'; --", "after": "-9"}).status_code == 200
    assert client.get(url("report"), {"after": "99999999999", "before": "x"}).status_code == 200


def test_a_page_of_the_report_asks_as_little_for_many_rows_as_for_few(
    client, checked, django_assert_max_num_queries
):
    checked(HEADER + "".join(f"{number:011};Ente;x\n" for number in range(120)))
    with django_assert_max_num_queries(15):
        assert len(client.get(url("report")).context["rows"]) == 50


def test_refused_and_mended_rows_can_be_taken_out(client, checked):
    checked()
    for name, line in (("refused", "3"), ("mended", "4")):
        answer = client.get(reverse("import-rows", args=[ImportRun.objects.get().pk, name]))
        assert f'filename="register-{name}.csv"' in answer.headers["Content-Disposition"]
        text = answer.getvalue().decode("utf-8-sig")
        header, row = csv.reader(io.StringIO(text, newline=""), delimiter=";")
        assert header[-2:] == ["line", "reason"]
        assert row[-2] == line


def test_a_changed_row_shows_what_was_and_what_would_be(client, checked, saved):
    saved()
    checked(TABLE.replace("Dei Colli", "Dei Monti"))
    row = client.get(url("report"), {"show": "changed"}).context["rows"][0]
    assert [(change.label, change.before, change.after) for change in row.changes] == [
        ("Name", "Dei Colli", "Dei Monti"),
    ]
    assert "<del>Dei Colli</del>" in client.get(url("report")).content.decode()


def test_the_same_file_again_leaves_nothing_to_save(client, checked, saved):
    saved(HEADER + GOOD)
    checked(HEADER + GOOD)
    page = client.get(url("report"))
    assert "There is nothing to save" in page.content.decode()
    assert page.context["apply_url"] == ""


def test_saving_is_refused_where_something_changed_since_the_check(client, checked, saved, work):
    saved()
    checked(TABLE.replace("Dei Colli", "Dei Monti"))
    there = Organisation.objects.get(name="Dei Colli")
    edit_organisation(organisation=there, details=details_of(there), by=SYSTEM)
    client.post(url("apply"))
    work()
    page = client.get(url("report"))
    assert "The check is out of date" in page.content.decode()
    assert (page.context["apply_url"], page.context["check_url"]) == ("", url("check"))
    client.post(url("check"))
    work()
    assert client.get(url("report")).context["notice"] is None
    assert ImportRun.objects.latest("created_at").changed == 0


def test_two_clicks_at_once_save_once(client, checked, work):
    checked()
    client.post(url("apply"))
    again = client.post(url("apply"), follow=True)
    assert "It was already under way" in again.content.decode()
    work()
    late = client.post(url("apply"), follow=True)
    assert "no longer possible" in late.content.decode()
    work()
    assert JournalEntry.objects.filter(event="kernel.import-applied").count() == 1


def test_a_job_that_runs_twice_saves_once(client, checked, work):
    run = checked()
    client.post(url("apply"))
    defer(importing.JOBS["apply"], run=str(run.pk), user="")
    work()
    assert JournalEntry.objects.filter(event="kernel.import-applied").count() == 1
    assert "The import is saved" in client.get(url("import")).content.decode()


def test_a_step_that_waits_can_be_stopped(client, work):
    choose(client, upload(client, TABLE).url, "tax_code", "name", "")
    assert client.post(url("stop")).url == url("import")
    work()
    page = client.get(url("import"), follow=True)
    assert "It was stopped" in page.content.decode()
    run = ImportRun.objects.get()
    assert (run.state, run.rows.exists()) == ("staged", False)
    choose(client, url("columns"), "tax_code", "name", "")
    work()
    assert client.get(url("import")).url == url("report")


def test_a_step_under_way_stops_and_leaves_nothing_half_done(client, work, monkeypatch):
    choose(client, upload(client, MANY).url, "tax_code", "name", "")
    seen = []

    def watch_and_stop():
        seen.append(client.get(url("import")).context["step"])
        client.post(url("stop"))
        seen.append(client.get(url("import")).context["step"])
        connections.close_all()

    def noting(run, note):
        write_note(run, note)
        if note.done and not seen:
            with ThreadPoolExecutor(1) as somebody:
                somebody.submit(watch_and_stop).result()

    write_note = importing.write_note
    monkeypatch.setattr(jobs, "write_note", noting)
    work()
    assert [(step.stage, step.done, step.total) for step in seen] == [
        ("Checking the rows", 2000, 5000),
        ("Stopping", 2000, 5000),
    ]
    run = ImportRun.objects.get()
    assert (run.state, run.rows.exists()) == ("staged", False)
    assert ProcrastinateJob.objects.get(task_name=importing.JOBS["check"]).status == "aborted"
    assert "It was stopped" in client.get(url("columns")).content.decode()


def test_a_step_whose_worker_is_gone_says_so_and_can_begin_again(client, work):
    choose(client, upload(client, TABLE).url, "tax_code", "name", "")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    page = client.get(url("import"), follow=True)
    assert "It broke off" in page.content.decode()
    choose(client, url("columns"), "tax_code", "name", "")
    work()
    assert client.get(url("import")).url == url("report")
    assert client.get(url("report")).context["notice"] is None


def test_what_the_database_refuses_is_told_and_leaves_nothing(client, work):
    twice = "Codice fiscale;Denominazione;RUNTS\n80051890152;Dei Colli;7\n743110157;Senza zeri;7\n"
    choose(client, upload(client, twice).url, "tax_code", "name", "runts_number")
    work()
    client.post(url("apply"))
    work()
    page = client.get(url("import"), follow=True)
    assert "the database refused it" in page.content.decode()
    assert "organisation_runts_number_once" in page.content.decode()
    assert page.context["check_url"] == url("check")
    assert not Organisation.objects.filter(**IMPORTED).exists()


def test_without_a_worker_the_page_says_so(client):
    choose(client, upload(client, TABLE).url, "tax_code", "name", "")
    assert client.get(url("import")).context["step"].notice is None
    with clock.at(clock.now() + importing.PATIENCE * 2):
        page = client.get(url("import"))
    assert "Nobody is doing the platform" in page.content.decode()


def test_an_import_can_be_put_aside(client, checked):
    checked()
    assert "Discard this import?" in client.get(url("discard")).content.decode()
    page = client.post(url("discard"), follow=True)
    assert "register.csv was discarded" in page.content.decode()
    assert ImportRun.objects.get().state == "discarded"
    assert "This import was discarded" in client.get(url("import")).content.decode()
    assert client.post(url("apply"), follow=True).status_code == 200
    assert ImportRun.objects.get().state == "discarded"


def test_while_a_step_is_under_way_nothing_else_begins(client):
    choose(client, upload(client, TABLE).url, "tax_code", "name", "")
    for page in ("discard", "columns", "sheet", "apply"):
        assert client.post(url(page)).url == url("import")
    assert ProcrastinateJob.objects.filter(task_name__startswith="interchange.").count() == 1
    assert ImportRun.objects.get().state == "staged"


def test_part_of_the_page_asks_again_and_goes_on_by_itself(client, work):
    choose(client, upload(client, TABLE).url, "tax_code", "name", "")
    assert 'hx-trigger="every 2s"' in client.get(url("import"), HTTP_HX_REQUEST="true").content.decode()
    work()
    assert client.get(url("import"), HTTP_HX_REQUEST="true").headers["HX-Redirect"] == url("report")
