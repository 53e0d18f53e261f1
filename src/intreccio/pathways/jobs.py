"""Jobs on the way with persons. Each can run again without harm."""

from procrastinate.contrib.django import app

from intreccio.kernel.acting import Purpose, Who
from intreccio.pathways.actions import chase, chase_requests, forget_requests

RETAINING = Who(None, None, Purpose.RETENTION)


@app.periodic(cron="40 6 * * *")
@app.task(name="pathways.chase", queueing_lock="pathways.chase", pass_context=False)
def chase_referrals(timestamp: int) -> None:
    """Remind whoever was asked, let go what nobody answered, and forget what was settled long ago."""
    chase()
    chase_requests()
    forget_requests(by=RETAINING)
