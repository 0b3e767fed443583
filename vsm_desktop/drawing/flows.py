"""The part of one arrow: its course, its strokes and its words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing import arrows
from vsm_desktop.drawing.courses import (
    End,
    information_course,
    material_course,
    passes_through,
    return_course,
    through,
)
from vsm_desktop.drawing.information import NO_LANE, Lane
from vsm_desktop.drawing.ops import Op, Part
from vsm_desktop.drawing.shapes import XY
from vsm_desktop.drawing.symbols.cards import REACH
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.model.display import shown
from vsm_desktop.model.flows import Flow, Information, InformationFlow, KanbanFlow, MaterialFlow

_NOTE_ROOM = 46.0
KANBAN_DASH = (5.0, 3.5)


class Company(Struct, frozen=True):
    """What an arrow needs to know of its neighbours: its lane, and whether pushed material comes before and after."""

    lane: Lane = NO_LANE
    comes_from: bool = False
    goes_on: bool = False


def flow_part(flow: Flow, a: End, b: End, company: Company, look: Look) -> Part:
    """Draw one arrow round its first point."""
    points = course_of(flow, a, b, company)
    x, y = points[0]
    around = tuple((px - x, py - y) for px, py in points)
    words: list[Op] = []
    if isinstance(flow, MaterialFlow):
        strokes, words = _material(flow, around, a, b, company, look)
    elif isinstance(flow, Information):
        strokes, words = _information(flow, around, company.lane, look)
    else:
        strokes = arrows.thin(around, look["ink2"], electronic=False, dash=(5, 3.5))
    ops = (*strokes, *words)
    return Part(flow.id, x, y, ops, line=around, strokes=len(strokes), shows=(flow, look))


def course_of(flow: Flow, a: End, b: End, company: Company) -> tuple[XY, ...]:
    """Where an arrow runs on the map."""
    if flow.bends:
        return through(a, b, [(bend.x, bend.y) for bend in flow.bends])
    if isinstance(flow, MaterialFlow):
        back = flow.repeat is not None or (b.right <= a.left and b.kind == "process")
        if back and a.kind == "process":
            return return_course(a, b)
        return material_course(a, b, company.goes_on, flow.kind == "push")
    return information_course(a, b, company.lane.offset, company.lane.height)


def _material(
    flow: MaterialFlow, points: Sequence[XY], a: End, b: End, company: Company, look: Look
) -> tuple[list[Op], list[Op]]:
    level = len(points) == 2 and points[0][1] == points[1][1]
    headed = not (company.goes_on and (b.kind == "transport" or (level and passes_through(b))))
    if flow.kind == "push":
        ops = arrows.push(
            points, look, headed=headed, goes_on=level and company.comes_from and passes_through(a)
        )
    elif flow.kind == "pull":
        ops = arrows.pull(points, look)
    else:
        ops = arrows.hollow(points, look, headed=headed, slim=flow.kind == "rework")
    if flow.vehicle is not None:
        ops += arrows.mark(flow.vehicle, points, look)
    words = _words(flow, [("label", flow.label), ("note", flow.note), *_numbers(flow)], look)
    clear = 24.0 if flow.vehicle else 20.0 if flow.kind == "pull" else 14.0
    return ops, _words_at_middle(points, words, look, clear) if words else []


def _words(flow: Flow, texts: Sequence[tuple[str, str]], look: Look) -> list[tuple[str, str]]:
    """What there is to say, and what is being typed, each with its ref."""
    return [(text, f"{flow.id}.{key}") for key, text in texts if text or key == look.open]


def _numbers(flow: MaterialFlow) -> list[tuple[str, str]]:
    """The figures of a branch or a loop, as they stand at the arrow."""
    figures = (
        ("share", "", flow.share),
        ("supply_share", "", flow.supply_share),
        ("repeat", "↺ ", flow.repeat),
        ("pieces_per_unit", "× ", flow.pieces_per_unit),
    )
    return [(key, f"{sign}{shown(value)}" if value is not None else "") for key, sign, value in figures]


def _words_at_middle(points: Sequence[XY], words: arrows.Words, look: Look, clear: float) -> list[Op]:
    """Beside an upright leg; on a level one the first word above it, all others below."""
    (x0, y0), (x1, y1) = arrows.longest(points)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    if abs(x1 - x0) >= abs(y1 - y0):
        first = arrows.above(x, y - clear + 6, words[:1], look)
        rest = arrows.in_one_line(x, y + clear + 6, words[1:], look) if len(words) > 1 else []
        return [*first, *rest]
    return arrows.beside(x + clear, y, words, look)


def key_of_flow(flow: Flow) -> str:
    """Which arrow it is in the legend: its kind, or what travels on it."""
    if isinstance(flow, KanbanFlow) and flow.card:
        return f"kanban-{flow.card}"
    return "phone" if isinstance(flow, InformationFlow) and flow.means else flow.kind


def mark_of(flow: Information) -> str:
    """What stands on an arrow of information: the card that travels, a bubble or a phone; "" for nothing."""
    if isinstance(flow, KanbanFlow):
        return flow.card or ""
    return (flow.means or "verbal") if flow.kind == "verbal" else ""


def _cards(flow: Information) -> list[tuple[str, str]]:
    """How many kanbans there are in the loop."""
    cards = getattr(flow, "cards", None)
    return (
        [("cards", _("{count} cards").format(count=shown(cards)) if cards is not None else "")]
        if isinstance(flow, KanbanFlow)
        else []
    )


def _beside_mark(mark: str, points: Sequence[XY], words: arrows.Words, look: Look) -> list[Op]:
    """Words at a card: above it and below where the path is level, else at its right."""
    (x0, y0), (x1, y1) = arrows.longest(points)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    wide, high = REACH[mark]
    if abs(x1 - x0) < abs(y1 - y0):
        return arrows.beside(x + wide + 6, y, words, look)
    over = arrows.above(x, y - high, words[:1], look)
    return [*over, *arrows.in_one_line(x, y + high + 13, words[1:], look)] if len(words) > 1 else over


def _information(
    flow: Information, points: Sequence[XY], lane: Lane, look: Look
) -> tuple[list[Op], list[Op]]:
    electronic = flow.kind == "electronic" and not lane.bus
    dash = KANBAN_DASH if isinstance(flow, KanbanFlow) else ()
    ops = arrows.thin(points, look["info"], electronic=electronic, dash=dash)
    mark = mark_of(flow)
    if mark and lane.leads:
        ops += arrows.mark_on(mark, points, look)
    words = _words(flow, [("label", flow.label), ("note", flow.note), *_cards(flow)], look)
    if not words or not (lane.leads or look.open):
        return ops, []
    (x0, y0), (x1, y1) = points[:2] if lane.bus else arrows.longest(points)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    if mark:
        return ops, _beside_mark(mark, points, words, look)
    if len(points) == 2 and y0 == y1:
        return ops, arrows.above(x, y - (4.5 if electronic else 0), words, look)
    if abs(x1 - x0) + abs(y1 - y0) < _NOTE_ROOM:
        return ops, arrows.beside(x + 8, y, words, look)
    if electronic:
        return ops, arrows.beside(x + 12, y, words, look)
    return ops, arrows.note(x, y, words, look)
