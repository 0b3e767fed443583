"""Stocks and points of the flow that are drawn as something else: warehouse, cross-dock, in-box, hourglass, safety
stock, decision."""

from __future__ import annotations

from collections.abc import Callable

from vsm_desktop.drawing.ops import Box, Op, Path, Pen
from vsm_desktop.drawing.shapes import head, outline, rectangle
from vsm_desktop.drawing.symbols.material import RAIL, labels, labels_foot
from vsm_desktop.drawing.symbols.symbol import BOTH_WAYS, Extent, Look, Symbol
from vsm_desktop.drawing.text import field_line, line, wrap
from vsm_desktop.drawing.theme import DATA_SIZE, OUTLINE
from vsm_desktop.model.nodes import Junction, Stock

_LEAD = 13.0
_DIAMOND = Extent(84.0, 58.0, (60.0, 42.0), BOTH_WAYS)
_BLOCK = Extent(44.0, 56.0, (32.0, 42.0), BOTH_WAYS)


def _pens(look: Look) -> tuple[Pen, Pen]:
    return Pen(look["ink"], look.outline), Pen(look["ink2"], OUTLINE * 0.8)


def _house(look: Look) -> Path:
    return Path(outline("M-34 26V-10L0 -27L34 -10V26Z"), _pens(look)[0], look["box"])


def warehouse_strokes(look: Look) -> list[Op]:
    """A house with a gate."""
    pen, fine = _pens(look)
    return [
        _house(look),
        Path(outline("M-17 26V0H17V26"), pen),
        Path(outline("M-17 7H17M-17 13.5H17M-17 20H17"), fine),
    ]


def cross_dock_strokes(look: Look) -> list[Op]:
    """A house whose goods cross from gate to gate."""
    fine = _pens(look)[1]
    return [
        _house(look),
        Path(outline("M-23 17L16 -2M-23 -2L16 17"), fine),
        head((22, -5), (-23, 17), 8, look["ink2"]),
        head((22, 20), (-23, -2), 8, look["ink2"]),
    ]


def orders_strokes(look: Look) -> list[Op]:
    """Sheets over a tray marked IN, on the arrow it stands in."""
    pen, fine = _pens(look)
    return [
        Path(outline("M-14 -30H14V-2H-14Z"), pen, look["box"]),
        Path(outline("M-8 -24H8M-8 -18.5H8M-8 -13H2"), fine),
        Path(outline("M-28 -9V9H28V-9H20L16 -3H-16L-20 -9Z"), pen, look["box"]),
        *line(0, 6.8, "IN", 10, look["ink"], "bold", "middle"),
    ]


def waiting_strokes(look: Look) -> list[Op]:
    """An hourglass, on the arrow it stands in."""
    pen, fine = _pens(look)
    return [
        Path(
            outline(
                "M-12 -30C-12 -16 -3 -13.5 -3 -10.5C-3 -7.5 -12 -5 -12 9H12C12 -5 3 -7.5 3 -10.5C3 -13.5 12 -16 12 -30Z"
            ),
            pen,
            look["wait_t"],
        ),
        Path(outline("M-16 -30H16M-16 9H16"), pen),
        Path(outline("M-6 3H6M0 -8V-1"), fine),
    ]


def safety_strokes(look: Look, width: float = 44.0, height: float = 56.0) -> list[Op]:
    """Three shelves, closed on all sides."""
    x, y, board = width / 2, height / 2, height / 6
    return [
        Path(rectangle(-x, -y, width, height), Pen(look["ink"], look.outline), look["box"]),
        Path(outline(f"M{-x} {-board}H{x}M{-x} {board}H{x}"), Pen(look["ink"], look.outline)),
    ]


def stocked(
    title: str, strokes: Callable[[Look], list[Op]], frame: Extent, top: float, rail: float = 0.0
) -> Symbol:
    """A stock with a picture of its own; what was counted stands under it."""

    def draw(node: Stock, look: Look) -> tuple[Op, ...]:
        return (*strokes(look), *labels(node, top, look))

    def body(node: Stock) -> Box:
        left, upper, right, lower = frame.box(node)
        return (left, upper, right, max(lower, labels_foot(node, top)))

    return Symbol(title, draw, body, lambda node: body(node)[3], frame, rail, _LEAD)


def draw_safety(node: Stock, look: Look) -> tuple[Op, ...]:
    """The closed block and the words under it."""
    width, height = _BLOCK.of(node)
    return (*safety_strokes(look, width, height), *labels(node, height / 2 + 15, look))


def _safety_body(node: Stock) -> Box:
    left, top, right, bottom = _BLOCK.box(node)
    return (left, top, right, max(bottom, labels_foot(node, bottom + 15)))


def draw_decision(node: Junction, look: Look) -> tuple[Op, ...]:
    """A diamond with its question."""
    width, height = _DIAMOND.of(node)
    x, y = width / 2, height / 2
    ops: list[Op] = [
        Path(outline(f"M0 {-y}L{x} 0L0 {y}L{-x} 0Z"), Pen(look["ink"], look.outline), look["box"])
    ]
    lines = wrap(node.name, width * 0.7, DATA_SIZE, "medium") or ("",) * (look.open == "name")
    for i, text in enumerate(lines):
        base = 3.8 + (i - (len(lines) - 1) / 2) * 12
        ops += field_line(0, base, text, DATA_SIZE, look["ink"], "medium", "middle", f"{node.id}.name")
    return tuple(ops)


WAREHOUSE = stocked("Warehouse", warehouse_strokes, Extent(68.0, 54.0), 41.0)
CROSS_DOCK = stocked("Cross-dock", cross_dock_strokes, Extent(68.0, 54.0), 41.0)
ORDERS = stocked("Orders", orders_strokes, Extent(56.0, 60.0), RAIL + 21.0, RAIL)
WAITING = stocked("Waiting", waiting_strokes, Extent(44.0, 60.0), RAIL + 21.0, RAIL)
SAFETY = Symbol(
    "Safety stock", draw_safety, _safety_body, lambda node: _safety_body(node)[3], _BLOCK, own_row=_LEAD
)
DECISION = Symbol("Decision", draw_decision, _DIAMOND.box, lambda node: _DIAMOND.box(node)[3], _DIAMOND)
