"""Who else has something open to change it: remembered for two minutes, outside of what is kept."""

from uuid import UUID

from django.core.cache import cache

from intreccio.accounts.models import User
from intreccio.kernel import clock

SECONDS = 120


def come(thing: UUID, user: UUID | None) -> list[str]:
    """Note that somebody is at a thing; the names of the others who are.

    Two who come in the same instant may miss each other until the page asks again.
    """
    now = int(clock.now().timestamp())
    key = f"editing:{thing}"
    there = {who: when for who, when in cache.get(key, {}).items() if now - when < SECONDS}
    others = [who for who in there if who != str(user)]
    if user:
        cache.set(key, {**there, str(user): now}, SECONDS)
    return (
        list(User.objects.filter(pk__in=others).order_by("name").values_list("name", flat=True)) if others else []
    )


def leave(thing: UUID, user: UUID | None) -> None:
    """Note that somebody has done with a thing."""
    key = f"editing:{thing}"
    there = cache.get(key, {})
    if there.pop(str(user), None):
        cache.set(key, there, SECONDS)
