"""A step only the sheet has goes into the flow between its neighbours there, and stands beside them on the map."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from msgspec.structs import replace

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
    told, matches = difference.told, difference.matches
    assert told is not None
    assert matches is not None
    here = dict(matches.pairs)
    for run in _runs(items, told, here):
        new = []
        for item in run:
            id_ = _free(item.id, taken)
            taken |= {id_}
            new.append(node_of(item, id_))
        grower = Grower(state, taken | {*_ids(state)}, size_of)
        if run[0].kind in _OUTSIDE:
            state, here[run[0].id] = _outside(grower, run[0])
            continue
        before, after = _between(run, told, here, state)
        state = _added(grower, new, before, after)
        here |= {item.id: node.id for item, node in zip(run, new, strict=True)}
    return state


def _runs(items: Iterable[Item], told: Told, here: Mapping[str, str]) -> Iterator[list[Item]]:
    """Steps that follow each other in the sheet go into the flow together, so that the rest makes room once."""
    wanted, on_map = {item.id for item in items}, {*here}
    run: list[Item] = []
    for item in told.items:
        joins = item.id in wanted and item.kind not in _OUTSIDE and not _keeps_to_its_step(item, on_map)
        if run and not joins and item.id in wanted | on_map:
            yield run
            run = []
        if joins:
            run.append(item)
        elif item.id in wanted:
            yield [item]
    if run:
        yield run


def _keeps_to_its_step(item: Item, on_map: Set[str]) -> bool:
    """Whether it is the stock of a step that is on the map."""
    return item.kind in STOCKS and (item.before in on_map or item.after in on_map)


def _between(run: Sequence[Item], told: Told, here: Mapping[str, str], state: State) -> tuple[str, str]:
    """The symbols of the map between which steps of the sheet belong; "" where there is none."""
    there = {*_ids(state)}
    before, after = _neighbours(run[0], told, here, there)[0], _neighbours(run[-1], told, here, there)[1]
    if not _first_arrow(state, before, after):  # in another order than the map: a stock keeps to its step
        before = "" if after and after == here.get(run[-1].before) else before
        after = "" if before and before == here.get(run[0].after) else after
    return before or (_last_step(state) if not after else ""), after


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


def node_of(item: Item, id_: str) -> Node:
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


def _added(grower: Grower, new: Sequence[Node], before: str, after: str) -> State:
    """The state with symbols between two others: in the arrow that leads from one to the other, else beside one."""
    state, node = grower.state, new[0]
    way = _first_arrow(state, before, after)
    onward = [flow for flow in _ways(state) if flow.source == before]
    coming = [flow for flow in _ways(state) if flow.target == after]
    alone = len(new) == 1 and node.kind in STOCKS
    last = coming[0].id if alone and len(coming) == 1 else ""  # a stock waits before its step
    tries = [way and (last or way)]
    tries += [coming[0].id] if len(coming) == 1 else []
    tries += [onward[0].id] if len(onward) == 1 else []
    for arrow in filter(None, tries):
        if addition := insert_after(grower, arrow, node.kind, new):
            return addition.edit(state)
    addition = insert_after(grower, before, node.kind, new) if before and not onward else None
    addition = addition or (insert_before(grower, after, new) if after and not coming else None)
    state = addition.edit(state) if addition else _apart(grower, new)
    state = _tied(state, before or _open_end(state, "supplier"), node.id, grower.taken)
    return _tied(state, new[-1].id, after or _open_end(state, "customer"), grower.taken)


def _apart(grower: Grower, new: Sequence[Node]) -> State:
    """The state with symbols in a row behind everything else."""
    state = first_step(grower, new[0].kind, new[0]).edit(grower.state)
    beside = insert_after(replace(grower, state=state), new[0].id, new[1].kind, new[1:]) if new[1:] else None
    return beside.edit(state) if beside else state


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
