"""Who has opened their own record in this browser: for a few minutes, and no longer than the browser is open."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from intreccio.kernel import clock
from intreccio.kernel.access import NotFound
from intreccio.kernel.databases.context import set_context
from intreccio.people.access import own_record, person_for
from intreccio.web.frame.redirects import see_other
from intreccio.web.frame.sensitive import store_nowhere
from intreccio.web.requests import Request

OPENED, LAST = "own_record", "own_record_last"
STAYS_OPEN = timedelta(minutes=15)

View = Callable[..., HttpResponse]


def open_in(request: Request, person: UUID) -> None:
    """Keep it open in this browser until it is closed, or nothing happens for a while."""
    request.session.cycle_key()
    request.session.set_expiry(0)
    request.session[OPENED], request.session[LAST] = str(person), clock.now().timestamp()


def close_in(request: Request) -> None:
    """Forget it at once."""
    request.session.flush()


def of_own_record(view: View) -> View:
    """A view of the opened record: `view(request, person, …)`. PostgreSQL shows nothing of anybody else."""

    @never_cache
    @wraps(view)
    def run(request: Request, *given: object, **named: object) -> HttpResponse:
        person = _opened(request)
        if person is None:
            return see_other("mine")
        with transaction.atomic():
            set_context(own_record(person))
            try:
                found = person_for(person)
            except NotFound:
                close_in(request)
                return see_other("mine")
            response = view(request, found, *given, **named)
        store_nowhere(response)
        return response

    return run


def _opened(request: Request) -> UUID | None:
    """Whose record is open; None where it is none, or nothing has happened for too long."""
    kept = request.session.get(OPENED)
    if kept is None:
        return None
    now = clock.now().timestamp()
    if now - request.session.get(LAST, 0) > STAYS_OPEN.total_seconds():
        close_in(request)
        return None
    request.session[LAST] = now
    return UUID(kept)
