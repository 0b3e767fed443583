"""What may be joined to what; a refusal says why and what to do instead."""

from __future__ import annotations

import pytest

from tests.model.maps import a_state, arrow, control, customer, process, stock, supplier
from vsm_desktop.edit.rules import YES, Verdict, may_connect, natural_kind
from vsm_desktop.model.fields import EVERY_FLOW, EVERY_NODE
from vsm_desktop.model.nodes import NODE_CLASSES, Junction
from vsm_desktop.model.stream import State

MAP = a_state(
    (
        supplier("s"),
        customer(id_="c"),
        control("o"),
        process("a"),
        process("b"),
        stock("i"),
        Junction(id="j"),
    ),
    (arrow("a", "b"), arrow("o", "a", "manual"), arrow("o", "b", "electronic", label="daily")),
)
SELF = "An arrow leads from one symbol to another, not back to itself."
AWAY = "An arrow leads from one symbol to another."
CUSTOMER = "Nothing is pushed from a customer. Draw the arrow the other way."
SUPPLIER = "No material goes to a supplier. Draw the arrow the other way."
CONTROL = "Production control handles information. Draw a manual or electronic arrow."
JOINED = "These two are already joined by a material arrow."
JUNCTION = "A junction splits or joins material. Draw the information to a process."
UNNAMED = "There is already such an arrow without a label. Name that one first."


@pytest.mark.parametrize(
    ("source", "target", "kind", "reason"),
    [
        ("s", "i", "shipment", ""),
        ("b", "c", "shipment", ""),
        ("b", "a", "push", ""),
        ("a", "b", "pull", JOINED),
        ("a", "b", "manual", ""),
        ("i", "j", "push", ""),
        ("c", "o", "electronic", ""),
        ("c", "s", "electronic", ""),
        ("o", "a", "electronic", ""),
        ("o", "b", "electronic", ""),
        ("o", "a", "manual", UNNAMED),
        ("o", "j", "manual", JUNCTION),
        ("j", "a", "electronic", JUNCTION),
        ("c", "a", "push", CUSTOMER),
        ("a", "s", "move", SUPPLIER),
        ("o", "a", "push", CONTROL),
        ("a", "o", "shipment", CONTROL),
        ("a", "a", "push", SELF),
        ("a", "a", "manual", SELF),
        ("a", "ghost", "push", AWAY),
        ("ghost", "a", "manual", AWAY),
        ("a", "a-b", "push", AWAY),
        ("a", "b", "telepathy", ""),
    ],
)
def test_rules(source: str, target: str, kind: str, reason: str) -> None:
    assert may_connect(MAP, source, target, kind) == Verdict(not reason, reason)


def test_one_material_arrow_is_enough_whatever_its_kind() -> None:
    assert not may_connect(MAP, "a", "b", "shipment").allowed
    assert may_connect(MAP.evolve(flows=()), "a", "b", "shipment") is YES


def pair(a: str, b: str) -> State:
    return a_state((NODE_CLASSES[a](kind=a, id="a"), NODE_CLASSES[b](kind=b, id="b")))


@pytest.mark.parametrize("a", EVERY_NODE)
def test_the_arrow_one_would_expect_is_allowed_where_any_is(a: str) -> None:
    for b in EVERY_NODE:
        if any(may_connect(pair(a, b), "a", "b", kind).allowed for kind in EVERY_FLOW):
            assert natural_kind(a, b) in EVERY_FLOW
            assert may_connect(pair(a, b), "a", "b", natural_kind(a, b)).allowed


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("control", "process", "manual"),
        ("control", "supplier", "electronic"),
        ("customer", "control", "electronic"),
        ("customer", "supplier", "electronic"),
        ("supplier", "inventory", "shipment"),
        ("inventory", "customer", "shipment"),
        ("supermarket", "process", "pull"),
        ("supermarket", "fifo", "push"),
        ("process", "inventory", "push"),
    ],
)
def test_the_arrow_one_would_expect(source: str, target: str, kind: str) -> None:
    assert natural_kind(source, target) == kind
