"""A step only the sheet has goes into the flow between its neighbours there, and stands beside them on the map."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Set

from vsm_desktop.edit.flow_steps import first_step, insert_after, insert_before
from vsm_desktop.edit.growth import Grower, SizeOf, material_kind
from vsm_desktop.edit.outside import insert_outside
from vsm_desktop.edit.rules import may_connect
from vsm_desktop.intake.updating.difference import Difference
from vsm_desktop.intake.updating.matching import in_flow
from vsm_desktop.intake.updating.told import Item, Told
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.flows import MaterialFlow, flow_of_kind
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import NODE_CLASSES, Node
from vsm_desktop.model.own import attributes
from vsm_desktop.model.stream import State

_OUTSIDE = ("supplier", "customer")


def put_in(
    state: State, difference: Difference, items: Iterable[Item], taken: frozenset[str], size_of: SizeOf
) -> State:
    """The state with steps of the sheet added, in its order. `taken` are ids of the stream they may not have."""
    assert difference.told is not None
    assert difference.matches is not None
    order = [item.id for item in difference.told.items]
    here = dict(difference.matches.pairs)
    for item in sorted(items, key=lambda item: order.index(item.id)):
        id_ = _free(item.id, taken)
        taken |= {id_}
        grower = Grower(state, taken | {*_ids(state)}, size_of)
        if item.kind in _OUTSIDE:
            state, id_ = _outside(grower, item)
        else:
            before, after = _neighbours(item, difference.told, here, {*_ids(state)})
            if not _first_arrow(
                state, before, after
            ):  # in another order than the map: a stock keeps to its step
                before = "" if after and after == here.get(item.before) else before
                after = "" if before and before == here.get(item.after) else after
            before = before or (_last_step(state) if not after else "")
            state = _added(grower, _node(item, id_, here), before, after)
        here[item.id] = id_
    return state


def _last_step(state: State) -> str:
    """The last step of the flow, behind which goes what has no neighbour in the sheet."""
    return next(
        (node.id for node in reversed(in_flow(state)) if node.kind in ("process", "transport", *STOCKS)), ""
    )


def _ids(state: State) -> Iterable[str]:
    return (one.id for one in (*state.nodes, *state.flows))


def _free(wanted: str, taken: Set[str]) -> str:
    number, id_ = 2, wanted
    while id_ in taken:
        id_, number = f"{wanted}_{number}", number + 1
    return id_


def _node(item: Item, id_: str, here: Mapping[str, str]) -> Node:
    """The symbol with all the sheet says of it."""
    values = {key: said.value for key, said in item.values.items()}
    blank = NODE_CLASSES[item.kind].model_validate({"kind": item.kind, "id": id_, "name": item.label})
    return blank.evolve(**attributes(blank, values))  # type: ignore[return-value]


def _outside(grower: Grower, item: Item) -> tuple[State, str]:
    """A supplier or customer at the usual place, joined to the end of the row that is still open."""
    addition = insert_outside(grower, item.kind)
    values = {"name": item.label} | {key: said.value for key, said in item.values.items()}
    state = addition.edit(grower.state)
    nodes = tuple(node.evolve(**values) if node.id == addition.id else node for node in state.nodes)
    return state.evolve(nodes=nodes), addition.id


def _neighbours(item: Item, told: Told, here: Mapping[str, str], there: Set[str]) -> tuple[str, str]:
    """The nearest steps of the map before and after it in the sheet; what the sheet says of a stock's place comes first.

    A process that was added below all others of a data sheet follows the last of them, not the truck to the customer.
    """
    items = told.items
    at = next(i for i, one in enumerate(items) if one.id == item.id)
    before = [here[one.id] for one in reversed(items[:at]) if here.get(one.id) in there]
    after = [here[one.id] for one in items[at + 1 :] if here.get(one.id) in there]
    if item.kind in STOCKS and (item.before or item.after):
        after = [here[item.before]] if here.get(item.before) in there else after
        before = [here[item.after]] if here.get(item.after) in there else before
    if told.own and item.kind == "process" and not any(one.kind == "process" for one in items[at + 1 :]):
        last = [
            here[one.id]
            for one in reversed(items[:at])
            if one.kind == "process" and here.get(one.id) in there
        ]
        return (last or before or [""])[0], ""
    return (before or [""])[0], (after or [""])[0]


def _added(grower: Grower, node: Node, before: str, after: str) -> State:
    """The state with the symbol between two others: in the arrow that leads from one to the other, else beside one."""
    state = grower.state
    way = _first_arrow(state, before, after)
    onward = [flow for flow in _ways(state) if flow.source == before]
    coming = [flow for flow in _ways(state) if flow.target == after]
    last = coming[0].id if node.kind in STOCKS and len(coming) == 1 else ""  # a stock waits before its step
    tries = [way and (last or way)]
    tries += [coming[0].id] if len(coming) == 1 else []
    tries += [onward[0].id] if len(onward) == 1 else []
    for arrow in filter(None, tries):
        if addition := insert_after(grower, arrow, node.kind, node):
            return addition.edit(state)
    addition = insert_after(grower, before, node.kind, node) if before and not onward else None
    addition = addition or (insert_before(grower, after, node) if after and not coming else None)
    state = (addition or first_step(grower, node.kind, node)).edit(state)
    state = _tied(state, before or _open_end(state, "supplier"), node.id, grower.taken)
    return _tied(state, node.id, after or _open_end(state, "customer"), grower.taken)


def _open_end(state: State, kind: str) -> str:
    """The only supplier or customer, if nothing leaves it or comes to it."""
    ends = [node.id for node in state.nodes if node.kind == kind]
    used = {flow.source if kind == "supplier" else flow.target for flow in _ways(state)}
    return ends[0] if len(ends) == 1 and ends[0] not in used else ""


def _tied(state: State, start: str, goal: str, taken: frozenset[str]) -> State:
    """The state with an arrow from one symbol to another where nothing leaves the one and nothing comes to the other."""
    a, b = state.node(start), state.node(goal)
    if a is None or b is None or any(flow.source == start or flow.target == goal for flow in _ways(state)):
        return state
    kind = material_kind(a.kind, b.kind)
    if not may_connect(state, start, goal, kind).allowed:
        return state
    id_ = new_id("flow", taken | {*_ids(state)})
    flow = flow_of_kind(kind, id=id_, source=start, target=goal)
    return state.evolve(flows=(*state.flows, flow))


def _ways(state: State) -> list[MaterialFlow]:
    return [flow for flow in state.flows if isinstance(flow, MaterialFlow) and flow.repeat is None]


def _first_arrow(state: State, start: str, goal: str) -> str:
    """The first arrow on the shortest way from one symbol to another; nothing where there is none."""
    if not start or not goal:
        return ""
    first: dict[str, str] = {start: ""}
    ready = deque([start])
    ways = _ways(state)
    while ready:
        here = ready.popleft()
        if here == goal:
            return first[goal]
        for flow in ways:
            if flow.source == here and flow.target not in first:
                first[flow.target] = first[here] or flow.id
                ready.append(flow.target)
    return ""
