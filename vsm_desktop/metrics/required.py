"""How many pieces each process must deliver per product, counted back from the end (METRICS.md 2.3, 5.0 d)."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Figure, Why
from vsm_desktop.metrics.network import Factor, Loop, Net, Part, Stop, nodes_in
from vsm_desktop.metrics.visits import expected_passes, expected_returns

NO_END = Why(_("It leads to no end of the flow."))
SCRAP_IN_CIRCLES = Why(_("Scrap on ways that run in circles cannot be computed."))


class Needs:
    """Good pieces each node must hand on per product that arrives at the end.

    Scrap and `pieces_per_unit` behind a node raise what it must deliver; its own scrap does not (that is in its
    effective C/T). Of alternative ways each delivers its share. In a loop, the pieces that return are taken off what
    must enter it.
    """

    def __init__(self, parts: Sequence[Part], scrap: list[float], rework: str) -> None:
        self._scrap, self._rework = scrap, rework
        self.factors: list[Figure] = [NO_END] * len(scrap)
        self._before(parts, 1.0)

    def _before(self, parts: Sequence[Part], need: Figure) -> Figure:
        """What must enter these parts so that `need` leaves them."""
        for part in reversed(parts):
            if isinstance(need, Why):
                self._unknown(part, need)
            elif isinstance(part, int):
                self.factors[part] = need
                need = need / (1 - self._scrap[part])
            elif isinstance(part, Factor):
                need = need * part.by
            elif isinstance(part, Stop):
                need = part.why
            elif isinstance(part, Loop):
                need = self._before_loop(part, need)
            else:
                need = self._before_net(part, need)
        return need

    def _before_net(self, net: Net, need: float) -> Figure:
        if net.why:
            self._unknown(net, net.why)
            return net.why
        if not net.one_of:
            return self._all(net, need)
        return self._circles(net, need) if net.cyclic else self._one_of(net, need)

    def _all(self, net: Net, need: float) -> Figure:
        """Every way must be served: a node before several ways the one that needs most."""
        needs: dict[int, Figure] = {net.exit: need}
        for leg in reversed(net.legs):
            before = self._before(leg.parts, needs[leg.target])
            known = needs.get(leg.source, 0.0)
            needs[leg.source] = _most(known, before)
        return needs[net.entry]

    def _one_of(self, net: Net, need: float) -> Figure:
        """Each way delivers its share of what arrives where they meet."""
        arriving: dict[int, float] = {}
        for leg, visits in zip(net.legs, net.visits, strict=True):
            arriving[leg.target] = arriving.get(leg.target, 0.0) + visits
        needs: dict[int, Figure] = {net.exit: need}
        for leg, visits in zip(reversed(net.legs), reversed(net.visits), strict=True):
            share = visits / arriving[leg.target] if arriving[leg.target] > 0 else 0.0
            before = self._before(leg.parts, _times(needs[leg.target], share))
            needs[leg.source] = _plus(needs.get(leg.source, 0.0), before)
        return needs[net.entry]

    def _circles(self, net: Net, need: float) -> Figure:
        """Ways that run in circles: by their visits, if no piece is lost on them."""
        for leg, visits in zip(net.legs, net.visits, strict=True):
            before = self._before(leg.parts, need * visits)
            if isinstance(before, Why) or abs(before - need * visits) > 1e-9 * need * visits:
                why = before if isinstance(before, Why) else SCRAP_IN_CIRCLES
                self._unknown(net, why)
                return why
        return need

    def _before_loop(self, loop: Loop, need: float) -> Figure:
        """The body delivers every pass; what the way back brings need not come from before."""
        if loop.why:
            self._unknown(loop, loop.why)
            return loop.why
        passes = need * expected_passes(loop.repeat, self._rework)
        sent_back = need * expected_returns(loop.repeat, self._rework)
        entering = self._before(loop.body, passes)
        returning = self._arriving(loop.back, sent_back)
        if isinstance(entering, Why) or isinstance(returning, Why):
            return entering if isinstance(entering, Why) else returning
        return max(0.0, entering - returning)

    def _arriving(self, parts: Sequence[Part], sent: float) -> Figure:
        """What arrives over a way back when so much is sent; marks what its steps deliver."""
        one = self._before(parts, 1.0)
        if isinstance(one, Why):
            return one
        arriving = sent / one if one > 0 else 0.0
        for node in nodes_in(parts):
            self.factors[node] = _times(self.factors[node], arriving)
        return arriving

    def _unknown(self, part: Part, why: Why) -> None:
        """Mark everything in a part as not computable."""
        for node in nodes_in([part]):
            self.factors[node] = why


def _most(a: Figure, b: Figure) -> Figure:
    if isinstance(a, Why):
        return a
    return b if isinstance(b, Why) else max(a, b)


def _plus(a: Figure, b: Figure) -> Figure:
    if isinstance(a, Why):
        return a
    return b if isinstance(b, Why) else a + b


def _times(a: Figure, b: float) -> Figure:
    return a if isinstance(a, Why) else a * b
