"""Text from the clipboard as a grid: what spreadsheet programs copy, or lines with commas or semicolons."""

from __future__ import annotations

import csv
import io
import re

from vsm_desktop.intake.grid import Cell, Grid, grid_of
from vsm_desktop.intake.survey import MAX_COLUMNS, MAX_ROWS

_SIGNS = "\t;,|"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PLAIN = re.compile(r"^(0|[1-9]\d{0,14})(\.\d{1,2})?$")
"""What can only be one number; the rest is read by its column."""


def grid_of_text(name: str, text: str) -> Grid:
    """The cells of a text: by tabs if there are any, else by the sign that parts most of its lines."""
    lines = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")[:MAX_ROWS]
    held = [line for line in lines if line.strip()]
    sign = next((sign for sign in _SIGNS if sum(sign in line for line in held) * 2 > len(held)), "\t")
    cells: list[Cell] = []
    for row, parts in enumerate(_parted(lines, sign), start=1):
        cells += [
            _cell(row, column, part.strip())
            for column, part in enumerate(parts[:MAX_COLUMNS], start=1)
            if part.strip()
        ]
    return grid_of(name, cells)


def _parted(lines: list[str], sign: str) -> list[list[str]]:
    """The cells of every line; what is in quotes is one, also over several lines."""
    try:
        return list(csv.reader(io.StringIO("\n".join(lines)), delimiter=sign))
    except csv.Error:  # a quote that is never closed makes one endless cell
        return [line.split(sign) for line in lines]


def _cell(row: int, column: int, text: str) -> Cell:
    return Cell(row, column, float(text), "number") if _PLAIN.match(text) else Cell(row, column, text)
