"""The symbols and arrows of a map in paint order, brought from one state to the next by looking at what changed.

Elements are immutable: what is the same object needs no look, so a row is compared at the speed of a list. Where the
rows have other elements than before (one was added, removed or raised), those that stayed keep their parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from vsm_desktop.drawing.courses import End, runs_level
from vsm_desktop.drawing.flows import Company, flow_part, key_of_flow
from vsm_desktop.drawing.information import NO_LANE, Lane, lanes
from vsm_desktop.drawing.ops import Part
from vsm_desktop.drawing.own import NO_ROWS, OwnRows
from vsm_desktop.drawing.placed import Made
from vsm_desktop.drawing.room import Room
from vsm_desktop.drawing.symbols.symbol import Look, Manner, look_of, with_own
from vsm_desktop.drawing.symbols.table import key_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.fields import FRAMES, NOTES
from vsm_desktop.model.flows import Flow, Information, MaterialFlow, UnknownFlow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.value import differing

Style = tuple[ThemeName, Manner]
"""In which colours a map is drawn, and how it shows its values."""
_NOTES = frozenset(NOTES)
_SPARE = 5_000  # arrows that left are remembered up to here
_NOTHING = Part("", 0.0, 0.0, ())
_COMPANY = {(came, goes): Company(NO_LANE, came, goes) for came in (False, True) for goes in (False, True)}


class Symbols:
    """The nodes as drawn."""

    def __init__(self) -> None:
        self.nodes: tuple[Node, ...] = ()
        self.style: Style | None = None
        self.slow: Set[str] = frozenset()
        self.bold: Set[str] = frozenset()
        self.kinds: frozenset[str] = frozenset()
        self.parts: list[Part] = []
        self.ends: dict[str, End] = {}
        self.spans: dict[str, tuple[float, float]] = {}
        self.room = Room()
        self._place: dict[str, int] = {}
        self._own: OwnRows = NO_ROWS
        self._layers: tuple[list[int], list[int], list[int]] | None = None

    @property
    def layers(self) -> tuple[list[Part], list[Part], list[Part]]:
        """The parts in three layers: frames under the arrows, symbols on them, what is noted over all."""
        if self._layers is None:
            return [], self.parts, []
        under, on, over = ([self.parts[i] for i in row] for row in self._layers)
        return under, on, over

    def follow(
        self,
        nodes: tuple[Node, ...],
        slow: Set[str],
        bold: Set[str],
        style: Style,
        made: Made,
        own: OwnRows = NO_ROWS,
    ) -> Set[str]:
        """Show these nodes, those over takt in alarm, some bold, with the rows a user added: ids of those that arrows now
        see elsewhere."""
        if style != self.style:
            self.nodes = ()
        changed = differing(self.nodes, nodes) if style == self.style else None
        if changed is None or any(_other(self.nodes[i], nodes[i]) for i in changed):
            changed = self._anew(nodes)
        other = slow ^ self.slow
        if bold is not self.bold:
            other |= bold ^ self.bold
        if own is not self._own:
            other |= {id_ for id_ in own.keys() | self._own.keys() if own.get(id_) != self._own.get(id_)}
        changed += [self._place[id_] for id_ in other if id_ in self._place]
        moved: set[str] = set()
        theme, manner = style
        for i in changed:
            node = nodes[i]
            look = look_of(theme, node.id in slow, "", manner, node.id in bold)
            placed = made.node(node, with_own(look, own[node.id]) if node.id in own else look)
            self.parts[i] = placed.part
            self.room.put(i, placed.box)
            if self.ends.get(node.id) is not placed.end:
                moved.add(node.id)
                self.ends[node.id] = placed.end
                self.spans[node.id] = (placed.end.left, placed.end.right)
        self.nodes, self.style, self.slow, self.bold, self._own = nodes, style, slow, bold, own
        return moved

    def _anew(self, nodes: tuple[Node, ...]) -> list[int]:
        """Other nodes, or in another order: the places of those that are not the same objects as before."""
        self.kinds = frozenset(map(key_of, nodes))
        self._layers = _layers_of(nodes) if self.kinds & _NOTES else None
        before = _places(self.nodes, nodes)
        self.parts = [_NOTHING if i is None else self.parts[i] for i in before]
        self.room.keep(before)
        self._place = {node.id: i for i, node in enumerate(nodes)}
        for id_ in self.ends.keys() - self._place.keys():
            del self.ends[id_], self.spans[id_]
        return [i for i, place in enumerate(before) if place is None]


def _layers_of(nodes: Sequence[Node]) -> tuple[list[int], list[int], list[int]]:
    """The places of frames, of symbols, and of notes."""
    rows: tuple[list[int], list[int], list[int]] = ([], [], [])
    for i, node in enumerate(nodes):
        rows[0 if node.kind in FRAMES else 2 if node.kind in _NOTES else 1].append(i)
    return rows


def _places(old: Sequence[object], new: Sequence[object]) -> list[int | None]:
    """Where each of the new things stood among the old ones; None for what is not the same object as any."""
    at = {id(one): i for i, one in enumerate(old)}
    return [at.get(id(one)) for one in new]


def _other(old: Node, new: Node) -> bool:
    return old.id != new.id or key_of(old) != key_of(new)


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
        self._lanes: dict[str, Lane] = {}
        self._runs: dict[str, tuple[End, End, bool]] = {}

    def follow(
        self,
        flows: tuple[Flow, ...],
        moved: Set[str],
        ends: Mapping[str, End],
        bold: Set[str],
        style: Style,
        made: Made,
    ) -> None:
        """Show these arrows between these ends, of which some moved; some arrows are bold."""
        theme, manner = style
        look, bolder = look_of(theme, manner=manner), look_of(theme, manner=manner, bold=True)
        if look is not self.look:
            self._order = []
        other = flows is not self.flows or look is not self.look
        fresh = self._anew(flows, ends) if other else []
        others = bold ^ self.bold if bold is not self.bold else ()
        turned = [self._order[self._place[id_]] for id_ in others if id_ in self._place]
        for flow in {flow.id: flow for flow in (*fresh, *turned, *self._touched(moved, ends))}.values():
            i = self._place[flow.id]
            company, weight = self._company(flow, ends), bolder if flow.id in bold else look
            placed = made.flow(flow, ends[flow.source], ends[flow.target], company, weight)
            self.parts[i] = placed.part
            self.room.put(i, placed.box)
        self.flows, self.look, self.bold = flows, look, bold

    def redrawn(self, flow: Flow, ends: Mapping[str, End], look: Look) -> Part:
        """One of the arrows, seen another way."""
        return flow_part(flow, ends[flow.source], ends[flow.target], self._company(flow, ends), look)

    def _anew(self, flows: tuple[Flow, ...], ends: Mapping[str, End]) -> list[Flow]:
        """Other arrows, or in another order: those that are not the same objects as before, or in other company."""
        entered, shipped, level, lane = self._entered, self._shipped, self._level, self._lanes
        material = self._material = [flow for flow in flows if isinstance(flow, MaterialFlow)]
        self._information = [flow for flow in flows if not isinstance(flow, MaterialFlow)]
        self.kinds = frozenset(map(key_of_flow, flows))
        self.entered = frozenset({"repeat"} if any(flow.repeat for flow in material) else ())
        old, self._order = self._order, [*material, *self._information]
        before = _places(old, self._order)
        self.parts = [_NOTHING if i is None else self.parts[i] for i in before]
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

    def _leaves_level(self, source: str, ends: Mapping[str, End]) -> bool:
        return any(self._runs_level(flow, ends[source], ends[flow.target]) for flow in self._pushed[source])

    def _runs_level(self, flow: Flow, a: End, b: End) -> bool:
        known = self._runs.get(flow.id)
        if known is None or known[0] is not a or known[1] is not b:
            known = self._runs[flow.id] = (a, b, runs_level(a, b))
        return known[2]

    def _company(self, flow: Flow, ends: Mapping[str, End]) -> Company:
        if not isinstance(flow, MaterialFlow):
            return Company(self._lanes.get(flow.id, NO_LANE))
        onward = self._shipped if ends[flow.target].kind == "transport" else self._level
        return _COMPANY[flow.source in self._entered, flow.target in onward]
