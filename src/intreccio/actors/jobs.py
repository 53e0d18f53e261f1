"""Jobs of the actors' room."""

from procrastinate.contrib.django import app

from intreccio.actors.actions import mail_roots


@app.periodic(cron="40 5 * * *")
@app.task(name="actors.mail-roots", queueing_lock="actors.mail-roots", pass_context=False)
def mail_roots_daily(timestamp: int) -> None:
    """Send the journal's newest signed root to its auditors."""
    mail_roots()
