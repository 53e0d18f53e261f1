"""Who may see and change an organisation, and who may give which role."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from intreccio.accounts.actions import close_account
from intreccio.actors import actions
from intreccio.actors.access import editable_organisation, organisation_for, roles_to_give, viewer_for
from intreccio.actors.queries import members_of
from intreccio.kernel.access import ANYBODY, NotAllowed, NotFound
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.refusing import Refused
from tests.actors.factories import organisation, user

pytestmark = pytest.mark.django_db


def sees(viewer, one) -> bool:
    try:
        return organisation_for(viewer, one.pk) == one
    except NotFound:
        return False


def test_verified_organisations_are_for_everybody_and_others_for_some():
    home, office = organisation("Home"), organisation("Office")
    verified = organisation("Verified")
    proposed = organisation("Proposed", verified=False)
    rejected = organisation("Rejected", verified=False)
    actions.change_verification(organisation=rejected, verb="reject", reason="does not exist", by=SYSTEM)
    viewers = {
        "anybody": ANYBODY,
        "without role": viewer_for(user()),
        "of another": viewer_for(user((home, "steward"))),
        "of the network": viewer_for(user((office, "network-office"))),
        "of its own": viewer_for(user((rejected, "steward"))),
    }
    seen = {
        name: [sees(viewer, one) for one in (verified, proposed, rejected)] for name, viewer in viewers.items()
    }
    assert seen == {
        "anybody": [True, False, False],
        "without role": [True, False, False],
        "of another": [True, True, False],
        "of the network": [True, True, True],
        "of its own": [True, True, True],
    }


def test_what_is_not_there_looks_like_what_is_not_for_you():
    with pytest.raises(NotFound):
        organisation_for(ANYBODY, uuid4())


def test_stewards_edit_their_own_organisation_only():
    mine, other = organisation("Mine"), organisation("Other")
    viewer = viewer_for(user((mine, "steward"), (mine, "operator")))
    assert editable_organisation(viewer, mine.pk) == mine
    with pytest.raises(NotAllowed):
        editable_organisation(viewer, other.pk)
    with pytest.raises(NotAllowed):
        editable_organisation(viewer_for(user((mine, "operator"))), mine.pk)


def test_a_closed_account_and_an_ended_membership_give_nothing():
    mine = organisation()
    steward = user((mine, "steward"))
    assert viewer_for(steward).memberships == {mine.pk: frozenset({"steward"})}
    actions.remove_member(member=members_of(mine).get(), by=SYSTEM)
    assert viewer_for(steward).memberships == {}
    actions.add_member(organisation=mine, user=steward, role="steward", by=SYSTEM)
    close_account(user=steward, by=SYSTEM)
    assert viewer_for(steward) is ANYBODY
    assert viewer_for(AnonymousUser()) is ANYBODY


def test_a_role_exists_and_is_held_once():
    mine = organisation()
    steward = user((mine, "steward"))
    with pytest.raises(Refused, match="no role"):
        actions.add_member(organisation=mine, user=steward, role="queen", by=SYSTEM)
    with pytest.raises(Refused, match="this role already"):
        actions.add_member(organisation=mine, user=steward, role="steward", by=SYSTEM)


def test_nobody_gives_a_role_of_the_network_who_holds_none():
    mine, office = organisation("Mine"), organisation("Office")
    steward = viewer_for(user((mine, "steward")))
    given = {role.slug for role in roles_to_give(steward, mine.pk)}
    assert "operator" in given
    assert not given & {"network-office", "planning-office", "auditor"}
    assert roles_to_give(steward, office.pk) == []
    network = viewer_for(user((office, "network-office")))
    assert "network-office" in {role.slug for role in roles_to_give(network, mine.pk)}
