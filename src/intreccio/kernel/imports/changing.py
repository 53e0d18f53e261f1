"""Statements that write staged rows into tables so that it can be undone.

A field of a thing is one of two sorts: columns of its table (`Columns`), or rows of another (`Rows`). What is
replaced is saved beside the staged row, in `undo`, as it was; undoing puts it back where it still stands as written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NEW = "row.run_id = %(run)s AND row.outcome = 'new' AND row.object IS NOT NULL"
"""Of a staged row called `row`: that it brings something new."""

CHANGED = "row.run_id = %(run)s AND row.outcome = 'changed' AND row.before <> '{}'"
"""That it changes something."""

RESTORED = "row.run_id = %(run)s AND row.outcome = 'changed' AND row.undo->'restored' <> '[]'"
"""That something of it is put back."""

WRITTEN = "row.values || coalesce(row.values->'_write', '{}')"
"""The values of a changed row as they are written."""


def single(part: str) -> str:
    """SQL that joins a part of which each thing has one row at most, under the part's last name."""
    name = part.partition(".")[2]
    return f"""
        LEFT JOIN kernel_importrow AS {name} ON {name}.run_id = %(run)s AND {name}.part = '{part}'
             AND {name}.owner = row.object AND {name}.outcome <> 'refused' AND {name}.object IS NOT NULL
    """


def merged_set(field: str) -> str:
    """SQL of the items that a changed set is to have, as a JSON array."""
    value = f"row.values->'_write'->'{field}'"
    return f"CASE jsonb_typeof({value}) WHEN 'array' THEN {value} ELSE '[]' END"


@dataclass(frozen=True)
class Columns:
    """Columns of a table that hold fields of an entity: by column, the field and the SQL of its new value.

    Where several fields decide a column, separated by commas, it is written once any of them changed.

    `match` says which row of the table, called `there`, belongs to the staged row; `joins` are what the values
    need; `always` is set with any of them.
    """

    entity: str
    table: str
    columns: Mapping[str, tuple[str, str]]
    joins: str = ""
    match: str = "there.id = row.object"
    always: str = "version = there.version + 1"
    slot: str = "row"

    @property
    def _fields(self) -> str:
        return _names(fields for fields, _ in self.columns.values())

    def save(self) -> str:
        """Save what will be replaced."""
        return f"""
            UPDATE kernel_importrow AS row SET undo = row.undo || jsonb_build_object('{self.slot}', to_jsonb(there))
            FROM {self.table} AS there
            WHERE {CHANGED} AND row."table" = '{self.entity}' AND row.before ?| {self._fields} AND {self.match}
        """  # noqa: S608

    def write(self) -> str:
        """Replace it."""
        return f"""
            UPDATE {self.table} AS there SET {self._set("row.before", "{value}")}
            FROM kernel_importrow AS row {self.joins}
            WHERE {CHANGED} AND row."table" = '{self.entity}' AND {self._touched} AND {self.match}
        """  # noqa: S608

    def put_back(self) -> str:
        """Put back what was saved, field by field as `undo` says."""
        return f"""
            UPDATE {self.table} AS there SET {self._set("row.undo->'restored'", "was.{column}")}
            FROM kernel_importrow AS row
            CROSS JOIN LATERAL jsonb_populate_record(NULL::{self.table}, row.undo->'{self.slot}') AS was
            WHERE {RESTORED} AND row."table" = '{self.entity}' AND row.undo ? '{self.slot}' AND {self.match}
        """  # noqa: S608

    @property
    def _touched(self) -> str:
        """A thing whose rows elsewhere change has changed too; rows beside it only if they have."""
        return "true" if self.slot == "row" else f"row.before ?| {self._fields}"

    def _set(self, fields: str, value: str) -> str:
        pairs = [
            f"{column} = CASE WHEN {fields} ?| {_names([deciding])} "
            f"THEN {value.format(column=column, value=new)} ELSE there.{column} END"
            for column, (deciding, new) in self.columns.items()
        ]
        return ", ".join([*filter(None, [self.always]), *pairs])


def _names(fields: Iterable[str]) -> str:
    """SQL of the names in texts such as `description,origin`, each once."""
    return "'{{{}}}'::text[]".format(",".join(dict.fromkeys(",".join(fields).split(","))))


@dataclass(frozen=True)
class Rows:
    """Rows of a table that are one field of an entity. `owner` is the column that names the thing."""

    entity: str
    field: str
    table: str
    owner: str
    only: str = "true"

    @property
    def slot(self) -> str:
        """Under which name they are saved."""
        return f"{self.field}:{self.table}"

    def take_away(self) -> str:
        """Save the rows of changed fields, and delete them."""
        return f"""
            WITH gone AS (
                DELETE FROM {self.table} AS there USING kernel_importrow AS row
                WHERE {CHANGED} AND row."table" = '{self.entity}' AND row.before ? '{self.field}'
                      AND {self._theirs} AND {self.only}
                RETURNING row.number, to_jsonb(there) AS it
            )
            UPDATE kernel_importrow AS row SET undo = row.undo || jsonb_build_object('{self.slot}', saved.rows)
            FROM (SELECT number, jsonb_agg(it) AS rows FROM gone GROUP BY number) AS saved
            WHERE row.run_id = %(run)s AND row.number = saved.number
        """  # noqa: S608

    def drop(self) -> str:
        """Delete the rows of fields that are put back."""
        return f"""
            DELETE FROM {self.table} AS there USING kernel_importrow AS row
            WHERE {RESTORED} AND row."table" = '{self.entity}' AND row.undo->'restored' ? '{self.field}'
                  AND {self._theirs} AND {self.only}
        """  # noqa: S608

    def put_back(self) -> str:
        """Put back the rows that were saved."""
        return f"""
            INSERT INTO {self.table}
            SELECT saved.* FROM kernel_importrow AS row
            CROSS JOIN LATERAL jsonb_populate_recordset(NULL::{self.table}, row.undo->'{self.slot}') AS saved
            WHERE {RESTORED} AND row."table" = '{self.entity}' AND row.undo->'restored' ? '{self.field}'
                  AND row.undo ? '{self.slot}'
        """  # noqa: S608

    @property
    def _theirs(self) -> str:
        return f"there.{self.owner} = row.object" if "{" not in self.owner else self.owner.format("row.object")
