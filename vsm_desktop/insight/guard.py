"""The guard against sub-optimisation: where a change is better for a step and not for the stream, in one plain sentence.

Each rule compares a state before and after with the numbers of both; it speaks only where all it names is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.effect import in_words
from vsm_desktop.insight.naming import named
from vsm_desktop.insight.sides import Side
from vsm_desktop.insight.system import measured
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.metrics.stock import STOCK_KINDS
from vsm_desktop.metrics.survey import survey
from vsm_desktop.model.display import duration, lead_time, percent, pieces
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit

_CLOSE = 1e-9
_NOTICED = 0.005  # a load that moves by less than half a point moved nothing


class Caution(Struct, frozen=True):
    """What a change does not do for the stream: `head` in a few words, `body` with the numbers; `ids` are the steps."""

    code: str
    head: str
    body: str
    ids: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """All of it."""
        return f"{self.head} {self.body}"


class _Look(Struct, frozen=True):
    """One side: the state, its report, and the pieces held at each node."""

    state: State
    report: Report
    held: Mapping[str, float]

    def name(self, id_: str) -> str:
        node = self.state.node(id_)
        return named(node, self.state)

    def processes(self) -> dict[str, StepReport]:
        """The processes that lead to an end, in flow order."""
        return {step.id: step for step in self.report.steps if step.kind == "process" and step.on_ladder}

    def at(self, id_: str, key: str) -> float | None:
        """A metric of one step."""
        step = self.report.step(id_)
        result = step.metrics.get(key) if step is not None else None
        return result.number if result is not None else None

    def elapsed_days(self, step: StepReport) -> float | None:
        """Waiting and processing of one passage of a step."""
        if step.wait_days is None or step.processing_s is None or not self.report.day_s:
            return None
        return step.wait_days + step.processing_s / self.report.day_s

    @property
    def times(self) -> TimeUnit | None:
        return self.state.options.time_unit


def guard(before: Side, after: Side) -> tuple[Caution, ...]:
    """What gets better for a step and not for the stream by a change; each side a document and the id of its state.

    Raises KeyError for a state a document does not have.
    """
    one, other = _look(before), _look(after)
    return tuple(said for rule in RULES if (said := rule(one, other)) is not None)


def _look(side: Side) -> _Look:
    state, report = measured(side)
    found = survey(state, side[0].calendar_of(state))
    held = {
        reading.node.id: reading.here
        for i, reading in enumerate(found.readings)
        if found.flow.live[i] and reading.here is not None and not isinstance(reading.here, Why)
    }
    return _Look(state, report, held)


def _pairs(before: _Look, after: _Look, key: str) -> Iterator[tuple[str, float, float]]:
    """A metric of each process that is on both sides, where it is known on both."""
    known = before.processes()
    for id_ in after.processes():
        if id_ in known:
            was, now = before.at(id_, key), after.at(id_, key)
            if was is not None and now is not None:
                yield id_, was, now


def _both(before: _Look, after: _Look, key: str) -> tuple[float, float] | None:
    was, now = before.report.number(key), after.report.number(key)
    return None if was is None or now is None else (was, now)


def _more(was: float, now: float) -> bool:
    return now > was + _CLOSE * max(abs(was), abs(now))


def bottleneck_unchanged(before: _Look, after: _Look) -> Caution | None:
    """A step is faster, but the stream makes no more and waits no less: another one sets its pace."""
    faster = [
        (id_, was, now) for id_, was, now in _pairs(before, after, "capacity_per_day") if _more(was, now)
    ]
    capacity = _both(before, after, "stream_capacity_per_day")
    pace = str(after.report.metrics["bottleneck"].value or "")
    waits = _both(before, after, "waiting_time_days")
    if (
        not faster
        or capacity is None
        or _more(*capacity)
        or not pace
        or any(pace == id_ for id_, *_n in faster)
    ):
        return None
    if waits is not None and _more(waits[1], waits[0]):
        return None
    first, was, now = max(faster, key=lambda one: one[2] / one[1] if one[1] else 0.0)
    more = len(faster) - 1
    here = _("{step} goes from {was} to {now} pieces a day").format(
        step=after.name(first), was=pieces(was), now=pieces(now)
    )
    if more:
        here += (
            _(", {count} more steps are faster").format(count=more) if more > 1 else _(", one more is faster")
        )
    there = (
        _("the stream makes {now} instead of {was}")
        if _more(capacity[1], capacity[0])
        else _("the stream still makes {now}")
    ).format(was=pieces(capacity[0]), now=pieces(capacity[1]))
    body = _("{here}; {there}, because {bottleneck} sets its pace.")
    return Caution(
        "bottleneck_unchanged",
        _("Faster here, not in the stream."),
        body.format(here=here, there=there, bottleneck=after.name(pace)),
        (*(id_ for id_, *_numbers in faster), pace),
    )


def lead_time_not_shorter(before: _Look, after: _Look) -> Caution | None:
    """A step takes less time, but neither lead time nor capacity of the stream get better by what one can read."""
    lead, capacity = _both(before, after, "lead_time_days"), _both(before, after, "stream_capacity_per_day")
    shown = [in_words("lead_time_days", look.report, look.times) for look in (before, after)]
    if lead is None or (shown[0] != shown[1] and _more(lead[1], lead[0])):
        return None
    if capacity is not None and _more(*capacity):
        return None
    was = {step.id: (step, before.elapsed_days(step)) for step in before.report.steps}
    changed = [
        (step, now - then)
        for step in after.report.steps
        if (then := was.get(step.id, (step, None))[1]) is not None
        and (now := after.elapsed_days(step)) is not None
    ]
    steps = [(step, by) for step, by in changed if step.kind not in STOCK_KINDS and by < -_CLOSE]
    if not steps:
        return None
    step = min(steps, key=lambda one: one[1])[0]
    numbers = [_elapsed(look, one) for look, one in ((before, was[step.id][0]), (after, step))]
    there = (
        _("the lead time stays at {now}")
        if shown[0] == shown[1]
        else _("the lead time goes from {was} to {now}")
    )
    longest = max(changed, key=lambda one: one[1])
    body = _("{step} takes {less} instead of {much}; {there}, because {reason}.")
    return Caution(
        "lead_time_not_shorter",
        _("Shorter here, not in the stream."),
        body.format(
            step=after.name(step.id),
            much=numbers[0],
            less=numbers[1],
            there=there.format(was=shown[0], now=shown[1]),
            reason=_reason(after, step, longest),
        ),
        (step.id, *((longest[0].id,) if longest[1] > _CLOSE else ())),
    )


def _elapsed(look: _Look, step: StepReport) -> str:
    found = look.elapsed_days(step) or 0.0
    return " ".join(lead_time(found, found * (look.report.day_s or 0.0), look.times))


def _reason(after: _Look, step: StepReport, longest: tuple[StepReport, float]) -> str:
    """Why a step that takes less time does not make the stream shorter."""
    grown, by = longest
    if by > _CLOSE:
        took = " ".join(lead_time(by, by * (after.report.day_s or 0.0), after.times))
        return _("{name} takes {time} more").format(name=after.name(grown.id), time=took)
    if not step.on_critical_path:
        return _("another branch is longer")
    if after.state.options.lead_time_mode == "waits_only":
        return _("only waiting counts in it")
    waiting, lead = after.report.number("waiting_time_days"), after.report.number("lead_time_days")
    share = waiting / lead if waiting is not None and lead else 0.0
    return _("{share} of it is waiting").format(share=_share(share))


def _share(share: float) -> str:
    """A share that is not all of it is not said to be."""
    return _("more than 99.9 %") if 0.9995 <= share < 1 else f"{percent(share)} %"


def wip_moved(before: _Look, after: _Look) -> Caution | None:
    """There are fewer pieces in one place and more in another, and not fewer in the stream."""
    total = _both(before, after, "wip_pc")
    ids = list(dict.fromkeys((*before.held, *after.held)))
    by = {id_: after.held.get(id_, 0.0) - before.held.get(id_, 0.0) for id_ in ids}
    less = min(by, key=by.__getitem__, default="")
    if total is None or not less or by[less] >= -_CLOSE or _more(total[1], total[0]):
        return None
    places = _order(before, after)
    grown = [id_ for id_ in ids if by[id_] > _CLOSE]
    if not grown:
        return None
    below = [id_ for id_ in grown if places[id_] > places[less]]
    more = max(below or grown, key=by.__getitem__)
    there = (
        _("the stream holds {now} instead of {was}") if _more(*total) else _("the stream still holds {now}")
    ).format(was=pieces(total[0]), now=pieces(total[1]))
    body = _("{less} holds {fewer} pieces less and {more} {many} more; {there}.")
    return Caution(
        "wip_moved",
        _("Moved downstream, not gone.") if below else _("Moved upstream, not gone."),
        body.format(
            less=(after if after.state.node(less) else before).name(less),
            fewer=pieces(-by[less]),
            more=(after if after.state.node(more) else before).name(more),
            many=pieces(by[more]),
            there=there,
        ),
        (less, more),
    )


def _order(before: _Look, after: _Look) -> dict[str, float]:
    """Where each step stands in the flow; one that is gone stands where it was, behind its neighbour."""
    places = {step.id: float(at) for at, step in enumerate(after.report.steps)}
    last = -1.0
    for step in before.report.steps:
        last = places.setdefault(step.id, last + 0.5)
    return places


def load_shifted(before: _Look, after: _Look) -> Caution | None:
    """A step has less to do and its neighbour more, and the highest load is not lower."""
    loads = {id_: (was, now) for id_, was, now in _pairs(before, after, "utilization")}
    most = [max((pair[at] for pair in loads.values()), default=0.0) for at in (0, 1)]
    if not loads or most[1] < most[0] - _CLOSE:
        return None
    moved = []
    for one, other in pairwise(id_ for id_ in after.processes() if id_ in loads):
        for less, more in ((one, other), (other, one)):
            falls, rises = loads[less][0] - loads[less][1], loads[more][1] - loads[more][0]
            if falls >= _NOTICED and rises >= _NOTICED:
                moved.append((min(falls, rises), less, more))
    if not moved:
        return None
    _size, less, more = max(moved)
    highest = max(loads, key=lambda id_: loads[id_][1])
    numbers = {
        "less": _from_to(*loads[less]),
        "more": _from_to(*loads[more]),
        "now": percent(most[1]),
        "was": percent(most[0]),
    }
    there = (
        _("the highest load is {now} % at {place} instead of {was} %")
        if _more(*most)
        else _("the highest load stays {now} % at {place}")
    ).format(place=after.name(highest), **numbers)
    body = _("The load of {one} goes {less}, that of {other} beside it {more}; {there}.")
    return Caution(
        "load_shifted",
        _("Moved to the neighbour, not gone."),
        body.format(one=after.name(less), other=after.name(more), there=there, **numbers),
        tuple(dict.fromkeys((less, more, highest))),
    )


def _from_to(was: float, now: float) -> str:
    return _("from {was} to {now} %").format(was=percent(was), now=percent(now))


def shared_hurt(before: _Look, after: _Look) -> Caution | None:
    """A step other streams use too is taken more by this one: less of it is left for them (METRICS.md 2.7)."""
    hurt = []
    for id_ in after.processes():
        node, now, was = after.state.node(id_), _taken(after, id_), _taken(before, id_)
        if not isinstance(node, Process) or not node.shared or now is None:
            continue
        if was is None and id_ in before.processes():
            continue  # how much it took is unknown
        was = was or (0.0, now[1])
        if _more(was[0], now[0]) and now[1] - now[0] < was[1] - was[0] - _CLOSE:
            hurt.append((now[0] - was[0], id_, was, now))
    if not hurt:
        return None
    _by, id_, was, now = max(hurt)
    left = now[1] - now[0]
    takes = _("This stream takes {now} a day of {step} instead of {was}").format(
        step=after.name(id_), now=_hours(now[0], after), was=_hours(was[0], after)
    )
    rest = _("no time is left for the other families that share it")
    if left > 0:
        rest = _("{left} instead of {had} are left for the other families that share it").format(
            left=_hours(left, after), had=_hours(max(0.0, was[1] - was[0]), after)
        )
    return Caution("shared_hurt", _("Taken from other families."), f"{takes}; {rest}.", (id_,))


def _taken(look: _Look, id_: str) -> tuple[float, float] | None:
    """Seconds a day a stream takes of a process at all its passages, and the seconds there are."""
    load, capacity, each = (
        look.at(id_, key) for key in ("utilization", "capacity_per_day", "effective_ct_s")
    )
    if load is None or capacity is None or each is None:
        return None
    return load * capacity * each, capacity * each


def _hours(seconds: float, look: _Look) -> str:
    return " ".join(duration(seconds, look.times))


RULES: tuple[Callable[[_Look, _Look], Caution | None], ...] = (
    bottleneck_unchanged,
    lead_time_not_shorter,
    wip_moved,
    load_shifted,
    shared_hurt,
)
