"""A map that calls its symbols and fields something else: what it draws, says and finds."""

from __future__ import annotations

from typing import Any

from tests.builders import a_stream, arrow, customer, process, stock, supplier, transport
from vsm_desktop.drawing.called import called, name_of_flow, name_of_node, what_is
from vsm_desktop.drawing.find import Finder
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Path, Text, extent
from vsm_desktop.drawing.spoken import Speaker, of_part
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import in_state, set_options
from vsm_desktop.edit.names import set_names
from vsm_desktop.model.catalogue import ARTICLES, new_flow, new_node
from vsm_desktop.model.names import names_of
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.value import Point

STREAM = a_stream(
    supplier("Steel"),
    stock("Coils", kind="supermarket", days=1),
    process("Weld", ct=30, co="10 min", operators=2),
    stock("Parts", qty="200"),
    customer("460/d"),
)
NAMES = {
    "field.ct": "Takt",
    "field.operators": "Crew",
    "symbol.supermarket": "Market",
    "symbol.push": "Shove",
}


def renamed(names: dict[str, str] | None = None, stream: ValueStream = STREAM) -> ValueStream:
    return in_state("current", set_names(NAMES if names is None else names))(stream)


def said(frame: Frame, id_: str) -> list[str]:
    part = next(one for one in frame.drawing.parts if one.id == id_)
    return [op.text for op in part.ops if isinstance(op, Text)]


def test_data_boxes_and_legend_speak_the_words_of_the_map() -> None:
    frame = frame_of(renamed())
    assert said(frame, "Weld")[:4] == ["Weld", "2", "Takt", "30"]
    assert "C/O" in said(frame, "Weld")
    assert "Market" in said(frame, "@legend")
    assert "Shove" in said(frame, "@legend")
    assert "Inventory" in said(frame, "@legend")


def test_other_names_change_no_place_and_only_the_words() -> None:
    plain, other = frame_of(STREAM), frame_of(renamed({"field.ct": "Cycle", "symbol.push": "Pus"}))
    assert [(p.id, p.x, p.y, p.box) for p in plain.drawing.parts] == [
        (p.id, p.x, p.y, p.box) for p in other.drawing.parts
    ]
    assert plain.report == other.report


def test_a_long_name_is_shortened_in_its_row_and_in_the_legend() -> None:
    long = "The time from one good piece to the next one at this machine of ours " * 3
    frame = frame_of(renamed({"field.ct": long, "symbol.push": long}))
    label = said(frame, "Weld")[2]
    assert label.endswith("…")
    assert label.startswith("The t")
    weld = next(one for one in frame.drawing.parts if one.id == "Weld")
    assert weld.box is not None
    assert extent(weld.ops)[2] <= weld.box[2] + 1
    legend = next(one for one in frame.drawing.parts if one.id == "@legend")
    left, _top, right, _bottom = frame.drawing.sheet
    assert left <= legend.x
    assert legend.x + extent(legend.ops)[2] <= right


def test_names_changed_with_a_memory_are_names_drawn_from_nothing() -> None:
    memory = Memory()
    for names in (NAMES, {}, {"field.ct": "Takt of the machine"}, NAMES):
        stream = renamed(names)
        assert frame_of(stream, memory=memory).drawing == frame_of(stream).drawing


def test_the_map_is_spoken_in_its_words() -> None:
    speaker = Speaker(frame_of(renamed()))
    assert speaker.name("Coils") == "Coils, Market"
    assert speaker.name("Parts") == "Parts, inventory"
    assert speaker.value("Weld") == "Takt 30 s, C/O 10 min, Crew 2"
    assert speaker.name("Weld > Parts") == "Shove from Weld to Parts"
    assert Speaker(frame_of(STREAM)).basis("Weld") != speaker.basis("Weld")


def test_further_rows_of_the_ladder_bear_the_name_of_their_field() -> None:
    options = STREAM.state().options.evolve(ladder_rungs=("operators",))
    frame = frame_of(in_state("current", set_options(options))(renamed()))
    assert "Crew" in said(frame, "@row:operators")
    row = next(one for one in frame.drawing.parts if one.id == "@row:operators")
    assert of_part(row, frame).name == "Ladder: Crew in all"


def test_what_is_looked_for_is_found_by_either_name() -> None:
    finder = Finder()
    for stream, words in (
        (STREAM, "c/t 30"),
        (renamed(), "takt 30"),
        (renamed(), "c/t 30"),
        (STREAM, "c/t 30"),
    ):
        assert [one.id for one in finder.find(stream, words, ["current"], {})] == ["Weld"]
    assert not finder.find(STREAM, "takt 30", ["current"], {})


def spoken(key: str) -> str:
    return name_of_node(new_node(key, "n", Point()))


def test_every_symbol_and_arrow_is_spoken_of_by_what_it_is() -> None:
    assert spoken("heijunka") == "Load levelling"
    assert what_is(new_node("heijunka", "n", Point()).evolve(name="Board")) == "load levelling"
    assert spoken("erp") == "MRP, MRP / ERP"
    assert spoken("cell") == "Cell, work cell"
    assert spoken("lane") == "Department, swimlane"
    assert spoken("burst") == "Kaizen, kaizen burst"
    assert name_of_flow(new_flow("kanban-signal", "f", "a", "b"), "A", "B") == "Signal kanban from A to B"
    assert name_of_flow(new_flow("phone", "f", "a", "b"), "A", "B") == "Phone from A to B"
    for one in ARTICLES:
        if not (one.is_arrow or one.is_part):
            what = what_is(new_node(one.key, "n", Point()))
            assert what != one.kind or title_of(one.kind).lower() == one.kind


def test_a_vehicle_has_the_name_of_its_symbol() -> None:
    truck: Any = transport("Road", time="2 h")
    assert what_is(truck) == "transport"
    stream = renamed({"symbol.truck": "Lorry"}, a_stream(truck))
    assert called(truck.evolve(name=""), names_of(stream.state())) == "Lorry"


def test_arrows_lead_on_in_words() -> None:
    flows = [arrow("A", "B", "rework"), arrow("A", "C")]
    speaker = Speaker(
        frame_of(a_stream(process("A", ct=1), process("B", ct=1), process("C", ct=1), flows=flows))
    )
    assert "sent back for rework to B" in speaker.description("A")


def test_a_long_name_leaves_room_for_the_alarm() -> None:
    stream = a_stream(
        process("Weld", ct=62), customer("460/d"), calendar={"shift": "7 h", "shifts_per_day": 1}
    )
    frame = frame_of(renamed({"field.ct": "The takt of the machine"}, stream))
    part = next(one for one in frame.drawing.parts if one.id == "Weld")
    label, number = (op for op in part.ops if isinstance(op, Text) and op.text[:2] in ("Th", "62"))
    (sign,) = (op for op in part.ops if isinstance(op, Path) and op.fill == tokens("light")["alert"])
    left, _top, right, _bottom = extent((sign,))
    assert label.x + label.width < left < right < number.x
