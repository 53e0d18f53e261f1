"""Jobs of the actors' room."""

from procrastinate.contrib.django import app

from intreccio.actors.actions import forget_proofs, mail_roots
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.files import sweep


@app.periodic(cron="40 5 * * *")
@app.task(name="actors.mail-roots", queueing_lock="actors.mail-roots", pass_context=False)
def mail_roots_daily(timestamp: int) -> None:
    """Send the journal's newest signed root to its auditors."""
    mail_roots()


@app.periodic(cron="50 2 * * *")
@app.task(name="actors.forget-proofs", queueing_lock="actors.forget-proofs", pass_context=False)
def forget_proofs_nightly(timestamp: int) -> None:
    """Delete the proofs of claims decided long ago, and contents that no file has any more."""
    forget_proofs(by=SYSTEM)
    sweep()
