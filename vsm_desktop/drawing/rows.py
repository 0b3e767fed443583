"""The symbols of a map in paint order, brought from one state to the next by looking at what changed.

Elements are immutable: what is the same object needs no look, so a row is compared at the speed of a list. Where the
rows have other elements than before (one was added, removed or raised), those that stayed keep their parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from vsm_desktop.drawing.courses import End
from vsm_desktop.drawing.ops import Box, Part
from vsm_desktop.drawing.own import NO_ROWS, OwnRows
from vsm_desktop.drawing.placed import Made
from vsm_desktop.drawing.room import Room
from vsm_desktop.drawing.symbols.symbol import Manner, look_of, with_own
from vsm_desktop.drawing.symbols.table import key_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.fields import FRAMES, NOTES
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.value import differing

Style = tuple[ThemeName, Manner]
"""In which colours a map is drawn, and how it shows its values."""
Stand = tuple[Box, bool | None]
"""The room a symbol takes on the map, and whether arrows keep out of it; None for a frame, which surrounds others."""
_NOTES = frozenset(NOTES)
NOTHING = Part("", 0.0, 0.0, ())


class Symbols:
    """The nodes as drawn; `stands` is where they stand, `turned` those that do otherwise than before, None for those that
    went."""

    def __init__(self) -> None:
        self.nodes: tuple[Node, ...] = ()
        self.style: Style | None = None
        self.slow: Set[str] = frozenset()
        self.bold: Set[str] = frozenset()
        self.off: Set[str] = frozenset()
        self.kinds: frozenset[str] = frozenset()
        self.parts: list[Part] = []
        self.ends: dict[str, End] = {}
        self.spans: dict[str, tuple[float, float]] = {}
        self.turned: dict[str, Stand | None] = {}
        self.stands: dict[str, Stand] = {}
        self.room = Room()
        self._place: dict[str, int] = {}
        self._own: OwnRows = NO_ROWS
        self._bands: frozenset[str] = frozenset()
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
        off: Set[str] = frozenset(),
    ) -> Set[str]:
        """Show these nodes, those over takt in alarm, some bold, some off, with the rows a user added: ids of those that
        arrows now see elsewhere."""
        if style != self.style:
            self.nodes = ()
        self.turned = {}
        changed = differing(self.nodes, nodes) if style == self.style else None
        if changed is None or any(_other(self.nodes[i], nodes[i]) for i in changed):
            changed = self._anew(nodes)
        other = (slow ^ self.slow) | (off ^ self.off)
        if bold is not self.bold:
            other |= bold ^ self.bold
        if own is not self._own:
            other |= {id_ for id_ in own.keys() | self._own.keys() if own.get(id_) != self._own.get(id_)}
        changed += [self._place[id_] for id_ in other if id_ in self._place]
        moved: set[str] = set()
        theme, manner = style
        for i in changed:
            node = nodes[i]
            look = look_of(theme, node.id in slow, "", manner, node.id in bold, node.id in off)
            placed = made.node(node, with_own(look, own[node.id]) if node.id in own else look)
            self.parts[i] = placed.part
            self.room.put(i, placed.box)
            stand = (placed.room, None if node.kind in FRAMES else node.kind not in _NOTES)
            if self.stands.get(node.id) != stand:
                self.stands[node.id] = self.turned[node.id] = stand
            if self.ends.get(node.id) is not placed.end:
                moved.add(node.id)
                self.ends[node.id] = placed.end
                self.spans[node.id] = (placed.end.left, placed.end.right)
        self.nodes, self.style, self.slow, self.bold, self._own = nodes, style, slow, bold, own
        self.off = off
        return moved

    def keep_clear(self, bands: Mapping[str, Box]) -> None:
        """Let arrows keep out of these bands of the map, as out of symbols, and of no others."""
        for id_ in self._bands - bands.keys():
            del self.stands[id_]
            self.turned[id_] = None
        for id_, box in bands.items():
            if self.stands.get(id_) != (box, True):
                self.stands[id_] = self.turned[id_] = (box, True)
        self._bands = frozenset(bands)

    def _anew(self, nodes: tuple[Node, ...]) -> list[int]:
        """Other nodes, or in another order: the places of those that are not the same objects as before."""
        self.kinds = frozenset(map(key_of, nodes))
        self._layers = _layers_of(nodes) if self.kinds & _NOTES else None
        before = places(self.nodes, nodes)
        self.parts = [NOTHING if i is None else self.parts[i] for i in before]
        self.room.keep(before)
        self._place = {node.id: i for i, node in enumerate(nodes)}
        for id_ in self.ends.keys() - self._place.keys():
            del self.ends[id_], self.spans[id_], self.stands[id_]
            self.turned[id_] = None
        return [i for i, place in enumerate(before) if place is None]


def _layers_of(nodes: Sequence[Node]) -> tuple[list[int], list[int], list[int]]:
    """The places of frames, of symbols, and of notes."""
    rows: tuple[list[int], list[int], list[int]] = ([], [], [])
    for i, node in enumerate(nodes):
        rows[0 if node.kind in FRAMES else 2 if node.kind in _NOTES else 1].append(i)
    return rows


def places(old: Sequence[object], new: Sequence[object]) -> list[int | None]:
    """Where each of the new things stood among the old ones; None for what is not the same object as any."""
    at = {id(one): i for i, one in enumerate(old)}
    return [at.get(id(one)) for one in new]


def _other(old: Node, new: Node) -> bool:
    return old.id != new.id or key_of(old) != key_of(new)
