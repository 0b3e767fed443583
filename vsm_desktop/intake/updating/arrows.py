"""What a data sheet says of arrows and of how the map counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any, get_args

from vsm_desktop.assets import _
from vsm_desktop.edit.rules import may_connect
from vsm_desktop.intake.updating.lines import OPTIONS, Change, Line, in_order, value_line
from vsm_desktop.intake.updating.told import Arrow, Told
from vsm_desktop.model.fields import Field, field_of, fields_of
from vsm_desktop.model.flows import Flow, FlowBase, flow_of_kind
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.titles import title_of

CONVENTIONS = {
    "lead_time_mode": _("Lead time counts"),
    "day_base": _("One day is"),
    "stock_rate": _("Stock is divided by"),
    "branch_time_mode": _("Processing of merging branches"),
    "rework_mode": _("Rework"),
    "batch_mode": _("Processing on the ladder"),
}
_ENDS = Field("target", "target", _("Ends"), _("Ends"), (), shape="text")


def option_field(key: str) -> Field:
    """A convention as a field, or the row of the field table. Raises KeyError if there is neither."""
    if key not in CONVENTIONS:
        return field_of("options", key)
    choices = tuple((one, one.replace("_", " ")) for one in get_args(Options.model_fields[key].annotation))
    return Field(key, key, CONVENTIONS[key], CONVENTIONS[key], ("options",), shape="choice", choices=choices)


def option_lines(told: Told, stream: ValueStream, state: State) -> Iterator[Line]:
    """The conventions of the map."""
    for key, said in told.options.items():
        before = getattr(state.options, key)
        field, calendar = option_field(key), stream.calendar_of(state)
        yield value_line(OPTIONS, _("Conventions"), field, before, said, calendar)


def arrow_lines(told: Told, stream: ValueStream, state: State, gone: Iterable[str]) -> Iterator[Line]:
    """Arrows that are changed, only in the sheet, or only on the map; those of steps that go are not spoken of."""
    if "flows" not in told.tables:
        return
    known = {flow.id: flow for flow in state.flows}
    for at, arrow in enumerate(told.arrows):
        if (flow := known.get(arrow.id)) is not None:
            yield from _changed(arrow, flow, stream, state)
        elif not _joined(state, arrow):
            name = _between(state, arrow.source, arrow.target)
            yield Line(
                f"+arrow{at}", "added", arrow.id, name, title_of(arrow.kind), cell=arrow.cell, arrow=arrow
            )
    told_ids, going = {arrow.id for arrow in told.arrows}, {*gone}
    for flow in state.flows:
        if flow.id not in told_ids and not {flow.source, flow.target} & going:
            name = _between(state, flow.source, flow.target)
            yield Line(f"-{flow.id}", "removed", flow.id, name, title_of(flow.kind), gone=(flow.id,))


def _changed(arrow: Arrow, flow: Flow, stream: ValueStream, state: State) -> Iterator[Line]:
    name = _between(state, flow.source, flow.target)
    rows = {field.key: field for field in fields_of(flow.kind)}
    for key, said in sorted(arrow.values.items(), key=lambda one: in_order(one[0])):
        if key in rows:
            calendar = stream.calendar_of(state)
            yield value_line(flow.id, name, rows[key], getattr(flow, key), said, calendar)
    ends = {"source": arrow.source or flow.source, "target": arrow.target or flow.target}
    changes = tuple(Change(k, getattr(flow, k), v) for k, v in ends.items() if getattr(flow, k) != v)
    if changes and _may_end(state, flow, ends):
        now = _between(state, ends["source"], ends["target"])
        yield Line(
            f"{flow.id}.ends",
            "changed",
            flow.id,
            name,
            _ENDS.title,
            _ENDS,
            name,
            now,
            arrow.cell,
            sets=changes,
        )


def _may_end(state: State, flow: FlowBase, ends: dict[str, str]) -> bool:
    without = state.evolve(flows=tuple(one for one in state.flows if one.id != flow.id))
    kind: Any = getattr(flow, "kind", "push")
    return may_connect(without, ends["source"], ends["target"], kind).allowed


def _joined(state: State, arrow: Arrow) -> bool:
    return any(
        f.source == arrow.source and f.target == arrow.target and f.kind == arrow.kind for f in state.flows
    )


def with_arrows(state: State, arrows: Iterable[Arrow], taken: Set[str]) -> State:
    """The state with arrows of the sheet drawn, where they may be and nothing joins their ends already."""
    for arrow in arrows:
        source, target = _called(state, arrow.source), _called(state, arrow.target)
        known = state.node(source) and state.node(target)
        if not known or _joined(state, arrow) or not may_connect(state, source, target, arrow.kind).allowed:
            continue
        values = {key: said.value for key, said in arrow.values.items()}
        id_ = new_id("flow", taken | {flow.id for flow in state.flows})
        flow = flow_of_kind(arrow.kind, id=id_, source=source, target=target, **values)
        state = state.evolve(flows=(*state.flows, flow))
    return state


def _called(state: State, word: str) -> str:
    """A symbol by its id, or by its name where the sheet added both."""
    return word if state.node(word) else next((node.id for node in state.nodes if node.name == word), "")


def _between(state: State, source: str, target: str) -> str:
    names = [
        (node.name or title_of(node.kind)) if (node := state.node(id_)) else id_ for id_ in (source, target)
    ]
    return " → ".join(names)
