"""The frame of every write: one transaction, its context, its event.

An action is a verb in a room's `actions` module::

    @action
    def publish(*, service: Service, by: Who) -> None:
        ...
        record(ServicePublished(service.id), by=by)

An action called inside another joins its transaction. An action that wrote something must have
recorded an event: tests hold it to that (see `guard`).
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.databases.context import set_context

P = ParamSpec("P")
R = TypeVar("R")


class EventMissing(AssertionError):
    """An action changed something and told the journal nothing."""


@dataclass
class Frame:
    """One action under way: whether it wrote (known only where the guard watches) and recorded."""

    name: str
    needs_event: bool
    wrote: bool = False
    recorded: bool = False


_frames: ContextVar[tuple[Frame, ...]] = ContextVar("action_frames", default=())


def current_frame() -> Frame | None:
    """The innermost action under way, if any."""
    frames = _frames.get()
    return frames[-1] if frames else None


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` as an action. It must take keywords only, `by` among them."""
    parameters = inspect.signature(function).parameters.values()
    if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters):
        raise TypeError(f"{function.__qualname__}: an action takes keyword arguments only.")
    if not any(p.name == "by" for p in parameters):
        raise TypeError(f"{function.__qualname__}: an action says by whom (by=).")

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        by = kwargs["by"]
        assert isinstance(by, Who)
        with _framed(function.__qualname__, by, needs_event=True):
            return function(*args, **kwargs)

    return run


def upkeep(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` as the keeping of derived data: a transaction without an event of its own."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with _framed(function.__qualname__, SYSTEM, needs_event=False):
            return function(*args, **kwargs)

    return run


@contextmanager
def beside(by: Who) -> Iterator[None]:
    """What is written around a read, on the second connection: a transaction of its own, committed at once."""
    with transaction.atomic(using="side"), _on_top(Frame("beside", needs_event=False)):
        set_context(by, using="side")
        yield


@contextmanager
def _framed(name: str, by: Who, *, needs_event: bool) -> Iterator[None]:
    outer = _frames.get()
    frame = Frame(name, needs_event)
    with transaction.atomic(savepoint=not outer):
        if not outer:
            set_context(by)
        with _on_top(frame):
            yield
        if frame.wrote and frame.needs_event and not frame.recorded:
            raise EventMissing(f"{name} wrote to the database and recorded no event.")


@contextmanager
def _on_top(frame: Frame) -> Iterator[None]:
    token = _frames.set((*_frames.get(), frame))
    try:
        yield
    finally:
        _frames.reset(token)
