"""The arrows of a map in paint order, brought from one state to the next by looking at what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from vsm_desktop.drawing.courses import End, leaves_level
from vsm_desktop.drawing.flows import Company, direction_of, flow_part, key_of_flow
from vsm_desktop.drawing.information import NO_LANE, Lane, lanes
from vsm_desktop.drawing.ops import Part
from vsm_desktop.drawing.placed import Made
from vsm_desktop.drawing.room import Room
from vsm_desktop.drawing.routes.network import Network
from vsm_desktop.drawing.rows import NOTHING, Stand, Style, Symbols, places
from vsm_desktop.drawing.symbols.symbol import Look, look_of
from vsm_desktop.model.flows import Flow, Information, MaterialFlow, UnknownFlow

_SPARE = 5_000  # arrows that left are remembered up to here
_BOTH = (False, True)
_COMPANY = {
    (came, goes, turned): Company(NO_LANE, came, goes, turned)
    for came in _BOTH
    for goes in _BOTH
    for turned in _BOTH
}


class Arrows:
    """The arrows as drawn: material first, then information, which crosses above it."""

    def __init__(self) -> None:
        self.flows: tuple[Flow, ...] = ()
        self.look: Look | None = None
        self.bold: Set[str] = frozenset()
        self.kinds: frozenset[str] = frozenset()
        self.entered: frozenset[str] = frozenset()
        self.parts: list[Part] = []
        self.room = Room()
        self._order: list[Flow] = []
        self._material: list[MaterialFlow] = []
        self._information: list[Information | UnknownFlow] = []
        self._place: dict[str, int] = {}
        self._at: dict[str, list[Flow]] = {}
        self._pushed: dict[str, list[MaterialFlow]] = {}
        self._entered: Set[str] = frozenset()
        self._shipped: Set[str] = frozenset()
        self._level: set[str] = set()
        self._ways: dict[str, int] = {}
        self._onward = 0
        self._turned = False
        self._lanes: dict[str, Lane] = {}
        self._runs: dict[str, tuple[End, End, bool]] = {}
        self._network = Network()
        self._left: tuple[tuple[Flow, ...], Network] = ((), Network())

    def follow(
        self,
        flows: tuple[Flow, ...],
        moved: Set[str],
        symbols: Symbols,
        bold: Set[str],
        style: Style,
        made: Made,
    ) -> None:
        """Show these arrows between the symbols, of which some moved; some arrows are bold."""
        theme, manner = style
        ends = symbols.ends
        look, bolder = look_of(theme, manner=manner), look_of(theme, manner=manner, bold=True)
        other = flows is not self.flows
        fresh = self._anew(flows, ends) if other else []
        near = self._touched(moved, ends)
        touched = {flow.id for flow in (*fresh, *near)}
        if self._turns(self._material if other else near, ends, other):
            touched |= {flow.id for flow in self._material}
        touched |= self._led(flows if other else None, touched, symbols)
        if bold is not self.bold:
            touched |= (bold ^ self.bold) & self._place.keys()
        for id_ in touched if look is self.look else self._place:
            i = self._place[id_]
            flow, company = self._order[i], self._company(self._order[i], ends)
            course, weight = self._network.courses[id_], bolder if id_ in bold else look
            placed = made.flow(flow, ends[flow.source], ends[flow.target], company, weight, course)
            self.parts[i] = placed.part
            self.room.put(i, placed.box)
        self.flows, self.look, self.bold = flows, look, bold

    def _led(self, flows: tuple[Flow, ...] | None, touched: Set[str], symbols: Symbols) -> Set[str]:
        """Lead the arrows; where most of them go at once, those that were there are kept for the one who takes that back."""
        if (
            flows is not None
            and flows is self._left[0]
            and flows
            and self._left[1].knows(symbols.stands, symbols.ends)
        ):
            (_flows, self._network), self._left = self._left, ((), Network())
            return self._place.keys()
        turned: Mapping[str, Stand | None] = symbols.turned
        if flows is not None and 2 * len(flows) < len(self.flows):
            self._left = (self.flows, self._network)
            self._network, turned, touched = Network(), symbols.stands, {flow.id for flow in flows}
        room = symbols.room.box()
        return self._network.follow(flows, touched, turned, room, symbols.ends, self._company)

    def redrawn(self, flow: Flow, ends: Mapping[str, End], look: Look) -> Part:
        """One of the arrows, seen another way."""
        course = self._network.courses[flow.id]
        return flow_part(flow, ends[flow.source], ends[flow.target], self._company(flow, ends), look, course)

    def _anew(self, flows: tuple[Flow, ...], ends: Mapping[str, End]) -> list[Flow]:
        """Other arrows, or in another order: those that are not the same objects as before, or in other company."""
        entered, shipped, level, lane = self._entered, self._shipped, self._level, self._lanes
        material = self._material = [flow for flow in flows if isinstance(flow, MaterialFlow)]
        self._information = [flow for flow in flows if not isinstance(flow, MaterialFlow)]
        self.kinds = frozenset(map(key_of_flow, flows))
        self.entered = frozenset({"repeat"} if any(flow.repeat for flow in material) else ())
        old, self._order = self._order, [*material, *self._information]
        before = places(old, self._order)
        self.parts = [NOTHING if i is None else self.parts[i] for i in before]
        self.room.keep(before)
        self._place = {flow.id: i for i, flow in enumerate(self._order)}
        pushed: dict[str, list[MaterialFlow]] = defaultdict(list)
        at: dict[str, list[Flow]] = defaultdict(list)
        for flow in flows:
            at[flow.source].append(flow)
            at[flow.target].append(flow)
        for flow in material:
            if flow.kind == "push":
                pushed[flow.source].append(flow)
        self._at, self._pushed = at, pushed
        self._entered = {flow.target for flow in material if flow.kind == "push"}
        self._shipped = {flow.source for flow in material}
        if len(self._runs) > 2 * len(flows) + _SPARE:
            self._runs.clear()
        self._level = {source for source in pushed if self._leaves_level(source, ends)}
        self._lanes = lanes(self._information, ends)
        if not old:
            return self._order
        elsewhere = (entered ^ self._entered) | (shipped ^ self._shipped) | (level ^ self._level)
        company = [flow for id_ in elsewhere for flow in at.get(id_, ())]
        turned = [flow for flow in self._information if lane.get(flow.id) != self._lanes.get(flow.id)]
        return [*(self._order[i] for i, place in enumerate(before) if place is None), *company, *turned]

    def _touched(self, moved: Set[str], ends: Mapping[str, End]) -> list[Flow]:
        """The arrows at what moved, and those that see from their neighbours that something moved."""
        touched = {flow.id: flow for id_ in moved for flow in self._at.get(id_, ())}
        found = list(touched.values())
        for source in {flow.source for flow in found if isinstance(flow, MaterialFlow)} & self._pushed.keys():
            if self._leaves_level(source, ends) != (source in self._level):
                self._level ^= {source}
                touched |= {flow.id: flow for flow in self._at[source] if isinstance(flow, MaterialFlow)}
        if not all(isinstance(flow, MaterialFlow) for flow in found):
            before, self._lanes = self._lanes, lanes(self._information, ends)
            touched |= {
                flow.id: flow for flow in self._information if before.get(flow.id) != self._lanes.get(flow.id)
            }
        return list(touched.values())

    def _turns(self, flows: Iterable[Flow], ends: Mapping[str, End], anew: bool) -> bool:
        """Count which way these arrows lead, or all arrows anew: whether the map reads the other way now."""
        if anew:
            self._ways, self._onward = {}, 0
        for flow in flows:
            if isinstance(flow, MaterialFlow):
                way = direction_of(flow, ends[flow.source], ends[flow.target])
                self._onward += way - self._ways.get(flow.id, 0)
                self._ways[flow.id] = way
        before, self._turned = self._turned, self._onward < 0
        return self._turned != before

    def _leaves_level(self, source: str, ends: Mapping[str, End]) -> bool:
        return any(self._runs_level(flow, ends[source], ends[flow.target]) for flow in self._pushed[source])

    def _runs_level(self, flow: Flow, a: End, b: End) -> bool:
        known = self._runs.get(flow.id)
        if known is None or known[0] is not a or known[1] is not b:
            known = self._runs[flow.id] = (a, b, leaves_level(a, b))
        return known[2]

    def _company(self, flow: Flow, ends: Mapping[str, End]) -> Company:
        if not isinstance(flow, MaterialFlow):
            return Company(self._lanes.get(flow.id, NO_LANE))
        onward = self._shipped if ends[flow.target].kind == "transport" else self._level
        return _COMPANY[flow.source in self._entered, flow.target in onward, self._turned]
