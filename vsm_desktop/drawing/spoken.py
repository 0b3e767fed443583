"""A map in words: what each element is called, what it says and what it leads to, in the order of the flow.

For those who hear a map, and wherever a picture needs a text beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.called import LEADS, called, name_of_flow, name_of_node, what_arrow
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ladder import Bar, lines_of
from vsm_desktop.drawing.ops import Part, Text
from vsm_desktop.drawing.own import rows_at
from vsm_desktop.drawing.symbols.symbol import PLAIN, Manner, manner_of
from vsm_desktop.drawing.theme import NOTE_SIZE
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.display import DASH, days, duration, percent, shown
from vsm_desktop.model.fields import Field
from vsm_desktop.model.flows import Flow, Information
from vsm_desktop.model.kaizen import off_in
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.rungs import choices
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.model.work import element_said

_UNITS = {
    "s": (_("second"), _("seconds")),
    "min": (_("minute"), _("minutes")),
    "h": (_("hour"), _("hours")),
}
_MARKS = {"estimated": _("estimated"), "assumed": _("assumed"), "stale": _("older than a year")}
_UNSAID = ("name", "label", "symbol", "card", "means")  # said by the name


class Spoken(Struct, frozen=True):
    """One element in words."""

    name: str
    value: str
    description: str = ""


def flow_order(state: State, report: Report) -> tuple[str, ...]:
    """Every element once: suppliers, steps as they follow each other, customers, the rest; each before its arrows."""
    nodes = {node.id: node for node in state.nodes}
    on_path = [step.id for step in report.steps if step.id in nodes]
    known = frozenset(on_path)
    others = [node for node in state.nodes if node.id not in known]
    firsts = [node.id for node in others if node.kind == "supplier"]
    lasts = [node.id for kind in ("customer", "") for node in others if _rank(node) == kind]
    leaving: dict[str, list[Flow]] = defaultdict(list)
    for flow in state.flows:
        leaving[flow.source].append(flow)
    order: list[str] = []
    for id_ in (*firsts, *on_path, *lasts):
        order.append(id_)
        order += [flow.id for flow in sorted(leaving[id_], key=_is_information)]
    return tuple(order)


def _rank(node: Node) -> str:
    return node.kind if node.kind in ("supplier", "customer") else ""


def _is_information(flow: Flow) -> bool:
    return isinstance(flow, Information)


def value_of(element: Node | Flow, manner: Manner = PLAIN) -> str:
    """The data as shown, in the order of the field table: "C/T 1 s, C/O 1 h (estimated), Uptime 85 %"."""
    rows = manner.names.rows(element.fields())
    said = [text for field in rows for text in _data(field, getattr(element, field.key), manner)]
    return ", ".join(said)


def _data(field: Field, value: Any, manner: Manner) -> Iterator[str]:
    if field.key in _UNSAID or field.shape == "element" or value in (None, "", (), False):
        return
    if isinstance(value, Quantity):
        yield f"{field.label} {_marked(value, manner)}"
    elif field.shape == "variants":
        yield from (f"{part.variant} {_marked(part.quantity, manner)}" for part in value)
    elif field.shape == "elements":
        yield from map(element_said, value)
    elif field.shape == "choice":
        yield dict(field.choices).get(value, str(value))
    else:
        yield field.title if value is True else str(value)


def _marked(value: Quantity, manner: Manner) -> str:
    """A value, and in brackets what it is marked as."""
    text, mark = shown(value, manner.times), manner.mark(value)
    return f"{text} ({_MARKS[mark]})" if mark else text


class Speaker:
    """Puts the elements of one frame into words, each when it is asked for."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        state = frame.state
        self._manner = manner_of(state)
        self._off = off_in(frame.stream, state)
        self._nodes: Mapping[str, Node] = {node.id: node for node in state.nodes}
        self._flows: Mapping[str, Flow] = {flow.id: flow for flow in state.flows}
        self._leaving: dict[str, list[Flow]] = defaultdict(list)
        self._coming: dict[str, list[Flow]] = defaultdict(list)
        for flow in state.flows:
            self._leaving[flow.source].append(flow)
            self._coming[flow.target].append(flow)
        self._problems: dict[str, list[str]] = defaultdict(list)
        self._steps = {step.id: step for step in frame.report.steps}
        for problem in frame.report.problems:
            for id_ in problem.ids if problem.severity != "info" else ():
                self._problems[id_].append(problem.message.rstrip("."))

    def name(self, id_: str) -> str:
        """What an element is called; "" for one that is not there."""
        if (node := self._nodes.get(id_)) is not None:
            return name_of_node(node, self._manner.names)
        if (flow := self._flows.get(id_)) is not None:
            return name_of_flow(flow, *self._ends(flow), self._manner.names)
        return ""

    def value(self, id_: str) -> str:
        """The data of an element as shown."""
        if (node := self._nodes.get(id_)) is not None:
            return self._data(node) or _("no data entered")
        if (flow := self._flows.get(id_)) is not None:
            return value_of(flow, self._manner) or what_arrow(flow, self._manner.names)
        return ""

    def _data(self, node: Node) -> str:
        """The data as entered, then what the user added."""
        fields, step = self.frame.stream.own_fields, self._steps.get(node.id)
        own = (
            rows_at(node, tuple(field.evolve(in_box=True) for field in fields), step, "", self._manner)
            if fields
            else ()
        )
        said = [" ".join(part for part in (row.label, row.number, row.unit) if part) for row in own]
        if node.id in self._off:
            said.append(_("off"))
        return ", ".join(part for part in (value_of(node, self._manner), *said) if part)

    def description(self, id_: str) -> str:
        """What is wrong with an element, what it leads to, what is computed for it, what stands before it."""
        node = self._nodes.get(id_)
        found = [*self._around(node)] if node is not None else []
        return "; ".join([*self._problems.get(id_, ()), *found])

    def basis(self, id_: str) -> tuple[object, ...]:
        """What name and value hang on: as long as it is the same, so are they."""
        if (node := self._nodes.get(id_)) is not None:
            own = self.frame.stream.own_fields
            off = id_ in self._off
            return (node, self._manner, off, own, self._steps.get(id_)) if own else (node, self._manner, off)
        flow = self._flows.get(id_)
        if flow is None:
            return ()
        return (flow, self._manner, *self._ends(flow))

    def _ends(self, flow: Flow) -> tuple[str, str]:
        return self._called(flow.source), self._called(flow.target)

    def _called(self, id_: str) -> str:
        return called(self._nodes.get(id_), self._manner.names)

    def _around(self, node: Node) -> Iterator[str]:
        by_verb: dict[str, list[str]] = defaultdict(list)
        for flow in self._leaving[node.id]:
            target = self._nodes.get(flow.target)
            by_verb[LEADS.get(flow.kind, _("leads to {names}"))].append(self._with_stock(target))
        yield from (verb.format(names=", ".join(dict.fromkeys(names))) for verb, names in by_verb.items())
        yield from self._results(node)
        before = [self._waiting(flow.source) for flow in self._coming[node.id] if not _is_information(flow)]
        if before:
            yield _("before it: {names}").format(names=", ".join(dict.fromkeys(before)))
        if node.locked:
            yield _("locked")
        if node.group:
            others = [
                self._called(one.id)
                for one in self._nodes.values()
                if one.group == node.group and one is not node
            ]
            yield _("grouped with {names}").format(names=", ".join(others))

    def _results(self, node: Node) -> Iterator[str]:
        step = self._steps.get(node.id)
        if step is None:
            return
        load = step.metrics.get("utilization")
        if load is not None and load.number is not None:
            yield _("load {percent} %").format(percent=percent(load.number))
        if step.kind != "process" and step.wait_days:
            yield _("waiting {time}").format(time=_days(step.wait_days))

    def _with_stock(self, node: Node | None) -> str:
        """A stock with what lies in it."""
        name = called(node, self._manner.names)
        amount = getattr(node, "qty", None)
        if amount is None:
            return name
        return _("{name} with {amount}").format(name=name, amount=shown(amount))

    def _waiting(self, id_: str) -> str:
        step = self._steps.get(id_)
        name = self._called(id_)
        if step is None or step.kind == "process" or not step.wait_days:
            return name
        return f"{name}, {_days(step.wait_days)}"


def _days(value: float) -> str:
    text = days(value, trim=True)
    return _("1 day") if text == "1" else _("{count} days").format(count=text)


def _time(value: float, times: TimeUnit | None) -> str:
    number, unit = duration(value, times)
    one, many = _UNITS[unit]
    return f"{number} {one if number == '1' else many}"


def summary(report: Report, times: TimeUnit | None = None) -> str:
    """The two totals: "Lead time 23.6 days, processing time 188 seconds"; "at least" where something is missing."""
    lead, known = report.number("lead_time_days"), report.number("lead_time_known_days")
    work = report.number("processing_time_s")
    if lead is not None:
        first = _("Lead time {time}").format(time=_days(lead))
    elif known:
        first = _("Lead time at least {time}").format(time=_days(known))
    else:
        first = _("Lead time unknown")
    second = (
        _("processing time unknown")
        if work is None
        else _("processing time {time}").format(time=_time(work, times))
    )
    return f"{first}, {second}"


def overview(frame: Frame) -> str:
    """How much is on a map, and its totals."""
    steps = sum(node.kind == "process" for node in frame.state.nodes)
    if not frame.state.nodes:
        return _("An empty map")
    count = _("1 process step") if steps == 1 else _("{count} process steps").format(count=steps)
    return f"{count}. {summary(frame.report, frame.state.options.time_unit)}."


def of_part(part: Part, frame: Frame) -> Spoken:
    """What the program draws itself: a rung of the ladder, the totals, title block and legend."""
    words = [
        op.text for op in part.ops if isinstance(op, Text) and op.size >= NOTE_SIZE
    ]  # none within samples
    if part.id == "@totals":
        return Spoken(_("Totals"), summary(frame.report, frame.state.options.time_unit))
    if part.id == "@conventions":
        return Spoken(_("Conventions of the totals"), ", ".join(_joined(words)))
    if part.id in ("@title", "@legend"):
        name = _("Title block") if part.id == "@title" else _("Legend")
        return Spoken(name, ", ".join(_joined(words[part.id == "@legend" :])))
    if part.id == "@no_ladder":
        return Spoken(_("Ladder"), " ".join(_joined(words)))
    kind, _colon, id_ = part.id[1:].partition(":")
    if kind in ("axis", "row", "value"):
        return _of_row(kind, id_, words, frame)
    bar = part.shows[0] if part.shows else None
    if isinstance(bar, Bar):
        words = [bar.text]  # also where it has no room
    step = frame.report.step(id_)
    names = names_of(frame.state)
    place = called(frame.state.node(id_), names)
    if kind == "branch":
        name, words = _("Ladder: total of the branch from {step}"), [", ".join(words)]
    elif kind == "work":
        name = _("Ladder: work at {step}")
    elif step is not None and step.kind == "process":
        name = _("Ladder: waiting before {step}")
    elif _goes_on(frame.report, id_):
        name = _("Ladder: waiting at {step}")
    else:
        name = _("Ladder: waiting after the last step")
    return Spoken(name.format(step=place), " ".join(words) or DASH)


def _goes_on(report: Report, id_: str) -> bool:
    """Whether work follows a wait on its line, in another row."""
    line = next((line for line in lines_of(report) if any(step.id == id_ for step in line)), [])
    later = [step.kind for step in line[[step.id for step in line].index(id_) :]] if line else []
    return "process" in later


def _of_row(kind: str, key: str, words: Sequence[str], frame: Frame) -> Spoken:
    """The axis of a ladder to scale, and what stands in a row under a ladder."""
    id_, _colon, key = key.rpartition(":")
    names = names_of(frame.state)
    title = dict(choices(frame.stream.own_fields, names)).get(key, "")
    if kind == "axis":
        name = _("Ladder: axis of time")
    elif kind == "row":
        name, words = _("Ladder: {row} in all").format(row=title) if title else _("Ladder: steps"), words[-1:]
    elif title:
        name = _("Ladder: {row} at {step}").format(row=title, step=called(frame.state.node(id_), names))
    else:
        name = _("Ladder: step")
    return Spoken(name, ", ".join(_joined(words)))


def _joined(words: Sequence[str]) -> Iterator[str]:
    return (word.strip() for word in words if word.strip())
