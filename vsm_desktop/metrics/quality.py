"""Quality along the flow: percent complete and accurate (METRICS.md 7.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import amount
from vsm_desktop.metrics.figure import Figure, Why
from vsm_desktop.metrics.network import Loop, Net, Part
from vsm_desktop.model.nodes import Process

NO_CA = Why(_("No %C&A is entered."))
CIRCLES = Why(_("The steps run in circles, so there is no first pass to multiply."))


def complete_and_accurate(process: Process) -> float | None:
    """%C&A as judged by the receiver, else the first pass yield, None if neither is entered (7.2)."""
    typed = process.ca if process.ca is not None else process.fpy
    return None if typed is None else amount(typed, 1.0)


def ca_coverage(entered: Sequence[float | None]) -> tuple[float, float]:
    """At how many steps of how many %C&A is known (7.2)."""
    return sum(ca is not None for ca in entered), len(entered)


def rolled_ca(parts: Iterable[Part], ca: Sequence[float]) -> Figure:
    """Product of %C&A of a flow that has a ladder: all branches, routes by their shares, loop bodies once (7.2)."""
    rolled = 1.0
    for part in parts:
        figure = ca[part] if type(part) is int else _of_block(part, ca)
        if isinstance(figure, Why):
            return figure
        rolled *= figure
    return rolled


def _of_block(part: Part, ca: Sequence[float]) -> Figure:
    if isinstance(part, Loop):
        return rolled_ca(part.body, ca)
    if isinstance(part, Net):
        return _by_share(part, ca) if part.one_of else _all(part, ca)
    return 1.0


def _all(net: Net, ca: Sequence[float]) -> Figure:
    """Every branch must be complete and accurate."""
    return rolled_ca((part for leg in net.legs for part in leg.parts), ca)


def _by_share(net: Net, ca: Sequence[float]) -> Figure:
    """Each route with its share: a leg's part of the visits at the point where it starts."""
    if net.cyclic:
        return CIRCLES
    leaving: dict[int, float] = {}
    for leg, visits in zip(net.legs, net.visits, strict=True):
        leaving[leg.source] = leaving.get(leg.source, 0.0) + visits
    good: dict[int, float] = {net.entry: 1.0}
    for leg, visits in zip(net.legs, net.visits, strict=True):
        figure = rolled_ca(leg.parts, ca)
        if isinstance(figure, Why):
            return figure
        share = visits / leaving[leg.source] if leaving[leg.source] > 0 else 0.0
        good[leg.target] = good.get(leg.target, 0.0) + share * good[leg.source] * figure
    return good[net.exit]
