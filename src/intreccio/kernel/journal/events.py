"""What can happen: frozen dataclasses with a stable name and version, since the journal keeps them for ever."""

import typing
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, ClassVar
from uuid import UUID

_PLAIN: tuple[type, ...] = (UUID, bool, int, Decimal, date, datetime, NoneType)

JSON = None | bool | int | str | list["JSON"]


@dataclass(frozen=True)
class Event:
    """Base of all events. Fields hold ids, enums, numbers and dates, never free text.

    `person`, where a subclass has it, is the pseudonym of the person the event is about.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    registry: ClassVar[dict[tuple[str, int], type["Event"]]] = {}

    def __init_subclass__(cls) -> None:
        key = (cls.name, cls.version)
        known = Event.registry.setdefault(key, cls)
        if known.__qualname__ != cls.__qualname__:
            raise TypeError(f"Two events are called {key}: {known.__qualname__} and {cls.__qualname__}.")

    def data(self) -> dict[str, JSON]:
        """The fields as JSON values, for the journal."""
        _check_types(type(self))
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _check_types(event: type[Event]) -> None:
    for name, hint in typing.get_type_hints(event).items():
        if typing.get_origin(hint) is not ClassVar and not _allowed(hint):
            raise TypeError(f"{event.__qualname__}.{name}: the journal keeps no {hint}, least of all free text.")


def _allowed(hint: Any) -> bool:
    if typing.get_origin(hint) in (UnionType, typing.Union, tuple):
        return all(part is Ellipsis or _allowed(part) for part in typing.get_args(hint))
    return isinstance(hint, type) and issubclass(hint, (*_PLAIN, StrEnum))


def _plain(value: Any) -> JSON:
    match value:
        case None | bool() | int():
            return value
        case tuple():
            return [_plain(part) for part in value]
        case date():
            return value.isoformat()
        case UUID() | Decimal() | StrEnum():
            return str(value)
    raise TypeError(f"The journal keeps no {type(value).__name__}.")
