"""The sheet round a map: as large as the paper at a good reading size, larger only when the map needs it.

A map that is printed at a scale, or so many sheets wide, has a sheet that fills whole tiles: what the screen shows as
the sheet is what comes out of the printer, glued together.
"""

from __future__ import annotations

from math import ceil, log

from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.paper import MM, Spread, paper_size
from vsm_desktop.model.printing import Print

MARGIN = 20.0
READING_SCALE = 1.25
LEAST_WIDTH = 460.0  # the title block between its margins
TILE_MARGIN = 12.0  # millimetres: room for crop marks and the page map inside of what printers leave white
_STEP = 1.06
_LARGEST = 4.0
_WHOLE = 1e-6


def sheet_of(content: Box, paper: str, portrait: bool) -> Box:
    """The sheet in map units, its upper left corner fixed while the map stays right of and below it.

    It grows in steps, so that it does not breathe with every move of the hand.
    """
    width, height = (side / READING_SCALE for side in paper_size(paper, portrait))
    left, top, wide, high = _needed(content)
    scale = _grown(max(wide / width, high / height))
    return (left, top, left + width * scale, top + height * scale)


def spread_sheet(content: Box, paper: str, portrait: bool, print_: Print) -> tuple[Box, Spread]:
    """The sheet in map units and how it lies on its paper, as the state wants it printed."""
    if print_.size == "fit":
        sheet = sheet_of(content, paper, portrait)
        return sheet, fit(sheet, paper, portrait, print_.margin)
    left, top, wide, high = _needed(content)
    wide = max(wide, LEAST_WIDTH)
    spread = _wide(wide, high, paper, portrait, print_)
    if print_.size == "scale":
        spread = _scaled(wide, high, paper, portrait, print_)
    across = _length(spread.columns, spread.width, spread.overlap) / spread.scale
    down = _length(spread.rows, spread.height, spread.overlap) / spread.scale
    return (left, top, left + across, top + down), spread


def fit(sheet: Box, paper: str, portrait: bool, margin: float) -> Spread:
    """A whole sheet on one sheet of paper, as large as it can be.

    The white the sheet has at its own edges counts as margin: only where that is less than `margin`, in millimetres,
    the map gives way.
    """
    width, height = paper_size(paper, portrait)
    wide, high = max(sheet[2] - sheet[0], _WHOLE), max(sheet[3] - sheet[1], _WHOLE)
    scale = min(width / wide, height / high)
    if MARGIN * scale < margin * MM and min(wide, high) > 2 * MARGIN:
        inner = (
            (width - 2 * margin * MM) / (wide - 2 * MARGIN),
            (height - 2 * margin * MM) / (high - 2 * MARGIN),
        )
        scale = min(*inner, scale)
    return Spread(scale, width, height, 0.0)


def _needed(content: Box) -> Box:
    """The corner of a sheet round some content, how wide and how high it must be."""
    left, top = min(0.0, content[0] - MARGIN), min(0.0, content[1] - MARGIN)
    return (left, top, content[2] + MARGIN - left, content[3] + MARGIN - top)


def _grown(need: float) -> float:
    scale = 1.0
    while scale < need:
        scale *= _STEP
    return scale


def _scaled(wide: float, high: float, paper: str, portrait: bool, print_: Print) -> Spread:
    """A given scale: one sheet of paper if that holds it, else tiles."""
    scale = print_.scale / 100
    margin = max(print_.margin * MM - MARGIN * scale, 0.0)  # the sheet has white at its own edges
    width, height = (side - 2 * margin for side in paper_size(paper, portrait))
    if wide * scale <= width + _WHOLE and high * scale <= height + _WHOLE:
        return Spread(scale, width, height, margin)
    return _tiled(scale, wide, high, _tile(paper, portrait, print_))


def _wide(wide: float, high: float, paper: str, portrait: bool, print_: Print) -> Spread:
    """So many tiles beside each other, at the scale at which they hold the map, or smaller for a row of tiles less.

    That row is saved where the paper is filled better without it: where a unit of paper shows more of the map.
    """
    tile = _tile(paper, portrait, print_)
    across = _fitting(wide, _length(print_.wide, tile.width, tile.overlap))
    found = _tiled(across, wide, high, tile, print_.wide)
    if found.rows == 1:
        return found
    down = _fitting(high, _length(found.rows - 1, tile.height, tile.overlap))
    fewer = _tiled(min(across, down), wide, high, tile, print_.wide)
    return max(found, fewer, key=lambda one: one.scale**2 / one.rows)


def _fitting(need: float, room: float) -> float:
    """The largest scale, in steps, at which a length has room."""
    return min(_STEP ** -ceil(log(need / room, _STEP) - _WHOLE), _LARGEST)


def _tile(paper: str, portrait: bool, print_: Print) -> Spread:
    margin = max(print_.margin, TILE_MARGIN) * MM
    width, height = (side - 2 * margin for side in paper_size(paper, portrait))
    return Spread(1.0, width, height, margin, print_.overlap * MM)


def _tiled(scale: float, wide: float, high: float, tile: Spread, columns: int = 0) -> Spread:
    return Spread(
        scale,
        tile.width,
        tile.height,
        tile.margin,
        tile.overlap,
        columns or _count(wide * scale, tile.width, tile.overlap),
        _count(high * scale, tile.height, tile.overlap),
    )


def _count(length: float, window: float, overlap: float) -> int:
    """How many windows show a length."""
    return 1 + max(0, ceil((length - window) / (window - overlap) - _WHOLE))


def _length(count: int, window: float, overlap: float) -> float:
    """How much so many windows show."""
    return count * window - (count - 1) * overlap
