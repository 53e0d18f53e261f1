"""Re-pointing whatever refers to a record, and taking it back.

What refers to what is read from the models, so that a room above is moved along without being known here. A row
that the database refuses to move, since the kept record has its like, stays; what refers to that row is moved to
its like.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F, Field, ManyToOneRel, Model, QuerySet, UniqueConstraint
from psycopg import errors

from intreccio.kernel import clock
from intreccio.kernel.models.bases import VersionedModel

MERGED_INTO, CHANGED_AT = "merged_into", "changed_at"
Key = UUID | int
Column: TypeAlias = "Field[Any, Any]"

_loose: dict[str, tuple[str, ...]] = {}


def register_reference(column: str, *, once_for: tuple[str, ...] = ()) -> None:
    """Have a column that holds ids of records without a foreign key (`"catalogue.SourceRecord.object"`) moved too.

    A row stays where the kept record has one of the same `once_for`. Called in `AppConfig.ready()`. Ids are
    unique among all kinds, so it need not say which.
    """
    _loose[column] = once_for


@dataclass(frozen=True)
class Moved:
    """Rows of `table` (`"actors.Site"`) whose `column` pointed from `source` to `target` since."""

    table: str
    column: str
    source: Key
    target: Key
    rows: tuple[Key, ...]

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.table)

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Moved":
        """From what JSON kept."""
        model = apps.get_model(data["table"])
        column = model._meta.get_field(data["column"])
        rows = tuple(model._meta.pk.to_python(row) for row in data["rows"])
        source, target = (column.to_python(data[end]) for end in ("source", "target"))
        return cls(data["table"], data["column"], source, target, rows)


class ChangedSince(Exception):
    """What was moved cannot be taken back. Says of which table."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(model._meta.label)
        self.model = model


def references(model: type[Model]) -> Iterator[Column]:
    """Every column that points at `model`, but for `merged_into`; in a fixed order."""
    relations = model._meta.get_fields(include_hidden=True)
    found = [relation.field for relation in relations if isinstance(relation, ManyToOneRel)]
    columns: dict[str, Column] = {name_of(field): field for field in found if field.name != MERGED_INTO}
    columns |= {name: _column(name) for name in _loose}
    return (columns[name] for name in sorted(columns))


def _column(name: str) -> Column:
    label, _, column = name.rpartition(".")
    return apps.get_model(label)._meta.get_field(column)


def name_of(column: Column) -> str:
    """`"actors.Member.organisation"`."""
    return f"{column.model._meta.label}.{column.name}"


def move(model: type[Model], source: Key, target: Key, *, stays: Callable[[Column], bool]) -> list[Moved]:
    """Point at `target` whatever points at `source`, but for columns that stay."""
    return [moved for column in references(model) if not stays(column) for moved in _move(column, source, target)]


def take_back(moved: Sequence[Moved]) -> None:
    """Point everything back, the last moved first. Raises `ChangedSince`."""
    for one in reversed(moved):
        rows = _rows(one.model).filter(pk__in=one.rows, **{one.column: one.target})
        try:
            with transaction.atomic():
                changed = rows.update(**_pointing(one.model, one.column, one.source))
        except IntegrityError as problem:
            raise ChangedSince(one.model) from problem
        if changed != len(one.rows):
            raise ChangedSince(one.model)


def _move(column: Column, source: Key, target: Key) -> Iterator[Moved]:
    model, name = column.model, column.name
    if column.primary_key:
        return
    once_for = _loose.get(name_of(column), ())
    taken = set(_rows(model).filter(**{name: target}).values_list(*once_for)) if once_for else set()
    rows = _rows(model).filter(**{name: source}).order_by("pk").values_list("pk", *once_for)
    keys = [key for key, *same in rows if tuple(same) not in taken]
    if not keys:
        return
    refused: dict[Key, IntegrityError] = {}
    try:
        _point(model, name, keys, target)
    except IntegrityError:
        refused = dict(_one_by_one(model, name, keys, target))
    moved = tuple(key for key in keys if key not in refused)
    if moved:
        yield Moved(model._meta.label, name, source, target, moved)
    for key, problem in refused.items():
        like = _like(model, key, problem, name, target)
        if like is not None:
            yield from move(model, key, like, stays=lambda _: False)


def _one_by_one(
    model: type[Model], name: str, keys: Sequence[Key], target: Key
) -> Iterator[tuple[Key, IntegrityError]]:
    for key in keys:
        try:
            _point(model, name, [key], target)
        except IntegrityError as problem:
            yield key, problem


def _point(model: type[Model], name: str, keys: Sequence[Key], target: Key) -> None:
    with transaction.atomic():
        _rows(model).filter(pk__in=keys).update(**_pointing(model, name, target))


def _pointing(model: type[Model], name: str, target: Key) -> dict[str, Any]:
    """What to write: the new target, and that the row has changed, where it keeps count of that."""
    changed: dict[str, Any] = {"version": F("version") + 1} if issubclass(model, VersionedModel) else {}
    if any(field.name == CHANGED_AT for field in model._meta.fields):
        changed[CHANGED_AT] = clock.now()
    return {name: target, **changed}


def _like(model: type[Model], key: Key, problem: IntegrityError, name: str, target: Key) -> Key | None:
    """The row of `target` that a refused row is the like of, by the constraint that refused it."""
    cause = problem.__cause__
    if not isinstance(cause, errors.UniqueViolation):
        return None
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.name == cause.diag.constraint_name:
            row = _rows(model).get(pk=key)
            same = {field: getattr(row, field) for field in constraint.fields if field != name}
            likes = _rows(model).filter(**same, **{name: target})
            likes = likes.filter(constraint.condition) if constraint.condition else likes
            return likes.values_list("pk", flat=True).first()
    return None


def _rows(model: type[Model]) -> QuerySet[Any]:
    return model._base_manager.all()
