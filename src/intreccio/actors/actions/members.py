"""Who acts for an organisation, and in which role."""

from intreccio.accounts.models import User
from intreccio.actors import events
from intreccio.actors.actions.duplicates import refusing_duplicates
from intreccio.actors.models import Member, Organisation
from intreccio.kernel import clock
from intreccio.kernel.access import roles
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated


@action
def add_member(*, organisation: Organisation, user: User, role: str, by: Who) -> Member:
    """Let a user act for an organisation. Raises `Refused` where there is no such role or it is held.

    Which roles the one who asks may give is for `access.roles_to_give` to say.
    """
    if role not in roles():
        raise Refused(Translated(it=f"Non c'è un ruolo «{role}».", en=f"There is no role “{role}”."), field="role")
    with refusing_duplicates():
        member = Member.objects.create(user=user, organisation=organisation, role=role, since=clock.now())
    record(events.MemberAdded(member.pk, user.pk, organisation.pk), by=by)
    return member


@action
def remove_member(*, member: Member, by: Who) -> None:
    """End a membership; that it was stays known."""
    if member.until is not None:
        return
    member.until = clock.now()
    member.save(update_fields=["until"])
    record(events.MemberRemoved(member.pk, member.user_id, member.organisation_id), by=by)


@action
def change_role(*, member: Member, role: str, by: Who) -> Member:
    """Give somebody another role in the same organisation. Raises `Refused` as `add_member`."""
    if role == member.role:
        return member
    new = add_member(organisation=member.organisation, user=member.user, role=role, by=by)
    remove_member(member=member, by=by)
    return new
