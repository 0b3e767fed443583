"""The whole scoreboard at a glance: a tile for each measure with its run chart, its last value, and how that stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from msgspec import Struct

from vsm_desktop.drawing.charts.chart import Chart, Mark, listed, nothing
from vsm_desktop.drawing.charts.run import Run, run_chart
from vsm_desktop.drawing.ops import Op, Part, Path, Pen, placed
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten

_GAP, _PAD = 12.0, 12.0
_LEAST = (230.0, 150.0)  # of a tile; where they do not fit, the wall gets longer
_WAY = 1.7  # the width of a good tile by its height
_SMALL, _LARGE = 11.0, 16.0


class Tile(Struct, frozen=True):
    """One measure: its id, its course, the last value with its sign and in which ink, and what is said of it."""

    id: str
    run: Run
    last: str
    ink: str = "ink"
    said: str = ""
    flag: str = ""


def wall_chart(tiles: Sequence[Tile], width: float, height: float, look: Look, empty: str = "") -> Chart:
    """All tiles in rows of equal height; each is a mark. It may need to be higher than its room."""
    if not tiles:
        return nothing(empty, width, height, look)
    columns = columns_of(len(tiles), width, height)
    rows = ceil(len(tiles) / columns)
    wide = (width - _GAP * (columns + 1)) / columns
    high = max(_LEAST[1], (height - _GAP * (rows + 1)) / rows)
    parts, marks = [], []
    for at, one in enumerate(tiles):
        row, column = divmod(at, columns)
        x, y = _GAP + column * (wide + _GAP), _GAP + row * (high + _GAP)
        ops = tuple(placed(op, 1.0, x, y) for op in _tile(one, wide, high, look))
        parts.append(Part(f"@{one.id}", 0.0, 0.0, ops))
        words = listed(one.last, one.said, one.flag)
        marks.append(Mark((one.id,), one.run.name, words, (x, y, x + wide, y + high)))
    return Chart(tuple(parts), tuple(marks), width, max(height, _GAP + rows * (high + _GAP)), look["page"])


def columns_of(count: int, width: float, height: float) -> int:
    """How many tiles stand side by side: as many as keep them nearest to their good shape, with no more gaps than need be."""
    most = max(1, int((width - _GAP) // (_LEAST[0] + _GAP)))

    def odds(columns: int) -> float:
        rows = ceil(count / columns)
        shape = (width / columns) / max(height / rows, _LEAST[1])
        left_over = rows * columns - count
        return max(shape / _WAY, _WAY / shape) + 0.12 * left_over

    return min(range(1, min(most, count) + 1), key=odds)


def _tile(one: Tile, width: float, height: float, look: Look) -> Iterator[Op]:
    size = max(_SMALL, min(_LARGE, height / 17, width / 26))
    yield Path(rectangle(0.0, 0.0, width, height), Pen(look["rule"], 1.0), look["page"])
    room = width - 2 * _PAD
    foot = _PAD + size * 1.4
    last = measure(one.last, size * 1.6, "bold")
    yield from line(width - _PAD, foot, one.last, size * 1.6, look[one.ink], "bold", "end")
    name = f"{one.run.name} △" if one.flag else one.run.name
    yield from line(
        _PAD, foot, shorten(name, room - last - 10, size * 1.15, "bold"), size * 1.15, look["ink"], "bold"
    )
    foot += size * 1.55
    yield from line(_PAD, foot, shorten(one.said, room, size), size, look["ink2"])
    top = foot + size * 0.6
    chart = run_chart(one.run, room + _PAD, height - top - 4.0, look, size, within=True)
    yield from (placed(op, 1.0, _PAD / 2, top) for part in chart.parts for op in part.ops)
