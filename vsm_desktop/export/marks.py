"""What stands in the margins of a tile: where to cut, and which tile of which map it is."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.drawing.ops import Op, Path, Pen, Segment
from vsm_desktop.drawing.paper import Spread, tile_name
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.drawing.theme import tokens

_OFF, _LONG = 3.0, 11.0  # points from the picture, and of a mark
_TEXT = 7.0
_MAP_WIDE, _MAP_HIGH = 72.0, 14.0
_CELL = 7.0
_GAP = 8.0


def marks(spread: Spread, column: int, row: int, said: str) -> tuple[Op, ...]:
    """Crop marks and page map of a tile, in points from the upper left corner of its paper.

    The marks stand where the picture of this tile begins and where that of the next one does: cut there and lay the
    edges together, or cut at the left and the top only and glue over the overlap.
    """
    colors = tokens("mono")
    hair = Pen(colors["ink"], 0.5, cap="butt")
    cuts = Path(tuple(_cuts(spread, column, row)), hair)
    return (cuts, *_page_map(spread, column, row, said))


def _cuts(spread: Spread, column: int, row: int) -> Iterator[Segment]:
    margin = spread.margin
    right, bottom = margin + spread.width, margin + spread.height
    for x in _ends(margin, right, spread.overlap, last=column == spread.columns - 1):
        for y in (margin - _OFF - _LONG, bottom + _OFF):
            yield from (("M", x, y), ("L", x, y + _LONG))
    for y in _ends(margin, bottom, spread.overlap, last=row == spread.rows - 1):
        for x in (margin - _OFF - _LONG, right + _OFF):
            yield from (("M", x, y), ("L", x + _LONG, y))


def _ends(start: float, end: float, overlap: float, *, last: bool) -> tuple[float, float]:
    """Where a tile is cut: at its start, and where the next one starts."""
    return start, end if last else end - overlap


def _page_map(spread: Spread, column: int, row: int, said: str) -> Iterator[Op]:
    """The grid of tiles with this one filled, then its name, its number and the map it is of."""
    colors = tokens("mono")
    wide = min(_CELL * 1.4, _MAP_WIDE / spread.columns)
    high = min(_CELL, _MAP_HIGH / spread.rows)
    x, y = spread.margin + _GAP, spread.margin + spread.height + _OFF
    base = y + _MAP_HIGH / 2 + 0.36 * _TEXT
    yield Path(rectangle(x + column * wide, y + row * high, wide, high), fill=colors["ink"])
    grid: list[Segment] = []
    for i in range(spread.columns + 1):
        grid += (("M", x + i * wide, y), ("L", x + i * wide, y + spread.rows * high))
    for i in range(spread.rows + 1):
        grid += (("M", x, y + i * high), ("L", x + spread.columns * wide, y + i * high))
    yield Path(tuple(grid), Pen(colors["ink"], 0.4))
    x += spread.columns * wide + _GAP
    name = f"{row * spread.columns + column + 1} / {spread.tiles}, {tile_name(column, row)}"
    yield from line(x, base, name, _TEXT, colors["ink"], "bold")
    x += measure(name, _TEXT, "bold") + _GAP
    room = spread.margin + spread.width - spread.overlap - _GAP - x
    if said and room > _MAP_WIDE:
        yield from line(x, base, shorten(said, room, _TEXT), _TEXT, colors["ink2"])
