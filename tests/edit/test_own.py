"""Typing into own fields, walking through them, and renaming them."""

from __future__ import annotations

import pytest

from tests.builders import a_stream, customer, process, stock
from vsm_desktop.edit.edits import chain, in_state, set_fields
from vsm_desktop.edit.entry import Wrong, entry_text, parted, read_date, read_entry
from vsm_desktop.edit.own import renamed_field, renamed_total, set_own
from vsm_desktop.edit.texts import common_fields, held, next_stop, put, read_text, stops
from vsm_desktop.model.own import OwnField, OwnTotal, key_from, own_value, row_of
from vsm_desktop.model.quantity import quantity

COST = OwnField(key="cost", label="Unit cost", title="Cost of one piece", kinds=("process", "inventory"))
LINE = OwnField(key="line", label="Line", content="choice", choices=("A", "B"))
SEEN = OwnField(key="seen", label="Seen", content="date")
WORK = OwnField(key="work", label="Work", content="formula", formula="ct * cost")
OWN = (COST, LINE, SEEN, WORK)
STREAM = a_stream(
    stock("Coils", days=1), process("Weld", ct=30), process("Paint", ct=20), customer("1/d")
).evolve(own_fields=OWN)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2026-11-30", "2026-11-30"), ("30.11.2026", "2026-11-30"), (" 1. 2.2026 ", "2026-02-01"), ("", "")],
)
def test_dates_are_read(typed: str, day: str) -> None:
    assert read_date(typed) == day
    assert read_entry(typed, row_of(SEEN)) == day


@pytest.mark.parametrize("typed", ["13/30/2026", "30.2.2026", "tomorrow", "2026"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Wrong, match="is no date"):
        read_entry(typed, row_of(SEEN))


def test_a_formula_is_not_typed() -> None:
    with pytest.raises(Wrong, match="worked out"):
        read_entry("3", row_of(WORK))
    assert held(STREAM, STREAM.state(), "Weld.work") is None


def test_own_fields_are_held_typed_and_put() -> None:
    found = held(STREAM, STREAM.state(), "Weld.line")
    assert found is not None
    assert found.field.title == "Line"
    assert found.value is None
    after = put("current", "Weld.line", read_text(found.field, "b", "process", own=OWN))(STREAM)
    assert own_value(after.state().node("Weld"), "line") == "B"
    again = held(after, after.state(), "Weld.line")
    assert again is not None
    assert entry_text(again.value, again.field) == "B"
    assert held(STREAM, STREAM.state(), "Coils.line") is None
    with pytest.raises(Wrong, match="none of A, B"):
        read_text(found.field, "C", "process", own=OWN)


def test_one_more_row_may_be_an_own_field() -> None:
    more = held(STREAM, STREAM.state(), "Weld.+")
    assert more is not None
    assert read_text(more.field, "Unit cost 12", "process", own=OWN) == {"cost": quantity(12, "x", "12")}
    assert read_text(more.field, "Cost of one piece = 12", "process", own=OWN) == {
        "cost": quantity(12, "x", "12")
    }
    with pytest.raises(Wrong):
        read_text(more.field, "Work 12", "process", own=OWN)


def test_enter_walks_through_what_is_filled_in() -> None:
    state = chain(set_fields("Weld", cost=quantity(3, "x"), line="A"), set_fields("Paint", line="B"))(
        STREAM.state()
    )
    assert stops(state, "Weld", OWN)[-3:] == ("cost", "line", "+")
    assert stops(state, "Paint", OWN)[-3:] == ("cost", "line", "+"), "most of its kind have it"
    assert next_stop(state, "Weld.cost", 1, OWN) == "Weld.line"


def test_several_elements_have_own_fields_in_common() -> None:
    nodes = {node.id: node for node in STREAM.state().nodes}
    keys = [field.key for field in common_fields([nodes["Weld"], nodes["Coils"]], OWN)]
    assert keys == ["name", "day_cost", "floor_space", "cost"]
    assert [f.key for f in common_fields([nodes["Weld"], nodes["Paint"]], OWN)][-4:] == [f.key for f in OWN]


def test_a_value_of_another_kind_is_shown_as_typed() -> None:
    assert parted("three", row_of(COST)) == ("three", "")
    assert entry_text(quantity(3, "s"), row_of(LINE)) == "3 s"


def test_new_names_go_with_values_in_every_state() -> None:
    stream = in_state("current", set_fields("Weld", cost=quantity(3, "x")))(STREAM)
    future = stream.state().evolve(id="future")
    stream = stream.evolve(states=(*stream.states, future))
    fields = (COST.evolve(key="price"), *(renamed_field(field, "cost", "price") for field in OWN[1:]))
    after = set_own(fields, (), {"cost": "price"})(stream)
    assert [own_value(state.node("Weld"), "price") for state in after.states] == [quantity(3, "x")] * 2
    assert after.states[0].nodes[0] is stream.states[0].nodes[0]
    assert after.own_fields[3].formula == "ct * price"
    assert set_own(after.own_fields, ())(after) is after


def test_a_removed_field_leaves_its_values_where_they_are() -> None:
    stream = in_state("current", set_fields("Weld", cost=quantity(3, "x")))(STREAM)
    after = set_own((), ())(stream)
    assert own_value(after.state().node("Weld"), "cost") == quantity(3, "x")
    assert set_own(OWN, ())(after) == stream


def test_names_are_replaced_whole() -> None:
    formula = WORK.evolve(formula="cost + costs*cost - unit_cost + cost2")
    assert renamed_field(formula, "cost", "p").formula == "p + costs*p - unit_cost + cost2"
    assert renamed_field(formula, "other", "p") is formula
    assert renamed_field(formula, "", "p") is formula
    total = OwnTotal(key="t", label="T", field="cost")
    assert renamed_total(total, "cost", "p").field == "p"
    assert renamed_total(total, "x", "p") is total


@pytest.mark.parametrize(
    ("label", "others", "key"),
    [
        ("Unit cost", (), "unit_cost"),
        ("Rüstkosten €/h", (), "rustkosten_h"),
        ("C/T", (), "c_t"),
        ("Uptime", (), "uptime_2"),
        ("3rd shift", (), "f_3rd_shift"),
        ("組立", (), "field"),
        ("Cost", ("cost", "cost_2"), "cost_3"),
        ("If", (), "if_2"),
    ],
)
def test_a_key_follows_from_the_label(label: str, others: tuple[str, ...], key: str) -> None:
    assert key_from(label, others) == key
