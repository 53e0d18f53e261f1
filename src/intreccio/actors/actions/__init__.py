"""The only place of this room that writes."""

from intreccio.actors.actions.auditing import mail_roots
from intreccio.actors.actions.claims import approve_claim, claim, forget_proofs, refuse_claim
from intreccio.actors.actions.importing import ImportedOrganisation, import_organisations
from intreccio.actors.actions.invitations import (
    ACCEPT,
    accept_invitation,
    invite,
    renew_invitation,
    withdraw_invitation,
)
from intreccio.actors.actions.members import add_member, change_role, remove_member
from intreccio.actors.actions.organisations import (
    add_unit,
    affiliate,
    change_verification,
    edit_organisation,
    register_organisation,
    verify_organisation,
    write_text,
)
from intreccio.actors.actions.sites import (
    add_site,
    change_site,
    edit_site,
    hide_site_address,
    publish_site_address,
)
from intreccio.actors.actions.taking_back import restore_imported, take_out_imported

__all__ = [
    "ACCEPT",
    "ImportedOrganisation",
    "accept_invitation",
    "add_member",
    "add_site",
    "add_unit",
    "affiliate",
    "approve_claim",
    "change_role",
    "change_site",
    "change_verification",
    "claim",
    "edit_organisation",
    "edit_site",
    "forget_proofs",
    "hide_site_address",
    "import_organisations",
    "invite",
    "mail_roots",
    "publish_site_address",
    "refuse_claim",
    "register_organisation",
    "remove_member",
    "renew_invitation",
    "restore_imported",
    "take_out_imported",
    "verify_organisation",
    "withdraw_invitation",
    "write_text",
]
