"""A map in words: names, values, what leads where, the totals, and the order of reading."""

from __future__ import annotations

import pytest

from tests.builders import a_stream, arrow, customer, junction, process, stock, supplier, transport
from vsm_desktop.drawing.called import called
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.spoken import Speaker, Spoken, flow_order, of_part, overview, summary
from vsm_desktop.model.flows import InformationFlow
from vsm_desktop.model.stream import State, ValueStream


def frame(*nodes, **more) -> Frame:
    return frame_of(a_stream(*nodes, **more))


def changed(of: Frame, id_: str, **fields) -> Frame:
    """The frame with some fields of one node replaced."""
    nodes = tuple(node.evolve(**fields) if node.id == id_ else node for node in of.state.nodes)
    return frame_of(of.stream.with_state(of.state.evolve(nodes=nodes)))


@pytest.fixture
def small() -> Frame:
    return frame(
        supplier("Steel"),
        stock("Coils", days="5 d"),
        process("Stamping", ct="1 s", co="1 h", uptime="85 %"),
        stock("Parts", qty="7000"),
        customer("920/d", name="Plant"),
    )


def test_a_symbol_is_called_by_its_name_and_what_it_is(small):
    speaker = Speaker(small)
    assert speaker.name("Stamping") == "Stamping, process"
    assert speaker.name("Coils") == "Coils, inventory"
    assert speaker.name("nothing") == speaker.value("nothing") == speaker.description("nothing") == ""
    assert speaker.basis("nothing") == ()


def test_a_symbol_without_a_name_is_called_by_what_it_is(small):
    bare = changed(small, "Parts", name="")
    assert Speaker(bare).name("Parts") == "Inventory"
    assert Speaker(changed(small, "Stamping", name="Process")).name("Stamping") == "Process"
    assert called(bare.state.node("Parts")) == "inventory"
    assert called(None) == "–"


def test_the_value_is_the_data_as_entered(small):
    speaker = Speaker(small)
    assert speaker.value("Stamping") == "C/T 1 s, C/O 1 h, Uptime 85 %"
    assert speaker.value("Steel") == "no data entered"
    one = Speaker(
        frame(process("A", va="VA", shared=True, operators=2), customer({"L": "100/d", "R": "20/d"}))
    )
    assert one.value("A") == "Operators 2, Adds value, Shared with other streams"
    assert one.value("Customer") == "L 100 /d, R 20 /d"


def test_the_description_says_what_it_leads_to(small):
    speaker = Speaker(small)
    assert speaker.description("Stamping") == (
        "pushes to Parts with 7,000 pc; load 4 %; before it: Coils, 5 days"
    )
    assert speaker.description("Coils") == "pushes to Stamping; waiting 5 days; before it: Steel"


def test_what_is_wrong_comes_first():
    over = frame(stock("Coils", days="1 d"), process("Weld", ct="62 s"), customer("920/d"))
    said = Speaker(over).description("Weld")
    assert said.startswith("Weld is slower than takt: 62 s against 29.3 s; ")
    assert "before it: Coils, 1 day" in said


def test_locked_and_grouped_are_said(small):
    tied = changed(changed(small, "Coils", group="g", locked=True), "Stamping", group="g")
    assert Speaker(tied).description("Coils").endswith("; locked; grouped with Stamping")


def test_an_arrow_is_called_by_its_ends(small):
    speaker = Speaker(small)
    assert speaker.name("Stamping > Parts") == "Push from Stamping to Parts"
    assert speaker.value("Stamping > Parts") == "Push"
    assert speaker.description("Stamping > Parts") == ""
    labelled = frame(
        supplier("A"), process("B"), flows=[arrow("A", "B", "shipment", label="Tue + Thu", note="by rail")]
    )
    assert Speaker(labelled).name("A > B") == "Tue + Thu, shipment from A to B"
    assert Speaker(labelled).value("A > B") == "by rail"


def test_name_and_value_hang_on_the_element_and_the_names_of_its_ends(small):
    speaker, moved = Speaker(small), Speaker(changed(small, "Parts", name="Stampings"))
    assert speaker.basis("Stamping") == moved.basis("Stamping")
    assert speaker.basis("Stamping > Parts") != moved.basis("Stamping > Parts")
    assert speaker.basis("Parts") != moved.basis("Parts")


def test_kinds_from_a_newer_version_are_spoken_of_too():
    state = State.model_validate(
        {
            "id": "s",
            "nodes": [{"kind": "robot", "id": "r"}, {"kind": "process", "id": "p", "name": "Weld"}],
            "flows": [{"kind": "beam", "id": "f", "source": "r", "target": "p"}],
        }
    )
    speaker = Speaker(frame_of(ValueStream(states=(state,))))
    assert speaker.name("r") == "Robot"
    assert speaker.name("f") == "beam from robot to Weld"
    assert speaker.description("r") == "leads to Weld"


def test_the_order_is_that_of_the_flow(small):
    told = InformationFlow(id="told", source="Plant", target="Steel")
    more = frame_of(small.stream.with_state(small.state.evolve(flows=(told, *small.state.flows))))
    assert flow_order(more.state, more.report) == (
        "Steel",
        "Steel > Coils",
        "Coils",
        "Coils > Stamping",
        "Stamping",
        "Stamping > Parts",
        "Parts",
        "Parts > Plant",
        "Plant",
        "told",
    )


def test_material_is_read_before_information_and_what_stands_apart_last():
    told = InformationFlow(id="told", source="A", target="B")
    apart = frame(
        junction("Dot"),
        customer("10/d"),
        process("A", ct=1),
        process("B", ct=1),
        flows=[told, arrow("A", "B")],
    )
    order = flow_order(apart.state, apart.report)
    assert order.index("A > B") < order.index("told")
    assert sorted(order) == sorted(["Dot", "Customer", "A", "B", "told", "A > B"])


def test_the_totals_in_words(small):
    assert summary(small.report) == "Lead time 12.6 days, processing time 1 second"
    assert overview(small) == "1 process step. Lead time 12.6 days, processing time 1 second."
    assert overview(frame()) == "An empty map"
    two = frame(process("A", ct="20 min"), process("B", ct="3 h"), customer("10/d"))
    assert "processing time 3.3 hours" in overview(two)
    assert overview(two).startswith("2 process steps. ")


def test_totals_that_are_not_known_say_so():
    least = frame(stock("A", days="2 d"), process("B", ct="1 s"), stock("C"), customer("10/d"))
    assert summary(least.report).startswith("Lead time at least 2 days")
    assert summary(frame(stock("A"), customer("10/d")).report).startswith("Lead time unknown")


def test_what_the_program_draws_is_spoken_of_too(small):
    parts = {part.id: of_part(part, small) for part in small.drawing.parts if part.id.startswith("@")}
    assert parts["@wait:Stamping"] == Spoken("Ladder: waiting before Stamping", "5 d")
    assert parts["@work:Stamping"] == Spoken("Ladder: work at Stamping", "1 s")
    assert parts["@wait:Parts"] == Spoken("Ladder: waiting after the last step", "7.6 d")
    assert parts["@totals"] == Spoken("Totals", summary(small.report))
    assert parts["@legend"].value == "Push, Inventory"
    assert parts["@title"].name == "Title block"


def test_a_transport_waits_too():
    moved = frame(process("A", ct="1 s"), transport("Truck", time="2 d"), customer("10/d"))
    assert "waiting 2 days" in Speaker(moved).description("Truck")
