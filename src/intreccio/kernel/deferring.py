"""Deferring a job by its name, in the transaction under way: it runs only if that commits."""

from datetime import datetime

from procrastinate.contrib.django import app


def defer(job: str, *, at: datetime | None = None, **arguments: str | int) -> None:
    """Have `job` (such as `kernel.deliver`) run as soon as a worker is free, or not before `at`."""
    app.configure_task(job, schedule_at=at, allow_unknown=False).defer(**arguments)
