"""A family as a current-state map: its steps in the order of the flow, the ways its products take, and its demand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.states import KIND_NAMES, add_state, unique_name
from vsm_desktop.insight.families.facts import Amounts
from vsm_desktop.insight.families.flow import Line, line_of
from vsm_desktop.model.family import Family, FamilyMatrix, Product, Visit
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.ids import new_ids
from vsm_desktop.model.nodes import Customer, Node, Process, Supplier
from vsm_desktop.model.quantity import Provenance, Quantity, VariantQuantity, quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.units import UNITS

_START, _END = -1, -2
_VARIANTS = 12  # rows of the customer's box; the small ones are one
_DIGITS = 3  # of a share in percent, to be read on the map; the rest is left open, so that they add up


class Mapped(Struct, frozen=True):
    """A stream with the current state of a family, not laid out yet, and what has to be said about it."""

    stream: ValueStream
    state_id: str
    remarks: tuple[str, ...]


def mapped(stream: ValueStream, family: Family, amounts: Amounts, beside: str = "") -> Mapped:
    """The stream with a current state of one of its families: in place of a state that is empty, else behind it.

    A step is a process; where not all products go the same way, arrows carry the share of the quantity that takes them
    (without quantities, of the number of products). C/T is the mean of the times of the products that pass, weighted by
    quantity: the load of the step divided by its pieces (Duggan, Creating Mixed Model Value Streams).
    """
    matrix = stream.families
    assert matrix is not None
    members = matrix.members(family)
    products = sorted((one for one in members if one.route), key=lambda one: -amounts.weigh(one))
    line = line_of(matrix.steps, products)
    weights = _weights(products, amounts)
    made = new_ids(["supplier", *("process" for _place in line.places), "customer"], stream.ids())
    ids = {_START: made[0], **dict(enumerate(made[1:-1])), _END: made[-1]}
    nodes: list[Node] = [
        Supplier(id=ids[_START], name=_("Supplier")),
        *_processes(line, products, weights, ids),
        _customer(ids[_END], members, amounts),
    ]
    flows = tuple(_flows(line, products, weights, ids, stream.ids()))
    base = stream.state(beside)
    name = family.name or KIND_NAMES["current"]
    if base.nodes:
        stream = add_state(base.id, "current")(stream)
        added = stream.states[[one.id for one in stream.states].index(base.id) + 1]
        base = added.evolve(name=unique_name(stream, name, but=added.id))
    state = base.evolve(nodes=tuple(nodes), flows=flows)
    stream = stream.with_state(state)
    if not stream.name:
        stream = stream.evolve(name=name)
    return Mapped(stream, state.id, tuple(_remarks(matrix, members, line, amounts)))


def _weights(products: Sequence[Product], amounts: Amounts) -> dict[str, float]:
    """What each product counts: its quantity where there are any, else one."""
    known = {product.id: amounts.weigh(product) for product in products}
    return known if sum(known.values()) > 0 else dict.fromkeys(known, 1.0)


def _processes(
    line: Line, products: Sequence[Product], weights: Mapping[str, float], ids: Mapping[int, str]
) -> Iterable[Process]:
    """The places of the line; a step that is passed again is the same machine."""
    first: dict[str, str] = {}
    for i, step in enumerate(line.places):
        passing = [
            (product, visit)
            for product in products
            for place, visit in zip(line.ways[product.id], product.route, strict=True)
            if place == i
        ]
        same = first.setdefault(step, ids[i])
        yield Process(
            id=ids[i],
            name=step,
            ct=_mean_time(passing, weights),
            same_as=same if same != ids[i] else "",
        )


def _mean_time(passing: Sequence[tuple[Product, Visit]], weights: Mapping[str, float]) -> Quantity | None:
    """The mean of the times by quantity, in their unit if they have one in common, else in seconds."""
    timed = [(product, visit.time) for product, visit in passing if visit.time is not None]
    times = [(product, time) for product, time in timed if not time.in_calendar_units]
    whole = sum(weights[product.id] for product, _time in times)
    if not times:
        return None
    units = {time.unit for _product, time in times}
    unit = units.pop() if len(units) == 1 else "s"
    counts = weights if whole > 0 else dict.fromkeys(weights, 1.0)
    total = sum(time.base * counts[product.id] for product, time in times)
    mean = total / sum(counts[product.id] for product, _time in times) / UNITS[unit].factor
    if len(times) == 1:
        return times[0][1]
    note = _("mean of {n} products, weighted by quantity") if whole > 0 else _("mean of {n} products")
    source = Provenance(kind="estimated", note=note.format(n=len(times)))
    return quantity(float(f"{mean:.4g}"), unit, source=source)


def _customer(id_: str, members: Sequence[Product], amounts: Amounts) -> Customer:
    """The demand by product, where the sheet says per what."""
    rate = bool(amounts.unit) and UNITS[amounts.unit].dimension == "rate"
    demanded = [one for one in members if rate and one.quantity and amounts.weigh(one) > 0]
    if len(demanded) == 1 == len(members):
        return Customer(id=id_, name=_("Customer"), demand=demanded[0].quantity)
    demanded.sort(key=lambda one: -amounts.weigh(one))
    shown = demanded if len(demanded) <= _VARIANTS else demanded[: _VARIANTS - 1]
    variants = [VariantQuantity(variant=one.title, quantity=one.quantity) for one in shown if one.quantity]
    if rest := demanded[len(shown) :]:
        many = quantity(sum(map(amounts.weigh, rest)), amounts.unit)
        variants.append(VariantQuantity(variant=_("{n} others").format(n=len(rest)), quantity=many))
    return Customer(id=id_, name=_("Customer"), demand_by_variant=tuple(variants))


def _flows(
    line: Line,
    products: Sequence[Product],
    weights: Mapping[str, float],
    ids: Mapping[int, str],
    taken: Iterable[str],
) -> Iterable[MaterialFlow]:
    """From the supplier along every way to the customer, with shares where the ways part."""
    carried: dict[int, dict[int, float]] = {}
    for product in products:
        way = (_START, *line.ways[product.id], _END)
        for source, target in pairwise(way):
            onward = carried.setdefault(source, {})
            onward[target] = onward.get(target, 0.0) + weights[product.id]
    pairs = [
        (source, target)
        for source in (_START, *range(len(line.places)))
        for target in _onward(carried, source)
    ]
    names = new_ids(("flow" for _pair in pairs), taken)
    for name, (source, target) in zip(names, pairs, strict=True):
        outside = source == _START or target == _END
        yield MaterialFlow(
            id=name,
            kind="shipment" if outside else "push",
            source=ids[source],
            target=ids[target],
            share=_share(carried[source], target),
        )


def _onward(carried: Mapping[int, Mapping[int, float]], source: int) -> list[int]:
    """Where products go from a place: the next one first, the customer last."""
    return sorted(carried.get(source, ()), key=lambda target: (target == _END, target))


def _share(onward: Mapping[int, float], target: int) -> Quantity | None:
    """The share that takes a way, in percent; the largest one is left open to be the rest, so that they add up."""
    whole = sum(onward.values())
    if len(onward) == 1 or not whole or target == max(onward, key=lambda one: (onward[one], one)):
        return None
    return quantity(float(f"{100 * onward[target] / whole:.{_DIGITS}g}"), "%")


def _remarks(matrix: FamilyMatrix, members: Sequence[Product], line: Line, amounts: Amounts) -> Iterable[str]:
    """What whoever reads the map should know of how it was made."""
    for conflict in line.conflicts:
        yield _("{first} comes before {second}; the other way round for {names}.").format(
            first=conflict.first, second=conflict.second, names=_listed(conflict.against)
        )
    for step, ids in line.again.items():
        names = _listed([matrix.product(id_).title for id_ in ids])
        yield _("{step} is passed more than once by {names}.").format(step=step, names=names)
    if missing := [product.title for product in members if not product.route]:
        yield _("{names} pass no step and are not on the map.").format(names=_listed(missing))
    if amounts.unit == "pc":
        yield _("The quantities do not say per day, month or year: enter the demand at the customer.")
    elif unknown := [product.title for product in members if product in amounts.unknown]:
        yield _("No demand is known of {names}.").format(names=_listed(unknown))
    untimed = [step for step in dict.fromkeys(line.places) if not _is_timed(step, members)]
    if untimed and len(untimed) < len(set(line.places)):
        yield _("No time is known of {names}.").format(names=_listed(untimed))
    elif untimed:
        yield _("No times are known: enter the cycle times of the steps.")


def _is_timed(step: str, members: Sequence[Product]) -> bool:
    visits = (visit for product in members for visit in product.route if visit.step == step)
    return any(visit.time is not None for visit in visits)


def _listed(names: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else _("{names} and {n} more").format(names=shown, n=len(names) - most)
