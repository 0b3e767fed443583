"""What one search looks at, and a record of what it saw: the reasons for which its answer would be another."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from vsm_desktop.drawing.courses import GAP, End, passes_through
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.routes.grid import Grid
from vsm_desktop.drawing.shapes import XY

Leg = tuple[str, int]
"""One leg of a course: the id of the arrow and the number of the leg."""
Trunk = tuple[str, ...]
FAT, THIN = 4.2, 0.7  # half the width of a shaft
BESIDE = 6.0  # free room between two shafts that run side by side
_SHORT = 9.0  # arrows may run on each other as far as this
_CLOSE = 2 * GAP + 2


class Trip(Struct, frozen=True):
    """One arrow as others see it: what it joins, how thick it is, the trunk it shares with others on purpose, whether it
    is squeezed between its symbols, and how far a card on it reaches to each side."""

    id: str
    source: str
    target: str
    a: End
    b: End
    half: float
    trunk: Trunk = ()
    back: bool = False
    offset: float = 0.0
    squeezed: bool = False
    mark: tuple[float, float] | None = None


def squeezed(a: End, b: End) -> bool:
    """Whether two symbols stand so close that no arrow has room between them."""
    return (
        a is not b
        and a.left < b.right + _CLOSE
        and b.left < a.right + _CLOSE
        and a.top < b.bottom + _CLOSE
        and b.top < a.bottom + _CLOSE
    )


def is_band(id_: str) -> bool:
    """Whether this is a ladder between two rows: fat arrows keep out of it, thin ones only cross it."""
    return id_.startswith("@")


class Sight:
    """The symbols, and the arrows before this one with what is drawn on them."""

    def __init__(
        self,
        trip: Trip,
        grids: tuple[Grid[str], Grid[Leg], Grid[str]],
        trips: Mapping[str, Trip],
        ranks: Mapping[str, int],
        bounds: Box | None = None,
        first: str = "",
    ) -> None:
        self.trip = trip
        self.rooms, self.legs, self.marks = grids
        self.trips = trips
        self.ranks = ranks
        self.rank = ranks[first or trip.id]
        self.bounds = bounds
        self.reasons: set[Hashable] = set()
        self.regions: list[Box] = []
        self._stood: list[Box] = []
        self._ran: list[tuple[Box, float, bool]] = []

    def clear(self, points: Sequence[XY], away: float, alone: bool, own: float = 0.0) -> bool:
        """Whether a course keeps so far away from symbols, and from other arrows: those it shares an end with it may join
        there with its first or last leg, unless it has to be `alone`.

        What stood in the way is a reason to look again once it changes; so is whatever comes near a course that is
        clear.
        """
        if (self._stood or self._ran) and self._met_before(points, away, alone):
            return False
        seen: list[Box] = []
        last = len(points) - 2
        reach = max(away, self.trip.half + FAT + BESIDE)
        for i, (p, q) in enumerate(pairwise(points)):
            box = leg_box(p, q, away)
            joins = not alone and i in (0, last)
            if self._crosses(box, p, q, i == 0, i == last, own) or self._runs_along(p, q, joins):
                return False
            seen.append(leg_box(p, q, reach))
        if self.trip.mark is not None:
            card = middle_box(points, *self.trip.mark)
            if self._covers(card):
                return False
            seen.append((card[0] - reach, card[1] - reach, card[2] + reach, card[3] + reach))
        self.regions += seen
        return True

    def crossed(self, points: Sequence[XY]) -> set[str]:
        """The fat arrows a clear course runs across."""
        found: set[str] = set()
        for p, q in pairwise(points):
            for (id_, _n), box in self.legs.meeting(leg_box(p, q, 0.1)):
                across = box[0] == box[2] if p[1] == q[1] else box[1] == box[3]
                if across and self.trips[id_].half == FAT and self.ranks[id_] < self.rank:
                    found.add(id_)
        return found

    def _covers(self, card: Box) -> bool:
        """Whether a card would lie on a symbol, on another card or on an arrow."""
        for id_, _room in self.rooms.meeting(card):
            self.reasons.add(id_)
            return True
        for id_, _mark in self.marks.meeting(card):
            if self.ranks[id_] < self.rank:
                self.reasons.add(("leg", id_))
                return True
        left, top, right, bottom = card
        for (id_, _n), _line in self.legs.meeting((left - FAT, top - FAT, right + FAT, bottom + FAT)):
            if self.ranks[id_] < self.rank:
                self.reasons.add(("leg", id_))
                return True
        return False

    def _met_before(self, points: Sequence[XY], away: float, alone: bool) -> bool:
        """Whether a course meets what stood in the way of one that was tried before, which is the case for most."""
        last = len(points) - 2
        for i, (p, q) in enumerate(pairwise(points)):
            left, top, right, bottom = leg_box(p, q, away)
            for x0, y0, x1, y1 in self._stood:
                if x0 < right and left < x1 and y0 < bottom and top < y1:
                    return True
            joins = not alone and i in (0, last)
            for box, apart, kin in self._ran:
                if not (joins and kin) and _beside(p, q, box, apart):
                    return True
        return False

    def _crosses(self, box: Box, p: XY, q: XY, first: bool, last: bool, own: float) -> bool:
        trip = self.trip
        if trip.source == trip.target:
            first = last = first or last
        for id_, room in self.rooms.meeting(box):
            if id_ not in (trip.source, trip.target):
                if lies_on(room, trip.a) or lies_on(room, trip.b):
                    continue
                if trip.half != FAT and p[0] == q[0] and is_band(id_):
                    continue
                self.reasons.add(id_)
                self._stood.append(room)
                return True
            if (id_ == trip.source and _inside(p, q, trip.a, first, own)) or (
                id_ == trip.target and _inside(p, q, trip.b, last, own)
            ):
                return True
        for id_, _mark in self.marks.meeting(box) if self.marks else ():
            if self.ranks[id_] < self.rank:
                self.reasons.add(("leg", id_))
                return True
        return False

    def _runs_along(self, p: XY, q: XY, joins: bool) -> bool:
        trip = self.trip
        apart = trip.half + FAT + BESIDE
        for (id_, _n), box in self.legs.meeting(leg_box(p, q, apart)):
            other = self.trips[id_]
            if self.ranks[id_] >= self.rank or (trip.trunk and other.trunk == trip.trunk):
                continue
            side = trip.half + other.half + BESIDE
            if not _beside(p, q, box, side):
                continue
            kin = trip.source in (other.source, other.target) or trip.target in (other.source, other.target)
            if not (joins and kin) and not other.squeezed:
                self.reasons.add(("leg", id_))
                self._ran.append((box, side, kin))
                return True
        return False


def lies_on(room: Box, end: End) -> bool:
    """Whether a symbol lies on the body of an arrow's end: as long as it does, no way leads round it."""
    return room[0] < end.right and end.left < room[2] and room[1] < end.bottom and end.top < room[3]


def middle_box(points: Sequence[XY], wide: float, high: float) -> Box:
    """The box round the middle of the longest leg of a course."""
    (x0, y0), (x1, y1) = longest_of(points)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return (x - wide, y - high, x + wide, y + high)


def longest_of(points: Sequence[XY]) -> tuple[XY, XY]:
    """The longest leg of a course; of equals the first."""
    return max(pairwise(points), key=lambda leg: abs(leg[1][0] - leg[0][0]) + abs(leg[1][1] - leg[0][1]))


def leg_box(p: XY, q: XY, around: float = 0.0) -> Box:
    """The box of one leg, so much larger on every side."""
    (x0, y0), (x1, y1) = p, q
    left, right = (x0, x1) if x0 <= x1 else (x1, x0)
    top, bottom = (y0, y1) if y0 <= y1 else (y1, y0)
    return (left - around, top - around, right + around, bottom + around)


def _inside(p: XY, q: XY, end: End, adjoining: bool, own: float) -> bool:
    """Whether a leg runs through a symbol the arrow joins: out of a stock it comes from beneath it, and a diamond leaves
    the corners of its box free."""
    if adjoining and (passes_through(end) or end.pointed):
        return False
    around = GAP / 2 if adjoining else own
    left, top, right, bottom = leg_box(p, q, around)
    return left < end.right and end.left < right and top < end.bottom and end.top < bottom


def _beside(p: XY, q: XY, box: Box, apart: float) -> bool:
    """Whether two legs of one direction run closer than this for more than a short way."""
    (x0, y0), (x1, y1), (left, top, right, bottom) = p, q, box
    if y0 == y1:
        if top != bottom or abs(y0 - top) >= apart:
            return False
        return min(max(x0, x1), right) - max(min(x0, x1), left) > _SHORT
    if left != right or abs(x0 - left) >= apart:
        return False
    return min(max(y0, y1), bottom) - max(min(y0, y1), top) > _SHORT
