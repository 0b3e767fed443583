"""From columns and lanes to places: one row, or as many rows under each other as make the map largest on its paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from vsm_desktop.edit.arranging.boxes import GAP, GRID, XY, Box, Sheet, on_grid
from vsm_desktop.edit.arranging.lanes import BAND, Grid

MARGIN, LANE_GAP = 20.0, 44.0
RUN_IN = 72.0
"""Room before a first box for the ladder's first rung."""
_TURN = 36.0  # room before a first stock for the arrow from the row before
_ARROW, _ELBOW, _WORDS = 70.0, 36.0, 26.0
_STOCKS = ("inventory", "queue")
_DROPS = 30.0
_BAND_GAP = 56.0
BETWEEN = 60.0
"""Room under a row's ladder for the arrow to the next row and for information that comes from above."""


class Column(NamedTuple):
    """One column: its steps, from where to where they reach round its centre, and the room between it and the next.

    `works` tells that there is work in it, `opens` that a row may begin with it: one arrow alone leads to it, and not from
    under a stock.
    """

    ids: list[str]
    left: float
    right: float
    gap: float
    works: bool
    opens: bool


class Part(Struct):
    """A part of the flow with what its layout needs; `told` are the lanes that information comes to."""

    grid: Grid
    sizes: Mapping[str, Box]
    columns: list[Column]
    told: frozenset[int]


def part_of(
    grid: Grid,
    sizes: Mapping[str, Box],
    kinds: Mapping[str, str],
    arrows: Sequence[tuple[str, str, float]],
    told: frozenset[str],
) -> Part:
    """A part of the flow, its arrows given with the width of what they say; some steps are told something."""
    members: list[list[str]] = [[] for _column in range(grid.columns)]
    for id_, at in grid.column.items():
        members[at].append(id_)
    words = [0.0] * grid.columns  # what is said between a column and the next
    elbows: set[int] = set()  # the columns after which an arrow changes its lane
    passing = [0] * grid.columns
    for source, target, wide in arrows:
        low, high = sorted((grid.column[source], grid.column[target]))
        if low == high:
            continue
        for at in range(low, high):
            passing[at] += 1
        if grid.lane[source] != grid.lane[target]:
            elbows |= {low, high - 1}
        if high == low + 1:
            words[low] = max(words[low], wide)
    stocks = [all(kinds[id_] in _STOCKS for id_ in ids) for ids in members]
    works = [any(kinds[id_] == "process" for id_ in ids) for ids in members]
    columns = []
    for at, ids in enumerate(members):
        boxes = [sizes[id_] for id_ in ids]
        left, right = min((box[0] for box in boxes), default=0.0), max((box[2] for box in boxes), default=0.0)
        pair = slice(at, at + 2)
        gap = _gap(stocks[pair], any(works[pair]), at in elbows, words[at])
        opens = at > 0 and passing[at - 1] <= 1 and not stocks[at - 1]
        columns.append(Column(ids, left, right, gap, works[at], opens))
    return Part(grid, sizes, columns, frozenset(grid.lane[id_] for id_ in told if id_ in grid.lane))


def _gap(stocks: Sequence[bool], works: bool, elbow: bool, words: float) -> float:
    """The room between two columns: a stock sits on its arrow beside work; words and elbows need more."""
    least = _ARROW if not any(stocks) else GAP if works and not all(stocks) else _ELBOW
    least = max(least, _ELBOW) if elbow else least
    return max(least, words + _WORDS) if words else least


class Line(Struct):
    """Some columns in a row: their centres, and how far it reaches."""

    centres: list[float]
    right: float


def line_of(part: Part, first: int, last: int, left: float, stretch: float = 0.0) -> Line:
    """The columns from the first to the last, from left on."""
    right = left
    centres: list[float] = []
    gap = 0.0
    for column in part.columns[first:last]:
        centres.append(on_grid(right + gap - column.left))
        right = centres[-1] + column.right
        gap = column.gap + stretch
    return Line(centres, right)


def rows_within(part: Part, width: float) -> list[tuple[int, int]]:
    """The columns cut into as few rows as fit a width; where there is a choice, where one arrow alone goes on."""
    rows: list[tuple[int, int]] = []
    columns, count = part.columns, part.grid.columns
    first = 0
    while first < count:
        reach, last, opens = RUN_IN, first, first
        while last < count:
            column = columns[last]
            reach += column.right - column.left
            if reach > width and last > first:
                break
            opens = last if column.opens else opens
            reach += column.gap
            last += 1
        if last < count:
            last = last if columns[last].opens else opens if opens > first else last
        rows.append((first, last))
        first = last
    return rows


def widths_of(part: Part) -> list[float]:
    """Widths to try, the widest first: one row, then such as make two, three and more."""
    whole = line_of(part, 0, part.grid.columns, RUN_IN).right + GRID * part.grid.columns
    least = max(column.right - column.left for column in part.columns) + RUN_IN
    found = [whole]
    for count in range(2, part.grid.columns + 1):
        low, high = least, found[-1]
        while high - low > 6:
            middle = (low + high) / 2
            if len(rows_within(part, middle)) <= count:
                high = middle
            else:
                low = middle
        found.append(high)
        if high < 3 * least or count >= 16:
            break
    return found


class Placed(Struct):
    """Where the steps of a part stand, how far they and the last of their rows reach, and how many rows they make."""

    at: dict[str, XY]
    right: float
    foot: float
    rows: int
    last_right: float


def place_rows(
    part: Part,
    rows: Sequence[tuple[int, int]],
    left: float,
    top: float,
    first_y: float,
    sheet: Sheet,
    stretch: float = 0.0,
) -> Placed:
    """Place a part in rows: the first at its usual height or lower, each further one below the ladder of the one before.

    All begin at the same place, with room before it where one of them needs that.
    """
    works = any(part.columns[first].works for first, _last in rows)
    begin = left + (RUN_IN if works else _TURN if len(rows) > 1 else 0.0)
    at: dict[str, XY] = {}
    right, last_right, y, branches = left, left, top, 0
    for i, (first, last) in enumerate(rows):
        line = line_of(part, first, last, begin, stretch)
        right, last_right = max(right, line.right), line.right
        ids = [id_ for column in part.columns[first:last] for id_ in column.ids]
        if i:
            y += sheet.ladder + sheet.branch * branches + BETWEEN - LANE_GAP
        heights, y = _heights(part, ids, y, 0.0 if i else first_y)
        branches = len(heights) - 1
        for id_ in ids:
            column, lane = part.grid.column[id_], part.grid.lane[id_]
            at[id_] = (line.centres[column - first], heights[lane])
    return Placed(at, right, y, len(rows), last_right)


def _heights(part: Part, ids: Sequence[str], top: float, first_y: float) -> tuple[dict[int, float], float]:
    """The height of every lane of a row, and how far down they reach."""
    lanes: dict[int, list[Box]] = defaultdict(list)
    for id_ in ids:
        lanes[part.grid.lane[id_]].append(part.sizes[id_])
    heights: dict[int, float] = {}
    y, before = top, 0
    for i, lane in enumerate(sorted(lanes)):
        gap = LANE_GAP + (_DROPS if i and lane in part.told else 0.0)
        gap += _BAND_GAP if lane // BAND != before else 0.0
        before = lane // BAND
        heights[lane] = max(on_grid(y + gap - min(box[1] for box in lanes[lane])), first_y if not i else 0.0)
        y = heights[lane] + max(box[3] for box in lanes[lane])
    return heights, y
