"""A leg of a right-angled arrow slides with the hand: the corners beside it stay square."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vsm_desktop.assets import _
from vsm_desktop.drawing.courses import FROM_CORNER, End
from vsm_desktop.edit.arrows import bend
from vsm_desktop.edit.edits import Edit
from vsm_desktop.model.value import Point
from vsm_desktop.tools.bench import Bench
from vsm_desktop.tools.events import Move, Release
from vsm_desktop.tools.pulling import Pulling
from vsm_desktop.tools.snap import to_grid

XY = tuple[float, float]
_STUB = 12.0  # how far an arrow leaves its symbol before it turns to a leg that was pulled beyond the symbol


def is_square(points: Sequence[XY], number: int) -> bool:
    """Whether a leg is level or upright and has a corner to slide with."""
    (x0, y0), (x1, y1) = points[number], points[number + 1]
    return len(points) > 2 and (x0 == x1) != (y0 == y1)


class Slide(Pulling, frozen=True):
    """Leg `number` of an arrow follows the hand across; `points` is the course, `ends` are what it joins."""

    label = _("Bend arrow")

    id: str
    points: tuple[XY, ...]
    number: int
    ends: tuple[End, End]

    def pulled(self, event: Move | Release) -> Edit:
        across = 1 if self.points[self.number][1] == self.points[self.number + 1][1] else 0
        to = self._lined_up(event, across)
        moved = [
            _set(point, across, to) if i in (self.number, self.number + 1) else point
            for i, point in enumerate(self.points)
        ]
        corners = [*self._leaving(0, across, to), *moved[1:-1], *self._leaving(-1, across, to)]
        kept = list(_corners([self._end(0, moved), *corners, self._end(-1, moved)]))
        return bend(self.id, [Point(x=x, y=y) for x, y in kept])

    def _lined_up(self, event: Move | Release, across: int) -> float:
        """Where the leg goes: level with one beside it where that is near, else on the grid."""
        at, last = self.points[self.number][across], len(self.points) - 1
        to = at + (event.x - self.x0, event.y - self.y0)[across]
        if not event.free:
            beside = [self.points[i][across] for i in (self.number - 1, self.number + 2) if 0 < i < last]
            to = next((one for one in beside if abs(one - to) <= event.reach), to_grid(to))
        for i, end in ((self.number - 1, 0), (self.number + 2, last)):
            if i == end:  # the leg between is the arrow's first or last: it keeps its direction
                edge = self.points[i][across]
                room = min(_STUB, abs(edge - at))
                to = min(to, edge - room) if edge > at else max(to, edge + room)
        return to

    def _leaving(self, which: int, across: int, to: float) -> list[XY]:
        """The corner near a symbol that its own leg needs once it was pulled beyond the symbol."""
        if self.number != (0 if which == 0 else len(self.points) - 2):
            return []
        low, high = self._reach(which, across)
        if low <= to <= high:
            return []
        (x, y), (on_x, on_y) = self.points[which], self.points[1 if which == 0 else -2]
        along = 1 - across
        stub = (x, y)[along] + (_STUB if (on_x, on_y)[along] > (x, y)[along] else -_STUB)
        near, far = _set((x, y), along, stub), _set(_set((x, y), along, stub), across, to)
        return [near, far] if which == 0 else [far, near]

    def _end(self, which: int, moved: Sequence[XY]) -> XY:
        """Where the arrow touches a symbol then: it goes along the side as far as that reaches."""
        across = 1 if self.points[self.number][1] == self.points[self.number + 1][1] else 0
        low, high = self._reach(which, across)
        at = moved[which]
        return at if low <= at[across] <= high else self.points[which]

    def _reach(self, which: int, across: int) -> tuple[float, float]:
        end = self.ends[which]
        low, high = (end.top, end.bottom) if across else (end.left, end.right)
        off = min(FROM_CORNER, (high - low) / 2)
        return (low + off, high - off)

    def hint(self, bench: Bench) -> str:
        return _("Release where the arrow should run; beside another leg the two become one, Esc to leave it")


def _set(point: XY, axis: int, to: float) -> XY:
    return (to, point[1]) if axis == 0 else (point[0], to)


def _corners(points: Sequence[XY]) -> Iterator[XY]:
    """The points between the first and the last at which a course turns."""
    last = points[0]
    for i, here in enumerate(points[1:-1], start=1):
        after = next((one for one in points[i + 1 :] if one != here), here)
        level = last[1] == here[1] == after[1]
        upright = last[0] == here[0] == after[0]
        if here != last and not level and not upright:
            yield here
            last = here
