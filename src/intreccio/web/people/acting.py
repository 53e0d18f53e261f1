"""For whom and why a page about persons asks the database; and the trace that looking leaves, written first.

Nothing of these pages is kept by browsers or proxies.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from intreccio.kernel.access import NotAllowed, NotFound, Permission
from intreccio.kernel.acting import Purpose, Sight, Who
from intreccio.kernel.databases.context import set_context
from intreccio.people.access import (
    accompanying,
    in_an_emergency,
    may_accompany,
    organisations_acted_for,
    person_for,
)
from intreccio.people.events import Part
from intreccio.people.looking import note_seen
from intreccio.people.models import Person
from intreccio.web.requests import Request

ACTING_FOR = "acting_for"
SAFE = ("GET", "HEAD")

View = Callable[..., HttpResponse]


def in_care(view: View) -> View:
    """A view that asks as one who accompanies people: `view(request, who, …)`."""

    @never_cache
    @wraps(view)
    def run(request: Request, *given: object, **named: object) -> HttpResponse:
        with transaction.atomic():
            who = accompanying(request.viewer, chosen(request))
            set_context(who)
            return view(request, who, *given, **named)

    return run


def accompanied(view: View) -> View:
    """A view for those whose role registers persons and changes what is known of them."""

    @in_care
    @wraps(view)
    def run(request: Request, who: Who, *given: object, **named: object) -> HttpResponse:
        require_accompanying(request, who)
        return view(request, who, *given, **named)

    return run


def of_person(part: Part) -> Callable[[View], View]:
    """A view of a part of one person's record: `view(request, who, person, …)`. That it is looked at is written first."""

    def made(view: View) -> View:
        @never_cache
        @wraps(view)
        def run(request: Request, *, person: UUID, **named: object) -> HttpResponse:
            with transaction.atomic():
                who, found = _known(request, person)
                if request.method in SAFE:
                    note_seen(found, part, by=who)
                return view(request, who, found, **named)

        return run

    return made


def chosen(request: Request) -> UUID | None:
    """The organisation that the reader chose to act for, while it is still one of theirs."""
    kept = request.session.get(ACTING_FOR)
    possible = {str(place): place for place in organisations_acted_for(request.viewer)}
    return possible.get(str(kept))


def require_accompanying(request: Request, who: Who) -> None:
    """`NotAllowed` unless the reader's role changes what is known of persons."""
    if not may_accompany(request.viewer, who) or who.purpose is not Purpose.CARE:
        raise NotAllowed(Permission.ACCOMPANY)


def require_sight(who: Who, sight: Sight) -> None:
    """`NotAllowed` unless the reader's role sees facts of this kind."""
    if sight not in who.sights:
        raise NotAllowed(Permission.ACCOMPANY)


def _known(request: Request, person: UUID) -> tuple[Who, Person]:
    """The person, in care or because the glass was broken; the context stays told."""
    who = accompanying(request.viewer, chosen(request))
    set_context(who)
    try:
        return who, person_for(person)
    except NotFound:
        if not request.viewer.may(Permission.BREAK_GLASS, who.organisation):
            raise
    who = in_an_emergency(request.viewer, who.organisation)
    set_context(who)
    return who, person_for(person)
