"""Organisations are registered, edited, checked and merged without losing anything."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from intreccio.actors import actions
from intreccio.actors.models import Organisation
from intreccio.actors.queries import details_of, organisations_matching
from intreccio.actors.rules.details import OrganisationDetails
from intreccio.actors.rules.kinds import AffiliationKind, OrganisationKind, ParentTie
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.models import VersionConflict
from intreccio.kernel.refusing import Refused
from tests.actors.factories import organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "public"), [("municipality", True), ("school", True), ("odv", False)])
def test_public_bodies_are_told_by_their_kind(kind, public):
    made = organisation(kind=OrganisationKind(kind))
    assert Organisation.objects.get(pk=made.pk).is_public is public


def test_a_tax_code_exists_once():
    organisation(tax_code="80051890152")
    with pytest.raises(Refused, match="tax code") as refusal:
        organisation("Another", tax_code="800 518 901 52")
    assert refusal.value.field == "tax_code"
    assert Organisation.objects.count() == 1


def test_the_database_itself_refuses_a_second_tax_code_and_an_unknown_kind():
    organisation(tax_code="80051890152")
    other = organisation("Another")

    @upkeep
    def change(column, value):
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE actors_organisation SET {column} = %s WHERE id = %s", [value, other.pk])

    for column, value in (("tax_code", "80051890152"), ("kind", "onlus"), ("name", ""), ("runts_section", "h")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(column, value)


def test_two_editors_do_not_overwrite_each_other():
    made = organisation()
    version = made.version
    details = details_of(made)
    actions.edit_organisation(
        organisation=made, details=replace(details, phone="035 123456"), expected=version, by=SYSTEM
    )
    with pytest.raises(VersionConflict):
        actions.edit_organisation(
            organisation=Organisation.objects.get(), details=details, expected=version, by=SYSTEM
        )
    assert Organisation.objects.get().phone == "+39035123456"


def test_verification_follows_its_table():
    made = organisation(verified=False)
    with pytest.raises(StepRefused):
        actions.change_verification(organisation=made, verb="doubt", reason="moved", by=SYSTEM)
    with pytest.raises(StepRefused, match="reason"):
        actions.change_verification(organisation=made, verb="reject", by=SYSTEM)
    actions.change_verification(organisation=made, verb="verify", by=SYSTEM)
    actions.change_verification(organisation=made, verb="doubt", reason="moved", by=SYSTEM)
    assert Organisation.objects.get().verification == "to-verify"
    entry = JournalEntry.objects.order_by("-id").first()
    assert entry.data == {"organisation": str(made.pk), "verification": "to-verify"}


def test_nobody_is_their_own_parent_at_any_remove():
    grandmother, mother = organisation("Holding"), organisation("Ristora")
    tie = {"parent_tie": ParentTie.HOLDING}
    actions.edit_organisation(
        organisation=mother, details=replace(details_of(mother), parent_id=grandmother.pk, **tie), by=SYSTEM
    )
    with pytest.raises(Refused, match="own parent"):
        actions.edit_organisation(
            organisation=grandmother,
            details=replace(details_of(grandmother), parent_id=mother.pk, **tie),
            by=SYSTEM,
        )


def test_names_are_found_by_beginning_accents_aside_and_misspelt():
    organisation("Fondazione di comunità Tra Brembo e Serio", short_name="FdC Brembo")
    organisation("Sedie in Cerchio ODV", tax_code="80051890152")
    for text, found in (
        ("FONDAZIONE DI COMUNITA", "Fondazione"),
        ("fdc", "Fondazione"),
        ("sedie in cerchjo", "Sedie"),
        ("80051890152", "Sedie"),
    ):
        assert [str(one).split()[0] for one in organisations_matching(text)] == [found]
    assert organisations_matching("zzz") == []
    assert organisations_matching("  ") == []


def test_texts_units_and_affiliations_are_kept_once():
    parish, network = organisation("Parrocchia di Santa Marta"), organisation("Rete", OrganisationKind.ASSOCIATION)
    for description in ("Un centro", "Un centro di ascolto"):
        actions.write_text(organisation=parish, language="it", description=description, by=SYSTEM)
    assert parish.texts.get().description == "Un centro di ascolto"
    actions.add_unit(organisation=parish, name="Centro di ascolto", by=SYSTEM)
    with pytest.raises(Refused):
        actions.add_unit(organisation=parish, name="Centro  di ascolto", by=SYSTEM)
    for _ in range(2):
        actions.affiliate(organisation=parish, umbrella=network, kind=AffiliationKind.MEMBER, by=SYSTEM)
    assert parish.affiliations.count() == 1


def test_details_come_back_as_they_were_given():
    details = OrganisationDetails(
        name="Lune Nuove",
        kind=OrganisationKind.ODV,
        alternate_names=("Lune",),
        tax_code="80051890152",
        website="https://www.example.org",
        email="info@example.org",
        phone="1522",
        founded=1994,
        legal_form="associazione-riconosciuta",
    )
    made = actions.register_organisation(details=details, by=SYSTEM)
    assert details_of(Organisation.objects.get(pk=made.pk)) == details
