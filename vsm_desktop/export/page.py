"""How a sheet lies on its paper, whole or in tiles: the same for every format, the preview and the printer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Box, Drawing, Op, Part, extent
from vsm_desktop.drawing.paper import Spread, paper_size, tile_name
from vsm_desktop.drawing.sheet import fit
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.marks import marks

MOST_SHEETS = 400
_FOOT = ("@legend", "@title", "@key")  # a key is the legend of a comparison
_FOOT_TYPE, _FOOT_EDGE = 7.0, 16.0


class Page(NamedTuple):
    """The paper in points, and how map units become points: `left + x * scale`, `top + y * scale`."""

    width: float
    height: float
    scale: float
    left: float
    top: float


class Leaf(Struct, frozen=True):
    """One sheet of paper: what is drawn on it, in map units, and its marks, in points from the upper left corner.

    Of a tile only the `window`, in map units, is to be seen. `name` is its column and row.
    """

    page: Page
    parts: tuple[Part, ...]
    window: Box | None = None
    marks: tuple[Op, ...] = ()
    name: str = ""


def spread_of(drawing: Drawing) -> Spread:
    """How a drawing lies on its paper; whole, if it does not say."""
    return drawing.spread or fit(drawing.sheet, drawing.paper, drawing.portrait, 0.0)


def centred(drawing: Drawing) -> Drawing:
    """What is drawn in the middle of the room above legend and title block; they stay, and so does the sheet.

    Tiles are as they are: they are cut where the screen shows it.
    """
    foot = [part for part in drawing.parts if part.id in _FOOT]
    boxes = [_box(part) for part in drawing.parts if part.id not in _FOOT and part.ops]
    if spread_of(drawing).tiles > 1 or not boxes:
        return drawing
    left, top, right, bottom = drawing.sheet
    bottom = min((_box(part)[1] for part in foot), default=bottom)
    dx = round((left + right - min(box[0] for box in boxes) - max(box[2] for box in boxes)) / 2)
    dy = round((top + bottom - min(box[1] for box in boxes) - max(box[3] for box in boxes)) / 2)
    return replace(
        drawing,
        parts=tuple(
            part if part.id in _FOOT else replace(part, x=part.x + dx, y=part.y + dy)
            for part in drawing.parts
        ),
    )


def page_of(drawing: Drawing) -> Page:
    """The whole sheet in one piece: on its paper, in the middle where the shapes differ, or as large as its tiles glued together."""
    spread = spread_of(drawing)
    x0, y0, x1, y1 = drawing.sheet
    wide, high = (x1 - x0) * spread.scale, (y1 - y0) * spread.scale
    width, height = paper_size(drawing.paper, drawing.portrait)
    if spread.tiles > 1:
        width, height = wide, high
    left, top = (width - wide) / 2 - x0 * spread.scale, (height - high) / 2 - y0 * spread.scale
    return Page(width, height, spread.scale, left, top)


def leaves(drawing: Drawing, said: str = "") -> tuple[Leaf, ...]:
    """The sheets of paper, row by row; tiles bear what is `said`. Raises ExportError for more than can be glued.

    Tiles that show nothing are among them: a grid with holes cannot be glued together.
    """
    spread = spread_of(drawing)
    if spread.tiles == 1:
        return (Leaf(page_of(drawing), drawing.parts),)
    if spread.tiles > MOST_SHEETS:
        sentence = _(
            "This would be {count} sheets of {paper}, more than the {most} that can be made. "
            "Choose larger paper, a smaller scale, or fewer sheets beside each other."
        )
        numbers = {"count": f"{spread.tiles:,}", "most": MOST_SHEETS}
        raise ExportError(sentence.format(paper=drawing.paper, **numbers))
    placed = [(part, _box(part)) for part in drawing.parts]
    places = [(column, row) for row in range(spread.rows) for column in range(spread.columns)]
    return tuple(_tile(drawing, spread, placed, column, row, said) for column, row in places)


def numbered(leaf: Leaf, foot: str, at: int, count: int) -> Leaf:
    """A sheet of paper with words and its number under what is drawn on it."""
    width, height = leaf.page[:2]
    color, y = tokens("print")["ink2"], height - 6.5
    words = _("{at} of {count}").format(at=at, count=count)
    room = width - 2 * _FOOT_EDGE - measure(words, _FOOT_TYPE) - 12
    ops = line(_FOOT_EDGE, y, shorten(foot, room, _FOOT_TYPE), _FOOT_TYPE, color)
    ops += line(width - _FOOT_EDGE, y, words, _FOOT_TYPE, color, anchor="end")
    return replace(leaf, marks=(*leaf.marks, *ops))


def on_paper(leaf: Leaf, box: Box) -> Box | None:
    """Where a box in map units is on a sheet of paper, in points; None where this sheet does not show it."""
    if leaf.window is not None and not _meet(box, leaf.window):
        return None
    scale, left, top = leaf.page[2:]
    return (left + box[0] * scale, top + box[1] * scale, left + box[2] * scale, top + box[3] * scale)


def _tile(
    drawing: Drawing, spread: Spread, placed: list[tuple[Part, Box]], column: int, row: int, said: str
) -> Leaf:
    scale, margin = spread.scale, spread.margin
    left = drawing.sheet[0] + column * (spread.width - spread.overlap) / scale
    top = drawing.sheet[1] + row * (spread.height - spread.overlap) / scale
    window = (left, top, left + spread.width / scale, top + spread.height / scale)
    page = Page(
        *paper_size(drawing.paper, drawing.portrait), scale, margin - left * scale, margin - top * scale
    )
    parts = tuple(_seen(placed, window))
    return Leaf(page, parts, window, marks(spread, column, row, said), tile_name(column, row))


def _seen(placed: list[tuple[Part, Box]], window: Box) -> Iterator[Part]:
    """The parts of which something is to be seen; of those at the edge, the ops."""
    for part, box in placed:
        if _within(box, window):
            yield part
        elif _meet(box, window):
            around = _moved(window, -part.x, -part.y)
            ops = tuple(op for op in part.ops if _meet(extent((op,)), around))
            if ops:
                yield replace(part, ops=ops)


def _box(part: Part) -> Box:
    return _moved(extent(part.ops), part.x, part.y)


def _moved(box: Box, dx: float, dy: float) -> Box:
    return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _within(a: Box, b: Box) -> bool:
    return b[0] <= a[0] and a[2] <= b[2] and b[1] <= a[1] and a[3] <= b[3]


def number(value: float, places: int = 3) -> str:
    """A number as PDF and SVG want it: short, no exponent, a point whatever the locale."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
