"""Parts as they are seen from afar, on the screen only: less is shown, and what is shown can be read.

Every function draws round the part's own origin, within its room (`far_room`), by the part alone and what the report
says of it (`Told`). Type is given in pixels and is never below eight of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import dist
from typing import Any, NamedTuple

from msgspec.structs import replace

from vsm_desktop.drawing.far_type import BESIDE, fitted, outline_at
from vsm_desktop.drawing.ladder import BAR, HEIGHT, TOTAL_HEIGHT, Bar, BranchTotal, Rung, Total, Unladdered
from vsm_desktop.drawing.levels import LEAST_PX, Level
from vsm_desktop.drawing.ops import Anchor, Box, Op, Part, Path, Pen, Segment, Text, extent, grown
from vsm_desktop.drawing.shapes import XY, circle, head, outline, polyline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.symbols.table import symbol_of
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import INFO_LINE, LADDER_LINE, OUTLINE, RISER
from vsm_desktop.model.display import shown
from vsm_desktop.model.fields import NOTES
from vsm_desktop.model.flows import FlowBase, Information, MaterialFlow
from vsm_desktop.model.nodes import NodeBase, Process

_TRIANGLE = "M0 -29L21 8H-21Z"
_SMALL_TRIANGLE = "M0 -20L17 10H-17Z"
_STOCKS = frozenset({"inventory", "queue", "supermarket", "fifo"})
_SIDE, _UNDER = 46.0, 62.0
_ABOVE, _EDGE = 48.0, 16.0
_WIDE, _HIGH = 170.0, 130.0
_LABEL = 66.0  # room for days between two boxes
_CLOSE = 5.0  # units a pixel from which on map and ladder stand too close for one number in both


_NOTHING: tuple[Any, Any] = (None, None)


class Told(NamedTuple):
    """What a report says of a part: how long it waits there, and whether that is the longest wait of the map."""

    wait: str = ""
    longest: bool = False


UNTOLD = Told()


def far_ops(part: Part, level: Level, told: Told = UNTOLD) -> tuple[Op, ...]:
    """The ops of a part at a level."""
    if level.shows == "all" or (
        part.shows and part.shows[1].open
    ):  # what is being typed has its place at any size
        return _legible(part.ops, level)
    thing, look = part.shows or _NOTHING
    if isinstance(thing, NodeBase):
        return tuple(_node(thing, part, look, level, told))
    if isinstance(thing, FlowBase):
        return tuple(_arrow(thing, part, look, level))
    if isinstance(thing, Rung):
        return tuple(_rung(thing, part, look, level, told))
    if isinstance(thing, Bar):
        return tuple(_bar(thing, part, look, level))
    if isinstance(thing, Total):
        return tuple(_total(thing, look, level))
    if isinstance(thing, BranchTotal):
        return tuple(_branch_total(thing, part, look, level))
    if isinstance(thing, Unladdered):
        words = fitted(thing.text, thing.width, 2 * HEIGHT, level, 3, cut=True)
        return (
            tuple(words.at(0, -HEIGHT / 2, look["ink2"], "start")) if words and level.shows == "some" else ()
        )
    return tuple(_title(thing, part, look, level)) if isinstance(thing, str) else ()


def far_room(part: Part, box: Box, longest: bool) -> Box:
    """The room a part takes at any level, its ops being in a box: it stays the same while one zooms."""
    thing, look = part.shows or _NOTHING
    if longest or (isinstance(thing, Process) and look.alert):
        box = _both(box, (-_WIDE, box[1] - _HIGH, _WIDE, _UNDER + _HIGH))
    if isinstance(thing, NodeBase) and (
        getattr(thing, "kind", "") in _STOCKS or getattr(thing, "symbol", None) or thing.picture
    ):
        return _both(box, (-_SIDE, box[1], _SIDE, _UNDER))
    if part.box and isinstance(thing, NodeBase) and getattr(thing, "kind", "") in NOTES:
        left, top, right, foot = part.box
        return _both(box, (left - _EDGE, top - _EDGE, max(right + _EDGE, BESIDE + 24), foot + _EDGE))
    if isinstance(thing, Rung):
        return _both(box, (box[0], -_ABOVE, box[2], box[3]))
    if isinstance(thing, Unladdered):
        return _both(box, (0.0, -HEIGHT / 2, thing.width, 1.5 * HEIGHT))
    if isinstance(thing, BranchTotal):
        before = _LABEL if _anchor(part) == "end" else 0.0
        return _both(box, (-before, -HEIGHT / 2, _LABEL - before, 1.5 * HEIGHT))
    return _both(box, (0.0, 0.0, 2 * _WIDE, 2 * _HIGH)) if isinstance(thing, Total) else box


def _both(a: Box, b: Box) -> Box:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _legible(ops: tuple[Op, ...], level: Level) -> tuple[Op, ...]:
    """Texts that would be a little too small, larger about their middle; the same ops where there are none."""
    least = LEAST_PX * level.unit
    if not any(isinstance(op, Text) and op.size < least for op in ops):
        return ops
    return tuple(grown(op, least) if isinstance(op, Text) and op.size < least else op for op in ops)


def _node(node: Any, part: Part, look: Look, level: Level, told: Told) -> list[Op]:
    if node.picture or node.kind in NOTES or (getattr(node, "symbol", None) and node.kind != "process"):
        return _further(node, part, look, level, told)
    if node.kind == "process":
        return _process(node, part, look, level)
    if node.kind in _STOCKS:
        return _stock(node, look, level, told)
    if node.kind == "junction":
        return [Path(circle(0, 0, min(max(4.5, 1.5 * level.unit), 9.0)), fill=look["ink"])]
    body = next(op for op in part.ops if isinstance(op, Path))
    if node.kind == "transport":
        return [op for op in part.ops if isinstance(op, Path)] if level.shows == "some" else [body]
    pen = Pen(look["ink"], outline_at(level, look), body.pen.dash if body.pen else (), "butt")
    near = symbol_of(node).frame.box(node)
    box = part.box or near  # with its data box, so that arrows still end at it
    segments = (
        _walls_to(box[3], near[3], body.segments)
        if node.kind in ("supplier", "customer")
        else rectangle(*box[:2], box[2] - box[0], box[3] - box[1])
    )
    ops: list[Op] = [Path(segments, pen, look["box" if level.shows == "some" else "band"])]
    if level.shows == "some":
        roof = 24.0 if node.kind in ("supplier", "customer") else 0.0
        name = fitted(node.name, box[2] - box[0] - 2 * level.unit, box[3] - box[1] - roof, level, 2, cut=True)
        ops += (
            name.at(0, (box[1] + roof + box[3] - name.height) / 2, look["ink"], ref=f"{node.id}.name")
            if name
            else []
        )
    return ops


def _walls_to(foot: float, was: float, factory: Sequence[Segment]) -> tuple[Segment, ...]:
    """A factory whose walls go down to here."""
    corners = ((one[1], foot if one[2] == was else one[2]) for one in factory if len(one) == 3)
    return polyline(tuple(corners), closed=True)


def _process(node: Process, part: Part, look: Look, level: Level) -> list[Op]:
    """Name over cycle time in a box as large as near by, so that nothing jumps and its frame fits it.

    Far off a plain box that leaves room for the longest wait, and the cycle time only where it is over takt.
    """
    near = level.shows == "some" and part.box
    left, top, right, foot = near or symbol_of(node).frame.box(node)
    width = right - left
    time, ref = node.ct or node.pt, f"{node.id}.{'ct' if node.ct else 'pt'}"
    pen = Pen(look["ink"], outline_at(level, look))
    if level.shows == "few":
        fill, edge = ("alert_t", "alert") if look.alert else ("band", "ink")
        box = _plain(left, top, width, foot - top, look[edge], look[fill], outline_at(level, look))
        return [
            *box,
            *(
                _over_takt(shown(time, look.manner.times), top, look, level, ref)
                if look.alert and time
                else ()
            ),
        ]
    value = fitted(shown(time, look.manner.times), width - 8, foot - top, level) if time else None
    below = value.height + 3 * level.unit if value else 0.0
    name = fitted(node.name, width - 3 * level.unit, foot - top - below - 4 * level.unit, level, 2, cut=True)
    band = name.height + 4 * level.unit if name else 0.0
    ops: list[Op] = [
        Path(rectangle(left, top, width, foot - top), pen, look["alert_t" if look.alert else "box"]),
        *([Path(rectangle(left, top, width, band), pen, look["band"])] if name else ()),
        *(name.at(0, top + 2 * level.unit, look["ink"], ref=f"{node.id}.name") if name else ()),
    ]
    if value and value.height <= foot - top - band:
        color = look["alert" if look.alert else "work"]
        y = (top + band + foot - value.height) / 2
        ops += value.at(4 * level.unit if look.alert else 0, y, color, ref=ref)
        if look.alert:
            x = 4 * level.unit - measure(value.lines[0], value.size, "bold") / 2 - 10 * level.unit
            ops.append(_warning(x, y + value.size * 0.93, level, look))
    return ops


@lru_cache(maxsize=1_000)
def _plain(
    left: float, top: float, width: float, height: float, edge: str, fill: str, pen: float
) -> tuple[Op, ...]:
    """An outlined box as two plain ones, which are painted in a tenth of the time."""
    half = pen / 2
    return (
        Path(rectangle(left - half, top - half, width + pen, height + pen), fill=edge),
        Path(rectangle(left + half, top + half, width - pen, height - pen), fill=fill),
    )


def _legs(points: Sequence[XY], width: float, color: str) -> list[Op]:
    """A course as plain boxes, one for each level or upright leg."""
    half = width / 2
    ops: list[Op] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 != x1 and y0 != y1:
            ops.append(Path(polyline(((x0, y0), (x1, y1))), Pen(color, width, cap="butt")))
            continue
        left, top = min(x0, x1) - half * (x0 == x1), min(y0, y1) - half * (y0 == y1)
        wide, high = (width, abs(y1 - y0)) if x0 == x1 else (abs(x1 - x0), width)
        ops.append(Path(rectangle(left, top, wide, high), fill=color))
    return ops


def _warning(x: float, foot: float, level: Level, look: Look) -> Path:
    """The sign that stands beside the colour."""
    side = min(7 * level.unit, _HIGH / 2)
    return Path(
        polyline(((x, foot), (x + side / 2, foot - side), (x + side, foot)), closed=True), fill=look["alert"]
    )


def _over_takt(text: str, top: float, look: Look, level: Level, ref: str) -> list[Op]:
    value = fitted(text, _WIDE, _HIGH, level)
    if value is None:
        return [
            _warning(-min(3.5 * level.unit, _HIGH / 4), top - min(3 * level.unit, _HIGH / 4), level, look)
        ]
    return value.on(look["page"], 0, top - value.height - 2 * level.unit, look["alert"], ref)


def _further(node: Any, part: Part, look: Look, level: Level, told: Told) -> list[Op]:
    """What most maps do without: pictures, notes and frames, symbols that are drawn as something else."""
    from vsm_desktop.drawing.far_pictures import note_ops, own_picture_ops, picture_ops

    if node.picture or node.kind == "picture":
        ops = own_picture_ops(node, look, level)
    elif node.kind in NOTES:
        ops = note_ops(node, part, look, level, _legible(part.ops, level))
    else:
        ops = picture_ops(node, part, look, level)
    return ops + _days(node, look, level, told) if node.kind in _STOCKS else ops


def _days(node: Any, look: Look, level: Level, told: Told) -> list[Op]:
    """How long it waits here, beneath the symbol; far off only the longest wait."""
    few = level.shows == "few"
    if not told.wait or (few and not told.longest):
        return []
    days = fitted(told.wait, *((2 * _WIDE, _HIGH) if few else (_LABEL, _UNDER - 28)), level)
    top = 38.0 if few else 29.0  # far off beneath the boxes too
    return days.on(look["page"], 0, top, look["wait"], f"{node.id}.days") if days else []


def _stock(node: Any, look: Look, level: Level, told: Told) -> list[Op]:
    """The stock with its days; far off a small triangle, and days only at the longest wait."""
    return [*_stock_shape(node, look, level), *_days(node, look, level, told)]


def _stock_shape(node: Any, look: Look, level: Level) -> list[Op]:
    pen = Pen(look["ink"], outline_at(level, look))
    left, top, right, foot = symbol_of(node).frame.box(node)
    if node.kind == "supermarket":
        third = (foot - top) / 3
        shelves = "".join(f"M{left} {top + third * i}H{right}" for i in range(4)) + f"M{right} {top}V{foot}"
        return [
            Path(rectangle(left, top, right - left, foot - top), fill=look["box"]),
            Path(outline(shelves), pen),
        ]
    if node.kind == "fifo":
        rules = Path(outline(f"M{left} {top}H{right}M{left} {foot}H{right}"), pen)
        return [rules, head((right - 4, 0), (0, 0), min(max(8.0, 4 * level.unit), 24.0), look["ink"])]
    if level.shows == "few":
        return [Path(outline(_SMALL_TRIANGLE), fill=look["wait"])]
    ops: list[Op] = [Path(outline(_TRIANGLE), pen, look["wait_t"])]
    size = max(15.0, LEAST_PX * level.unit)
    letter = "Q" if node.kind == "queue" else "I"
    return ops + (
        list(line(0, size * 0.25, letter, size, look["ink"], "bold", "middle")) if size < 20 else []
    )


def _arrow(flow: Any, part: Part, look: Look, level: Level) -> Sequence[Op]:
    """The strokes without their words; far off, a plain line with a head."""
    if level.shows == "some":
        return [op for op in part.ops[: part.strokes] if isinstance(op, Path)]
    material = isinstance(flow, MaterialFlow)
    color = look["ink" if material else "info" if isinstance(flow, Information) else "ink2"]
    width = max(4.0 if material else INFO_LINE, (1.2 if material else 0.8) * level.unit)
    width *= look.outline / OUTLINE
    size = max(12.0 if material else 8.0, 4 * level.unit)
    legs = _legs(part.line, width, color)
    short = dist(part.line[-1], part.line[-2]) < size  # there is no room for a head
    return legs if short or level.unit > _CLOSE else [*legs, head(part.line[-1], part.line[-2], size, color)]


def _rung(rung: Rung, part: Part, look: Look, level: Level, told: Told) -> list[Op]:
    """The rung with its value where that fits; far off only the longest wait has one."""
    color = look["wait" if rung.waiting else "work"]
    unit = level.unit
    riser = max(RISER, 0.7 * unit)
    ops: list[Op] = [
        replace(op, pen=replace(op.pen, width=riser if op.pen.width == RISER else _rung_width(op.pen, unit)))
        for op in part.ops
        if isinstance(op, Path) and op.pen
    ]
    few = level.shows == "few"
    if few:
        lines = [(op.segments, op.pen) for op in ops if isinstance(op, Path) and op.pen]
        ops = [
            leg
            for course, pen in lines
            for leg in _legs([(one[1], one[2]) for one in course if len(one) == 3], pen.width, pen.color)
        ]
    if few and (not told.longest or unit > _CLOSE):
        return ops
    width = round(rung.right - rung.left, 3)
    room = (2 * _WIDE, _HIGH) if few else (width - 2 * unit, _ABOVE - 3 * unit)
    value = fitted(rung.text, *room, level)
    foot = (0.0 if rung.waiting else HEIGHT) - 3 * unit
    if value is None:
        return ops
    if any(isinstance(op, Path) and op.pen is None for op in part.ops):
        return ops + value.on(look["page"], width / 2, foot - value.height, color, rung.id)
    return ops + value.at(width / 2, foot - value.height, color, ref=rung.id)


def _bar(bar: Bar, part: Part, look: Look, level: Level) -> list[Op]:
    """The bar, no thinner than a pixel, with its value where that fits."""
    wide = max(bar.width, level.unit)
    box = rectangle((bar.width - wide) / 2, bar.top, wide, BAR)
    ops: list[Op] = [replace(op, segments=box) if op.fill else op for op in part.ops if isinstance(op, Path)]
    value = fitted(bar.text, bar.width - 2 * level.unit, BAR, level) if level.shows == "some" else None
    top = bar.top + (BAR - value.height) / 2 if value else 0.0
    return ops + (value.at(bar.width / 2, top, look["page"]) if value else [])


def _rung_width(pen: Pen, unit: float) -> float:
    """As wide as it is drawn, but more than a pixel; branches stay thinner than the critical path."""
    return pen.width * max(1.0, 1.2 * unit / LADDER_LINE)


def _total(total: Total, look: Look, level: Level) -> list[Op]:
    """Lead time over processing time: in their box, or far off without it."""
    if level.shows == "some":
        wide = max(112.0, *(measure(text, 16, "bold") + 20 for text in total))
        half = TOTAL_HEIGHT / 2
        ops: list[Op] = [
            Path(rectangle(0, 0, wide, TOTAL_HEIGHT), Pen(look["ink"], outline_at(level, look)), look["box"]),
            Path(
                (("M", 0.0, half), ("L", wide, half)),
                Pen(look["rule"], max(0.75, 0.6 * level.unit), cap="butt"),
            ),
        ]
        for text, color, top in ((total.lead, "wait", 0.0), (total.work, "work", half)):
            value = fitted(text, wide - 8, half, level)
            ops += value.at(wide / 2, top + (half - value.height) / 2, look[color]) if value else []
        return ops
    lead = fitted(total.lead, 2 * _WIDE, 2 * _HIGH, level)
    if lead is None:
        return []
    work = fitted(total.work, 2 * _WIDE, 2 * _HIGH - lead.height, level)
    ops = lead.at(0, 0, look["wait"], "start")
    return ops + (work.at(0, lead.height, look["work"], "start") if work else [])


def _branch_total(total: BranchTotal, part: Part, look: Look, level: Level) -> list[Op]:
    """Lead time and processing time at the ends of a branch's line; from afar its line says enough."""
    ops: list[Op] = []
    for text, color, middle in ((total.lead, "wait", 0.0), (total.work, "work", HEIGHT)):
        value = fitted(text, _LABEL, HEIGHT, level) if level.shows == "some" else None
        ops += value.at(0, middle - value.height / 2, look[color], _anchor(part)) if value else []
    return ops


def _anchor(part: Part) -> Anchor:
    """Where the words of a part hang: those of a branch that reads from right to left end where its line ends."""
    return next((op.anchor for op in part.ops if isinstance(op, Text)), "start")


def _title(name: str, part: Part, look: Look, level: Level) -> list[Op]:
    """The title block with its name alone, as long as that fits."""
    frame = part.ops[0]
    if level.shows == "few" or not isinstance(frame, Path):
        return []
    left, top, right, foot = extent((frame,))
    words = fitted(name, right - left - 20, foot - top - 4, level, cut=True)
    y, names = (top + foot - (words.height if words else 0.0)) / 2, ("@stream.name", "@state.name")
    ref = next((op.ref for op in part.ops if isinstance(op, Text) and op.ref in names), "")
    return [frame, *(words.at(10, y, look["ink"], "start", ref) if words else ())]
