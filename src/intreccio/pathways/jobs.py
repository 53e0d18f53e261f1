"""Jobs on the way with persons. Each can run again without harm."""

from procrastinate.contrib.django import app

from intreccio.pathways.actions import chase


@app.periodic(cron="40 6 * * *")
@app.task(name="pathways.chase", queueing_lock="pathways.chase", pass_context=False)
def chase_referrals(timestamp: int) -> None:
    """Remind whoever was asked, and let go what nobody answered."""
    chase()
