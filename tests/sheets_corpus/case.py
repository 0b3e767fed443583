"""A sheet of the corpus: its cells and what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Sequence[Any]
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Expected:
    """What a person reads.

    `line` is the map from left to right: names with their values. `lines` are all cells of the report that are not simply
    taken, with their verdict and how the reason begins; `taken` is the number of those that are.
    """

    line: Sequence[tuple[str, Fields]] = ()
    taken: int = 0
    lines: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    demand: Any = None
    calendar: Fields = field(default_factory=dict)
    name: str = ""
    customer: str = ""
    supplier: str = ""
    refused: Sequence[str] = ()


@dataclass(frozen=True)
class Case:
    """One file: the rows of its sheets, and how they look. `formats` are number formats by cell."""

    name: str
    rows: Sequence[Row]
    expected: Expected
    suffix: str = ".xlsx"
    sheet: str = "Sheet1"
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    encoding: str = "utf-8"
    separator: str = ";"
    at: tuple[int, int] = (1, 1)


def t(*texts: str) -> Mapping[str, tuple[str, str]]:
    """Lines of a report as `B5 doubtful: the reason`."""
    found = {}
    for text in texts:
        head, _colon, reason = text.partition(": ")
        cell, verdict = head.split(" ")
        found[cell] = (verdict, reason)
    return found
