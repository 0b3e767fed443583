"""A value never changes: it gives way to another that shares what stayed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.model.maps import a_map, arrow, in_line, process, stock
from tests.model.strategies import JSON, runs
from vsm_desktop.model.flows import UnknownFlow, flow_of_kind
from vsm_desktop.model.nodes import Inventory, Process, Unknown
from vsm_desktop.model.quantity import Provenance, Quantity, VariantQuantity, quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point


def test_evolve_gives_another_value_and_leaves_the_old_one() -> None:
    weld = process("weld", ct=30)
    faster = weld.evolve(ct=quantity(20, "s"))
    assert (weld.ct, faster.ct) == (quantity(30, "s"), quantity(20, "s"))
    assert faster.at is weld.at


def test_evolve_shares_every_untouched_part() -> None:
    stream = a_map(stock("coils", 400), process("weld", ct=30), stock("done", 10))
    state = stream.states[0]
    moved = state.nodes[1].evolve(at=Point(x=7, y=8))
    after = stream.with_state(state.evolve(nodes=(state.nodes[0], moved, state.nodes[2])))
    assert after.states[0].nodes[0] is state.nodes[0]
    assert after.states[0].nodes[1].ct is state.nodes[1].ct
    assert after.states[0].flows is state.flows
    assert after.calendar is stream.calendar


def test_evolve_validates() -> None:
    weld = process("weld")
    with pytest.raises(ValidationError, match="Uptime is more than 0 %"):
        weld.evolve(uptime=quantity(0, "%"))
    with pytest.raises(ValidationError, match="colour"):
        weld.evolve(colour="red")
    with pytest.raises(ValidationError):
        weld.evolve(at="here")


def test_values_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        process("weld").name = "Weld 2"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_are_finite(number: float) -> None:
    with pytest.raises(ValidationError):
        Point(x=number)
    with pytest.raises(ValidationError):
        Quantity(value=number, unit="s")


def test_a_range_is_checked_at_the_door_and_in_every_variant() -> None:
    parts = (VariantQuantity(variant="Left", quantity=quantity(-5, "pc")),)
    with pytest.raises(ValidationError, match="Stock by variant is at least 0"):
        Inventory(id="coils", qty_by_variant=parts)
    with pytest.raises(ValidationError, match="not measured in pc"):
        Process(id="weld", ct=quantity(3, "pc"))


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValidationError, match='"furlong" is no unit this program knows'):
        Quantity(value=1, unit="furlong")


def test_a_sample_counts_at_least_one() -> None:
    with pytest.raises(ValidationError):
        Provenance(n=0)


@given(JSON)
@runs(20)
def test_unknown_nodes_survive_edits_and_writing(secret: object) -> None:
    data = {"kind": "wormhole", "id": "w", "name": "W", "ct": "fast", "secret": secret}
    state = State.model_validate({"id": "current", "nodes": [data]})
    (node,) = state.nodes
    moved = node.evolve(at=Point(x=1, y=2))
    assert isinstance(moved, Unknown)
    assert moved.model_dump(mode="json", exclude_defaults=True) == data | {"at": {"x": 1.0, "y": 2.0}}
    assert state.model_dump(mode="json", exclude_defaults=True)["nodes"] == [data]


def test_unknown_arrows_survive_edits_and_writing() -> None:
    data = {"kind": "telepathy", "id": "f", "source": "a", "target": "b", "volts": [1, {"x": None}]}
    state = State.model_validate(
        {
            "id": "current",
            "nodes": [{"kind": "process", "id": "a"}, {"kind": "process", "id": "b"}],
            "flows": [data],
        }
    )
    (flow,) = state.flows
    assert isinstance(flow, UnknownFlow)
    assert flow.evolve(label="hm").model_dump(exclude_defaults=True) == data | {"label": "hm"}


@pytest.mark.parametrize("kind", ["push", "manual", "calendar", "options", "", 5, None, [], {}])
def test_a_kind_from_elsewhere_is_just_unknown_or_refused(kind: object) -> None:
    """Names of arrows and of records that are no nodes bring no fields with them."""
    data = {"id": "current", "nodes": [{"kind": kind, "id": "a"}]}
    if isinstance(kind, str):
        (node,) = State.model_validate(data).nodes
        assert isinstance(node, Unknown)
        assert node.fields() == ()
    else:
        with pytest.raises(ValidationError, match="valid string"):
            State.model_validate(data)


@pytest.mark.parametrize("secret", [float("nan"), [{"a": float("inf")}]])
def test_what_could_not_be_written_back_is_refused(secret: object) -> None:
    with pytest.raises(ValidationError, match="not finite"):
        Unknown(kind="wormhole", id="w", secret=secret)


def test_what_is_too_deep_to_be_written_back_is_refused() -> None:
    deep: list[object] = []
    for _level in range(300):
        deep = [deep]
    with pytest.raises(ValidationError, match="nested too deeply"):
        Unknown(kind="wormhole", id="w", secret=deep)


def test_the_kind_is_always_written() -> None:
    assert process("weld").model_dump(exclude_defaults=True)["kind"] == "process"
    assert arrow("a", "b").model_dump(exclude_defaults=True)["kind"] == "push"
    assert "kind" not in a_map().calendar.model_dump()


def test_an_arrow_without_a_kind_is_a_push_arrow() -> None:
    state = in_line(process("a"), process("b"))
    again = State.model_validate(
        {"id": "x", "nodes": state.nodes, "flows": [{"id": "f", "source": "a", "target": "b"}]}
    )
    assert again.flows[0].kind == "push"


def test_an_arrow_of_a_kind_is_made_as_its_class() -> None:
    kinds = ["push", "pull", "move", "shipment", "manual", "electronic"]
    made = [flow_of_kind(kind, id="f", source="a", target="b") for kind in kinds]
    assert [flow.kind for flow in made] == kinds
    assert {type(flow).__name__ for flow in made[:4]} == {"MaterialFlow"}
    assert {type(flow).__name__ for flow in made[4:]} == {"InformationFlow"}


@given(st.integers(-(10**6), 10**6))
@runs(10)
def test_the_base_value_is_in_the_base_unit(number: int) -> None:
    assert quantity(number, "min").base == number * 60
    assert quantity(number, "km").base == number * 1000
    assert quantity(number, "day").base == number
    assert quantity(number, "day").in_calendar_units
    assert not quantity(number, "h").in_calendar_units
    assert quantity(number, "pc/week").dimension == "rate"


@pytest.mark.parametrize("ends", [{"low": 3, "high": 9}, {"low": 0, "high": 1}, {"high": 9}])
def test_a_range_holds_its_value(ends: dict[str, float]) -> None:
    with pytest.raises(ValidationError, match="a range goes from low over the value to high"):
        Quantity(value=2, unit="s", **ends)
    assert Quantity(value=2, unit="s", low=1, high=9).value == 2
