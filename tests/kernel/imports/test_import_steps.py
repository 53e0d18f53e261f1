"""An import says what it would do, does exactly that, and doing it twice changes nothing."""

import csv
import io
import threading
from itertools import count

import pytest
from django.db import connection

from intreccio.accounts.actions import choose_language
from intreccio.accounts.models import User
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.models import ImportRow, ImportRun
from intreccio.kernel.imports.reports import write_refused
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import LifeCycleLog
from tests.kernel.imports.accounts_kind import checked, staged

PEOPLE = "Nome,E-mail\nAda,ada@example.org\nBruno,Bruno@Example.org\nCarla,carla.example.org\n"


def counts(run: ImportRun) -> tuple[int, ...]:
    return (run.new, run.changed, run.unchanged, run.refused, run.mended)


@pytest.mark.django_db
def test_a_check_says_what_would_happen_and_writes_nothing():
    run = checked(PEOPLE)
    assert counts(run) == (2, 0, 0, 1, 1)
    assert not User.objects.exists()
    assert not JournalEntry.objects.exists()
    refused = run.rows.get(outcome="refused")
    assert refused.number == 4
    assert refused.notes[0]["message"]["it"] == "manca la chiocciola"


@pytest.mark.django_db
def test_applying_writes_the_good_rows_and_tells_the_journal():
    run = actions.apply(run=checked(PEOPLE), by=SYSTEM)
    assert set(User.objects.values_list("email", "name")) == {
        ("ada@example.org", "Ada"),
        ("bruno@example.org", "Bruno"),
    }
    entry = JournalEntry.objects.get(event="kernel.import-applied")
    assert entry.data == {
        "run": str(run.pk), "new": 2, "changed": 0, "unchanged": 0, "refused": 1, "mended": 1,
    }  # fmt: skip
    verbs = LifeCycleLog.objects.filter(subject=run.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["check", "apply"]


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing():
    actions.apply(run=checked(PEOPLE), by=SYSTEM)
    again = checked(PEOPLE)
    assert counts(again) == (0, 0, 2, 1, 1)
    actions.apply(run=again, by=SYSTEM)
    assert User.objects.count() == 2


@pytest.mark.django_db
def test_a_changed_row_shows_before_and_after():
    actions.apply(run=checked(PEOPLE), by=SYSTEM)
    run = checked("name;email;language\nAda Byron;ada@example.org;\n")
    row = run.rows.get()
    assert (row.outcome, row.before, row.values["name"]) == ("changed", {"name": "Ada"}, "Ada Byron")
    actions.apply(run=run, by=SYSTEM)
    assert User.objects.get(email="ada@example.org").name == "Ada Byron"


@pytest.mark.django_db
def test_an_empty_cell_never_empties_what_is_there():
    actions.apply(run=checked("name,email,language\nAda,ada@example.org,en\n"), by=SYSTEM)
    assert checked("name,email,language\nAda,ada@example.org,\n").unchanged == 1


@pytest.mark.django_db
def test_a_repeated_key_is_refused_naming_the_first_line():
    run = checked("name,email\nAda,ada@example.org\nAda again,ADA@example.org\n")
    assert counts(run) == (1, 0, 0, 1, 0)
    assert run.rows.get(outcome="refused").notes[-1]["message"]["en"] == "repeats line 2 of the file."


@pytest.mark.django_db
def test_lines_are_numbered_as_in_an_editor_even_after_quoted_line_ends():
    run = checked('name,email\n"Ada\nByron",ada@example.org\n\nBruno,bruno\n')
    assert list(run.rows.order_by("number").values_list("number", "outcome")) == [(2, "new"), (5, "refused")]


@pytest.mark.django_db
def test_a_row_wider_than_the_header_or_lacking_what_is_needed_is_refused_alone():
    run = checked("name,email\nAda,ada@example.org,Byron\n,bruno@example.org\nCarla,carla@example.org\n")
    assert counts(run) == (1, 0, 0, 2, 0)
    reasons = [row.notes[0]["message"]["en"] for row in run.rows.filter(outcome="refused").order_by("number")]
    assert "3 cells, the header 2" in reasons[0]
    assert reasons[1] == "is empty, but needed."


@pytest.mark.django_db
def test_applying_refuses_where_what_was_seen_has_changed_since():
    actions.apply(run=checked(PEOPLE), by=SYSTEM)
    run = checked("name,email,language\nAda,ada@example.org,fr\n")
    choose_language(user=User.objects.get(email="ada@example.org"), language="en", by=SYSTEM)
    with pytest.raises(actions.OutOfDate):
        actions.apply(run=run, by=SYSTEM)
    assert User.objects.get(email="ada@example.org").language == "en"
    run = actions.check(run=run, by=SYSTEM)
    actions.apply(run=run, by=SYSTEM)
    assert User.objects.get(email="ada@example.org").language == "fr"


@pytest.mark.django_db
def test_an_applied_import_is_not_applied_again():
    run = actions.apply(run=checked(PEOPLE), by=SYSTEM)
    with pytest.raises(StepRefused):
        actions.apply(run=run, by=SYSTEM)


@pytest.mark.django_db
def test_a_file_as_windows_writes_it_is_kept_and_read_again():
    assert checked(PEOPLE.encode("utf-16")).new == 2


@pytest.mark.django_db
def test_what_is_not_checked_is_not_applied():
    with pytest.raises(StepRefused):
        actions.apply(run=staged(PEOPLE), by=SYSTEM)


@pytest.mark.django_db
def test_a_stopped_check_leaves_no_rows_and_can_be_done_again():
    run = staged("name,email\n" + "".join(f"P{n},p{n}@example.org\n" for n in range(5_000)))

    def stop(done: int, total: int) -> None:
        raise actions.Stopped

    with pytest.raises(actions.Stopped):
        actions.check(run=run, by=SYSTEM, progress=stop)
    assert not ImportRow.objects.exists()
    assert actions.check(run=run, by=SYSTEM).new == 5_000


@pytest.mark.django_db
def test_a_stopped_apply_leaves_nothing_half_done():
    run = checked("name,email\n" + "".join(f"P{n},p{n}@example.org\n" for n in range(2_010)))
    calls = count()

    def stop_at_second(done: int, total: int) -> None:
        if next(calls):
            raise actions.Stopped

    with pytest.raises(actions.Stopped):
        actions.apply(run=run, by=SYSTEM, progress=stop_at_second)
    assert not User.objects.exists()
    run.refresh_from_db()
    assert run.state == "checked"


@pytest.mark.django_db
def test_progress_counts_lines_up_to_all_of_them():
    seen = []
    run = staged("name,email\n" + "".join(f"P{n},p{n}@example.org\n" for n in range(4_100)))
    actions.check(run=run, by=SYSTEM, progress=lambda *numbers: seen.append(numbers))
    assert seen == [(2000, 4100), (4000, 4100), (4100, 4100)]


@pytest.mark.django_db
def test_what_the_database_refuses_fails_whole_and_says_why():
    actions.apply(run=checked(PEOPLE), by=SYSTEM)
    run = checked("name,email\nDora,dora@example.org\n" + "x" * 201 + ",ada@example.org\n")
    with pytest.raises(actions.StepFailed, match="200"):
        actions.apply(run=run, by=SYSTEM)
    assert not User.objects.filter(name="Dora").exists()
    run.refresh_from_db()
    assert (run.state, "200" in run.problem) == ("failed", True)


@pytest.mark.django_db
def test_a_discarded_import_keeps_no_rows():
    run = actions.discard(run=checked(PEOPLE), by=SYSTEM)
    assert run.state == "discarded"
    assert not run.rows.exists()


@pytest.mark.django_db
def test_refused_rows_come_back_with_line_and_reason_and_can_be_corrected():
    file = io.StringIO(newline="")
    content = 'name,email,note\nAda,ada@example.org,fine\n=HYPERLINK("x"),ada,"+39 a;b"\n'
    assert write_refused(checked(content), file, language="en") == 1
    header, row = csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=";")
    assert header == ["name", "email", "note", "line", "reason"]
    assert row == ['\'=HYPERLINK("x")', "ada", "'+39 a;b", "3", "Mail: has no @"]
    corrected = file.getvalue().replace(";ada;", ";ada@example.org;")
    assert checked(corrected).rows.get().values["name"] == '=HYPERLINK("x")'


def test_two_applies_at_once_do_not_interleave(own_database):
    runs = [checked(PEOPLE), checked(PEOPLE)]
    barrier, outcomes = threading.Barrier(2), []

    def apply(run):
        barrier.wait()
        try:
            outcomes.append(actions.apply(run=run, by=SYSTEM).state)
        except actions.OutOfDate:
            outcomes.append("out of date")
        finally:
            connection.close()

    threads = [threading.Thread(target=apply, args=[run]) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["applied", "out of date"]
    assert User.objects.count() == 2
