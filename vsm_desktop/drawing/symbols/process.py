"""Process boxes and production control: a header band with the name over a body."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.marks import mark_ops
from vsm_desktop.drawing.ops import Box, Op, Path, Pen
from vsm_desktop.drawing.shapes import circle, hatch, outline, rectangle
from vsm_desktop.drawing.symbols.databox import ROW, box_rows, draw_rows, rows_of
from vsm_desktop.drawing.symbols.symbol import BOTH_WAYS, Extent, Look, Symbol
from vsm_desktop.drawing.text import field_line, line, measure, shorten, wrap
from vsm_desktop.drawing.theme import DATA_SIZE, NAME_SIZE, OUTLINE
from vsm_desktop.model.display import number_and_unit
from vsm_desktop.model.nodes import Control, Process

BAND = 24.0
_BOX = Extent(108.0, 72.0, (72.0, 60.0), BOTH_WAYS)
_OFFICE = Extent(144.0, 66.0, (96.0, 54.0), BOTH_WAYS)
_WORD = 9.5  # size of the word in the body
_ALERT = frozenset({"ct"})


def draw_process(node: Process, look: Look) -> tuple[Op, ...]:
    """The box with its name, operators and data box."""
    width, height = _BOX.of(node)
    left, top = -width / 2, -height / 2
    ops, band = _banded(node.id, node.name, left, top, width, height, look, node.shared)
    middle = top + band + (height - band) / 2
    if node.operators is not None or look.open == "operators":
        ops += _operator(node, left, middle - _lift(node, width), look)
    ops += _pacemaker(node, left, width, middle, -top, look)
    alert = _ALERT if look.alert else frozenset()
    rows = box_rows(node, look)
    return (*ops, *draw_rows(rows, left, -top, width, look, node.id, alert))


def draw_cell(node: Process, look: Look) -> tuple[Op, ...]:
    """Several processes in one cell: an upside-down U with the name across it, the operators inside."""
    width, height = _BOX.of(node)
    left, top = -width / 2, -height / 2
    leg = width * 0.2
    lines = wrap(node.name, width - 10, NAME_SIZE, "bold") or ("",) * (look.open == "name")
    band = BAND + 12 * (len(lines) > 1)
    u = f"M{left} {-top}V{top}H{-left}V{-top}H{-left - leg}V{top + band}H{left + leg}V{-top}Z"
    ops: list[Op] = [Path(outline(u), Pen(look["ink"], look.outline), look["band"])]
    middle = top + band + (height - band) / 2
    if node.shared:
        lines_of_hatch = hatch(left + leg, top + band, width - 2 * leg, height - band, 6)
        ops.insert(0, Path(lines_of_hatch, Pen(look["hatch"], 0.75, cap="butt")))
    ops.insert(0, Path(rectangle(left, top, width, height), fill=look["box"]))
    for i, text in enumerate(lines):
        y = top + band / 2 + 4.1 + (i - (len(lines) - 1) / 2) * 13
        ops += field_line(0, y, text, NAME_SIZE, look["ink"], "bold", "middle", f"{node.id}.name")
    if node.operators is not None or look.open == "operators":
        ops += _operator(node, left + leg - 2, middle - _lift(node, width - 2 * leg), look)
    ops += _pacemaker(node, left + leg, width - 2 * leg, middle, -top, look)
    alert = _ALERT if look.alert else frozenset()
    rows = box_rows(node, look)
    return (*ops, *draw_rows(rows, left, -top, width, look, node.id, alert))


def process_body(node: Process) -> Box:
    """The box and its data box."""
    left, top, right, bottom = _BOX.box(node)
    return (left, top, right, bottom + ROW * len(rows_of(node)))


def draw_control(node: Control, look: Look) -> tuple[Op, ...]:
    """Production control with the system it plans by, and how far ahead and how often it does."""
    width, height = _OFFICE.of(node)
    left, top = -width / 2, -height / 2
    ops, band = _banded(node.id, node.name, left, top, width, height, look, False)
    system = shorten(node.system, width - 12, NAME_SIZE, "medium")
    y = top + band + (height - band) / 2 + 4
    rows = box_rows(node, look)
    ops += draw_rows(rows, left, -top, width, look, node.id, frozenset())
    if not system and look.open != "system":
        return tuple(ops)
    ref = f"{node.id}.system"
    return (*ops, *field_line(0, y, system, NAME_SIZE, look["ink"], "medium", "middle", ref))


def control_body(node: Control) -> Box:
    """The office and its data box."""
    left, top, right, bottom = _OFFICE.box(node)
    return (left, top, right, bottom + ROW * len(rows_of(node)))


def _banded(
    ref: str, name: str, left: float, top: float, width: float, height: float, look: Look, shared: bool
) -> tuple[list[Op], float]:
    lines = wrap(name, width - 10, NAME_SIZE, "bold") or ("",) * (look.open == "name")
    band = BAND + 12 * (len(lines) > 1)
    ops: list[Op] = [Path(rectangle(left, top, width, height), fill=look["box"])]
    if shared:
        lines_of_hatch = hatch(left, top + band, width, height - band, 6)
        ops.append(Path(lines_of_hatch, Pen(look["hatch"], 0.75, cap="butt")))
    ops.append(Path(rectangle(left, top, width, band), Pen(look["ink"], look.outline), look["band"]))
    ops.append(Path(rectangle(left, top, width, height), Pen(look["ink"], look.outline)))
    for i, text in enumerate(lines):
        y = top + band / 2 + 4.1 + (i - (len(lines) - 1) / 2) * 13
        ops += field_line(left + width / 2, y, text, NAME_SIZE, look["ink"], "bold", "middle", f"{ref}.name")
    return ops, band


def _operator(node: Process, left: float, y: float, look: Look) -> list[Op]:
    """The operator seen from above, several where there are more, and how many there are."""
    count = number_and_unit(node.operators)[0] if node.operators is not None else ""
    mark = look.manner.mark(node.operators) if node.operators is not None else ""
    several = node.operators is not None and node.operators.value >= 2
    aside = 9.0 if several else 0.0
    plate: list[Op] = []
    if node.shared:
        wide = 36 + aside + measure(count, DATA_SIZE + 1, "medium")
        plate.append(Path(rectangle(left + 6, y - 12, wide, 24), fill=look["box"]))
    people = [(left + 17, y - 1.5), (left + 32, y - 1.5), (left + 24.5, y)] if several else [(left + 20, y)]
    return [
        *plate,
        *(op for at in people for op in person(*at, 0.95 if several else 1.15, look)),
        *field_line(
            left + 34 + aside, y + 4, count, DATA_SIZE + 1, look["ink"], "medium", ref=f"{node.id}.operators"
        ),
        *mark_ops(left + 35 + aside + measure(count, DATA_SIZE + 1, "medium"), y + 4, mark, look),
    ]


def _lift(node: Process, width: float) -> float:
    """How far the operators give way to the word below them; not at all where it stands beside them."""
    if not node.pacemaker or node.operators is None:
        return 0.0
    count = measure(number_and_unit(node.operators)[0], DATA_SIZE + 1, "medium")
    below = 40 + 9.0 * (node.operators.value >= 2) + count + measure(_("pacemaker"), _WORD) + 6 > width
    return 5.0 if below else 0.0


def _pacemaker(node: Process, left: float, width: float, middle: float, foot: float, look: Look) -> list[Op]:
    """The word in the body of the box: beside the operators, else under them where these leave no room."""
    if not node.pacemaker:
        return []
    word = shorten(_("pacemaker"), width - 4, _WORD)
    wide = measure(word, _WORD)
    below = _lift(node, width) > 0
    right, y = (left + (width + wide) / 2, foot - 5) if below else (left + width - 6, middle + 4)
    plate = Path(rectangle(right - wide - 3, y - 9, wide + 6, 12), fill=look["box"])
    words = line(right, y, word, _WORD, look["ink2"], anchor="end")
    return [*([plate] if node.shared else []), *words]


def person(x: float, y: float, scale: float, look: Look) -> list[Op]:
    """A head over arms, seen from above."""
    pen = Pen(look["ink"], OUTLINE)
    return [
        Path(outline("M-7 -1C-7 9 7 9 7 -1", scale, x, y), pen),
        Path(circle(x, y - 2 * scale, 3.565 * scale), pen, look["box"]),
    ]


PROCESS = Symbol("Process", draw_process, process_body, lambda node: process_body(node)[3], _BOX, own_row=ROW)
CELL = Symbol("Work cell", draw_cell, process_body, lambda node: process_body(node)[3], _BOX, own_row=ROW)
CONTROL = Symbol(
    "Production control",
    draw_control,
    control_body,
    lambda node: control_body(node)[3],
    _OFFICE,
    own_row=ROW,
)
