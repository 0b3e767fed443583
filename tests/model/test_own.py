"""Fields a user adds: their keys, the values at the nodes, what old files and other programs see of them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.builders import a_stream, process, stock
from vsm_desktop.edit.cells import set_cells
from vsm_desktop.edit.changes import apply, difference
from vsm_desktop.edit.edits import in_state, set_fields, set_fields_of
from vsm_desktop.metrics.report import UNIT
from vsm_desktop.model.fields import FIELDS
from vsm_desktop.model.nodes import NODE_CLASSES, Unknown
from vsm_desktop.model.own import (
    RESERVED,
    OwnField,
    OwnTotal,
    OwnValue,
    every_row,
    fits,
    key_trouble,
    own_rows,
    own_value,
    row_of,
    value_at,
)
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, loads

COST = OwnField(key="cost", label="Cost", kinds=("process", "inventory"))
LINE = OwnField(key="line", label="Line", content="choice", choices=("A", "B"), kinds=("process",))


def test_a_value_stands_at_its_node_and_comes_back_from_the_file() -> None:
    stream = a_stream(process("Weld", ct=30)).evolve(own_fields=(COST, LINE))
    stream = in_state("current", set_fields("Weld", cost=quantity(3, "x"), line="B", ct=None))(stream)

    again = loads(dumps(stream))

    weld = again.state().node("Weld")
    assert again == stream
    assert weld is not None
    assert own_value(weld, "cost") == quantity(3, "x")
    assert value_at(weld, "line") == "B"
    assert value_at(weld, "ct") is None
    assert own_value(weld, "other") is None


def test_emptying_a_field_takes_its_value_away_and_order_stays() -> None:
    state = a_stream(process("Weld")).state()
    for key in ("a", "b", "c"):
        state = set_fields("Weld", **{key: key.upper()})(state)
    state = set_fields("Weld", b="new")(state)
    assert [(one.key, one.value) for one in state.nodes[0].own] == [("a", "A"), ("b", "new"), ("c", "C")]

    state = set_fields_of({"Weld"}, a="", c=None)(state)
    assert [one.key for one in state.nodes[0].own] == ["b"]


def test_what_is_the_same_already_stays_the_same_object() -> None:
    state = set_cells({"Weld": {"cost": quantity(2, "x")}})(a_stream(process("Weld")).state())
    assert set_cells({"Weld": {"cost": quantity(2, "x")}})(state) is state


def test_values_without_a_definition_are_kept() -> None:
    stream = a_stream(process("Weld").evolve(own=(OwnValue(key="gone", value="kept"),)))
    assert own_value(loads(dumps(stream)).states[0].nodes[0], "gone") == "kept"
    assert own_rows(stream.states[0].nodes[0], ()) == ()


def test_own_values_are_part_of_what_differs_between_two_maps() -> None:
    before = a_stream(process("Weld")).state()
    after = set_fields("Weld", cost=quantity(2, "x"))(before)
    changes = difference(before, after)
    assert len(changes) == 1
    assert apply(changes, before) == after


@pytest.mark.parametrize(
    "key", ["", "2nd", "a b", "if", "ct", "wait", "takt", "max", "own", "at", "größe", "a-b"]
)
def test_keys_that_mean_something_else_or_nothing_are_refused(key: str) -> None:
    assert key_trouble(key)
    with pytest.raises(ValidationError):
        a_stream().evolve(own_fields=(COST.evolve(key=key),))


def test_two_fields_with_one_key_are_refused() -> None:
    assert key_trouble("cost", ["cost"])
    assert not key_trouble("cost", ["other"])
    with pytest.raises(ValidationError, match="taken by another field"):
        a_stream().evolve(own_fields=(COST, COST))
    total = OwnTotal(key="t", label="T", field="ct")
    with pytest.raises(ValidationError, match="keys of their own"):
        a_stream().evolve(own_totals=(total, total))
    with pytest.raises(ValidationError, match="no unit"):
        COST.evolve(unit="furlong")


def test_every_name_the_program_uses_at_a_step_is_reserved() -> None:
    used = {name for cls in NODE_CLASSES.values() for name in cls.model_fields} | {
        field.key for field in FIELDS
    }
    assert all(key_trouble(name) for name in used)
    steps = {"days_of_supply", "effective_ct_s", "utilization", "wait_s", "wait_days", "processing_s"}
    assert steps | {key for key in UNIT if "capacity_per" in key} - {"stream_capacity_per_day"} <= RESERVED


def test_a_field_belongs_to_its_kinds() -> None:
    coils, weld = stock("Coils"), process("Weld")
    formula = OwnField(key="f", label="F", content="formula", formula="1", kinds=("process", "customer"))
    fields = (COST, LINE, formula)

    assert [row.key for row in own_rows(weld, fields)] == ["cost", "line", "f"]
    assert [row.key for row in own_rows(coils, fields)] == ["cost"]
    assert every_row(coils, fields) == (*coils.fields(), row_of(COST))
    assert own_rows(NODE_CLASSES["customer"](id="c"), fields) == ()  # no formula without results
    assert own_rows(Unknown(kind="wormhole", id="u"), (COST.evolve(kinds=("wormhole",)),)) == ()


def test_what_does_not_fit_its_field_is_told_apart() -> None:
    assert fits(row_of(COST), quantity(-3, "x"))
    assert fits(row_of(COST), None)
    assert not fits(row_of(COST), "three")
    assert not fits(row_of(COST), quantity(3, "s"))
    assert fits(row_of(LINE), "A")
    assert not fits(row_of(LINE), "C")
    assert fits(row_of(COST.evolve(content="date")), "2026-11-30")


def test_a_document_without_own_fields_is_written_as_before() -> None:
    stream = a_stream(process("Weld", ct=30))
    assert "own" not in dumps(stream)
    assert ValueStream(states=stream.states).own_fields == ()
