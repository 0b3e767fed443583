"""From steps and facts to a value stream: nodes in the order of the rows, material pushed along, a customer at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from vsm_desktop.assets import _
from vsm_desktop.intake.facts import Facts
from vsm_desktop.intake.labels import is_customer
from vsm_desktop.intake.steps import Ids, Step, Stock
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Customer, Inventory, Node, Process, Supplier
from vsm_desktop.model.stream import State, ValueStream

CUSTOMER, SUPPLIER = "customer", "supplier"


def build(steps: Sequence[Step], facts: Facts, title: str, ids: Ids) -> ValueStream:
    """The stream with one current state. Nothing has a place yet: whoever asked lays it out."""
    line = [node for step in steps for node in _nodes(step)]
    nodes: list[Node] = [*_supplier(facts), *line, _customer(facts)]
    state = State(
        id="current",
        name=_("Current state"),
        kind="current",
        date=facts.texts.get("date", ""),
        author=facts.texts.get("author", ""),
        nodes=tuple(nodes),
        flows=tuple(_flows(nodes, ids)),
    )
    return ValueStream(
        name=facts.texts.get("family", title),
        site=facts.texts.get("site", ""),
        calendar=Calendar(**facts.calendar),
        shown_state="current",
        states=(state,),
    )


def _nodes(step: Step) -> Iterable[Node]:
    """A process between the stock before it and after it, or a stock of its own."""
    if step.process is None:
        name = _("Before {step}").format(step=step.name) if is_customer(step.name) else step.name
        yield _inventory(step.before or Stock(step.id), name)
        return
    if step.before:
        yield _inventory(step.before, _("Before {step}").format(step=step.name))
    yield Process(id=step.id, name=step.name, **step.process)
    if step.after:
        yield _inventory(step.after, _("After {step}").format(step=step.name))


def _inventory(stock: Stock, name: str) -> Inventory:
    return Inventory(
        id=stock.id, name=name, qty=stock.qty, days=stock.days, qty_by_variant=tuple(stock.variants)
    )


def _supplier(facts: Facts) -> Iterable[Supplier]:
    if name := facts.texts.get("supplier"):
        yield Supplier(id=SUPPLIER, name=name)


def _customer(facts: Facts) -> Customer:
    name = facts.texts.get("customer") or _("Customer")
    variants = tuple(facts.demand.variants)
    return Customer(
        id=CUSTOMER, name=name, demand=facts.demand.total, demand_by_variant=variants, pack=facts.pack
    )


def _flows(nodes: Sequence[Node], ids: Ids) -> Iterable[MaterialFlow]:
    """Pushed from row to row; shipped from the supplier and to the customer."""
    for source, target in pairwise(nodes):
        outside = isinstance(source, Supplier) or isinstance(target, Customer)
        id_ = ids.free(f"{source.id}_to_{target.id}")
        yield MaterialFlow(id=id_, kind="shipment" if outside else "push", source=source.id, target=target.id)
