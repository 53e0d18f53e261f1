"""Jobs of the kernel: telling subscribers, sealing the journal, delivering messages, finding duplicates.

A room's jobs stand in its `jobs.py`. Their arguments are ids; each is idempotent.
"""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.databases.context import asking
from intreccio.kernel.duplicates.news import find_all
from intreccio.kernel.journal.models import JournalEntry
from intreccio.kernel.journal.recording import subscriber_named
from intreccio.kernel.journal.sealing import seal
from intreccio.kernel.messages.delivery import deliver

PATIENTLY = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(name="kernel.tell", retry=PATIENTLY)
def tell(*, subscriber: str, entry: int) -> None:
    """Run one subscriber for one journal entry."""
    with asking(SYSTEM):
        news = JournalEntry.objects.get(pk=entry)
    subscriber_named(news.event, news.event_version, subscriber)(news)


@app.task(name="kernel.deliver", retry=PATIENTLY)
def deliver_message(*, message: str) -> None:
    """Send one message, or put it off, or drop it, as contact rules say."""
    deliver(message)


@app.periodic(cron="* * * * *")
@app.task(name="kernel.seal", queueing_lock="kernel.seal", pass_context=False)
def seal_journal(timestamp: int) -> None:
    """Seal the journal's new entries, every minute."""
    while seal():
        pass


@app.periodic(cron="10 3 * * *")
@app.task(name="kernel.find-duplicates", queueing_lock="kernel.find-duplicates", pass_context=False)
def find_duplicates_nightly(timestamp: int) -> None:
    """Look for records that may be one."""
    find_all()
