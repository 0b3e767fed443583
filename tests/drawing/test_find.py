"""Find in the map: what is shown is found, in reading order, in one state or in all."""

from __future__ import annotations

import pytest

from tests.builders import a_stream, arrow, customer, process, stock
from vsm_desktop.drawing.find import LADDER, Finder, comparable
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.flows import InformationFlow
from vsm_desktop.model.nodes import Control, Junction, Unknown
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point


def a_map() -> ValueStream:
    """Two steps with a stock between them and a labelled message; the future state has one step of the same name."""
    nodes = (
        stock("Coils", qty=7000),
        process("Spot weld 1", ct="62 s", co="10 min", va="VA"),
        customer({"Left": "4,600/d", "Right": "2,400/d"}, name="Café"),
    )
    flows = [arrow("Coils", "Spot weld 1"), arrow("Spot weld 1", "Café", "shipment", label="Daily")]
    now = a_stream(*nodes, flows=flows)
    state = now.state()
    control = Control(id="control", name="Control", system="MRP", at=Point(x=180, y=-300))
    note = InformationFlow(id="note", source="control", target="Coils", label="Weekly", note="by fax")
    state = state.evolve(nodes=(*state.nodes, control), flows=(*state.flows, note))
    future = State(id="future", nodes=(process("Spot weld 9"), Junction(id="dot")))
    return now.evolve(states=(state, future))


def found(query: str, *states: str, ladder: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    """What is found where, state by state."""
    stream = a_map()
    ids = states or ("current",)
    reports = {id_: measure(stream, id_) for id_ in ids} if ladder else {}
    return [(one.id, one.fields) for one in Finder().find(stream, query, ids, reports)]


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("weld", ("Spot weld 1", ("name",))),
        ("SPOT W", ("Spot weld 1", ("name",))),
        ("cafe", ("Café", ("name",))),
        ("62 s", ("Spot weld 1", ("ct",))),
        ("c/t 62", ("Spot weld 1", ("ct",))),
        ("10 min", ("Spot weld 1", ("co",))),
        ("7,000", ("Coils", ("qty",))),
        ("7000", ("Coils", ("qty",))),
        ("left 4600", ("Café", ("demand_by_variant",))),
        ("adds value", ("Spot weld 1", ("va",))),
        ("mrp", ("control", ("system",))),
        ("daily", ("Spot weld 1 > Café", ("label",))),
        ("fax", ("note", ("note",))),
    ],
)
def test_what_is_shown_is_found(query: str, where: tuple[str, tuple[str, ...]]) -> None:
    assert found(query) == [where]


@pytest.mark.parametrize("query", ["", "   ", "nothing of the kind"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert found(query, "current", "future", ladder=True) == []


def test_matches_come_in_reading_order() -> None:
    assert [id_ for id_, _fields in found("o")] == ["control", "Coils", "Spot weld 1"]


def test_every_state_is_searched_in_its_order() -> None:
    stream = a_map()
    everywhere = Finder().find(stream, "weld", ["current", "future"], {})
    assert [(one.state_id, one.id) for one in everywhere] == [
        ("current", "Spot weld 1"),
        ("future", "Spot weld 9"),
    ]


def test_the_ladder_is_found_at_the_step_that_works_and_the_stock_that_waits() -> None:
    assert found("1 d", ladder=True) == [("Coils", (LADDER,))]
    assert found("62 s", ladder=True) == [("Spot weld 1", ("ct", LADDER))]


def test_a_kind_from_another_program_is_found_by_its_name() -> None:
    strange = Unknown(id="u", kind="robot", name="Arm")
    stream = ValueStream(states=(State(id="current", nodes=(strange,)),))
    assert [one.id for one in Finder().find(stream, "arm", ["current"], {})] == ["u"]


def test_an_edit_is_found_and_what_it_left_alone_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from vsm_desktop.drawing import find

    read: list[str] = []
    texts = find._texts
    monkeypatch.setattr(find, "_texts", lambda one, times: read.append(one.id) or texts(one, times))
    stream, finder = a_map(), Finder()
    finder.find(stream, "weld", ["current"], {})
    assert sorted(read) == sorted(one.id for one in (*stream.states[0].nodes, *stream.states[0].flows))
    read.clear()
    assert finder.find(stream, "coils", ["current"], {})
    assert read == []
    state = stream.state()
    renamed = tuple(n.evolve(name="Paint") if n.id == "Spot weld 1" else n for n in state.nodes)
    after = stream.with_state(state.evolve(nodes=renamed))
    assert [one.id for one in finder.find(after, "paint", ["current"], {})] == ["Spot weld 1"]
    assert read == ["Spot weld 1"]


def test_spaces_and_thousands_do_not_count() -> None:
    assert comparable("  18,400   /mo ") == "18400 /mo"
    assert comparable("1,2 and 3,4567") == "1,2 and 34567"
