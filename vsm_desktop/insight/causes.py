"""The places at which two states differ in lead time, each with what it adds or saves and its cause in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import fsum
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.passage import Group, Passage, Passed, groups, matched
from vsm_desktop.insight.sides import named
from vsm_desktop.model.display import days, duration, shown
from vsm_desktop.model.fields import STOCKS, fields_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.spans import Spans, spans_of
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.words import within_sentence

Cause = Literal[
    "stock_gone",
    "stock",
    "time",
    "removed",
    "new",
    "merged",
    "replaced",
    "routes",
    "branch",
    "demand",
    "calendar",
    "conventions",
    "other",
]
COMMON = frozenset({"routes", "branch", "demand", "calendar", "conventions"})
"""Causes that are not at one place."""
_BRIEF = 0.05  # of a day: less is said in shorter units


class Bar(Struct, frozen=True):
    """One part of the way from a lead time to another: where, which elements, why in words, and how many days.

    `kind` is the cause for programs.
    """

    label: str
    ids: tuple[str, ...]
    cause: str
    days: float
    kind: Cause


class _Pair(Struct, frozen=True):
    """Both states as their lead times see them, and what they have in common."""

    first: Passage
    last: Passage
    kept: frozenset[str]

    def at(self, id_: str) -> tuple[Passed, Passed]:
        """A step both have, as it was and as it is."""
        return self.first.steps[id_], self.last.steps[id_]


def at_once(cause: Cause, words: str, ids: tuple[str, ...], change: float) -> Bar:
    """The part of a cause that changes every step at once."""
    labels = {"conventions": _("Counted otherwise"), "calendar": _("Calendar"), "demand": _("Demand")}
    return Bar(labels[cause], ids, words, change, cause)


def places(first: Passage, last: Passage) -> Iterator[Bar]:
    """The parts of all steps in flow order, then those of the ways through them; they add up to the whole difference."""
    both = frozenset(id_ for id_ in first.steps if id_ in last.steps)
    pair = _Pair(first, last, both)
    found: list[tuple[float, float, Bar]] = [
        (last.steps[id_].place, 0.0, bar) for id_ in both if (bar := _at_step(pair, id_)).days
    ]
    found += _only_one_has(pair)
    yield from (bar for *_place, bar in sorted(found, key=lambda one: one[:2]))
    yield from _ways(pair)


# steps both states have


def _at_step(pair: _Pair, id_: str) -> Bar:
    """What changed at a step itself, by the passages the first lead time counts of it."""
    old, new = pair.at(id_)
    change = old.passages * (new.days - old.days)
    kind: Cause = "time"
    if new.node.kind in STOCKS:
        kind = "stock" if new.days else "stock_gone"
    return Bar(named(new.node, pair.last.state), (id_,), _why_at(pair, old, new, old.passages), change, kind)


def _why_at(pair: _Pair, old: Passed, new: Passed, passages: float) -> str:
    words = []
    if new.node.kind in STOCKS and old.node.kind in STOCKS and not new.days:
        words.append(_("stock gone"))
    elif new.node.kind != old.node.kind or getattr(new.node, "symbol", None) != getattr(
        old.node, "symbol", None
    ):
        words.append(_within(new.node))
    field = _told_field(old.node, new.node)
    words.append(field or from_to(old.days * passages, new.days * passages, pair))
    return ", ".join(words)


def _told_field(old: Node, new: Node) -> str:
    """The one time of a process or transport that changed, as entered; nothing where it takes more words."""
    if new.kind in STOCKS or new.kind != old.kind:
        return ""
    changed = [
        (field, before, after)
        for field in fields_of(new.kind)
        if field.dimension == "time"
        and (before := getattr(old, field.key)) != (after := getattr(new, field.key))
        and isinstance(before, Quantity)
        and isinstance(after, Quantity)
    ]
    if len(changed) != 1:
        return ""
    field, before, after = changed[0]
    return f"{field.label} {shown(before)} → {shown(after)}"


# steps only one of them has


def _only_one_has(pair: _Pair) -> Iterator[tuple[float, float, Bar]]:
    """Steps that went or came, those that stand between the same neighbours together."""
    sides = (pair.first, pair.last)
    alone = [[id_ for id_ in side.steps if id_ not in pair.kept] for side in sides]
    nodes = [{node.id for node in side.state.nodes} for side in sides]
    kept = (nodes[0] & nodes[1]).difference(*alone)
    gone, new = (groups(side.state, ids, kept) for side, ids in zip(sides, alone, strict=True))
    for was, now in matched(gone, new):
        yield _exchanged(pair, was, now)


def _exchanged(pair: _Pair, was: Group | None, now: Group | None) -> tuple[float, float, Bar]:
    """The part of steps that went, came, or gave way to others, and where it stands in the flow of the second state."""
    old = [pair.first.steps[id_] for id_ in was.ids] if was else []
    new = [pair.last.steps[id_] for id_ in now.ids] if now else []
    change = fsum(step.share for step in new) - fsum(step.share for step in old)
    ids = tuple(dict.fromkeys([*(was.ids if was else ()), *(now.ids if now else ())]))
    label = _joined(pair, old, new)
    kind, cause = _why_exchanged(pair, old, new)
    if new:
        return new[0].place, 0.0, Bar(label, ids, cause, change, kind)
    return (*_behind(pair, was), Bar(label, ids, cause, change, kind))


def _behind(pair: _Pair, group: Group | None) -> tuple[float, float]:
    """Where steps that went would stand: behind the last step before them that stayed."""
    start = min((pair.first.steps[id_].place for id_ in group.ids), default=0) if group else 0
    earlier = [id_ for id_ in pair.kept if pair.first.steps[id_].place < start]
    last = max(earlier, key=lambda id_: pair.first.steps[id_].place, default="")
    return (pair.last.steps[last].place if last else -1, 1.0 + start)


def _joined(pair: _Pair, old: Sequence[Passed], new: Sequence[Passed]) -> str:
    """What the exchanged steps are called: the new ones, else those that went, processes before stocks."""
    steps, state = (new, pair.last.state) if new else (old, pair.first.state)
    chosen = [step for step in steps if step.node.kind not in STOCKS] or steps
    names = [named(step.node, state) for step in chosen]
    return (
        " + ".join(names)
        if len(names) <= 2
        else _("{first} to {last}").format(first=names[0], last=names[-1])
    )


def _why_exchanged(pair: _Pair, old: Sequence[Passed], new: Sequence[Passed]) -> tuple[Cause, str]:
    times = from_to(fsum(step.share for step in old), fsum(step.share for step in new), pair)
    processes = [[step for step in steps if step.node.kind not in STOCKS] for steps in (old, new)]
    stocks = [[step for step in steps if step.node.kind in STOCKS] for steps in (old, new)]
    if not new:
        kind: Cause = "removed" if processes[0] else "stock_gone"
        return kind, _("step removed") if processes[0] else _("stock gone")
    if not old:
        return "new", _("new step") if processes[1] else _("new stock")
    if len(processes[0]) > len(processes[1]) == 1:
        one = _("one cell") if getattr(processes[1][0].node, "symbol", None) == "cell" else _("one step")
        no_stock = stocks[0] and not stocks[1]
        return "merged", f"{one}, {_('no stock between')}" if no_stock else f"{one}, {times}"
    if not processes[0] and not processes[1]:
        return "replaced", f"{_within(new[0].node)}, {times}"
    return "replaced", _("in place of {names}").format(names=_joined(pair, old, []))


# ways through the flow


def _ways(pair: _Pair) -> Iterator[Bar]:
    """What changed in how often steps are passed: shares and rework, or another branch that is the longest now."""
    routes, branch = list[tuple[str, float]](), list[tuple[str, float]]()
    came = []
    for id_ in pair.first.steps:
        if id_ not in pair.kept:
            continue
        old, new = pair.at(id_)
        if old.passages == new.passages:
            continue
        row = (id_, (new.passages - old.passages) * new.days)
        (branch if not (old.passages and new.passages) else routes).append(row)
        if not old.passages:
            came.append(new)
    if branch and not came and len({step.passages for step in pair.last.steps.values()}) > 2:
        routes, branch = [*routes, *branch], []
    if branch:
        words = (
            _("now over {name}").format(name=named(came[0].node, pair.last.state))
            if came
            else _("no longer counted")
        )
        yield Bar(_("Longest branch"), _ids(branch), words, fsum(change for _id, change in branch), "branch")
    if routes:
        change = fsum(change for _id, change in routes)
        yield Bar(_("Routes and rework"), _ids(routes), _why_routes(pair, change), change, "routes")


def _ids(rows: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(id_ for id_, _change in rows)


def _why_routes(pair: _Pair, change: float) -> str:
    """The one share that changed as entered, else whether steps are passed more or less often."""
    old = {flow.id: flow for flow in pair.first.state.flows}
    told = []
    for flow in pair.last.state.flows:
        for key, words in (("repeat", _("rework")), ("share", _("share")), ("supply_share", _("share"))):
            before, after = getattr(old.get(flow.id), key, None), getattr(flow, key, None)
            if before != after and before is not None and after is not None:
                told.append(f"{words} {shown(before)} → {shown(after)}")
    if len(told) == 1:
        return told[0]
    return _("passed more often") if change > 0 else _("passed less often")


# words


def from_to(before: float, after: float, pair: _Pair) -> str:
    """Two durations in lead-time days, in the unit of the comparison; in working time where both are little of a day."""
    spans, day_s = spans_between(pair.first, pair.last), pair.last.report.day_s
    if spans.unit != "d":
        return f"{spans.number(before)} → {spans.text(after)}"
    if max(before, after) < _BRIEF and day_s:
        one, other = (duration(value * day_s) for value in (before, after))
        return f"{' '.join(one)} → {' '.join(other)}"
    return f"{days(before, trim=True)} → {days(after, trim=True)} d"


def spans_between(first: Passage, last: Passage) -> Spans:
    """The unit the lead times of two states are read in."""
    times = last.state.options.time_unit
    return spans_of((first.lead_days, last.lead_days), last.report.day_s, times)


def _within(node: Node) -> str:
    """What a symbol is, within a sentence."""
    return within_sentence(title_of(getattr(node, "symbol", None) or node.kind))
