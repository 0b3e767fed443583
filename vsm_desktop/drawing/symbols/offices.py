"""What information comes from or passes: control centre, MRP, database, load levelling, kanban post, go see."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vsm_desktop.drawing.ops import Box, FontName, Op, Path, Pen, Segment
from vsm_desktop.drawing.shapes import circle, outline, rectangle
from vsm_desktop.drawing.symbols.databox import ROW, box_rows, draw_rows, rows_of
from vsm_desktop.drawing.symbols.symbol import Extent, Look, Symbol
from vsm_desktop.drawing.text import field_line, wrap
from vsm_desktop.drawing.theme import DATA_SIZE, NAME_SIZE, OUTLINE
from vsm_desktop.model.nodes import Control

Strokes = Callable[[Look], list[Op]]
_LEAD = 13.0
_WORDS, _BOX = 96.0, 104.0
_ABOVE = 8.0  # between words and rows
_CYLINDER = Extent(92.0, 72.0)
_NOT_ALERT: frozenset[str] = frozenset()


def _pens(look: Look) -> tuple[Pen, Pen]:
    return Pen(look["ink"], look.outline), Pen(look["ink2"], OUTLINE * 0.8)


def centre_strokes(look: Look) -> list[Op]:
    """A monitor on a base."""
    pen, fine = _pens(look)
    return [
        Path(rectangle(-36, -31, 72, 46), pen, look["box"]),
        Path(outline("M-27 6V-11L-12 1L3 -20L15 -7L27 -18"), fine),
        Path(outline("M-7 15V26M7 15V26M-24 29.5H24"), pen),
    ]


def post_strokes(look: Look) -> list[Op]:
    """A cup on a post, in which kanbans are collected."""
    return [Path(outline("M-18 -24V-5H18V-24M0 -5V24M-14 24.5H14"), _pens(look)[0])]


def go_see_strokes(look: Look) -> list[Op]:
    """A pair of spectacles."""
    pen = _pens(look)[0]
    return [
        Path(circle(-16, 5, 12.5), pen, look["box"]),
        Path(circle(16, 5, 12.5), pen, look["box"]),
        Path(outline("M-4 1.5C-2 -2.5 2 -2.5 4 1.5M-28.5 3L-23 -15M28.5 3L23 -15"), pen),
    ]


def heijunka_strokes(look: Look) -> list[Op]:
    """A long box whose places take turns: O X O X."""
    pen = _pens(look)[0]
    ops: list[Op] = [Path(rectangle(-48, -16, 96, 32), pen, look["box"])]
    r = 7.5
    for i in range(4):
        x = -36.0 + 24 * i
        taken: tuple[Segment, ...] = (
            outline(f"M{x - r} {-r}L{x + r} {r}M{x - r} {r}L{x + r} {-r}") if i % 2 else circle(x, 0, r)
        )
        ops.append(Path(taken, pen))
    return ops


def _cylinder(look: Look, rings: bool) -> list[Op]:
    pen, fine = _pens(look)
    ops: list[Op] = [
        Path(outline("M-46 -24V24C-46 40 46 40 46 24V-24"), pen, look["box"]),
        Path(outline("M-46 -24C-46 -40 46 -40 46 -24C46 -8 -46 -8 -46 -24Z"), pen, look["band"]),
    ]
    if rings:
        ops.append(Path(outline("M-46 14C-46 30 46 30 46 14"), fine))
    return ops


def draw_erp(node: Control, look: Look) -> tuple[Op, ...]:
    """A cylinder with the system or name inside."""
    return (*_cylinder(look, False), *_inside(node, look, 7.0), *_rows(node, look, 36.0, 92.0))


def draw_database(node: Control, look: Look) -> tuple[Op, ...]:
    """A cylinder with a ring, its name inside."""
    return (*_cylinder(look, True), *_inside(node, look, 3.0), *_rows(node, look, 36.0, 92.0))


def _inside(node: Control, look: Look, middle: float) -> list[Op]:
    """Name over system, in the middle."""
    lines = [
        (text, "name") for text in wrap(node.name, 80, NAME_SIZE, "bold") or ("",) * (look.open == "name")
    ]
    if node.system or look.open == "system":
        lines = [*lines[:1], (node.system, "system")]
    ops: list[Op] = []
    for i, (text, key) in enumerate(lines):
        y = middle + 4 + (i - (len(lines) - 1) / 2) * 14
        shown = (wrap(text, 80, NAME_SIZE, "medium", 1) or ("",))[0] if key == "system" else text
        font: FontName = "bold" if key == "name" else "medium"
        ops += field_line(0, y, shown, NAME_SIZE, look["ink"], font, "middle", f"{node.id}.{key}")
    return ops


def _rows(node: Control, look: Look, top: float, width: float) -> Sequence[Op]:
    return draw_rows(box_rows(node, look), -width / 2, top, width, look, node.id, _NOT_ALERT)


def _words(node: Control, look: Look, top: float) -> list[Op]:
    """The name, and the system, under a picture."""
    ops: list[Op] = []
    lines = [(text, "name") for text in wrap(node.name, _WORDS, DATA_SIZE, "medium")]
    lines = lines or [("", "name")] * (look.open == "name")
    if node.system or look.open == "system":
        lines.append((node.system, "system"))
    for i, (text, key) in enumerate(lines):
        color = look["ink" if key == "name" else "ink2"]
        font: FontName = "medium" if key == "name" else "body"
        ops += field_line(0, top + _LEAD * i, text, DATA_SIZE, color, font, "middle", f"{node.id}.{key}")
    return ops


def _count(node: Control) -> int:
    return len(wrap(node.name, _WORDS, DATA_SIZE, "medium")) + bool(node.system)


def pictured(title: str, strokes: Strokes, frame: Extent, top: float) -> Symbol:
    """A symbol that is a picture with its name under it, and the rows it carries under that."""

    def foot(node: Control) -> float:
        return top + _LEAD * (_count(node) - 1) + 5

    def draw(node: Control, look: Look) -> tuple[Op, ...]:
        shown = max(
            _count(node), (look.open in ("name", "system")) + bool(node.name and look.open == "system")
        )
        return (*strokes(look), *_words(node, look, top), *_rows(node, look, top + _LEAD * shown, _BOX))

    def body(node: Control) -> Box:
        _left, upper, right, lower = frame.box(node)
        rows = ROW * len(rows_of(node))
        half = max(right, _BOX / 2) if rows else right
        return (-half, upper, half, max(lower, foot(node)) + (rows + _ABOVE if rows else 0))

    return Symbol(title, draw, body, lambda node: body(node)[3], frame, own_row=ROW, lead=_ABOVE, wide=_BOX)


def _cylinder_body(node: Control) -> Box:
    return (-46.0, -36.0, 46.0, 36.0 + ROW * len(rows_of(node)))


CENTRE = pictured("Control centre", centre_strokes, Extent(72.0, 62.0), 46.0)
POST = pictured("Kanban post", post_strokes, Extent(38.0, 50.0), 40.0)
GO_SEE = pictured("Go see", go_see_strokes, Extent(60.0, 36.0), 33.0)
HEIJUNKA = pictured("Load levelling", heijunka_strokes, Extent(96.0, 32.0), 31.0)
ERP = Symbol(
    "MRP / ERP", draw_erp, _cylinder_body, lambda node: _cylinder_body(node)[3], _CYLINDER, own_row=ROW
)
DATABASE = Symbol(
    "Database", draw_database, _cylinder_body, lambda node: _cylinder_body(node)[3], _CYLINDER, own_row=ROW
)
