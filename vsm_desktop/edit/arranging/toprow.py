"""The top row: suppliers at the left, customers at the right, what belongs to information between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vsm_desktop.edit.arranging.boxes import XY, Box, on_grid
from vsm_desktop.edit.arranging.rows import MARGIN
from vsm_desktop.model.flows import Flow, MaterialFlow

TOP = 66.0
_APART = 42.0
_CHANNEL = 36.0
_INSIDE = 24.0  # this far from the corner of an outside box the shaft may leave it
_CLEAR, _WORDS = 84.0, 52.0


class Line(NamedTuple):
    """The flow as the top row sees it: how far below its first lane it takes and gives, whether it is folded, where it stands."""

    takes: Mapping[str, int]
    gives: Mapping[str, int]
    folded: bool
    left: float
    right: float
    at: Mapping[str, XY]


class TopRow:
    """The places of the top row, its right end, and where the flow may begin so that all shafts come down left of it."""

    def __init__(
        self,
        kinds: Mapping[str, str],
        sizes: Mapping[str, Box],
        flows: Sequence[Flow],
        words: Mapping[str, float],
        line: Line,
    ) -> None:
        self._kinds, self._sizes, self._flows, self._words, self._line = kinds, sizes, flows, words, line
        self.at: dict[str, XY] = {}
        suppliers, self.begin = self._suppliers()
        controls = [id_ for id_, kind in kinds.items() if kind == "control"]
        customers = self._in_order("customer", line.gives)
        x = self._row(suppliers, MARGIN, line.at)
        gaps = self._gap("supplier"), self._gap("customer")
        between = sum(self._wide(id_) for id_ in controls) + self._gap("control") * max(0, len(controls) - 1)
        least = x + (gaps[0] if suppliers else 0.0) + between + (gaps[1] if controls else 0.0)
        if suppliers and not controls:
            least = x + _CLEAR
        edge = self._customers(customers, least) if customers else max(line.right, least - gaps[1])
        if controls:
            start = (x if suppliers else MARGIN) + (edge - (x if suppliers else MARGIN) - between) / 2
            for id_ in controls:
                self.at[id_] = (on_grid(start - sizes[id_][0]), TOP)
                start += self._wide(id_) + self._gap("control")
        self.right = max((at[0] + sizes[id_][2] for id_, at in self.at.items()), default=MARGIN)

    def _wide(self, id_: str) -> float:
        return self._sizes[id_][2] - self._sizes[id_][0]

    def _partners(self, id_: str, sources: bool) -> list[str]:
        material = [flow for flow in self._flows if isinstance(flow, MaterialFlow)]
        if sources:
            return [flow.source for flow in material if flow.target == id_]
        return [flow.target for flow in material if flow.source == id_]

    def _depth(self, id_: str, kind: str, depths: Mapping[str, int]) -> list[int]:
        """How far down what an outside place is tied to stands; through a transport on the way as well."""
        ends = self._partners(id_, sources=kind == "customer")
        through = [
            far for end in ends if end not in depths for far in self._partners(end, kind == "customer")
        ]
        return sorted(depths[end] for end in (*ends, *through) if end in depths)

    def _in_order(self, kind: str, depths: Mapping[str, int]) -> list[str]:
        """Those that are tied to the upper lanes nearest to the line, so that no shaft crosses another."""
        ids = [id_ for id_, one in self._kinds.items() if one == kind]
        return sorted(ids, key=lambda id_: (self._depth(id_, kind, depths) or [0])[0])

    def _suppliers(self) -> tuple[list[str], float]:
        order = self._in_order("supplier", self._line.takes)[::-1]
        lower = [id_ for id_ in order if (self._depth(id_, "supplier", self._line.takes) or [0])[0] > 0]
        first = [id_ for id_ in order if id_ not in lower][::-1]
        x = MARGIN
        middle = MARGIN
        for id_ in lower:
            middle = x - self._sizes[id_][0]
            x += self._wide(id_) + _APART
        main = [id_ for id_ in first if self._depth(id_, "supplier", self._line.takes)]
        deep = any((self._depth(id_, "supplier", self._line.takes) or [0])[-1] > 0 for id_ in main)
        begin = x if main and lower else middle + _CHANNEL if lower else MARGIN + (_CHANNEL if deep else 0.0)
        return [*lower, *first], begin

    def _row(self, suppliers: Sequence[str], x: float, at: Mapping[str, XY]) -> float:
        """Place the suppliers, the one that feeds the first step above it; gives where they end."""
        for id_ in suppliers:
            low, _top, high, _bottom = self._sizes[id_]
            near = [at[end][0] for end in self._fed(id_) if self._line.takes.get(end) == 0 and end in at]
            middle = max([x - low, *(one - (high - _INSIDE) for one in near)])
            self.at[id_] = (on_grid(middle), TOP)
            x = self.at[id_][0] + high + _APART
        return x - _APART if suppliers else MARGIN

    def _fed(self, id_: str) -> list[str]:
        ends = self._partners(id_, sources=False)
        return [*ends, *(far for end in ends for far in self._partners(end, sources=False))]

    def _customers(self, customers: Sequence[str], least: float) -> float:
        """Place the customers, the first above the end of the line, the others right of it; gives where they begin."""
        line = self._line
        depths = [self._depth(id_, "customer", line.gives) for id_ in customers]
        lower = line.folded or any(depth > 0 for depth in depths[0])
        low, _top, high, _bottom = self._sizes[customers[0]]
        edge = line.right + (_CHANNEL if lower and any(depths) else 0.0)
        if depths[0] and depths[0][0] > 0 and not line.folded:
            edge = max(edge, line.right + _CHANNEL - low)
        x = max(edge - (high - low), least)
        begin = x
        for id_, depth in zip(customers, depths, strict=True):
            low, _top, high, _bottom = self._sizes[id_]
            if depth and depth[0] > 0:
                x = max(x, line.right + _CHANNEL + low)
            self.at[id_] = (on_grid(x - low), TOP)
            x = self.at[id_][0] + high + _APART
        return begin

    def _gap(self, kind: str) -> float:
        """The room beside information: as wide as what the arrows to that kind say."""
        said = [
            self._words[flow.id]
            for flow in self._flows
            if not isinstance(flow, MaterialFlow)
            and {self._kinds[flow.source], self._kinds[flow.target]} == {"control", kind}
        ]
        return max([_CLEAR, *(one + _WORDS for one in said)])
