"""The blocks of a flow as rows of the ladder sheet, innermost first (METRICS.md 5.5 - 5.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.ladder import Ladder, Tally, in_series
from vsm_desktop.export.sheets.live import Live, live, weighted
from vsm_desktop.metrics.ladder import NOT_ONE_RETURN, NoLadder
from vsm_desktop.metrics.network import Leg, Loop, Net, Part, Stop
from vsm_desktop.model.options import Options

_LONGEST = 44


class Blocks:
    """Adds up the steps of a flow; `steps` holds the cells of each node that is one, by its number."""

    def __init__(
        self, ladder: Ladder, steps: Mapping[int, Tally], names: Mapping[int, str], options: Options
    ) -> None:
        self.ladder, self.steps, self.names, self.options = ladder, steps, names, options

    def whole(self, parts: Sequence[Part]) -> Tally:
        """The last row: everything. Raises NoLadder where the flow cannot be computed."""
        tally = in_series(self._in_order(parts))
        return self.ladder.block(_("Whole flow"), "", tally, look="total")

    def _in_order(self, parts: Sequence[Part]) -> list[Tally]:
        """The cells of parts in series; blocks among them are written now."""
        found = []
        for part in parts:
            if type(part) is int:
                if part in self.steps:
                    found.append(self.steps[part])
            elif isinstance(part, Net):
                found.append(self._one_of(part) if part.one_of else self._all(part))
            elif isinstance(part, Loop):
                found.append(self._loop(part))
            elif isinstance(part, Stop):
                raise NoLadder(part.why)
        return found

    def _all(self, net: Net) -> Tally:
        """Each leg from the entry on; where legs meet, the longest goes on."""
        if net.why:
            raise NoLadder(net.why)
        arrived: dict[int, list[tuple[Leg, Tally]]] = {}
        reached: dict[int, list[Tally]] = {net.entry: []}
        for leg in net.legs:
            if leg.source not in reached:
                reached[leg.source] = [self._longest(arrived[leg.source])]
            own = self._in_order(leg.parts)
            tally = self.ladder.block(
                self._name(leg.parts), _("Way up to here"), in_series(reached[leg.source] + own)
            )
            arrived.setdefault(leg.target, []).append((leg, tally))
        return self._longest(arrived[net.exit])

    def _longest(self, ways: list[tuple[Leg, Tally]]) -> Tally:
        drawn = [tally for _leg, tally in sorted(ways, key=lambda way: way[0].first)]
        return drawn[0] if len(drawn) == 1 else self.ladder.longest(drawn)

    def _one_of(self, net: Net) -> Tally:
        """Each leg by how often it is passed."""
        if net.why or (net.cyclic and self.options.rework_mode == "single_pass"):
            raise NoLadder(net.why or NOT_ONE_RETURN)
        own = [in_series(self._in_order(leg.parts)) for leg in net.legs]
        ways = [
            (self._name(leg.parts), tally, live(visits))
            for leg, tally, visits in zip(net.legs, own, net.visits, strict=True)
        ]
        return self._weighted(_("By share of these ways"), _("One is taken"), ways)

    def _loop(self, loop: Loop) -> Tally:
        """Body and way back by their expected passes."""
        single, repeat = self.options.rework_mode == "single_pass", live(loop.repeat)
        if loop.why or (single and not loop.alone):
            raise NoLadder(loop.why or NOT_ONE_RETURN)
        body, back = in_series(self._in_order(loop.body)), self._in_order(loop.back)
        ways = [(self._name(loop.body), body, 1 + repeat if single else 1 / (1 - repeat))]
        if back:
            ways.append((self._name(loop.back), in_series(back), repeat if single else repeat / (1 - repeat)))
        return self._weighted(_("Rework loop"), _("Repeated"), ways)

    def _weighted(self, name: str, kind: str, ways: Sequence[tuple[str, Tally, Live]]) -> Tally:
        passes, rows = [], []
        for way, tally, weight in ways:
            passes.append(self.ladder.passes(weight))
            rows.append(self.ladder.block(way, kind, tally))
        tally = Tally(
            weighted(passes, [row.wait for row in rows], all_needed=True),
            weighted(passes, [row.work for row in rows], all_needed=False),
            weighted(passes, [row.va for row in rows], all_needed=False),
            weighted(passes, [row.nnva for row in rows], all_needed=False),
            weighted(passes, [row.elapsed for row in rows], all_needed=True),
            weighted(passes, [row.most for row in rows], all_needed=False),
        )
        return self.ladder.block(name, _("Added by passes"), tally)

    def _name(self, parts: Sequence[Part]) -> str:
        """The steps of a way, as a way is told."""
        stops = [
            self.names[part] if type(part) is int else "…"
            for part in parts
            if isinstance(part, Net | Loop) or (type(part) is int and part in self.steps)
        ]
        text = " → ".join(stops) or _("(straight on)")
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
