"""The cells of a sheet as its file holds them; openpyxl would make an object of each, which takes twice the time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from math import isfinite
from typing import NamedTuple
from xml.sax.saxutils import escape

from vsm_desktop.export.sheets.live import Known

_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # workbooks write letters so


class Cell(NamedTuple):
    """What stands in a cell, and the number of its look; a formula with the value it has now."""

    value: Known
    style: int
    formula: str = ""
    share: bool = False

    def xml(self, place: str, *, with_value: bool) -> str:
        """The cell in its file."""
        start = f'<c r="{place}" s="{self.style}"'
        value = self.value
        if self.formula:
            formula = f"<f>{escape(self.formula[1:])}</f>"
            if not with_value:
                return f"{start}>{formula}<v></v></c>"
            if isinstance(value, str) or value is None:
                return f'{start} t="str">{formula}<v>{_text(value or "")}</v></c>'
            return f"{start}>{formula}<v>{value!r}</v></c>"
        if isinstance(value, str):
            return f'{start} t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
        if value is None or not isfinite(value):
            return f"{start}/>"
        return f"{start}><v>{value!r}</v></c>"


class Cells:
    """The cells of one sheet by row and column, and its rows that are hidden or of another height."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, Cell]] = {}
        self.heights: dict[int, float] = {}
        self.hidden: set[int] = set()

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Set a cell."""
        self.rows.setdefault(row, {})[column] = cell

    def down(self, column: int, first: int, last: int) -> list[Known]:
        """The values of a column from one row to another."""
        empty = Cell(None, 0)
        return [self.rows.get(row, {}).get(column, empty).value for row in range(first, last + 1)]

    @property
    def last(self) -> tuple[int, int]:
        """The last row and the last column in use."""
        return max(self.rows, default=1), max((max(row) for row in self.rows.values()), default=1)

    def xml(self, *, with_values: bool) -> str:
        """All rows in their file."""
        parts = ["<sheetData>"]
        for at in sorted(self.rows.keys() | self.heights | self.hidden):
            parts.append(f'<row r="{at}"{self._row(at)}>')
            row = self.rows.get(at, {})
            parts += [row[i].xml(f"{letters(i)}{at}", with_value=with_values) for i in sorted(row)]
            parts.append("</row>")
        parts.append("</sheetData>")
        return "".join(parts)

    def _row(self, at: int) -> str:
        height = f' ht="{self.heights[at]:g}" customHeight="1"' if at in self.heights else ""
        return f'{height} hidden="1"' if at in self.hidden else height


def _text(value: str) -> str:
    return escape(_CODE.sub("_x005F_", value))


@lru_cache(maxsize=2_000)
def letters(column: int) -> str:
    """The letters of a column: A, B … Z, AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


Written = Mapping[str, Cells]  # sheet file -> its cells
