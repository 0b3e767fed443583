"""An arrow is drawn from symbol to symbol; where it may land, it is shown at once with its effect."""

from __future__ import annotations

import pytest

from tests.model.maps import a_state, arrow, process
from tests.tools.hands import a_desk, click, send, shown
from vsm_desktop.drawing.ops import Path, Text
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.connect import NATURAL, Connect, Reach
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Leave, Move, Press, Release
from vsm_desktop.tools.select import Select

SUPPLIER, A, B, CUSTOMER, NOWHERE = (100, 60), (100, 300), (400, 300), (700, 60), (600, 500)


def connecting(kind: str = "push") -> Desk:
    desk = a_desk()
    desk.use(Connect(kind))
    return desk


def colours(desk: Desk) -> set[str]:
    return {op.pen.color for op in desk.tool.overlay(desk) if isinstance(op, Path) and op.pen}


def test_an_arrow_is_drawn_selected_and_the_tool_stays_in_hand() -> None:
    desk = send(connecting("shipment"), Press(*SUPPLIER), Move(*NOWHERE), Move(*A), Release(*A))
    flow = shown(desk).flows[-1]
    assert (flow.id, flow.kind, flow.source, flow.target) == ("flow1", "shipment", "supplier", "a")
    assert desk.selection == {"flow1"}
    assert desk.tool == Connect("shipment")
    assert [step.label for step in desk.history.steps] == ["Draw arrow"]


def test_over_its_target_the_arrow_shows_before_it_is_released() -> None:
    desk = send(connecting("shipment"), Press(*SUPPLIER), Move(*A))
    assert desk.frame.state.flow("flow1") is not None
    assert shown(desk).flow("flow1") is None
    assert colours(desk) == {tokens("light")["accent"]}, "the target has a dashed frame"
    assert send(desk, Move(*NOWHERE)).frame.state.flow("flow1") is None


def test_the_numbers_follow_the_arrow_shown() -> None:
    """Process a leads to no customer until the arrow to b shows."""
    desk = a_desk()
    desk.commit("Cut", lambda state: state.evolve(flows=state.flows[2:]))
    assert not desk.frame.report.step("a").on_ladder
    desk.use(Connect("push"))
    send(desk, Press(*A), Move(*B))
    assert desk.frame.report.step("a").on_ladder
    assert not send(desk, Escape()).frame.report.step("a").on_ladder


def test_released_straight_away_on_the_target() -> None:
    desk = send(connecting("shipment"), Press(*SUPPLIER), Release(*A))
    assert shown(desk).flow("flow1") is not None


def test_a_refused_arrow_says_why_and_draws_nothing() -> None:
    desk = send(connecting("push"), Press(*CUSTOMER), Move(*A))
    assert desk.tool.hint(desk) == "Nothing is pushed from a customer. Draw the arrow the other way."
    assert colours(desk) == {tokens("light")["alert"]}
    said = " ".join(op.text for op in desk.tool.overlay(desk) if isinstance(op, Text))
    assert said == "Nothing is pushed from a customer. Draw the arrow the other way."
    before = desk.history.current
    send(desk, Release(*A))
    assert desk.history.current is before
    assert not desk.history.steps
    assert desk.tool == Connect("push")


def test_from_a_refused_target_one_may_go_on_to_another() -> None:
    desk = send(connecting("push"), Press(*A), Move(*SUPPLIER), Move(410, 310), Move(*B), Release(*B))
    assert (shown(desk).flows[-1].source, shown(desk).flows[-1].target) == ("a", "b")


@pytest.mark.parametrize("end", [NOWHERE, A])
def test_dropped_on_nothing_or_on_itself(end: tuple[float, float]) -> None:
    desk = send(connecting(), Press(*A), Move(*B), Move(*end), Release(*end))
    assert not desk.history.steps
    assert desk.frame.state.flow("flow1") is None


def test_on_its_way_the_arrow_is_a_line_from_its_source() -> None:
    desk = send(connecting(), Press(*A), Move(*NOWHERE))
    assert colours(desk) == {tokens("light")["accent"]}
    assert desk.tool.hint(desk) == "Release on the symbol the arrow leads to, Esc to take it back"
    assert desk.tool.busy


def test_a_press_beside_the_symbols_starts_nothing() -> None:
    desk = send(connecting(), Press(*NOWHERE), Move(*A), Release(*A))
    assert desk.tool == Connect("push", hover="a")
    assert len(desk.tool.overlay(desk)) == 1, "where an arrow would start is marked"
    assert not desk.tool.busy
    assert desk.tool.hint(desk).startswith("Click the symbol the arrow starts from")


def test_escape_takes_back_first_the_arrow_then_the_tool() -> None:
    desk = send(connecting(), Press(*A), Move(*B))
    before = desk.history.current
    assert send(desk, Escape()).tool == Connect("push")
    assert desk.frame.stream is before
    assert send(desk, Escape()).tool == Select()


def test_what_goes_on_elsewhere_does_not_disturb() -> None:
    desk = send(connecting(), Press(*A), Leave(), Press(*B))
    assert isinstance(desk.tool, Reach)
    assert desk.tool.source == "a"


def test_undo_in_the_middle_drops_the_arrow_first() -> None:
    desk = a_desk()
    desk.commit("Name", set_fields("a", name="Cut"))
    desk.use(Connect("push"))
    send(desk, Press(*A), Move(*B))
    desk.undo()
    assert desk.frame.state.flow("flow1") is None
    assert desk.frame.state.node("a").name == "A"
    assert desk.tool == Connect("push")


def test_a_reach_whose_source_has_gone_shows_nothing() -> None:
    desk = a_desk()
    assert Reach("push", "ghost", "flow1", 0, 0, 5, 5).overlay(desk) == ()


def test_several_arrows_in_a_row() -> None:
    desk = connecting("manual")
    for target in (A, B):
        send(desk, Press(*SUPPLIER), Move(*target), Release(*target))
    assert [flow.id for flow in shown(desk).flows[-2:]] == ["flow1", "flow2"]
    assert send(desk, *click(*NOWHERE)).tool == Connect("manual")


@pytest.mark.parametrize(
    ("start", "stop", "kind"), [(SUPPLIER, A, "shipment"), (B, A, "push"), (CUSTOMER, SUPPLIER, "electronic")]
)
def test_the_natural_arrow_is_the_one_to_be_expected(start, stop, kind) -> None:
    desk = send(connecting(NATURAL), Press(*start), Move(*stop), Release(*stop))
    assert shown(desk).flows[-1].kind == kind
    assert desk.tool == Connect(NATURAL)


def test_a_click_on_each_of_two_symbols_draws_the_arrow() -> None:
    desk = send(connecting(), *click(*A), Move(*NOWHERE))
    assert desk.tool.hint(desk) == "Click the symbol the arrow leads to, Esc to take it back"
    send(desk, Leave(), Move(*B))
    assert desk.frame.state.flow("flow1") is not None
    send(desk, *click(*B))
    assert (shown(desk).flows[-1].source, shown(desk).flows[-1].target) == ("a", "b")
    assert desk.tool == Connect("push")


def test_a_click_then_escape_leaves_no_trace() -> None:
    desk = send(connecting(), *click(*A), Move(*B), Escape())
    assert not desk.history.steps
    assert desk.frame.state.flow("flow1") is None


def test_another_state_in_which_the_id_is_an_arrow_s_shows_nothing() -> None:
    here = a_state((process("c", x=0, y=0), process("b", x=300, y=0)), id="here")
    there = a_state((process("a"), process("b", x=300)), (arrow("a", "b", id_="c"),), id="there")
    desk = Desk(ValueStream(states=(here, there)))
    desk.use(Connect("push"))
    send(desk, Press(0, 0), Move(150, 0))
    assert desk.overlay(), "an arrow is in hand"
    desk.commit_stream("Delete", lambda stream: stream.evolve(states=(there,)))
    assert desk.frame.state_id == "there"
    desk.overlay()
    for tool in (Connect("push", hover="c"), desk.tool):
        desk.turn(tool)
        desk.overlay()
