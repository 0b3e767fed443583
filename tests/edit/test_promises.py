"""Promises of a burst as text: typed, explained, written back, taken out one by one."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.model.maps import a_state, arrow, customer, in_line, process, stock
from tests.model.strategies import pairs, runs
from vsm_desktop.edit.changes import difference, put
from vsm_desktop.edit.deriving import promisable
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.edit.healing import delete_healing
from vsm_desktop.edit.promises import pieces, read_promises, text_of, without
from vsm_desktop.model.change import Set
from vsm_desktop.model.nodes import Supermarket
from vsm_desktop.model.quantity import Provenance, VariantQuantity, quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

PARTS = (VariantQuantity(variant="Left", quantity=quantity(60, "pc")),)
MAP = in_line(
    process("weld2", 46, name="Spot weld 2", uptime=quantity(80, "%")),
    stock("inv_w1", 100),
    process("assy", 62, name="Assembly"),
    customer(460),
)


def made(text: str, state: State = MAP) -> State:
    typed = read_promises(text, state)
    assert not typed.wrong
    return put(typed.changes, state).state


def value(state: State, id_: str, key: str) -> float | None:
    found = getattr(state.element(id_), key)
    return None if found is None else found.value


def why(text: str, state: State = MAP) -> str:
    typed = read_promises(text, state)
    assert not typed.changes
    return typed.wrong[0].why


@pytest.mark.parametrize(
    "line",
    [
        "weld2.ct 46 s -> 30 s",
        "weld2.ct -> 30 s",
        "weld2 ct 46 s → 0.5 min",
        "Spot weld 2.C/T 46 s => 30 s",
        "spot weld 2 cycle time -> 30",
        "  Spot  weld 2: C/T   –> 30 s ",
    ],
)
def test_a_field_by_id_or_name(line: str):
    (change,) = read_promises(line, MAP).changes
    assert isinstance(change, Set)
    assert (change.id, change.field, change.before) == ("weld2", "ct", quantity(46, "s"))
    assert change.after.base == 30


def test_several_lines_and_nothing():
    after = made("weld2.ct -> 30 s\n\nweld2.uptime 80 % -> 100 %\nassy.ct -> –\ninv_w1.qty -> 20")
    assert [value(after, *place) for place in (("weld2", "ct"), ("weld2", "uptime"), ("inv_w1", "qty"))] == [
        30,
        100,
        20,
    ]
    assert value(after, "assy", "ct") is None


def test_the_value_it_had_when_it_was_promised_is_kept():
    (change,) = read_promises("weld2.ct 50 s -> 30 s", MAP).changes
    assert change.before == quantity(50, "s")
    sourced = set_fields("weld2", ct=quantity(46, "s", source=Provenance(n=10)))(MAP)
    (change,) = read_promises("weld2.ct 46 s -> 30 s", sourced).changes
    assert change.before == sourced.element("weld2").ct


def test_what_is_removed_leaves_the_flow_joined():
    after = made("remove inv_w1")
    assert after == delete_healing({"inv_w1"})(MAP)
    assert next((flow.source, flow.target) for flow in after.flows) == ("weld2", "assy")
    assert made("Remove spot weld 2").node("weld2") is None


def test_a_mixture_gives_way_to_one_number():
    state = set_fields("inv_w1", qty=None, qty_by_variant=PARTS)(MAP)
    typed = read_promises("inv_w1.qty -> 20 pc", state)
    assert value(put(typed.changes, state).state, "inv_w1", "qty") == 20
    assert text_of(pieces(typed.changes, state)) == "inv_w1.Stock Left = 60 pc → 20 pc"
    assert read_promises(text_of(pieces(typed.changes, state)), state).changes == typed.changes


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "faster",
            "This says no change. Type it like Spot weld 2.C/T → 30 s, or remove and a name.",
        ),
        ("weld3.ct -> 30 s", 'Nothing on the map is called "weld3". Is it "weld2"?'),
        ("quux.ct -> 30 s", 'Nothing on the map is called "quux".'),
        ("remove quux", 'Nothing on the map is called "quux".'),
        ("weld2.colour -> red", 'Spot weld 2 has no field "colour". It has C/T, P/T, L/T, Wait and others.'),
        ("weld2.uptime -> 120 %", "Uptime is at most 100 %."),
        ("weld2.ct 46 s -> 46 s", "This changes nothing: it is 46 s already."),
        ("assy.uptime -> –", "This changes nothing: it is empty already."),
    ],
)
def test_a_wrong_line_is_explained(line: str, reason: str):
    assert why(line) == reason


def test_two_of_one_name_are_told_apart():
    twins = a_state((process("a", 5, name="Weld"), process("b", 6, name="Weld")))
    assert why("Weld.ct -> 4 s", twins) == 'Several are called "Weld". Type one of these: a, b.'
    assert why("remove weld", twins) == 'Several are called "weld". Type one of these: a, b.'
    changes = read_promises("b.ct -> 4 s", twins).changes
    assert text_of(pieces(changes, twins)) == "b.C/T 6 s → 4 s"


def test_a_map_without_times_still_gives_an_example():
    assert "weld2.ct" in why("?", a_state((process("a"),)))


def test_wrong_lines_leave_the_right_ones():
    typed = read_promises("weld2.ct -> 30 s\nnonsense", MAP)
    assert (len(typed.changes), typed.wrong[0].number) == (1, 2)


def test_recorded_changes_stay_beside_typed_ones():
    lane = Supermarket(id="market", name="Stampings", at=Point(x=5, y=5))
    better = delete_healing({"inv_w1"})(set_fields("weld2", ct=quantity(30, "s"), at=Point(x=9))(MAP))
    better = better.evolve(
        nodes=(*better.nodes, lane), flows=(*better.flows, arrow("weld2", "market"), arrow("market", "assy"))
    )
    recorded = difference(MAP, better)
    found = pieces(recorded, MAP)
    assert {piece.words for piece in found} == {
        "Inventory removed",
        "Spot weld 2: C/T 46 s → 30 s",
        "Stampings added, with 2 arrows",
        "What is drawn elsewhere or in another order",
    }
    text = text_of(pieces(recorded, MAP))
    assert text.splitlines() == ["remove inv_w1", "Spot weld 2.C/T 46 s → 30 s"]
    assert read_promises(text, MAP, recorded).changes == recorded
    slower = read_promises(text.replace("30 s", "35 s"), MAP, recorded).changes
    after = put(slower, MAP).state
    assert (value(after, "weld2", "ct"), after.node("market")) == (35, lane)
    assert after.node("inv_w1") is None
    line = "market.qty -> 50"  # what the burst itself adds can be given a value too
    assert (
        value(put(read_promises(f"{text}\n{line}", MAP, recorded).changes, MAP).state, "market", "qty") == 50
    )


def test_one_piece_is_taken_out():
    recorded = difference(MAP, delete_healing({"inv_w1"})(set_fields("weld2", ct=quantity(30, "s"))(MAP)))
    gone = next(piece for piece in pieces(recorded, MAP) if piece.text.startswith("remove"))
    assert put(without(recorded, gone), MAP).state == set_fields("weld2", ct=quantity(30, "s"))(MAP)


@given(pairs())
@runs(100)
def test_what_is_written_reads_back(pair: tuple[State, State]):
    before, after = pair
    changes = tuple(filter(promisable, difference(before, after)))
    found = pieces(changes, before)
    assert {id(change) for piece in found for change in piece.changes} == {id(change) for change in changes}
    text = text_of(pieces(changes, before))
    again = read_promises(text, before, changes)
    assert not again.wrong
    assert again.changes == changes
    assert all(piece.words for piece in found)


def test_a_bare_number_is_said_with_the_unit_it_was_taken_for():
    typed = read_promises("weld2.ct -> 30\ninv_w1.qty -> 50\nweld2.uptime -> 90", MAP)
    assert text_of(pieces(typed.changes, MAP)).splitlines() == [
        "Spot weld 2.C/T 46 s → 30 s", "inv_w1.Stock 100 pc → 50 pc", "Spot weld 2.Uptime 80 % → 90 %",
    ]  # fmt: skip
    again = read_promises(text_of(pieces(typed.changes, MAP)), MAP)
    assert put(again.changes, MAP).state.node("weld2").ct.base == 30


def test_what_nobody_types_is_said_in_words():
    gone = Set(id="nowhere", field="ct", before=quantity(5, "s"), after=quantity(4, "s"))
    lines = Set(id="weld2", field="name", before="Spot weld 2", after="Spot\nweld")
    same = Set(id="weld2", field="same_as", before="", after="assy")
    found = pieces((gone, lines, same), MAP)
    assert [piece.text for piece in found] == ["", "", ""]
    assert found[0].words.startswith("Something that is gone: ")


def test_one_kind_becomes_another_as_one_piece():
    market = Supermarket(id="inv_w1", name="Stampings")
    better = MAP.evolve(nodes=tuple(market if node.id == "inv_w1" else node for node in MAP.nodes))
    (piece,) = pieces(difference(MAP, better), MAP)
    assert piece.words == "Inventory becomes supermarket"
    assert not piece.text
