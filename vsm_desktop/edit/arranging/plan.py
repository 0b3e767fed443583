"""The whole layout: suppliers, information and customers in the top row, the flow under it, what is not connected below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from vsm_desktop.edit.arranging.boxes import GAP, XY, Box, Sheet, around, box_at, on_grid, overlap
from vsm_desktop.edit.arranging.graph import graphs_of
from vsm_desktop.edit.arranging.lanes import grid_of
from vsm_desktop.edit.arranging.rows import (
    LANE_GAP,
    MARGIN,
    Part,
    part_of,
    place_rows,
    rows_within,
    widths_of,
)
from vsm_desktop.edit.arranging.toprow import TOP, Line, TopRow
from vsm_desktop.model.flows import Flow, MaterialFlow
from vsm_desktop.model.nodes import Node

OUTSIDE = ("supplier", "customer", "control")
_ROW = 342.0
_LEG = 28.0
_APART = 42.0
_STRETCH = 90.0
_LOOSE_WIDTH = 900.0
_LADDER_GAP = 52.0
_BETTER = 1.01  # so much larger a map must become to be worth another row


class _Leg(NamedTuple):
    """A transport on the shaft between the line and the top row: what of the line it stands above, and whom it goes with."""

    id: str
    step: str
    outside: str


class _Laid(NamedTuple):
    """A layout of the flow: where the steps stand, the right end of all and of the last row, its foot, and how it is seen above."""

    at: dict[str, XY]
    right: float
    last_right: float
    foot: float
    rows: int
    line: Line


def places(
    nodes: Sequence[Node],
    flows: Sequence[Flow],
    sizes: Mapping[str, Box],
    folded: bool,
    sheet: Sheet,
    bands: Mapping[str, int],
    critical: Set[str],
) -> dict[str, XY]:
    """Where each of these symbols goes, from left to right; `folded`, in as many rows as make it largest on the sheet.

    `bands` says in which swimlane, counted from the top, some of them stand: they stay in it, and in one row; what is
    `critical` goes straight on where there are branches.
    """
    plan = _Plan(nodes, flows, sizes, sheet, bands, critical)
    if folded and not bands:
        found = plan.folded()
        if found is not None:
            return found
    return plan.straight()


class _Plan:
    def __init__(
        self,
        nodes: Sequence[Node],
        flows: Sequence[Flow],
        sizes: Mapping[str, Box],
        sheet: Sheet,
        bands: Mapping[str, int],
        critical: Set[str],
    ) -> None:
        self.sizes, self.sheet, self.flows, self.bands = sizes, sheet, flows, bands
        self.critical = critical
        self.kinds = {node.id: node.kind for node in nodes}
        self.material = [flow for flow in flows if isinstance(flow, MaterialFlow)]
        ends = {end for flow in self.material for end in (flow.source, flow.target)} | bands.keys()
        inner = [node.id for node in nodes if node.kind not in OUTSIDE]
        self.inner = [id_ for id_ in inner if id_ in ends]
        self.loose = [id_ for id_ in inner if id_ not in ends]
        self.told = frozenset(flow.target for flow in flows if not isinstance(flow, MaterialFlow))
        self.words = {flow.id: sheet.words(flow) for flow in flows}

    # the two manners

    def straight(self) -> dict[str, XY]:
        """One row for each part of the flow; transports from suppliers and to customers stand on the way down and up."""
        legs = self._legs()
        while True:
            parts, fed, serves = self._parts(legs)
            stray = [leg for leg in legs if not self._on_shaft(leg, parts)]
            if not stray:
                break
            legs = [leg for leg in legs if leg not in stray]
        rows = [[(0, part.grid.columns)] for part in parts]
        laid = self._lay(parts, rows, fed, serves, legs)
        top = TopRow(self.kinds, self.sizes, self.flows, self.words, laid.line)
        if parts and laid.right < top.right:
            spread = (top.right - laid.right) / max(part.grid.columns for part in parts)
            laid = self._lay(parts, rows, fed, serves, legs, min(_STRETCH, on_grid(spread)))
        return self._whole(laid, legs)

    def folded(self) -> dict[str, XY] | None:
        """As many rows as make the map largest on its sheet; None if that is one."""
        parts, fed, serves = self._parts([])
        if not parts:
            return None
        best: tuple[float, dict[str, XY], int] | None = None
        for width in widths_of(parts[0]):
            rows = [rows_within(part, width) for part in parts]
            laid = self._lay(parts, rows, fed, serves, [])
            found = self._whole(laid, [])
            scale = self._scale(found, laid.last_right)
            if best is None or scale > best[0] * _BETTER:
                best = (scale, found, laid.rows)
        assert best is not None
        return best[1] if best[2] > 1 else None

    def _scale(self, found: Mapping[str, XY], last_right: float) -> float:
        """How large the map comes out on its sheet, ladder, totals and title block with it."""
        left, top, right, bottom = around(box_at(at, self.sizes[id_]) for id_, at in found.items())
        wide = max(right, last_right + self.sheet.totals) - min(left, MARGIN) + 2 * MARGIN
        high = bottom - min(top, MARGIN) + _LADDER_GAP + self.sheet.ladder + self.sheet.foot
        return min(self.sheet.width / wide, self.sheet.height / high)

    # the flow

    def _parts(self, legs: Sequence[_Leg]) -> tuple[list[Part], set[str], set[str]]:
        """The parts of the flow on their grids, and what takes from a supplier and what goes to a customer."""
        aside = {leg.id for leg in legs}
        ids = [id_ for id_ in self.inner if id_ not in aside]
        fed = {flow.target for flow in self.material if self.kinds[flow.source] == "supplier"}
        serves = {flow.source for flow in self.material if self.kinds[flow.target] == "customer"}
        for leg in legs:
            (fed if self.kinds[leg.outside] == "supplier" else serves).add(leg.step)
        arrows = [(flow.source, flow.target, self.words[flow.id]) for flow in self.material]
        parts = []
        for graph in graphs_of(ids, self.material, fed, serves, bool(self.bands)):
            inside = set(graph.ids)
            between = [one for one in arrows if one[0] in inside and one[1] in inside]
            grid = grid_of(graph, fed & inside, serves & inside, self.bands, self.critical)
            parts.append(part_of(grid, self.sizes, self.kinds, between, self.told))
        return parts, fed, serves

    def _lay(
        self,
        parts: Sequence[Part],
        rows: Sequence[Sequence[tuple[int, int]]],
        fed: Set[str],
        serves: Set[str],
        legs: Sequence[_Leg],
        stretch: float = 0.0,
    ) -> _Laid:
        several = any(len(cut) > 1 for cut in rows)
        first, last = self._ends(parts, fed), self._ends(parts, serves, last=True)
        line = Line(first, last, several, MARGIN, MARGIN, {})
        left = TopRow(self.kinds, self.sizes, self.flows, self.words, line).begin
        at: dict[str, XY] = {}
        right, foot = left, self._foot(legs)
        last_right, most = left, 1
        for i, (part, cut) in enumerate(zip(parts, rows, strict=True)):
            placed = place_rows(
                part, cut, left, foot, 0.0 if i else _ROW, self.sheet, 0.0 if several else stretch
            )
            at |= placed.at
            right, foot, most = max(right, placed.right), placed.foot, max(most, placed.rows)
            last_right = placed.last_right
        line = Line(first, last, several, left, right, at)
        return _Laid(at, right, last_right, foot, most, line)

    def _ends(self, parts: Sequence[Part], some: Set[str], last: bool = False) -> dict[str, int]:
        """How far below the first lane those of some stand; 0 for the one where the whole line begins or ends."""
        found: dict[str, int] = {}
        below = 0
        for i, part in enumerate(parts):
            grid, edge = part.grid, part.grid.columns - 1 if last else 0
            for id_, lane in grid.lane.items():
                if id_ in some:
                    at_edge = i == 0 and lane == grid.top and grid.column[id_] == edge
                    found[id_] = 0 if at_edge else 1 + below + lane
            below += 1 + max(grid.lane.values())
        return found

    def _foot(self, legs: Iterable[_Leg]) -> float:
        """How far down the top row reaches, with what stands on the shafts below it."""
        foot = TOP + max(
            (self.sizes[id_][3] for id_ in self.kinds if self.kinds[id_] in OUTSIDE), default=0.0
        )
        high = [self.sizes[leg.id][3] - self.sizes[leg.id][1] for leg in legs]
        return foot + max((one + 2 * _LEG - LANE_GAP for one in high), default=0.0)

    # transports on the way down and up

    def _legs(self) -> list[_Leg]:
        """Transports from a supplier to a step, and from a step to a customer."""
        into: dict[str, list[str]] = {}
        out: dict[str, list[str]] = {}
        for flow in self.material:
            out.setdefault(flow.source, []).append(flow.target)
            into.setdefault(flow.target, []).append(flow.source)
        found: list[_Leg] = []
        for id_ in self.inner:
            if self.kinds[id_] != "transport" or id_ in self.bands:
                continue
            if not len(into.get(id_, ())) == len(out.get(id_, ())) == 1:
                continue
            source, target = into[id_][0], out[id_][0]
            if self.kinds[target] == "customer" and self.kinds[source] not in OUTSIDE:
                found.append(_Leg(id_, source, target))
            elif self.kinds[source] == "supplier" and self.kinds[target] not in OUTSIDE:
                found.append(_Leg(id_, target, source))
        ids = {leg.id for leg in found}
        return [leg for leg in found if leg.step not in ids]

    def _on_shaft(self, leg: _Leg, parts: Sequence[Part]) -> bool:
        """Whether the step stands where the whole line begins, or ends."""
        if not parts or leg.step not in parts[0].grid.column:
            return False
        grid = parts[0].grid
        edge = 0 if self.kinds[leg.outside] == "supplier" else grid.columns - 1
        return grid.lane[leg.step] == grid.top and grid.column[leg.step] == edge

    # all of it

    def _whole(self, laid: _Laid, legs: Sequence[_Leg]) -> dict[str, XY]:
        top = TopRow(self.kinds, self.sizes, self.flows, self.words, laid.line)
        found = laid.at | top.at
        found |= self._loose(
            laid.foot if laid.at else self._foot(()), max(laid.right, top.right), not laid.at
        )
        for leg in legs:
            x = laid.at[leg.step][0]
            foot = found[leg.outside][1] + self.sizes[leg.outside][3]
            column = min(y + self.sizes[id_][1] for id_, (cx, y) in laid.at.items() if cx == x)
            size = self.sizes[leg.id]
            y = on_grid((foot + column) / 2 - (size[1] + size[3]) / 2)
            found[leg.id] = _beside((x, y), size, [box_at(at, self.sizes[id_]) for id_, at in found.items()])
        return found

    def _loose(self, foot: float, right: float, alone: bool) -> dict[str, XY]:
        """What no material arrow leads to or from, in tidy rows."""
        found: dict[str, XY] = {}
        x, row, y = MARGIN, list[str](), foot
        wide = max(right, _LOOSE_WIDTH)
        rows: list[list[str]] = [row]
        for id_ in self.loose:
            low, _top, high, _bottom = self.sizes[id_]
            if row and x + high - low > wide:
                x, row = MARGIN, []
                rows.append(row)
            row.append(id_)
            x += high - low + _APART
        for row in rows if self.loose else ():
            middle = on_grid(y + LANE_GAP - min(self.sizes[id_][1] for id_ in row))
            middle = max(middle, _ROW) if alone and row is rows[0] else middle
            x = MARGIN
            for id_ in row:
                found[id_] = (on_grid(x - self.sizes[id_][0]), middle)
                x = found[id_][0] + self.sizes[id_][2] + _APART
            y = middle + max(self.sizes[id_][3] for id_ in row)
        return found


def _beside(at: XY, size: Box, taken: Sequence[Box]) -> XY:
    """The first free place at a point or right of it."""
    while hits := [box for box in taken if overlap(box_at(at, size), box)]:
        at = (on_grid(max(box[2] for box in hits) + GAP - size[0]), at[1])
    return at
