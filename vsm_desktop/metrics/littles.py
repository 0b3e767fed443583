"""Little's law at a step: pieces there = pieces that leave a day x days each takes (METRICS.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import Clock, amount
from vsm_desktop.metrics.figure import Why, known
from vsm_desktop.metrics.report import Problem
from vsm_desktop.metrics.splits import label
from vsm_desktop.metrics.survey import Survey
from vsm_desktop.metrics.takt import per_day
from vsm_desktop.model.display import DASH, days, duration, plain, rounded
from vsm_desktop.model.nodes import Node, Process

_ALIKE = 1.2
"""What differs by more than a fifth contradicts: counts and clocks on the floor are not more exact."""


class Observed(Struct, frozen=True):
    """What was counted and timed at a step: pieces there, pieces that leave in a day, days each takes."""

    wip: float
    rate: float
    lead: float

    @property
    def agrees(self) -> bool:
        """Whether the three fit together."""
        return _alike(self.wip, self.rate * self.lead)


def of_littles_law(found: Survey) -> Iterator[Problem]:
    """Steps at which counted WIP, exit rate and observed lead time contradict each other, with the one likely wrong."""
    for i, node in [(i, reading.node) for i, reading in enumerate(found.readings) if reading.counted]:
        if not isinstance(node, Process) or node.wip is None or node.exit_rate is None or node.lt is None:
            continue
        lead = known(found.clock.days(found.clock.span_of(node.lt)))
        if lead is None:
            continue
        seen = Observed(amount(node.wip, 0.0), per_day(node.exit_rate, found.clock), lead)
        if not seen.agrees:
            wanted = known(found.required[i])
            message = _said(node, seen, found.clock, likely_wrong(seen, wanted, _worked(node, found.clock)))
            yield Problem("littles_law", "warning", message, (node.id,))


def likely_wrong(seen: Observed, rate: float | None, lead: float | None) -> tuple[str, float] | None:
    """Which of the three is likely wrong, and what the rest of the map says in its place.

    `rate` is what the customers ask of the step in a day, `lead` its P/T and waiting in days, None where unknown. It is
    the one that, replaced by what the map says, makes all agree; None where there is no such one, or more than one.
    """
    found: list[tuple[str, float]] = []
    if rate is not None and Observed(seen.wip, rate, seen.lead).agrees:
        found.append(("exit_rate", rate))
    if lead is not None and Observed(seen.wip, seen.rate, lead).agrees:
        found.append(("lt", lead))
    if rate is not None and _alike(seen.rate, rate) and (lead is None or _alike(seen.lead, lead)):
        found.append(("wip", rate * seen.lead))
    return found[0] if len(found) == 1 else None


def _worked(process: Process, clock: Clock) -> float | None:
    """P/T and the waiting entered beside it, in days; P/T alone says nothing of how long a piece is at the step."""
    typed = process.pt if process.pt is not None else process.ct
    if typed is None or process.wait is None:
        return None
    work, wait = clock.days(clock.span_of(typed)), clock.days(clock.span_of(process.wait))
    return None if isinstance(work, Why) or isinstance(wait, Why) else work + wait


def _said(node: Node, seen: Observed, clock: Clock, wrong: tuple[str, float] | None) -> str:
    """The three numbers, what they come to, and the one that is likely wrong."""
    what = _("{name}: {wip} pc counted, but {rate} a day that take {lead} each make {expected} pc.").format(
        name=label(node),
        wip=_count(seen.wip),
        rate=_count(seen.rate),
        lead=_time(seen.lead, clock),
        expected=_count(seen.rate * seen.lead),
    )
    match wrong:
        case ("exit_rate", number):
            why = _("The exit rate is likely wrong: the demand asks for {number} a day.")
            return f"{what} {why.format(number=_count(number))}"
        case ("lt", number):
            why = _("The L/T is likely wrong: P/T and waiting come to {number}.")
            return f"{what} {why.format(number=_time(number, clock))}"
        case ("wip", number):
            why = _("The count is likely wrong: demand and L/T make {number} pc.")
            return f"{what} {why.format(number=_count(number))}"
    return f"{what} {_('One of the three is wrong.')}"


def _alike(one: float, other: float) -> bool:
    return max(one, other) <= _ALIKE * min(one, other)


def _count(number: float) -> str:
    return rounded(number, 0) if number >= 100 or number == 0 else plain(float(f"{number:.3g}"))


def _time(in_days: float, clock: Clock) -> str:
    """Days, or hours and less of a fraction of one."""
    if in_days >= 1 or in_days == 0:
        return f"{days(in_days, trim=True)} d"
    length = clock.seconds((0.0, in_days))
    return DASH if isinstance(length, Why) else " ".join(duration(length))
