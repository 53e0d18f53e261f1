"""Giving the journal's roots away, so that nobody here can rewrite the past unseen."""

from django.utils import translation
from django.utils.translation import gettext as _

from intreccio.actors.queries import members_in_role
from intreccio.kernel.actions import upkeep
from intreccio.kernel.journal.models import JournalSeal
from intreccio.kernel.journal.verifying import SignedRoot
from intreccio.kernel.messages import Message, send

AUDITOR = "auditor"


@upkeep
def mail_roots() -> int:
    """Mail the newest signed root to every auditor; returns to how many."""
    newest = JournalSeal.objects.order_by("number").last()
    if newest is None:
        return 0
    auditors = {member.user.pk: member.user for member in members_in_role(AUDITOR)}
    for user in auditors.values():
        with translation.override(user.language):
            send(_message(SignedRoot.of(newest)), address=user.email, recipient=user.pk)
    return len(auditors)


def _message(root: SignedRoot) -> Message:
    body = _(
        "The line below is the newest signed root of the journal. Keep it where those who run the platform cannot"
        " write. With it, `intreccio journal verify --root FILE` shows whether anything before it was changed.\n\n"
    )
    return Message(
        "journal-root", _("Root %(number)s of the journal") % {"number": root.number}, body + root.line()
    )
