"""Stocks, lanes and junctions: where material waits."""

from __future__ import annotations

from vsm_desktop.drawing.marks import mark_behind
from vsm_desktop.drawing.ops import Box, FontName, Op, Path, Pen
from vsm_desktop.drawing.shapes import circle, head, outline, polyline, rectangle
from vsm_desktop.drawing.symbols.databox import own_words
from vsm_desktop.drawing.symbols.symbol import PLAIN, Extent, Look, Manner, Symbol
from vsm_desktop.drawing.text import field_line, line, measure, shorten, wrap
from vsm_desktop.drawing.theme import DATA_SIZE, INFO_LINE
from vsm_desktop.model.display import number_and_unit, shown
from vsm_desktop.model.nodes import Fifo, Inventory, Junction, Queue, Stock, Supermarket
from vsm_desktop.model.quantity import Quantity, VariantQuantity

RAIL = 19.0
_LABEL_WIDTH = 66.0
_LEAD = 13.0
_FONTS: tuple[FontName, FontName] = ("medium", "body")
_LABELS = RAIL + 21.0
_TRIANGLE = Extent(44.0, 60.0)
_SHELVES = Extent(44.0, 56.0, (32.0, 42.0), frozenset({"width", "height"}))
_LANE = Extent(66.0, 20.0, (66.0, 20.0), frozenset({"width"}))
_DOT = Extent(10.0, 10.0)
_SHELF_LABELS, _LANE_LABELS = 15.0, 15.0


def stock_lines(node: Stock, open_field: str = "", manner: Manner = PLAIN) -> list[tuple[str, str]]:
    """What stands under a stock, each line with its field: its name, and the pieces (by variant) or the time.

    Days of pieces are on the ladder. What is being typed has a line of its own.
    """
    lines = [(text, "name") for text in wrap(node.name, _LABEL_WIDTH, DATA_SIZE)]
    if open_field == "name" and not lines:
        lines.append(("", "name"))
    if node.qty_by_variant:
        lines += [(_of_variant(part), "qty_by_variant") for part in node.qty_by_variant]
    elif node.qty is not None:
        lines.append((shown(node.qty), "qty"))
    elif node.days is not None:
        lines.append((shown(node.days, manner.times), "days"))
    if open_field not in {"", "max" if node.kind == "fifo" else "", *(key for _text, key in lines)}:
        lines.append((_given(node, open_field, manner), open_field))
    return lines


def _given(node: Stock, key: str, manner: Manner) -> str:
    value = getattr(node, key, None)
    return shown(value, manner.times) if isinstance(value, Quantity) else ""


def _of_variant(part: VariantQuantity) -> str:
    """A number in full and as much of the name as fits beside it."""
    number = number_and_unit(part.quantity)[0]
    room = max(_LABEL_WIDTH + 14 - measure(f"{number} ", DATA_SIZE, "medium"), 12.0)
    return f"{number} {shorten(part.variant, room, DATA_SIZE, 'medium')}"


def labels(node: Stock, top: float, look: Look) -> list[Op]:
    """What stands under a stock, from the baseline of the first line on."""
    ops: list[Op] = []
    parts = iter(node.qty_by_variant)
    lines = stock_lines(node, look.open, look.manner)
    for i, (text, key) in enumerate(lines):
        named = key == "name"
        color, font = look["ink2" if named else "ink"], _FONTS[named]
        ops += field_line(0, top + _LEAD * i, text, DATA_SIZE, color, font, "middle", f"{node.id}.{key}")
        value = (
            getattr(next(parts, None), "quantity", None) if key == "qty_by_variant" else getattr(node, key)
        )
        ops += mark_behind(0, top + _LEAD * i, text, font, value, look)
    return [*ops, *own_words(node.id, look, top + _LEAD * len(lines), _LEAD)]


def draw_inventory(node: Inventory | Queue, look: Look) -> tuple[Op, ...]:
    """The triangle on its rail, with what was counted beneath."""
    triangle = outline("M0 -29L21 8H-21Z")
    letter = "Q" if isinstance(node, Queue) else "I"
    return (
        Path(triangle, Pen(look["ink"], look.outline), look["wait_t"]),
        *line(0, 3.5, letter, 15, look["ink"], "bold", "middle"),
        *labels(node, _LABELS, look),
    )


def inventory_body(node: Inventory | Queue) -> Box:
    """The triangle, the rail under it and the words: arrows that leave downwards start below them."""
    return (-22.0, -30.0, 22.0, max(RAIL + 8, labels_foot(node, _LABELS)))


def draw_supermarket(node: Supermarket, look: Look) -> tuple[Op, ...]:
    """Three shelves, open to the supplying process on the left."""
    width, height = _SHELVES.of(node)
    x, y, board = width / 2, height / 2, height / 6
    shelves = outline(f"M{-x} {-y}H{x}V{y}H{-x}M{-x} {-board}H{x}M{-x} {board}H{x}")
    return (
        Path(rectangle(-x, -y, width, height), fill=look["box"]),
        Path(shelves, Pen(look["ink"], look.outline)),
        *labels(node, y + _SHELF_LABELS, look),
    )


def draw_fifo(node: Fifo, look: Look) -> tuple[Op, ...]:
    """Two rules with FIFO and an arrow between, the maximum above."""
    pen, x = Pen(look["ink"], look.outline), _LANE.of(node)[0] / 2
    ops: list[Op] = [
        Path(rectangle(-x, -10, 2 * x, 20), fill=look["box"]),
        Path(outline(f"M{-x} -10H{x}M{-x} 10H{x}"), pen),
        *line(4 - x, 4, "FIFO", 11, look["ink"], "bold"),
        Path(polyline(((40 - x, 0), (x - 11, 0))), Pen(look["ink"], INFO_LINE)),
        head((x - 4, 0), (0, 0), 8, look["ink"]),
    ]
    if node.max is not None or look.open == "max":
        text = f"max {number_and_unit(node.max)[0]}" if node.max is not None else ""
        ops += field_line(0, -15, text, DATA_SIZE, look["ink2"], "medium", "middle", f"{node.id}.max")
        ops += mark_behind(0, -15, text, "medium", node.max, look)
    return (*ops, *labels(node, 10 + _LANE_LABELS, look))


def draw_junction(node: Junction, look: Look) -> tuple[Op, ...]:
    """A dot; its name shows only while it is typed."""
    dot = Path(circle(0, 0, 4.5), fill=look["ink"])
    if look.open != "name":
        return (dot,)
    return (dot, *field_line(0, 20, node.name, DATA_SIZE, look["ink"], "body", "middle", f"{node.id}.name"))


def supermarket_body(node: Supermarket) -> Box:
    """The shelves and the words under them."""
    left, top, right, bottom = _SHELVES.box(node)
    return (left, top, right, labels_foot(node, bottom + _SHELF_LABELS))


def fifo_body(node: Fifo) -> Box:
    """The lane and the words under it."""
    left, top, right, bottom = _LANE.box(node)
    return (left, top, right, max(bottom, labels_foot(node, bottom + _LANE_LABELS)))


def labels_foot(node: Stock, top: float) -> float:
    """How far the words reach down, from the baseline of the first one."""
    return top + _LEAD * (len(stock_lines(node)) - 1) + 4


INVENTORY = Symbol(
    "Inventory", draw_inventory, inventory_body, lambda node: inventory_body(node)[3], _TRIANGLE, RAIL, _LEAD
)
QUEUE = Symbol(
    "Queue", draw_inventory, inventory_body, lambda node: inventory_body(node)[3], _TRIANGLE, RAIL, _LEAD
)
SUPERMARKET = Symbol(
    "Supermarket",
    draw_supermarket,
    supermarket_body,
    lambda node: supermarket_body(node)[3],
    _SHELVES,
    own_row=_LEAD,
)
FIFO = Symbol("FIFO lane", draw_fifo, fifo_body, lambda node: fifo_body(node)[3], _LANE, own_row=_LEAD)
JUNCTION = Symbol("Junction", draw_junction, _DOT.box, lambda _node: 6.0, _DOT)
