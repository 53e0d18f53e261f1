"""Papers that go with a referral."""

from base64 import b64encode
from pathlib import PurePath

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.files.kinds import DOCUMENTS, FileRefused, Limits, check
from intreccio.kernel.journal import record
from intreccio.kernel.lifecycle import StepRefused
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.pathways.events import ReferralAttached
from intreccio.pathways.models import Attachment, Referral
from intreccio.pathways.rules.referring import OPEN, ReferralState

LIMITS = Limits(DOCUMENTS.kinds, largest=5_000_000)
MOST = 5
HEAD = 4096


@action
def attach(*, referral: Referral, name: str, content: bytes, by: Who) -> Attachment:
    """Keep a paper with a referral that is open: PDF or picture, told by its content.

    Raises `Refused` for other kinds, too large or too many; `StepRefused` where the referral is closed.
    """
    if ReferralState(referral.state) not in OPEN:
        raise StepRefused("The referral is closed.")
    if Attachment.objects.filter(referral=referral).count() >= MOST:
        raise Refused(
            Translated(it=f"Al massimo {MOST} allegati.", en=f"At most {MOST} attachments."), field="file"
        )
    try:
        kind = check(content[:HEAD], len(content), LIMITS)
    except FileRefused as problem:
        raise Refused(
            Translated(it="Solo PDF o immagini, fino a 5 MB.", en="Only PDF or pictures, up to 5 MB."),
            field="file",
        ) from problem
    assert by.organisation
    made = Attachment.objects.create(
        referral=referral,
        organisation_id=by.organisation,
        name=PurePath(name.replace("\\", "/")).name[:200] or "file",
        media_type=kind,
        content=b64encode(content).decode(),
        size=len(content),
        at=clock.now(),
    )
    record(ReferralAttached(referral.pk, made.pk), by=by)
    return made
