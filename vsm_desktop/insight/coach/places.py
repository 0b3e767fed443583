"""Where the star of a burst is drawn: under the step it is about, clear of what stands there."""

from __future__ import annotations

from collections.abc import Callable

from vsm_desktop.edit.growth import Box, SizeOf, near
from vsm_desktop.model.nodes import Burst, Note
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point, Size

_UNDER = 48.0
_WIDE, _HIGH = 54.0, 30.0
_EDGE, _TITLE = 12.0, 12.0  # room between a star and the loop round it, and for the name at its foot
_FRAMES = ("loop", "lane")


def star_under(id_: str, size_of: SizeOf) -> Callable[[State], Point]:
    """The first free place under a step and its data box, or beside that."""

    def place(state: State) -> Point:
        step = state.node(id_)
        if step is None:
            return Point()
        x, y = near(step.at.x), near(step.at.y + size_of(step)[3] + _UNDER)
        places = [Point(x=x + 120.0 * (n % 3), y=y + 66.0 * (n // 3)) for n in range(12)]
        return next((at for at in places if not _taken(state, at, size_of)), places[0])

    return place


def loops_grown(state: State, star: Burst) -> State:
    """The loop round what a star is about, so large that it holds the star, too; not where another loop stands."""
    step = state.node(star.about)
    loops = [
        one for one in state.nodes if isinstance(one, Note) and one.kind == "loop" and one.size is not None
    ]
    if step is None:
        return state
    for loop in loops:
        left, top, right, bottom = _box(loop)
        if not (left <= step.at.x <= right and top <= step.at.y <= bottom):
            continue
        wide, high = _WIDE + _EDGE, _HIGH + _EDGE
        grown = (
            min(left, star.at.x - wide),
            min(top, star.at.y - high),
            max(right, star.at.x + wide),
            max(bottom, star.at.y + high + _TITLE),
        )
        if grown == (left, top, right, bottom) or any(
            one is not loop and _meet(_box(one), grown) for one in loops
        ):
            continue
        size = Size(width=grown[2] - grown[0], height=grown[3] - grown[1])
        at = Point(x=(grown[0] + grown[2]) / 2, y=(grown[1] + grown[3]) / 2)
        new = loop.evolve(at=at, size=size)
        state = state.evolve(nodes=tuple(new if one is loop else one for one in state.nodes))
    return state


def _box(loop: Note) -> Box:
    wide, high = (loop.size.width / 2, loop.size.height / 2) if loop.size else (0.0, 0.0)
    return (loop.at.x - wide, loop.at.y - high, loop.at.x + wide, loop.at.y + high)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _taken(state: State, at: Point, size_of: SizeOf) -> bool:
    for one in state.nodes:
        if one.kind in _FRAMES:
            continue
        left, top, right, bottom = size_of(one)
        across = one.at.x + left < at.x + _WIDE and one.at.x + right > at.x - _WIDE
        if across and one.at.y + top < at.y + _HIGH and one.at.y + bottom > at.y - _HIGH:
            return True
    return False
