"""Somebody with every power over the database changes the past: verifying finds and names it."""

import threading

import psycopg
import pytest

from intreccio.accounts.actions import open_account
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.databases.roles import LoginRole
from intreccio.kernel.encryption import keys
from intreccio.kernel.journal import merkle
from intreccio.kernel.journal.models import JournalEntry, JournalLeaf, JournalSeal
from intreccio.kernel.journal.sealing import CHAIN_START, Link, entry_hash, seal
from intreccio.kernel.journal.verifying import SignedRoot, prove, verify
from tests.harness import run_command, superuser_connection, url_of


@pytest.fixture
def attacker(own_database):
    """Three seals of three entries, and a superuser whose statements fire no trigger."""
    for number in range(9):
        open_account(email=f"a{number}@example.org", name="Ada", by=SYSTEM)
        if number % 3 == 2:
            seal()
    with superuser_connection(own_database) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def entry_numbers() -> list[int]:
    return list(JournalEntry.objects.order_by("pk").values_list("pk", flat=True))


def test_nothing_is_found_where_nothing_was_done(attacker):
    assert verify().faults == []


def test_even_the_owner_is_refused_while_triggers_stand(attacker, own_database):
    with superuser_connection(own_database) as owner:
        for statement in ("UPDATE {} SET event = 'x'", "DELETE FROM {}", "TRUNCATE {}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only added to"):
                owner.execute(statement.format("kernel_journalentry"))


def test_a_changed_row_is_named(attacker):
    victim = entry_numbers()[4]
    attacker.execute("UPDATE kernel_journalentry SET data = '{\"user\": null}' WHERE id = %s", [victim])
    assert verify().faults == [f"Entry {victim} (place 5, seal 2) was changed after sealing."]


def test_a_removed_row_is_named(attacker):
    victim = entry_numbers()[0]
    attacker.execute("DELETE FROM kernel_journalentry WHERE id = %s", [victim])
    assert verify().faults == [f"Entry {victim} (place 1, seal 1) was removed."]


def test_a_row_removed_with_its_leaf_is_noticed(attacker):
    victim = entry_numbers()[8]
    attacker.execute("DELETE FROM kernel_journalentry WHERE id = %s", [victim])
    attacker.execute("DELETE FROM kernel_journalleaf WHERE entry = %s", [victim])
    [fault] = verify().faults
    assert "Seal 3" in fault
    assert "leaves were removed" in fault


def test_a_row_changed_with_its_leaf_is_noticed(attacker):
    victim = JournalEntry.objects.order_by("pk")[1]
    victim.event = "accounts.closed"
    attacker.execute("UPDATE kernel_journalentry SET event = %s WHERE id = %s", [victim.event, victim.pk])
    attacker.execute("UPDATE kernel_journalleaf SET hash = %s WHERE entry = %s", [entry_hash(victim), victim.pk])
    [fault] = verify().faults
    assert "Seal 1" in fault
    assert "leaf hashes were changed" in fault


def test_a_seal_removed_from_the_middle_breaks_the_chain(attacker):
    attacker.execute("DELETE FROM kernel_journalseal WHERE number = 2")
    faults = verify().faults
    assert "Seal 2 was removed." in faults
    assert any("Seal 3" in fault and "chain" in fault for fault in faults)


def rewrite_everything(attacker: psycopg.Connection, key: keys.Key) -> None:
    """Recompute leaves, roots, chain and signatures from the rows as they are now."""
    previous = CHAIN_START
    for sealed in JournalSeal.objects.order_by("number"):
        leaves = JournalLeaf.objects.filter(seal=sealed.number).order_by("place")
        hashes = [entry_hash(JournalEntry.objects.get(pk=leaf.entry)) for leaf in leaves]
        for leaf, hash in zip(leaves, hashes, strict=True):
            attacker.execute("UPDATE kernel_journalleaf SET hash = %s WHERE place = %s", [hash, leaf.place])
        link = Link(sealed.number, sealed.at, sealed.first_place, sealed.count, merkle.root(hashes))
        previous = link.chain(previous)
        attacker.execute(
            "UPDATE kernel_journalseal SET root = %s, chain = %s, signature = %s WHERE number = %s",
            [link.root, previous, key.signing().sign(previous), sealed.number],
        )


def test_a_whole_chain_recomputed_without_the_key_is_noticed(attacker):
    attacker.execute(
        "UPDATE kernel_journalentry SET event = 'accounts.closed' WHERE id = %s", [entry_numbers()[0]]
    )
    rewrite_everything(attacker, keys.KeyRing.from_text(keys.new_key_text("test")).current)
    faults = verify().faults
    assert len(faults) == 3
    assert all("valid signature" in fault for fault in faults)


def test_a_whole_chain_recomputed_with_the_key_is_betrayed_by_the_roots_kept_elsewhere(attacker):
    kept = [SignedRoot.from_line(SignedRoot.of(s).line()) for s in JournalSeal.objects.order_by("number")]
    attacker.execute(
        "UPDATE kernel_journalentry SET event = 'accounts.closed' WHERE id = %s", [entry_numbers()[5]]
    )
    rewrite_everything(attacker, keys.ring().current)
    assert verify().faults == []
    assert [fault.split(":")[0] for fault in verify(kept).faults] == [
        "Seal 2 differs from the root kept in the file",
        "Seal 3 differs from the root kept in the file",
    ]


def test_seals_cut_off_at_the_end_are_betrayed_by_the_roots_kept_elsewhere(attacker):
    kept = [SignedRoot.of(sealed) for sealed in JournalSeal.objects.all()]
    for table in ("kernel_journalseal WHERE number", "kernel_journalleaf WHERE seal"):
        attacker.execute(f"DELETE FROM {table} = 3")
    assert verify().faults == []
    [fault] = verify(kept).faults
    assert "Seal 3" in fault
    assert "removed" in fault


def test_a_late_commit_is_sealed_later_and_is_no_fault(own_database):
    inserted, go_on = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with psycopg.connect(url_of(LoginRole.APPLICATION, own_database)) as slow:
            slow.execute(
                "INSERT INTO kernel_journalentry (at, event, event_version, purpose, data)"
                " VALUES (now(), 'accounts.opened', 1, 'upkeep', '{}')"
            )
            inserted.set()
            go_on.wait(10)

    thread = threading.Thread(target=slow_writer)
    thread.start()
    assert inserted.wait(10)
    open_account(email="quick@example.org", name="Ada", by=SYSTEM)
    assert seal().count == 1
    go_on.set()
    thread.join()
    late, quick = entry_numbers()
    assert late < quick
    assert verify().unsealed == [late]
    assert seal().count == 1
    report = verify()
    assert (report.faults, report.unsealed, report.sealed) == ([], [], 2)


def test_an_inclusion_proof_holds_and_does_not_hold_for_another_row(attacker):
    first, second = (prove(number) for number in entry_numbers()[3:5])
    assert first.holds()
    assert second.holds()
    attacker.execute("UPDATE kernel_journalentry SET event = 'x' WHERE id = %s", [first.entry])
    assert not prove(first.entry).holds()


def test_the_command_names_what_was_changed_and_fails(attacker, own_database):
    victim = entry_numbers()[2]
    attacker.execute("UPDATE kernel_journalentry SET at = at - interval '1 day' WHERE id = %s", [victim])
    result = run_command(own_database, "journal", "verify")
    assert result.returncode == 1
    assert f"Entry {victim}" in result.stdout


def test_the_command_refuses_a_file_that_holds_no_roots(attacker, own_database, tmp_path):
    file = tmp_path / "roots"
    file.write_text("not a root\n")
    result = run_command(own_database, "journal", "verify", "--root", str(file))
    assert result.returncode == 2
    assert "Not a signed root" in result.stderr
