"""The part of one arrow: its course, its strokes and its words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.drawing import arrows
from vsm_desktop.drawing.courses import (
    End,
    information_course,
    loop_course,
    material_course,
    passes_through,
    return_course,
    through,
)
from vsm_desktop.drawing.information import NO_LANE, Lane
from vsm_desktop.drawing.ops import Op, Part
from vsm_desktop.drawing.routes.course import Course, Place
from vsm_desktop.drawing.routes.words import UNDER, find_place_alone, mark_of, room_beside, words_of
from vsm_desktop.drawing.shapes import XY
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.model.flows import Flow, Information, InformationFlow, KanbanFlow, MaterialFlow

KANBAN_DASH = (5.0, 3.5)
_OUTSIDE = ("supplier", "customer", "control")
_ASIDE = 16.0  # from the middle of a side, where material leaves


class Company(Struct, frozen=True):
    """What an arrow needs to know of its neighbours: its lane, and whether pushed material comes before and after.

    `turned` tells that the flow of the map reads from right to left.
    """

    lane: Lane = NO_LANE
    comes_from: bool = False
    goes_on: bool = False
    turned: bool = False


def flow_part(flow: Flow, a: End, b: End, company: Company, look: Look, course: Course) -> Part:
    """Draw one arrow round its first point."""
    x, y = course.points[0]
    around = tuple((px - x, py - y) for px, py in course.points)
    if isinstance(flow, MaterialFlow):
        strokes = _material(flow, around, a, b, company, look)
    elif isinstance(flow, Information):
        strokes = _information(flow, around, company.lane, look, course)
    else:
        strokes = arrows.thin(around, look["ink2"], electronic=False, dash=(5, 3.5), hops=_hops(course, x, y))
    ops = (*strokes, *_words(flow, course, company, look))
    return Part(flow.id, x, y, ops, line=around, strokes=len(strokes), shows=(flow, look))


def course_of(flow: Flow, a: End, b: End, company: Company) -> tuple[XY, ...]:
    """Where an arrow runs on the map if nothing is in its way."""
    if flow.bends:
        aside = 0.0 if isinstance(flow, MaterialFlow) else _ASIDE
        return through(a, b, [(bend.x, bend.y) for bend in flow.bends], aside)
    if flow.source == flow.target:
        return loop_course(a)
    if isinstance(flow, MaterialFlow):
        if goes_back(flow, a, b, company.turned):
            return return_course(a, b)
        return material_course(a, b, company.goes_on, flow.kind == "push")
    return information_course(a, b, company.lane.offset, company.lane.height)


def key_of_flow(flow: Flow) -> str:
    """Which arrow it is in the legend: its kind, or what travels on it."""
    if isinstance(flow, KanbanFlow) and flow.card:
        return f"kanban-{flow.card}"
    return "phone" if isinstance(flow, InformationFlow) and flow.means else flow.kind


def goes_back(flow: Flow, a: End, b: End, turned: bool = False) -> bool:
    """Whether material goes back from a process: to be done again, or to a process against the direction of the map."""
    if not isinstance(flow, MaterialFlow) or a.kind != "process":
        return False
    against = a.right <= b.left if turned else b.right <= a.left
    return done_again(flow) or (against and b.kind == "process")


def done_again(flow: MaterialFlow) -> bool:
    """Whether what an arrow carries comes back to be done again."""
    return flow.kind == "rework" or flow.repeat is not None


def direction_of(flow: MaterialFlow, a: End, b: End) -> int:
    """Which way an arrow of the flow leads: 1 to the right, -1 to the left, 0 neither, or not on.

    The majority of them says how a map reads, so that one drawn from right to left is its mirror image. What leads to or from
    outside says nothing of it.
    """
    if done_again(flow) or a.kind in _OUTSIDE or b.kind in _OUTSIDE:
        return 0
    return (a.right <= b.left) - (b.right <= a.left)


def _material(
    flow: MaterialFlow, points: Sequence[XY], a: End, b: End, company: Company, look: Look
) -> list[Op]:
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
    return ops


def _information(flow: Information, points: Sequence[XY], lane: Lane, look: Look, course: Course) -> list[Op]:
    electronic = flow.kind == "electronic" and not lane.bus
    dash = KANBAN_DASH if isinstance(flow, KanbanFlow) else ()
    hops = _hops(course, *course.points[0])
    ops = arrows.thin(points, look["info"], electronic=electronic, dash=dash, hops=hops, kink=course.kink)
    mark = mark_of(flow)
    return ops + arrows.mark_on(mark, points, look) if mark and lane.leads else ops


def _hops(course: Course, x: float, y: float) -> list[tuple[float, float, float, bool]]:
    return [(hop.x - x, hop.y - y, hop.r, hop.under) for hop in course.hops]


def _words(flow: Flow, course: Course, company: Company, look: Look) -> list[Op]:
    """What is said of an arrow where its course has a place for it; what is being typed has one anyway."""
    words = words_of(flow, look.open)
    if not words or not (isinstance(flow, MaterialFlow | Information)):
        return []
    if not (company.lane.leads or look.open):
        return []
    place = course.place or find_place_alone(flow, words, course.points, company.lane.bus)
    x0, y0 = course.points[0]
    return _placed(flow, words, Place(place.way, place.x - x0, place.y - y0, place.cleared), look)


def _placed(flow: Flow, words: arrows.Words, place: Place, look: Look) -> list[Op]:
    x, y, way = place.x, place.y, place.way
    if way == "note":
        return arrows.note(x, y, words, look)
    if way in ("beside", "left"):
        return arrows.beside(x, y, words, look, before=way == "left", cleared=place.cleared)
    if way == "above":
        return arrows.above(x, y, words, look, 2 * arrows.KINK if flow.kind == "electronic" else 0.0)
    clear, under = room_beside(flow), UNDER[isinstance(flow, MaterialFlow)]
    if way == "across":
        first = arrows.above(x, y - clear + 6, words[:1], look)
        return [*first, *arrows.in_one_line(x, y + clear + under, words[1:], look)] if words[1:] else first
    return arrows.in_one_line(x, y - clear if way == "over" else y + clear + under, words, look)
