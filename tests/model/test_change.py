"""A change is a value: it can be kept and sent as JSON, and is the same when it comes back."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.model.maps import arrow, process
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.change import AddFlow, AddNode, Change, RemoveFlow, RemoveNode, Reorder, Set
from vsm_desktop.model.flows import UnknownFlow
from vsm_desktop.model.nodes import Unknown
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Provenance, VariantQuantity, quantity
from vsm_desktop.model.value import Point

CHANGE: TypeAdapter[Change] = TypeAdapter(Change)
VALUES = [
    None,
    quantity(5, "s", source=Provenance(by="M. Ortiz")),
    Point(),
    Point(x=1, y=2),
    Calendar(),
    Calendar(shift=quantity(8, "h")),
    Options(),
    Options(dispatch_wait=True),
    (),
    (VariantQuantity(variant="L", quantity=quantity(1, "pc")),),
    (Point(x=1), Point(y=2)),
    True,
    False,
    "true",
    "",
    "5",
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_value_of_a_field_comes_back_the_same(value: object) -> None:
    change = Set(id="a", field="x", before=value, after=None)
    again = CHANGE.validate_json(CHANGE.dump_json(change))
    assert again == change
    assert type(again.before) is type(value)


@pytest.mark.parametrize(
    "change",
    [
        AddNode(item=process("a", 5), index=3),
        AddNode(item=Unknown(kind="org.example.robot", id="r", arm=[1, {"x": None}])),
        RemoveNode(item=process("a")),
        AddFlow(item=arrow("a", "b", "manual", label="daily")),
        RemoveFlow(item=UnknownFlow(kind="org.example.beam", id="f", source="a", target="b", volts=3)),
        Reorder(part="flows", before=("a", "b"), after=("b", "a")),
    ],
    ids=lambda change: change.op,
)
def test_every_change_comes_back_the_same(change: Change) -> None:
    assert CHANGE.validate_json(CHANGE.dump_json(change)) == change


def test_what_is_no_change_is_refused() -> None:
    for text in ('{"op": "explode"}', "{}", '{"op": "set", "id": "a"}'):
        with pytest.raises(ValidationError):
            CHANGE.validate_json(text)
