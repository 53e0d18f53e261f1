"""Sheets of a workbook."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """One sheet, by the name people see."""

    name: str
    hidden: bool = False
