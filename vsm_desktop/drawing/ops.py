"""The display list: paths and texts in parts; a symbol is described once and played by three players.

Map units are points, y down. Curves are cubic. No clipping, no gradients; joins are round everywhere; fill comes
before stroke. Overlaps within a path unite (non-zero fill). Colours are final. A text is one run of one font, placed by its baseline, with its measured width.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, radians, sin
from types import MappingProxyType
from typing import Any, Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.drawing.paper import Spread

Segment = (
    tuple[Literal["M"], float, float]
    | tuple[Literal["L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)
FontName = Literal["body", "medium", "bold", "cjk"]
Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]  # left, top, right, bottom


class Pen(Struct, frozen=True):
    """A stroke; dashes are in map units; joins are always round."""

    color: str
    width: float = 1.5
    dash: tuple[float, ...] = ()
    cap: Literal["round", "butt"] = "round"


class Path(Struct, frozen=True):
    """An outline, filled, stroked or both."""

    segments: tuple[Segment, ...]
    pen: Pen | None = None
    fill: str | None = None


class Text(Struct, frozen=True):
    """One line, or run of a line, in one font.

    `ref` names what it shows: an element's field ("weld.ct"), what the document says of itself ("@state.date"), a step
    or a metric. `anchor` says which end stays when the text grows. `turn` is how far it is turned round (x, y), in degrees
    clockwise.
    """

    x: float
    y: float
    text: str
    width: float
    size: float
    color: str
    font: FontName = "body"
    ref: str = ""
    anchor: Anchor = "start"
    turn: float = 0.0


class Image(Struct, frozen=True):
    """A picture in a box, as the document keeps it (`model/pictures.py`)."""

    x: float
    y: float
    width: float
    height: float
    data: str


Op = Path | Text | Image


class Part(Struct, frozen=True):
    """One element of the map, drawn around its own origin: moving it changes two numbers.

    `box` and `line` are what a hand can grip, around the same origin: the body of a symbol, the course of an arrow.
    Decorations have neither. A frame is gripped by its `grips` alone: what lies inside it is not the frame. `shows` is what was drawn and its look, to be drawn with less where it is seen from afar;
    words come after the first so many `strokes` of an arrow.
    """

    id: str
    x: float
    y: float
    ops: tuple[Op, ...]
    box: Box | None = None
    line: tuple[tuple[float, float], ...] = ()
    strokes: int = 0
    shows: tuple[Any, Any] | None = None
    grips: tuple[Box, ...] = ()


class Drawing(Struct, frozen=True):
    """A whole map: parts in paint order on a sheet (in map units) of a named paper.

    Exports put the sheet on the paper as `spread` says, or as large as one paper allows; the screen shows the same
    parts. `longest` are the parts of the longest wait, `wished` the rows all data boxes of a kind show, by kind.
    """

    parts: tuple[Part, ...]
    sheet: Box
    page: str = "#FFFFFF"
    paper: str = "A3"
    portrait: bool = False
    longest: frozenset[str] = frozenset()
    spread: Spread | None = None
    wished: Mapping[str, frozenset[str]] = MappingProxyType({})


class Surface(Protocol):
    """What a player must be able to do."""

    def enter(self, part: Part) -> None: ...
    def leave(self) -> None: ...
    def path(self, op: Path) -> None: ...
    def text(self, op: Text) -> None: ...
    def image(self, op: Image) -> None: ...


def play(parts: Iterable[Part], surface: Surface) -> None:
    """Play parts in paint order on a surface."""
    for part in parts:
        surface.enter(part)
        play_ops(part.ops, surface)
        surface.leave()


def play_ops(ops: Iterable[Op], surface: Surface) -> None:
    """Play the ops of one part, at the surface's present origin."""
    for op in ops:
        if isinstance(op, Path):
            surface.path(op)
        elif isinstance(op, Text):
            surface.text(op)
        else:
            surface.image(op)


def extent(ops: Iterable[Op]) -> Box:
    """The box around ops, pens included, control points of curves taken as points; (0, 0, 0, 0) for none."""
    xs: list[float] = []
    ys: list[float] = []
    for op in ops:
        if isinstance(op, Text):
            for x, y in corners(op):
                xs.append(x)
                ys.append(y)
            continue
        if isinstance(op, Image):
            xs += (op.x, op.x + op.width)
            ys += (op.y, op.y + op.height)
            continue
        half = op.pen.width / 2 if op.pen else 0.0
        for segment in op.segments:
            numbers: tuple[float, ...] = segment[1:]
            for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                xs += (x - half, x + half)
                ys += (y - half, y + half)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 0.0, 0.0)


def placed(op: Op, scale: float, dx: float, dy: float, pen: float = 1.0) -> Op:
    """An op larger or smaller, somewhere else; strokes keep their weight times `pen`."""
    if isinstance(op, Path):
        segments: Any = tuple(
            (s[0], *(v * scale + (dy if i % 2 else dx) for i, v in enumerate(s[1:]))) for s in op.segments
        )
        return Path(segments, replace(op.pen, width=op.pen.width * pen) if op.pen else None, op.fill)
    moved = replace(op, x=op.x * scale + dx, y=op.y * scale + dy, width=op.width * scale)
    if isinstance(moved, Text):
        return replace(moved, size=moved.size * scale)
    return replace(moved, height=moved.height * scale)


def grown(op: Text, size: float) -> Text:
    """A text in another size; the end its anchor names stays."""
    wide = op.width * size / op.size
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[op.anchor]
    back, turn = (wide - op.width) * before, radians(op.turn)
    return replace(op, x=op.x - back * cos(turn), y=op.y - back * sin(turn), width=wide, size=size)


def corners(op: Text) -> tuple[tuple[float, float], ...]:
    """The corners of the room a text takes, turned with it."""
    over, under = -op.size, op.size * 0.3
    box = ((0.0, over), (op.width, over), (op.width, under), (0.0, under))
    if not op.turn:
        return tuple((op.x + x, op.y + y) for x, y in box)
    c, s = cos(radians(op.turn)), sin(radians(op.turn))
    return tuple((op.x + x * c - y * s, op.y + x * s + y * c) for x, y in box)
