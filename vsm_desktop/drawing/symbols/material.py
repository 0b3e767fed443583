"""Stocks, lanes and junctions: where material waits."""

from __future__ import annotations

from vsm_desktop.drawing.ops import Box, Op, Path, Pen
from vsm_desktop.drawing.shapes import circle, head, outline, polyline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look, Symbol, box_of
from vsm_desktop.drawing.text import line, measure, shorten, wrap
from vsm_desktop.drawing.theme import DATA_SIZE, INFO_LINE, OUTLINE
from vsm_desktop.model.display import number_and_unit, shown
from vsm_desktop.model.nodes import Fifo, Inventory, Junction, Queue, Stock, Supermarket
from vsm_desktop.model.quantity import VariantQuantity

RAIL = 19.0
_LABEL_WIDTH = 66.0
_LEAD = 13.0
_LABELS = RAIL + 21.0
_SHELF_LABELS, _LANE_LABELS = 43.0, 25.0


def stock_lines(node: Stock) -> list[str]:
    """What stands under a stock: its name, and the pieces (by variant) or the time; days of pieces are on the ladder."""
    lines = list(wrap(node.name, _LABEL_WIDTH, DATA_SIZE))
    if node.qty_by_variant:
        lines += [_of_variant(part) for part in node.qty_by_variant]
    elif node.qty is not None:
        lines.append(shown(node.qty))
    elif node.days is not None:
        lines.append(shown(node.days))
    return lines


def _of_variant(part: VariantQuantity) -> str:
    """A number in full and as much of the name as fits beside it."""
    number = number_and_unit(part.quantity)[0]
    room = max(_LABEL_WIDTH + 14 - measure(f"{number} ", DATA_SIZE, "medium"), 12.0)
    return f"{number} {shorten(part.variant, room, DATA_SIZE, 'medium')}"


def _labels(node: Stock, top: float, look: Look) -> list[Op]:
    named = len(wrap(node.name, _LABEL_WIDTH, DATA_SIZE))
    ops: list[Op] = []
    for i, text in enumerate(stock_lines(node)):
        ref = f"{node.id}.name" if i < named else f"{node.id}.qty"
        color = look["ink2"] if i < named else look["ink"]
        ops += line(
            0, top + _LEAD * i, text, DATA_SIZE, color, "body" if i < named else "medium", "middle", ref
        )
    return ops


def draw_inventory(node: Inventory | Queue, look: Look) -> tuple[Op, ...]:
    """The triangle on its rail, with what was counted beneath."""
    triangle = outline("M0 -29L21 8H-21Z")
    letter = "Q" if isinstance(node, Queue) else "I"
    return (
        Path(triangle, Pen(look["ink"], OUTLINE), look["wait_t"]),
        *line(0, 3.5, letter, 15, look["ink"], "bold", "middle"),
        *_labels(node, _LABELS, look),
    )


def inventory_body(node: Inventory | Queue) -> Box:
    """The triangle, the rail under it and the words: arrows that leave downwards start below them."""
    return (-22.0, -30.0, 22.0, max(RAIL + 8, _foot(node, _LABELS)))


def draw_supermarket(node: Supermarket, look: Look) -> tuple[Op, ...]:
    """Three shelves, open to the supplying process on the left."""
    shelves = outline("M-22 -28H22V28H-22M-22 -9.33H22M-22 9.33H22")
    return (
        Path(rectangle(-22, -28, 44, 56), fill=look["box"]),
        Path(shelves, Pen(look["ink"], OUTLINE)),
        *_labels(node, _SHELF_LABELS, look),
    )


def draw_fifo(node: Fifo, look: Look) -> tuple[Op, ...]:
    """Two rules with FIFO and an arrow between, the maximum above."""
    pen = Pen(look["ink"], OUTLINE)
    ops: list[Op] = [
        Path(rectangle(-33, -10, 66, 20), fill=look["box"]),
        Path(outline("M-33 -10H33M-33 10H33"), pen),
        *line(-29, 4, "FIFO", 11, look["ink"], "bold"),
        Path(polyline(((7, 0), (22, 0))), Pen(look["ink"], INFO_LINE)),
        head((29, 0), (0, 0), 8, look["ink"]),
    ]
    if node.max is not None:
        text = f"max {number_and_unit(node.max)[0]}"
        ops += line(0, -15, text, DATA_SIZE, look["ink2"], "medium", "middle", f"{node.id}.max")
    return (*ops, *_labels(node, _LANE_LABELS, look))


def draw_junction(_node: Junction, look: Look) -> tuple[Op, ...]:
    """A dot."""
    return (Path(circle(0, 0, 4.5), fill=look["ink"]),)


def supermarket_body(node: Supermarket) -> Box:
    """The shelves and the words under them."""
    return (-22.0, -28.0, 22.0, _foot(node, _SHELF_LABELS))


def fifo_body(node: Fifo) -> Box:
    """The lane and the words under it."""
    return (-33.0, -10.0, 33.0, max(10.0, _foot(node, _LANE_LABELS)))


def _foot(node: Stock, top: float) -> float:
    """How far the words reach down, from the baseline of the first one."""
    return top + _LEAD * (len(stock_lines(node)) - 1) + 4


INVENTORY = Symbol("Inventory", draw_inventory, inventory_body, lambda node: inventory_body(node)[3], RAIL)
QUEUE = Symbol("Queue", draw_inventory, inventory_body, lambda node: inventory_body(node)[3], RAIL)
SUPERMARKET = Symbol(
    "Supermarket", draw_supermarket, supermarket_body, lambda node: supermarket_body(node)[3]
)
FIFO = Symbol("FIFO lane", draw_fifo, fifo_body, lambda node: fifo_body(node)[3])
JUNCTION = Symbol("Junction", draw_junction, box_of(10, 10), lambda _node: 6.0)
