"""The only place of this room that writes."""

from intreccio.actors.actions.auditing import mail_roots
from intreccio.actors.actions.importing import ImportedOrganisation, import_organisations
from intreccio.actors.actions.members import add_member, remove_member
from intreccio.actors.actions.organisations import (
    add_unit,
    affiliate,
    change_verification,
    edit_organisation,
    register_organisation,
    write_text,
)
from intreccio.actors.actions.sites import add_site, edit_site, hide_site_address, publish_site_address
from intreccio.actors.actions.taking_back import restore_imported, take_out_imported

__all__ = [
    "ImportedOrganisation",
    "add_member",
    "add_site",
    "add_unit",
    "affiliate",
    "change_verification",
    "edit_organisation",
    "edit_site",
    "hide_site_address",
    "import_organisations",
    "mail_roots",
    "publish_site_address",
    "register_organisation",
    "remove_member",
    "restore_imported",
    "take_out_imported",
    "write_text",
]
