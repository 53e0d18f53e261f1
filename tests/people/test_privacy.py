"""The database refuses: whoever forgets to filter, and whoever tries with SQL, sees nothing that is not theirs."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import ForeignKey, OneToOneField

from intreccio.kernel import clock
from intreccio.kernel.acting import EVERYTHING, NOBODY, SYSTEM, Purpose, Sight, Who
from intreccio.kernel.actions import upkeep
from intreccio.kernel.databases.context import asking
from intreccio.kernel.databases.policies import protected_models
from intreccio.kernel.encryption.keys import new_key_text
from intreccio.kernel.encryption.rotation import rotate
from intreccio.kernel.journal import record_beside
from intreccio.kernel.journal.models import JournalEntry
from intreccio.people import actions
from intreccio.people.events import Part, PersonSeen
from intreccio.people.models import Grant, Identity, Person
from intreccio.people.queries import hashes_of_codes, people_found
from intreccio.people.rules.granting import Because, LegalBasis, Urgency
from tests.people.factories import MARIA, TAX_CODE

TABLES = (
    "people_person",
    "people_identity",
    "people_grant",
    "people_safecontact",
    "people_consent",
    "people_advocate",
)


def count(who, table):
    with asking(who), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.fixture
def maria(ours):
    return ours.registers()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("who", [NOBODY, SYSTEM, Who(None), Who(None, None, Purpose.CARE, EVERYTHING)])
def test_who_holds_no_grant_finds_an_empty_table(maria, who, table):
    assert count(who, table) == 0


def test_another_organisation_finds_nobody(maria, ours, theirs, known):
    assert known(ours.worker) == {maria.pk}
    assert known(theirs.worker) == set()
    assert count(theirs.worker, "people_grant") == 0


def test_the_right_organisation_with_the_wrong_purpose_finds_nobody(maria, ours, known):
    worker = ours.worker
    assert known(Who(worker.user, worker.organisation, Purpose.STATISTICS, worker.sights)) == set()


def test_a_role_that_sees_nothing_of_persons_finds_nobody_in_its_own_organisation(maria, ours):
    steward = Who(ours.worker.user, ours.organisation.pk, Purpose.CARE, Sight.NOTHING)
    assert [count(steward, table) for table in TABLES] == [0] * len(TABLES)


@pytest.mark.usefixtures("own_database")
def test_statistics_cannot_read_who_anybody_is():
    with connections["statistics"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        with pytest.raises(DatabaseError, match="permission denied"):
            cursor.execute("SELECT count(*) FROM people_identity")
    connections["statistics"].close()


def test_what_a_role_does_not_see_stays_closed_though_its_organisation_holds_the_grant(maria, ours):
    blind = Who(ours.worker.user, ours.organisation.pk, Purpose.CARE, Sight.REFERRED)
    assert count(blind, "people_person") == 1
    assert count(blind, "people_identity") == 0


def test_a_grant_that_opens_only_what_a_referral_says_opens_no_name(maria, ours, theirs):
    actions.grant(
        person=maria,
        organisation=theirs.organisation,
        sights=Sight.REFERRED,
        because=Because.REFERRAL,
        by=ours.worker,
    )
    assert count(theirs.worker, "people_person") == 1
    assert count(theirs.worker, "people_identity") == 0


def test_a_grant_ends_when_its_time_is_over(maria, ours, theirs, known):
    now = clock.now()
    actions.grant(
        person=maria,
        organisation=theirs.organisation,
        sights=Sight.SUPPORT,
        because=Because.PLAN_TEAM,
        until=now + timedelta(hours=1),
        by=ours.worker,
    )
    with clock.at(now + timedelta(minutes=59)):
        assert known(theirs.worker) == {maria.pk}
    with clock.at(now + timedelta(minutes=60)):
        assert known(theirs.worker) == set()


def test_nobody_lets_others_see_more_than_they_see_themselves(maria, ours, theirs):
    actions.grant(
        person=maria,
        organisation=theirs.organisation,
        sights=Sight.SUPPORT,
        because=Because.REFERRAL,
        by=ours.worker,
    )
    with pytest.raises(DatabaseError, match="row-level security"):
        actions.grant(
            person=maria,
            organisation=theirs.organisation,
            sights=Sight.IDENTITY,
            because=Because.REFERRAL,
            by=theirs.worker,
        )


@pytest.mark.parametrize("because", list(Because))
def test_nobody_gives_themselves_a_grant(maria, theirs, because):
    with pytest.raises(DatabaseError, match=r"row-level security|check constraint"):
        actions.grant(
            person=maria, organisation=theirs.organisation, sights=EVERYTHING, because=because, by=theirs.worker
        )


def test_nobody_registers_persons_for_another_organisation(ours, theirs):
    with pytest.raises(DatabaseError, match="row-level security"):
        actions.register(
            custodian=ours.organisation, language="it", details=MARIA, with_card=False, by=theirs.worker
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_grant SET until = now() + interval '9 years'",
        "UPDATE people_grant SET sights = 15",
        "UPDATE people_grant SET organisation_id = gen_random_uuid()",
        "DELETE FROM people_person RETURNING 1",
        "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
        "SET ROLE intreccio_owner",
        "SET row_security = off; SELECT * FROM people_person",
        "TRUNCATE people_person CASCADE",
    ],
)
def test_sql_does_not_open_what_is_closed(maria, ours, theirs, statement):
    actions.grant(
        person=maria,
        organisation=theirs.organisation,
        sights=Sight.SUPPORT,
        because=Because.REFERRAL,
        until=clock.now() + timedelta(days=1),
        by=ours.worker,
    )

    @upkeep
    def attack():
        with asking(theirs.worker), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount

    try:
        with transaction.atomic():
            changed = attack()
    except DatabaseError:
        changed = 0
    assert changed == 0


def test_an_agreement_opens_and_its_withdrawal_closes(maria, ours, theirs, known):
    consent = actions.record_consent(
        person=maria,
        recipient=theirs.organisation,
        legal_basis=LegalBasis.CONSENT,
        agreed=True,
        discloses=Sight.SUPPORT,
        by=ours.worker,
    )
    assert known(theirs.worker) == {maria.pk}
    actions.withdraw_consent(consent=consent, by=ours.worker)
    assert known(theirs.worker) == set()


def test_breaking_the_glass_opens_one_record_to_one_person_for_four_hours(maria, theirs, known, mailoutbox):
    now = clock.now()
    opened = actions.break_glass(code=TAX_CODE.lower(), urgency=Urgency.DANGER, by=theirs.in_emergency)
    assert opened.pk == maria.pk
    assert known(theirs.in_emergency) == {maria.pk}
    assert known(theirs.worker) == set()
    colleague = Who(theirs.helper.user, theirs.organisation.pk, Purpose.BREAK_GLASS, EVERYTHING)
    assert known(colleague) == set()
    with clock.at(now + timedelta(hours=4, seconds=1)):
        assert known(theirs.in_emergency) == set()


def test_codes_are_looked_up_across_organisations_only_to_break_the_glass(maria, theirs):
    with asking(theirs.worker), connection.cursor() as cursor:
        cursor.execute("SELECT people_known_as(%s)", [hashes_of_codes(TAX_CODE)])
        assert cursor.fetchall() == []


def test_a_broken_glass_cannot_be_kept_open(maria, theirs):
    @upkeep
    def forge():
        with asking(theirs.in_emergency):
            Grant.objects.create(
                person_id=maria.pk,
                user_id=theirs.in_emergency.user,
                sights=EVERYTHING.value,
                purpose=Purpose.BREAK_GLASS,
                because=Because.BREAK_GLASS,
                since=clock.now(),
                until=clock.now() + timedelta(days=9),
            )

    with pytest.raises(DatabaseError, match="row-level security"):
        forge()


def test_the_journal_tells_of_a_person_only_to_who_may_know_of_them(maria, ours, theirs):
    def entries(who):
        with asking(who):
            return JournalEntry.objects.filter(person=maria.pseudonym).count()

    assert entries(ours.worker) == 1
    assert [entries(who) for who in (NOBODY, theirs.worker, Who(None))] == [0, 0, 0]
    assert entries(Who(None, None, Purpose.AUDIT)) == 1


def test_the_same_code_may_be_known_to_two_organisations_that_do_not_know_of_each_other(ours, theirs):
    assert ours.registers().pk != theirs.registers().pk


@pytest.mark.parametrize("text", ["rossi maria", "Maria  ROSSI", TAX_CODE, "+39 333 123 4567"])
def test_people_are_found_by_what_names_them_exactly(maria, ours, theirs, text):
    with asking(ours.worker):
        assert [row.id for row in people_found(text)] == [maria.pk]
    with asking(theirs.worker):
        assert people_found(text) == []


@pytest.mark.parametrize("text", ["", "rossi", "RSSMRA", "333", "%", "\x00", "a" * 5000])
def test_nobody_is_found_by_a_part(maria, ours, text):
    with asking(ours.worker):
        assert people_found(text) == []


def test_rotating_keys_reaches_persons_too(maria, ours, settings):
    settings.INTRECCIO_KEYS = f"{new_key_text('newer')},{settings.INTRECCIO_KEYS}"
    assert {r.table: r.rows for r in rotate()}["people.Identity"] == 1
    settings.INTRECCIO_KEYS = settings.INTRECCIO_KEYS.split(",")[0]
    with asking(ours.worker):
        assert Identity.objects.get().given_name == "María"
        assert len(people_found(TAX_CODE)) == 1


@pytest.mark.usefixtures("own_database")
def test_who_looked_is_written_though_the_page_only_reads():
    event = PersonSeen(Person().pseudonym, Part.IDENTITY)
    record_beside(event, by=Who(None, None, Purpose.CARE))
    with asking(Who(None, None, Purpose.AUDIT)):
        assert JournalEntry.objects.filter(person=event.person).count() == 1


def test_every_table_about_persons_is_closed():
    about = {
        model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey | OneToOneField) and field.related_model is Person
    }
    assert about | {Person} <= {model for model, _ in protected_models()}
    assert len(about) >= 5
