"""Where the star of a burst is drawn: under the step it is about, clear of what stands there."""

from __future__ import annotations

from collections.abc import Callable

from vsm_desktop.edit.growth import SizeOf, near
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

_UNDER = 48.0
_WIDE, _HIGH = 54.0, 30.0
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


def _taken(state: State, at: Point, size_of: SizeOf) -> bool:
    for one in state.nodes:
        if one.kind in _FRAMES:
            continue
        left, top, right, bottom = size_of(one)
        across = one.at.x + left < at.x + _WIDE and one.at.x + right > at.x - _WIDE
        if across and one.at.y + top < at.y + _HIGH and one.at.y + bottom > at.y - _HIGH:
            return True
    return False
