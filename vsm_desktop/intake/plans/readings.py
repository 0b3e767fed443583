"""Numbers of a plan workbook that can be read in two ways: a share written as a part of 1 among others in %."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import log

from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.values import percent
from vsm_desktop.model.plan_table import IN_PARTS, Column

Other = Callable[[Cell, Column, float], float | None]
"""What else a number may mean, given its cell, its column and what it says as it stands; None for nothing else."""
_MOST = 1.5  # a goal of more than 150 % is hardly meant


def nothing_else(_cell: Cell, _column: Column, _value: float) -> float | None:
    """Every number says what it says."""
    return None


def among(around: Iterable[float | None]) -> Other:
    """In %, a bare number up to 1 that stands nearer to those around it as a part of 1: 0.88 among 88 and 95 is 88."""
    known = [abs(value) for value in around if value]

    def other(cell: Cell, column: Column, value: float) -> float | None:
        if column.shape != "percent" or not is_bare(cell) or not 0 < abs(value) <= 1 or not known:
            return None
        part = percent(value)
        return part if _far(part, known) < _far(value, known) else None

    return other


def of_goal(metric: str) -> Other:
    """A goal that is kept as a part of 1: a bare 95 is 95 %, and hardly 9,500 %."""

    def other(cell: Cell, column: Column, value: float) -> float | None:
        in_parts = column.key == "goal.target" and metric.partition(".")[0] in IN_PARTS
        return value / 100 if in_parts and is_bare(cell) and value > _MOST else None

    return other


def all_parts(cells: Sequence[Cell], column: Column, around: Iterable[float | None]) -> bool:
    """Whether a column decides it: all its bare numbers, two or more, are parts of 1 while those known are in %."""
    other = among(around)
    bare = [cell for cell in cells if cell.kind == "number"]
    parts = [cell for cell in bare if other(cell, column, cell.number) is not None]
    return len(parts) == len(bare) > 1 and any(cell.number % 1 for cell in bare)


def is_bare(cell: Cell) -> bool:
    """Whether nothing in a cell says that it is in %."""
    return cell.kind != "percent" and not cell.text.rstrip().endswith("%")


def _far(value: float, known: Sequence[float]) -> float:
    """How far a number is from the nearest of others, by how many times it is larger or smaller."""
    return min(abs(log(abs(value) / other)) for other in known)
