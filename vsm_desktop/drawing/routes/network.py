"""All arrows of a map: each finds its way in its turn, and again only where something it had looked at changed.

Material comes before information, what is done again after what is done once; an arrow heeds those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from heapq import heapify, heappop, heappush
from itertools import pairwise

from msgspec.structs import replace

from vsm_desktop.drawing.courses import End
from vsm_desktop.drawing.flows import Company, course_of, done_again, goes_back
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.routes.course import MIDDLE, Course, Hop, Place
from vsm_desktop.drawing.routes.finder import find_drop, find_level, find_way
from vsm_desktop.drawing.routes.grid import Grid
from vsm_desktop.drawing.routes.hops import hops_of, kink_of
from vsm_desktop.drawing.routes.sight import FAT, THIN, Leg, Sight, Trip, Trunk, leg_box, middle_box, squeezed
from vsm_desktop.drawing.routes.watch import Watch
from vsm_desktop.drawing.routes.words import Word, WordSight, find_place, mark_reach, words_of
from vsm_desktop.drawing.shapes import XY
from vsm_desktop.model.flows import Flow, MaterialFlow

Stands = Mapping[str, tuple[Box, bool | None] | None]
"""Where symbols are now that changed, and whether arrows keep out of them; None for those that went."""
_LARGE = 120  # symbols; on a larger map arrows that find no simple way go round the outside where they can
Changes = dict[Hashable, list[Box | None]]
"""Where things were and are that changed."""


class Turns:
    """Arrows whose turn comes in the order of their ranks, each once; others may join behind the one whose turn it is."""

    def __init__(self, ranks: Mapping[str, int], ids: Iterable[str]) -> None:
        self._ranks = ranks
        self._heap = [(ranks[id_], id_) for id_ in ids]
        self._now = 0
        heapify(self._heap)

    def __iter__(self) -> Iterator[str]:
        while self._heap:
            self._now, id_ = heappop(self._heap)
            while self._heap and self._heap[0][1] == id_:
                heappop(self._heap)
            yield id_

    def join(self, id_: str) -> None:
        """Take another one in, unless its turn is over."""
        if self._ranks[id_] > self._now:
            heappush(self._heap, (self._ranks[id_], id_))


class Network:
    """The courses of all arrows."""

    def __init__(self) -> None:
        self.courses: dict[str, Course] = {}
        self._flows: dict[str, Flow] = {}
        self._order: list[str] = []
        self._thin = self._all = False
        self._speaking: set[str] = set()
        self._ranks: dict[str, int] = {}
        self._rooms: Grid[str] = Grid()
        self._notes: Grid[str] = Grid()
        self._legs: Grid[Leg] = Grid()
        self._marks: Grid[str] = Grid()
        self._words: Grid[Word] = Grid()
        self._trips: dict[str, Trip] = {}
        self._points: dict[str, tuple[XY, ...]] = {}
        self._places: dict[str, Place] = {}
        self._hops: dict[str, tuple[tuple[Hop, ...], float]] = {}
        self._bounds: Box | None = None
        self._ways_seen, self._words_seen = Watch(), Watch()

    def follow(
        self,
        flows: Sequence[Flow] | None,
        fresh: Iterable[str],
        symbols: Stands,
        bounds: Box | None,
        ends: Mapping[str, End],
        company: Callable[[Flow, Mapping[str, End]], Company],
    ) -> set[str]:
        """Lead the arrows: which of them run otherwise now, or have their words or hops elsewhere.

        `flows` are all arrows if any were added, taken away, changed or put in another order; `fresh` those whose ends,
        company or own data changed; `symbols` are those that changed.
        """
        changes: Changes = {}
        for id_, stand in symbols.items():
            box, firm = stand or (None, None)
            changes[id_] = [self._rooms.drop(id_), self._notes.drop(id_), box]
            if box is not None and firm is not None:
                (self._rooms if firm else self._notes).put(id_, box)
        if len(self._rooms) <= _LARGE:
            bounds = None
        if bounds != self._bounds:
            self._bounds, changes["bounds"] = bounds, []
        again = set(fresh)
        moved = self._reorder(flows, again, changes) if flows is not None else set[str]()
        ways = again | moved
        self._all = len(ways) >= len(self._ranks)
        ways |= self._seen(self._ways_seen, changes)
        led = self._lead(ways & self._ranks.keys(), moved, changes, ends, company)
        said = again | moved | led | self._seen(self._words_seen, changes)
        said = self._say(said & self._speaking, company, ends)
        hopping = self._hop(led, changes)
        found = (led | said | hopping) & self._ranks.keys()
        for id_ in found:
            hops, kink = self._hops.get(id_, ((), MIDDLE))
            self.courses[id_] = Course(self._points[id_], self._places.get(id_), hops, kink)
        return found

    def knows(self, stands: Stands, ends: Mapping[str, End]) -> bool:
        """Whether these are the symbols its arrows were led round, and between."""
        rooms = {id_: stand for id_, stand in stands.items() if stand and stand[1] is not None}
        return (
            len(rooms) == len(self._rooms) + len(self._notes)
            and all(
                (self._rooms if firm else self._notes).get(id_) == box for id_, (box, firm) in rooms.items()
            )
            and all(
                ends.get(one.source) == one.a and ends.get(one.target) == one.b
                for one in self._trips.values()
            )
        )

    def _seen(self, watch: Watch, changes: Changes) -> set[str]:
        """Who has to look again for these changes, if not all do anyway."""
        found: set[str] = set()
        for reason, boxes in changes.items() if not self._all else ():
            found |= watch.of(reason, boxes)
        return found

    def _reorder(self, flows: Sequence[Flow], fresh: Set[str], changes: Changes) -> set[str]:
        """Other arrows, or in another order: those that now see others before them."""
        ordered = sorted(flows, key=_turn)
        self._flows = {flow.id: flow for flow in flows}
        self._thin = any(not isinstance(flow, MaterialFlow) for flow in flows)
        self._speaking = self._flows.keys() & (self._speaking | self._places.keys())
        self._speaking |= {id_ for id_ in fresh if words_of(self._flows[id_])}
        order = [flow.id for flow in ordered]
        gone = self._ranks.keys() - self._flows.keys()
        for id_ in gone:
            self._drop(id_, changes)
        before = [id_ for id_ in self._order if id_ not in gone]
        after = [id_ for id_ in order if id_ in self._ranks]
        self._order, self._ranks = order, {id_: rank for rank, id_ in enumerate(order)}
        return _elsewhere(before, after)

    def _drop(self, id_: str, changes: Changes) -> None:
        for n, (p, q) in enumerate(pairwise(self._points.pop(id_))):
            self._legs.drop((id_, n))
            changes.setdefault(("leg", id_), []).append(leg_box(p, q))
        changes.setdefault(("leg", id_), []).append(self._marks.drop(id_))
        boxes = [self._words.drop((id_, n)) for n in (0, 1)]
        changes.setdefault(("words", id_), []).extend(boxes)
        for kept in (self._trips, self._places, self._hops, self.courses):
            kept.pop(id_, None)
        self._ways_seen.drop(id_)
        self._words_seen.drop(id_)

    def _lead(
        self,
        again: set[str],
        moved: set[str],
        changes: Changes,
        ends: Mapping[str, End],
        company: Callable[[Flow, Mapping[str, End]], Company],
    ) -> set[str]:
        """The ways of arrows, one after the other; those of later ones where an earlier one now runs otherwise."""
        changed, turns = set[str](), Turns(self._ranks, again)
        for id_ in turns:
            flow = self._flows[id_]
            trip, points = self._way(flow, ends, company)
            before, old = self._trips.get(id_), self._points.get(id_, ())
            reach = mark_reach(flow, company(flow, ends).lane.leads)
            mark = middle_box(points, *reach) if reach else None
            old_mark = self._marks.get(id_)
            self._trips[id_] = trip
            seen = before is not None and _as_seen(trip, before) and mark == old_mark
            if seen and points == old and id_ not in moved:
                continue
            changed.add(id_)
            self._points[id_] = points
            boxes: list[Box | None] = [leg_box(p, q) for p, q in (*pairwise(old), *pairwise(points))]
            boxes += (old_mark, mark)
            if mark is not None:
                self._marks.put(id_, mark)
            elif old_mark is not None:
                self._marks.drop(id_)
            for n, (p, q) in enumerate(pairwise(points)):
                self._legs.put((id_, n), leg_box(p, q))
            for n in range(len(points) - 1, len(old) - 1):
                self._legs.drop((id_, n))
            changes.setdefault(("leg", id_), []).extend(boxes)
            for other in self._ways_seen.of(("leg", id_), boxes) if not self._all else ():
                turns.join(other)
        return changed

    def _way(
        self, flow: Flow, ends: Mapping[str, End], company: Callable[[Flow, Mapping[str, End]], Company]
    ) -> tuple[Trip, tuple[XY, ...]]:
        a, b, beside = ends[flow.source], ends[flow.target], company(flow, ends)
        trip = trip_of(flow, a, b, beside)
        if flow.bends:
            self._ways_seen.drop(flow.id)
            return trip, course_of(flow, a, b, beside)
        grids, lane = (self._rooms, self._legs, self._marks), beside.lane
        sight = Sight(trip, grids, self._trips, self._ranks, self._bounds)
        if lane.reach is not None and lane.height is not None:
            whole = Sight(trip, grids, self._trips, self._ranks, first=lane.first)
            height = find_level(a.x + lane.offset, lane.reach, lane.height, whole)
            sight.reasons, sight.regions = whole.reasons, whole.regions
            beside = replace(beside, lane=replace(lane, height=height))
        usual = course_of(flow, a, b, beside)
        points = find_drop(usual, sight) if lane.reach is not None else None
        points = points or find_way(usual, sight)
        self._ways_seen.keep(flow.id, sight.reasons, sight.regions)
        return trip, points

    def _say(
        self,
        again: set[str],
        company: Callable[[Flow, Mapping[str, End]], Company],
        ends: Mapping[str, End],
    ) -> set[str]:
        """Where the words of arrows stand, one after the other."""
        changed, turns = set[str](), Turns(self._ranks, again)
        for id_ in turns:
            place, boxes = self._place(self._flows[id_], company, ends)
            old = [self._words.get((id_, n)) for n in (0, 1)]
            new: list[Box | None] = [*boxes, None, None][:2]
            if place != self._places.get(id_):
                changed.add(id_)
            if place is None:
                self._places.pop(id_, None)
            else:
                self._places[id_] = place
            if new == old:
                continue
            for n, box in enumerate(new):
                self._words.drop((id_, n))
                if box is not None:
                    self._words.put((id_, n), box)
            for other in self._words_seen.of(("words", id_), [*old, *new]):
                turns.join(other)
        return changed

    def _place(
        self, flow: Flow, company: Callable[[Flow, Mapping[str, End]], Company], ends: Mapping[str, End]
    ) -> tuple[Place | None, list[Box]]:
        words = words_of(flow)
        if not words:
            self._words_seen.drop(flow.id)
            return None, []
        lane = company(flow, ends).lane
        if not lane.leads:
            self._words_seen.drop(flow.id)
            return None, []
        grids = (self._rooms, self._notes, self._legs, self._marks, self._words)
        sight = WordSight(flow.id, grids, self._trips, self._ranks)
        place, boxes = find_place(flow, words, self._points[flow.id], lane.bus, sight)
        self._words_seen.keep(flow.id, sight.reasons, sight.regions)
        return place, boxes

    def _hop(self, led: set[str], changes: Changes) -> set[str]:
        """The hops of thin arrows that run otherwise, or whose legs meet one that does."""
        if not self._thin:
            return set()
        again = set(self._ranks) if self._all else {id_ for id_ in led if id_ in self._ranks}
        for reason, boxes in changes.items() if not self._all else ():
            if isinstance(reason, tuple) and reason[0] == "leg":
                for box in boxes:
                    if box is not None:
                        again.update(id_ for (id_, _n), _leg in self._legs.meeting(_wider(box)))
        changed: set[str] = set()
        for id_ in again:
            hops: tuple[Hop, ...] = ()
            kink = MIDDLE
            if self._trips[id_].half != FAT:
                hops = hops_of(self._trips[id_], self._points[id_], self._legs, self._trips)
            if self._flows[id_].kind == "electronic":
                kink = kink_of(id_, self._points[id_], self._legs)
            if (hops, kink) != self._hops.get(id_, ((), MIDDLE)):
                self._hops[id_] = (hops, kink)
                changed.add(id_)
        return changed


def _turn(flow: Flow) -> int:
    """When an arrow has its turn."""
    if not isinstance(flow, MaterialFlow):
        return 2
    return 1 if done_again(flow) else 0


def trip_of(flow: Flow, a: End, b: End, company: Company) -> Trip:
    """An arrow as others see it."""
    material = isinstance(flow, MaterialFlow)
    lane = company.lane
    trunk: Trunk = (flow.source, flow.kind, flow.label, flow.note) if lane.bus else ()
    return Trip(
        flow.id,
        flow.source,
        flow.target,
        a,
        b,
        FAT if material else THIN,
        trunk,
        goes_back(flow, a, b, company.turned),
        lane.offset,
        squeezed(a, b),
        None if material else mark_reach(flow, lane.leads),
    )


def _as_seen(one: Trip, other: Trip) -> bool:
    """Whether other arrows see no difference."""
    return (one.source, one.target, one.half, one.trunk, one.squeezed) == (
        other.source,
        other.target,
        other.half,
        other.trunk,
        other.squeezed,
    )


def _elsewhere(before: list[str], after: list[str]) -> set[str]:
    """What stands in another order among the same things."""
    if before == after:
        return set()
    first = next(i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b)
    last = next(i for i, (a, b) in enumerate(zip(reversed(before), reversed(after), strict=True)) if a != b)
    return set(after[first : len(after) - last])


def _wider(box: Box) -> Box:
    return (box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)
