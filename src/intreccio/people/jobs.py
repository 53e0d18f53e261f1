"""Jobs about persons. Each can run again without harm."""

from procrastinate.contrib.django import app

from intreccio.people.retention import retain


@app.periodic(cron="10 3 * * *")
@app.task(name="people.retain", queueing_lock="people.retain", pass_context=False)
def retain_persons(timestamp: int) -> None:
    """Warn of quiet records, and anonymise those of which nobody wanted to hear."""
    retain()
