"""Where the words of arrows stand: on the arrow's own part, at the first place where they cover nothing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing import arrows
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.routes.course import Place
from vsm_desktop.drawing.routes.grid import Grid
from vsm_desktop.drawing.routes.sight import Leg, Trip, leg_box, longest_of
from vsm_desktop.drawing.shapes import XY
from vsm_desktop.drawing.symbols.cards import REACH
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.model.display import shown
from vsm_desktop.model.flows import Flow, InformationFlow, KanbanFlow, MaterialFlow

NOTE_ROOM = 46.0
"""A shorter leg has no room for a note on it."""
_SAME = 2.5
_SLIM = 14.0
_AWAY = (20.0, 36.0, 52.0, 68.0, 84.0, 100.0, 132.0)
_MARKED = 48.0
UNDER = {True: 6.0, False: 7.0}
"""How much further down the words under a level arrow of material, and of information, have their baseline."""
_TIMES = (0.5, 0.3, 0.7, 0.15, 0.85)
Said = Sequence[tuple[str, str]]  # each text with its ref


def words_of(flow: Flow, open_field: str = "") -> list[tuple[str, str]]:
    """What there is to say of an arrow, and what is being typed, each with its ref."""
    texts = [("label", flow.label), ("note", flow.note)]
    if isinstance(flow, MaterialFlow):
        texts += _numbers(flow)
    elif isinstance(flow, KanbanFlow):
        count = flow.cards
        texts.append(("cards", _("{count} cards").format(count=shown(count)) if count is not None else ""))
    return [(text, f"{flow.id}.{key}") for key, text in texts if text or key == open_field]


def _numbers(flow: MaterialFlow) -> list[tuple[str, str]]:
    """The figures of a branch or a loop, as they stand at the arrow."""
    figures = (
        ("share", "", flow.share),
        ("supply_share", "", flow.supply_share),
        ("repeat", "↺ ", flow.repeat),
        ("pieces_per_unit", "× ", flow.pieces_per_unit),
    )
    return [(key, f"{sign}{shown(value)}" if value is not None else "") for key, sign, value in figures]


def mark_of(flow: Flow) -> str:
    """What stands on an arrow of information: the card that travels, a bubble or a phone; "" for nothing."""
    if isinstance(flow, KanbanFlow):
        return flow.card or ""
    return (flow.means or "verbal") if isinstance(flow, InformationFlow) and flow.kind == "verbal" else ""


def room_beside(flow: Flow) -> float:
    """How far words over and under a level arrow stay away from its middle, for its shaft or what is drawn on it."""
    if isinstance(flow, MaterialFlow):
        return 24.0 if flow.vehicle else 20.0 if flow.kind == "pull" else 14.0
    mark = mark_of(flow)
    return REACH[mark][1] + 6 if mark else 6.0


def mark_reach(flow: Flow, leads: bool = True) -> tuple[float, float] | None:
    """Half the width and height of what is drawn on an arrow: its vehicle, the circle of a pull, a card."""
    if isinstance(flow, MaterialFlow):
        return (22.0, 15.0) if flow.vehicle or flow.kind == "pull" else None
    return REACH.get(mark_of(flow)) if leads else None


class Stretch(Struct, frozen=True):
    """A part of a leg that an arrow has for itself."""

    p: XY
    q: XY
    leg: int

    @property
    def length(self) -> float:
        """How long it is."""
        return abs(self.q[0] - self.p[0]) + abs(self.q[1] - self.p[1])

    @property
    def level(self) -> bool:
        """Whether it runs more across than down."""
        return abs(self.q[0] - self.p[0]) >= abs(self.q[1] - self.p[1])

    def at(self, t: float) -> XY:
        """A point on it."""
        return (self.p[0] + (self.q[0] - self.p[0]) * t, self.p[1] + (self.q[1] - self.p[1]) * t)


def stretches(points: Sequence[XY], others: Iterable[tuple[int, Box]]) -> list[Stretch]:
    """The parts of a course on which no other leg lies, the longest first; the whole course if there are none.

    `others` are legs that come near one of its legs, by that leg's number.
    """
    taken: dict[int, list[tuple[float, float]]] = {}
    for leg, box in others:
        (x0, y0), (x1, y1) = points[leg], points[leg + 1]
        if y0 == y1 and box[1] == box[3]:
            taken.setdefault(leg, []).append((box[0], box[2]))
        elif x0 == x1 and box[0] == box[2]:
            taken.setdefault(leg, []).append((box[1], box[3]))
    found: list[Stretch] = []
    for leg, (p, q) in enumerate(pairwise(points)):
        found += _free(p, q, leg, taken.get(leg, ()))
    if not found:
        found = [Stretch(p, q, leg) for leg, (p, q) in enumerate(pairwise(points))]
    return sorted(found, key=lambda one: -round(one.length, 3))


def _free(p: XY, q: XY, leg: int, taken: Sequence[tuple[float, float]]) -> Iterator[Stretch]:
    if not taken:
        yield Stretch(p, q, leg)
        return
    axis = 0 if p[1] == q[1] else 1
    low, high = sorted((p[axis], q[axis]))
    at = low
    for start, stop in [*sorted(taken), (high, high)]:
        if start - at > _SAME * 2:
            ends = (at, min(start, high)) if p[axis] <= q[axis] else (min(start, high), at)
            one, other = ((end, p[1]) if axis == 0 else (p[0], end) for end in ends)
            yield Stretch(one, other, leg)
        at = max(at, stop)


def places(
    flow: Flow, parts: Sequence[Stretch], points: Sequence[XY], bus: bool
) -> Iterator[tuple[Place, int]]:
    """Places for words, the most usual first, each with the leg it is at."""
    mark = mark_of(flow)
    if not isinstance(flow, MaterialFlow) and not mark:
        yield from _at_information(flow.kind == "electronic" and not bus, parts, points)
    else:
        clear = room_beside(flow)
        aside, slim = (clear, _SLIM) if not mark else (REACH[mark][0] + 6, _SLIM / 2)
        p, q = longest_of(points)
        middle = ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
        yield from _round_the_shaft(clear, aside, slim, middle, parts)
    yield from _farther(parts)


def _round_the_shaft(
    clear: float, aside: float, slim: float, mark: XY, parts: Sequence[Stretch]
) -> Iterator[tuple[Place, int]]:
    """Over and under a level part, beside an upright one; closer to it where nothing is drawn on it."""
    for part in parts:
        for t in _TIMES:
            if t != 0.5 and part.length < NOTE_ROOM:
                continue
            x, y = part.at(t)
            bare = abs(x - mark[0]) + abs(y - mark[1]) > _MARKED
            if part.level:
                nearer = clear - slim if bare else 0.0
                if not nearer:
                    yield Place("across", x, y), part.leg
                yield Place("over", x, y + nearer), part.leg
                yield Place("under", x, y - nearer), part.leg
            else:
                away = slim if bare else aside
                yield Place("beside", x + away, y), part.leg
                yield Place("left", x - away, y), part.leg


def _farther(parts: Sequence[Stretch]) -> Iterator[tuple[Place, int]]:
    """In a gap too narrow for the words: over or under, or beside, what stands there."""
    for away in _AWAY:
        for part in parts:
            x, y = part.at(0.5)
            if part.level:
                yield Place("over", x, y - away), part.leg
                yield Place("under", x, y + away), part.leg
            else:
                yield Place("beside", x + _SLIM + away, y), part.leg
                yield Place("left", x - _SLIM - away, y), part.leg


def _at_information(
    electronic: bool, parts: Sequence[Stretch], points: Sequence[XY]
) -> Iterator[tuple[Place, int]]:
    straight = len(points) == 2 and points[0][1] == points[1][1]
    for part in parts:
        for t in _TIMES:
            if t != 0.5 and part.length < NOTE_ROOM:
                continue
            x, y = part.at(t)
            if part.level:
                if straight or electronic:
                    yield Place("above", x, y - (arrows.KINK if electronic else 0)), part.leg
                elif part.length >= NOTE_ROOM:
                    yield Place("note", x, y), part.leg
                    yield Place("above", x, y), part.leg
                else:
                    yield Place("beside", x + 8, y), part.leg
            else:
                if part.length >= NOTE_ROOM and not electronic:
                    yield Place("note", x, y), part.leg
                aside = 12 if electronic else 8
                yield Place("beside", x + aside, y), part.leg
                yield Place("left", x - aside, y), part.leg


def boxes_of(flow: Flow, words: Said, place: Place) -> list[Box]:
    """The room words take at a place."""
    wide = [measure(text, DATA_SIZE, "medium") for text, _ref in words]
    x, y, way = place.x, place.y, place.way
    if way in ("beside", "left"):
        half, width = 6.5 * len(words) + 0.7, max(wide)
        left = x if way == "beside" else x - width
        return [(left, y - half, left + width, y + half)]
    if way == "note":
        half, width = 7.0 * len(words) + 5.75, max(wide) + 19.5
        return [(x - width / 2, y - half, x + width / 2, y + half)]
    if way == "above":
        under = y + 13 + 2 * arrows.KINK * (flow.kind == "electronic")
        return [_line_box(x, base, width) for base, width in zip((y - 6, under), wide, strict=False)]
    clear, under = room_beside(flow), UNDER[isinstance(flow, MaterialFlow)]
    if way == "across":
        first = [_line_box(x, y - clear, wide[0])]
        return [*first, _line_box(x, y + clear + under, _together(wide[1:]))] if wide[1:] else first
    return [_line_box(x, y - clear if way == "over" else y + clear + under, _together(wide))]


def _together(wide: Sequence[float]) -> float:
    return sum(wide) + measure(arrows.BETWEEN, DATA_SIZE) * (len(wide) - 1)


def _line_box(x: float, base: float, wide: float) -> Box:
    return (x - wide / 2 - 2, base - 9, x + wide / 2 + 2, base + 3.2)


Word = tuple[str, int]


class WordSight:
    """What one placing looks at, and a record of what it saw."""

    def __init__(
        self,
        id_: str,
        grids: tuple[Grid[str], Grid[str], Grid[Leg], Grid[str], Grid[Word]],
        trips: Mapping[str, Trip],
        ranks: Mapping[str, int],
    ) -> None:
        self.id = id_
        self.rooms, self.notes, self.legs, self.marks, self.words = grids
        self.trips = trips
        self.ranks = ranks
        self.reasons: set[Hashable] = set()
        self.regions: list[Box] = []

    def own_parts(self, points: Sequence[XY], bus: bool) -> list[Stretch]:
        """The parts of a course that carry its words: the trunk of a bus first, else what it shares with nobody."""
        if bus:
            return [Stretch(p, q, leg) for leg, (p, q) in enumerate(pairwise(points))]
        near: list[tuple[int, Box]] = []
        for n, (p, q) in enumerate(pairwise(points)):
            box = leg_box(p, q, _SAME)
            self.regions.append(box)
            near += [(n, found) for (id_, _n), found in self.legs.meeting(box) if id_ != self.id]
        return stretches(points, near)

    def free(self, boxes: Sequence[Box], leg: int, lines: bool) -> bool:
        """Whether words cover no symbol and no other words, nor `lines`: any arrow but the leg they belong to."""
        for box in boxes:
            reason = self._in_the_way(box, leg, lines)
            if reason is not None:
                self.reasons.add(reason)
                return False
        self.regions += [_wider(box) for box in boxes]
        return True

    def _in_the_way(self, box: Box, leg: int, lines: bool) -> Hashable | None:
        for grid in (self.rooms, self.notes):
            for id_, _room in grid.meeting(box):
                return id_
        for id_, _mark in self.marks.meeting(box):
            if id_ != self.id:
                return ("leg", id_)
        for (id_, _n), _there in self.words.meeting(box):
            if self.ranks[id_] < self.ranks[self.id]:
                return ("words", id_)
        for (id_, n), line in self.legs.meeting(_wider(box)) if lines else ():
            other = self.trips[id_]
            half = other.half + 1.3
            own = (id_ == self.id and n == leg) or (other.trunk and other.trunk == self.trips[self.id].trunk)
            if not own and _meet(box, (line[0] - half, line[1] - half, line[2] + half, line[3] + half)):
                return ("leg", id_)
        return None


def _wider(box: Box) -> Box:
    return (box[0] - 6, box[1] - 6, box[2] + 6, box[3] + 6)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def find_place(
    flow: Flow, words: Said, points: Sequence[XY], bus: bool, sight: WordSight
) -> tuple[Place, list[Box]]:
    """The first place where the words cover nothing, else where they cover lines only, else the most usual one."""
    parts = sight.own_parts(points, bus)
    for lines in (True, False):
        for place, leg in places(flow, parts, points, bus):
            boxes = boxes_of(flow, words, place)
            if sight.free(boxes, leg, lines):
                placed = place if lines else Place(place.way, place.x, place.y, cleared=True)
                return placed, boxes
    usual, _leg = next(places(flow, parts, points, bus))
    return usual, boxes_of(flow, words, usual)


def find_place_alone(flow: Flow, words: Said, points: Sequence[XY], bus: bool) -> Place:
    """The most usual place, as if there were nothing else on the map."""
    parts = [Stretch(points[0], points[1], 0)] if bus else stretches(points, ())
    return next(places(flow, parts, points, bus))[0]
