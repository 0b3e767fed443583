"""From columns and lanes to places: one row, or as many rows under each other as make the map largest on its paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from vsm_desktop.edit.arranging.boxes import GAP, XY, Box, Sheet, on_grid
from vsm_desktop.edit.arranging.lanes import BAND, Grid

MARGIN, LANE_GAP = 20.0, 44.0
RUN_IN = 72.0
"""Room before a first box for the ladder's first rung."""
_TURN = 36.0  # room before a first stock for the arrow from the row before
_ARROW, _ELBOW, _WORDS = 70.0, 36.0, 26.0
_DROPS = 30.0
_BAND_GAP = 56.0
BETWEEN = 60.0
"""Room under a row's ladder for the arrow to the next row and for information that comes from above."""


class Part(Struct):
    """A part of the flow with what its layout needs.

    `words` holds the width of what is said between a column and the next, `elbows` the columns after which an arrow changes
    its lane, `cut` those after which one arrow alone goes on, and `told` the lanes that information comes to.
    """

    grid: Grid
    sizes: Mapping[str, Box]
    stocks: frozenset[str]
    works: frozenset[str]
    words: Mapping[int, float]
    elbows: frozenset[int]
    cuts: Mapping[int, int]
    told: frozenset[int]
    members: list[list[str]]


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
    words: dict[int, float] = defaultdict(float)
    elbows: set[int] = set()
    cuts: dict[int, int] = defaultdict(int)
    for source, target, wide in arrows:
        low, high = sorted((grid.column[source], grid.column[target]))
        for at in range(low, high):
            cuts[at] += 1
        if low == high:
            continue
        if grid.lane[source] != grid.lane[target]:
            elbows |= {low, high - 1}
        if high == low + 1:
            words[low] = max(words[low], wide)
    return Part(
        grid,
        sizes,
        frozenset(id_ for id_ in grid.column if kinds[id_] in ("inventory", "queue")),
        frozenset(id_ for id_ in grid.column if kinds[id_] == "process"),
        words,
        frozenset(elbows),
        cuts,
        frozenset(grid.lane[id_] for id_ in told if id_ in grid.lane),
        members,
    )


class Line(Struct):
    """Some columns in a row: their centres, and how far it reaches."""

    first: int
    centres: list[float]
    right: float


def line_of(
    part: Part, first: int, last: int, left: float, goes_on: bool = False, stretch: float = 0.0
) -> Line:
    """The columns from the first to the last, from left on; `goes_on` says that it continues a row before it."""
    boxes = [_span(part, at) for at in range(first, last)]
    works = any(id_ in part.works for id_ in part.members[first])
    x = left + (RUN_IN if works else _TURN if goes_on else 0.0)
    centres: list[float] = []
    right = x
    for i, (low, high) in enumerate(boxes):
        x = on_grid(x - low)
        centres.append(x)
        right = x + high
        if first + i + 1 < last:
            x = right + gap_after(part, first + i) + stretch
    return Line(first, centres, right)


def gap_after(part: Part, at: int) -> float:
    """The room between a column and the next: a stock sits on its arrow, words and elbows need more."""
    here, next_ = part.members[at], part.members[at + 1]
    stocks = [part.stocks.issuperset(ids) for ids in (here, next_)]
    works = any(part.works.intersection(ids) for ids in (here, next_))
    least = _ARROW if not any(stocks) else GAP if works and not all(stocks) else _ELBOW
    if at in part.elbows:
        least = max(least, _ELBOW)
    wide = part.words.get(at, 0.0)
    return max(least, wide + _WORDS) if wide else least


def _span(part: Part, at: int) -> tuple[float, float]:
    boxes = [part.sizes[id_] for id_ in part.members[at]]
    return (min((box[0] for box in boxes), default=0.0), max((box[2] for box in boxes), default=0.0))


def rows_within(part: Part, width: float) -> list[tuple[int, int]]:
    """The columns cut into as few rows as fit a width; where there is a choice, where one arrow alone goes on."""
    rows: list[tuple[int, int]] = []
    first, count = 0, part.grid.columns
    spans = [_span(part, at) for at in range(count)]
    while first < count:
        works = any(id_ in part.works for id_ in part.members[first])
        x = RUN_IN if works else _TURN
        last = first
        while last < count:
            low, high = spans[last]
            reach = x + high - low
            if reach > width and last > first:
                break
            x = reach + (gap_after(part, last) if last + 1 < count else 0.0)
            last += 1
        if last < count:
            last = next((at for at in range(last, first, -1) if _may_cut(part, at)), last)
        rows.append((first, last))
        first = last
    return rows


def _may_cut(part: Part, at: int) -> bool:
    """Whether a row may begin with a column: one arrow alone leads to it, and not from under a stock."""
    return part.cuts.get(at - 1, 0) <= 1 and not all(id_ in part.stocks for id_ in part.members[at - 1])


def widths_of(part: Part) -> list[float]:
    """Widths to try, the widest first: one row, then such as make two, three and more."""
    whole = line_of(part, 0, part.grid.columns, 0.0, True).right
    least = max(high - low for low, high in (_span(part, at) for at in range(part.grid.columns))) + RUN_IN
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
    """Place a part in rows: the first at its usual height or lower, each further one below the ladder of the one before."""
    at: dict[str, XY] = {}
    right, last_right, y, branches = left, left, top, 0
    for i, (first, last) in enumerate(rows):
        line = line_of(part, first, last, left, i > 0 or len(rows) > 1, stretch)
        right, last_right = max(right, line.right), line.right
        ids = [id_ for column in part.members[first:last] for id_ in column]
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
