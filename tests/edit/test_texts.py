"""Text in place: which field, what a text makes of it, and which field comes next."""

from __future__ import annotations

import pytest

from tests.model.maps import a_state, a_stream, acme, arrow, control, customer, process, stock, supplier
from vsm_desktop.edit.entry import Wrong, joined, parted
from vsm_desktop.edit.names import set_names
from vsm_desktop.edit.texts import common_fields, held, next_stop, put, read_text, stops
from vsm_desktop.model.fields import field_of
from vsm_desktop.model.flows import UnknownFlow
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import Unknown
from vsm_desktop.model.quantity import VariantQuantity, quantity
from vsm_desktop.model.stream import State


def value(state: State, ref: str) -> object:
    found = held(a_stream(state, name="Brackets"), state, ref)
    assert found is not None
    return found.value


def test_a_ref_leads_to_its_field() -> None:
    state = a_state((process("a.b", 39),), date="2025-03-12")
    assert value(state, "a.b.ct") == quantity(39, "s")
    assert value(state, "@state.date") == "2025-03-12"
    assert value(state, "@stream.name") == "Brackets"
    stream = a_stream(state)
    for ref in ("a.b.demand", "gone.ct", "@state.paper", "gone.+"):
        assert held(stream, state, ref) is None


def test_of_what_is_unknown_only_the_name_is_typed() -> None:
    nodes = (Unknown(id="u", kind="alien"), process("p"))
    state = a_state(nodes, (UnknownFlow(id="f", kind="wormhole", source="u", target="p"),))
    stream = a_stream(state)
    assert held(stream, state, "u.name") is not None
    assert held(stream, state, "f.label") is not None
    assert held(stream, state, "u.ct") is None
    assert stops(state, "u") == ("name",)
    assert stops(state, "f") == ("label",)
    assert [field.key for field in common_fields([nodes[0]])] == ["name"]


@pytest.mark.parametrize(
    ("kind", "key", "text", "values"),
    [
        ("process", "ct", "1,5 h", {"ct": quantity(1.5, "h", "1,5 h")}),
        (
            "inventory",
            "qty",
            "L = 20",
            {
                "qty": None,
                "qty_by_variant": (VariantQuantity(variant="L", quantity=quantity(20, "pc", "20")),),
            },
        ),
        ("inventory", "qty", "20", {"qty": quantity(20, "pc", "20"), "qty_by_variant": ()}),
        ("customer", "demand", "20", {"demand": quantity(20, "pc/day", "20")}),
    ],
)
def test_reading(kind: str, key: str, text: str, values: dict) -> None:
    assert read_text(field_of(kind, key), text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Shifts 2", {"shifts": quantity(2, "x", "2")}),
        ("shifts: 2", {"shifts": quantity(2, "x", "2")}),
        ("EPE 2 wk", {"epe": quantity(2, "week", "2 wk")}),
        ("Cycle time = 40", {"ct": quantity(40, "s", "40")}),
        ("shared", {"shared": True}),
        ("shared no", {"shared": False}),
        ("value nva", {"va": "NVA"}),
        ("  ", {}),
    ],
)
def test_one_more_field_is_typed_with_its_name(text: str, values: dict) -> None:
    state = a_state((process("p"),))
    field = held(a_stream(state), state, "p.+")
    assert field is not None
    assert read_text(field.field, text, "process") == values


def test_one_more_field_that_is_none_says_what_to_type() -> None:
    state = a_state((process("p"),))
    field = held(a_stream(state), state, "p.+")
    assert field is not None
    with pytest.raises(Wrong, match=r"begins with no field of this symbol\. Try C/T"):
        read_text(field.field, "shift2", "process")
    with pytest.raises(Wrong, match="no unit of time"):
        read_text(field.field, "ct 40 sq", "process")


def test_the_edit_changes_what_the_ref_names() -> None:
    stream = acme()
    assert (
        put("current", "stamping.ct", {"ct": quantity(2, "s")})(stream).state().node("stamping").ct.value == 2
    )
    assert put("current", "@state.author", {"author": "A"})(stream).state().author == "A"
    assert put("current", "@stream.site", {"site": "S"})(stream).site == "S"


def test_one_sheet_to_many_keeps_one_text() -> None:
    changed = put("current", "control-stamping.label", {"label": "Plan"})(acme()).state()
    assert [flow.label for flow in changed.flows if flow.kind == "manual"] == ["Plan", "Plan"]
    alone = put("current", "customer-control.label", {"label": "Plan"})(acme()).state()
    assert [flow.label for flow in alone.flows if flow.label == "Plan"] == ["Plan"]
    bare = a_state(
        (control(), process("p"), process("q")),
        (arrow("control", "p", "manual"), arrow("control", "q", "manual")),
    )
    one = put("current", "control-p.label", {"label": "Plan"})(a_stream(bare)).state()
    assert [flow.label for flow in one.flows] == ["Plan", ""]


def test_the_walk_is_the_everyday_fields_then_what_is_filled_in_here_or_usual_on_this_map() -> None:
    first = process("a", 39, shifts=quantity(2, "x"), shared=True)
    state = a_state((first, process("b"), process("c", scrap=quantity(1, "%"))))
    assert stops(state, "a") == ("name", "ct", "co", "uptime", "operators", "shifts", "+")
    assert stops(state, "b") == ("name", "ct", "co", "uptime", "operators", "+")
    pair = a_state((first, process("b")))
    assert stops(pair, "b") == ("name", "ct", "co", "uptime", "operators", "shifts", "+")
    assert stops(state, "gone") == ()


def test_the_walk_of_other_kinds() -> None:
    state = a_state(
        (stock("s"), supplier(), customer(), control()),
        (arrow("s", "customer", "shipment"), arrow("control", "s", "manual")),
    )
    assert stops(state, "s") == ("name", "qty", "days", "+")
    assert stops(state, "supplier") == ("name",)
    assert stops(state, "customer") == ("name", "demand", "demand_by_variant", "pack", "+")
    assert stops(state, "control") == ("name", "system")
    assert stops(state, "s-customer") == ("label", "note")
    assert stops(state, "control-s") == ("label",)


def test_from_stop_to_stop() -> None:
    mix = (VariantQuantity(variant="L", quantity=quantity(1, "pc")),)
    state = a_state((process("a"), stock("s", qty_by_variant=mix), stock("t", 5)))
    assert next_stop(state, "a.name", 1) == "a.ct"
    assert next_stop(state, "a.ct", -1) == "a.name"
    assert next_stop(state, "a.name", -1) == ""
    assert next_stop(state, "a.+", 1) == ""
    assert next_stop(state, "a.wait", 1) == "a.name", "a field off the walk leads to its beginning"
    assert next_stop(state, "a.wait", -1) == "a.+"
    assert next_stop(state, "s.qty", 1) == next_stop(state, "s.qty_by_variant", 1) == "s.days"
    assert next_stop(state, "t.qty_by_variant", 1) == "t.days"
    assert next_stop(state, "@state.date", 1) == ""


def test_several_elements_share_what_is_typed_alike() -> None:
    keys = [field.key for field in common_fields([process("a"), stock("s")])]
    assert keys == ["name", "day_cost", "floor_space"]
    assert {"ct", "va", "shared"} <= {field.key for field in common_fields([process("a"), process("b")])}
    assert [field.key for field in common_fields([process("a"), customer()])] == ["name", "shifts"]
    assert [field.key for field in common_fields([arrow("a", "b"), arrow("a", "b", "manual")])] == [
        "label",
        "note",
    ]
    assert common_fields([]) == ()
    assert common_fields([process("a"), arrow("a", "b")]) == ()


@pytest.mark.parametrize(
    ("kind", "key", "typed", "shown"),
    [
        ("process", "ct", "39", ("39", "s")),
        ("process", "co", "1 h", ("1", "h")),
        ("process", "uptime", "85 %", ("85", "%")),
        ("process", "ct", "2 min 30 s", ("2 min 30 s", "")),
        ("process", "ct", "1:02:03", ("1:02:03", "")),
        ("customer", "demand", "18400 a month", ("18400", "/mo")),
        ("inventory", "qty", "1,200 pcs", ("1,200", "pc")),
        ("process", "operators", "2", ("2", "")),
    ],
)
def test_a_number_and_its_unit_stand_apart_and_read_together_again(
    kind: str, key: str, typed: str, shown: tuple[str, str]
) -> None:
    field = field_of(kind, key)
    value = read_text(field, typed)[key]
    assert parted(value, field) == shown
    again = read_text(field, joined(*shown, field))[key]
    assert (again.base, again.unit) == (value.base, value.unit)


def test_the_unit_of_nothing_is_the_usual_one_and_a_typed_unit_wins() -> None:
    field = field_of("process", "co")
    assert parted(None, field) == ("", "min")
    assert joined("30", "h", field) == "30 h"
    assert joined("30 s", "h", field) == "30 s"
    assert joined("30", "min", field) == "30"
    assert parted("Weld", field_of("process", "name")) == ("Weld", "")


def test_a_field_is_typed_by_either_name_and_called_as_on_the_map() -> None:
    state = set_names({"field.ct": "Takt of the machine"})(a_state((process("Weld"),)))
    stream = a_stream(state)
    found = held(stream, stream.state(), "Weld.ct")
    assert found is not None
    assert found.field.title == "Takt of the machine"
    more, names = held(stream, stream.state(), "Weld.+"), names_of(stream.state())
    assert more is not None
    for typed in ("takt of the machine 40", "C/T 40", "Cycle time: 40", "ct 40"):
        assert read_text(more.field, typed, "process", names=names)["ct"].base == 40
    with pytest.raises(Wrong, match="Try Takt of the machine"):
        read_text(more.field, "xyzzy", "process", names=names)
