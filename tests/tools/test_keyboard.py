"""Keys on the map: neighbours, the next step, and an arrow that is aimed and drawn."""

from __future__ import annotations

import pytest

from tests.model.maps import (
    a_state,
    a_stream,
    acme,
    arrow,
    control,
    customer,
    process,
    stock,
    transport,
)
from tests.tools.hands import send, shown
from vsm_desktop.model.fields import INFORMATION, MATERIAL
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.tools.aim import Aim, aim_from
from vsm_desktop.tools.connect import NATURAL, Connect
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Key, Leave, Press
from vsm_desktop.tools.keyboard import arrow_near, grow, in_sight, insert, likely_targets, neighbour
from vsm_desktop.tools.select import Select


def at(stream: ValueStream, *ids: str) -> Desk:
    desk = Desk(stream)
    desk.select(frozenset(ids))
    return desk


def aiming(id_: str, stream: ValueStream | None = None, kind: str = NATURAL) -> Desk:
    desk = at(stream or acme(), id_)
    aim = aim_from(desk, kind)
    assert aim is not None
    desk.turn(aim)
    return desk


def aim(desk: Desk) -> Aim:
    assert isinstance(desk.tool, Aim)
    return desk.tool


def last_arrow(desk: Desk) -> tuple[str, str, str, str]:
    flow = shown(desk).flows[-1]
    return flow.kind, flow.source, flow.target, flow.label


@pytest.mark.parametrize(
    ("start", "way", "end"),
    [
        ("stamping", "right", "stamped"),
        ("stamped", "left", "stamping"),
        ("coils", "left", ""),
        ("supplier", "down", "coils"),
        ("supplier", "right", "control"),
        ("customer", "left", "control"),
        ("control", "down", "finished"),
        ("stamping", "up", "supplier"),
        ("", "left", "supplier"),
        ("supplier-coils", "down", "coils"),
        ("supplier-coils", "up", "supplier"),
    ],
)
def test_the_neighbour_in_a_direction(start: str, way: str, end: str) -> None:
    assert neighbour(Desk(acme()).frame, start, way) == end


def test_on_an_empty_map_there_is_no_neighbour() -> None:
    assert neighbour(Desk(new_stream()).frame, "", "left") == ""


def test_arrows_are_reached_from_their_symbols_and_from_each_other() -> None:
    frame = Desk(acme()).frame
    assert arrow_near(frame, "supplier", "down") == "supplier-coils"
    assert arrow_near(frame, "stamping", "right") == "stamping-stamped"
    assert arrow_near(frame, "stamping-stamped", "right") == "stamped-welding"
    assert arrow_near(frame, "coils", "left") == ""


@pytest.mark.parametrize(
    ("source", "first"),
    [("customer", "control"), ("control", "supplier"), ("finished", "customer"), ("supplier", "coils")],
)
def test_the_likeliest_target_comes_first(source: str, first: str) -> None:
    state = acme().state().evolve(flows=())
    assert likely_targets(state, source)[0] == first or source == "finished"
    assert likely_targets(state, "gone") == []


def test_what_is_joined_already_comes_later() -> None:
    state = a_state((control(), process("a", x=100), process("b", x=300)), (arrow("control", "a", "manual"),))
    assert likely_targets(state, "control") == ["b", "a"]


def test_an_arrow_is_aimed_at_the_likeliest_and_drawn_with_enter() -> None:
    desk = aiming("finished", a_stream(a_state((stock("finished", x=100), process("next", x=300)))))
    assert aim(desk).target == "next"
    assert len(desk.frame.state.flows) == 1, "it shows before it is drawn"
    assert not shown(desk).flows
    send(desk, Key("enter"))
    assert last_arrow(desk) == ("push", "finished", "next", "")
    assert desk.selection == {"flow1"}
    assert isinstance(desk.tool, Select)


def test_arrow_keys_choose_the_target() -> None:
    desk = aiming("welding")
    send(desk, Key("left"), Key("left"))
    target = aim(desk).target
    send(desk, Key("up"))
    assert aim(desk).target != target
    assert len(desk.tool.overlay(desk)) == 2


def test_a_refusal_says_why_and_is_not_drawn() -> None:
    desk = aiming("customer", kind="push")
    before = desk.history.current
    assert aim(desk).reason == "Nothing is pushed from a customer. Draw the arrow the other way."
    assert desk.tool.hint(desk) == aim(desk).reason
    send(desk, Key("enter"))
    assert desk.history.current is before
    desk.turn(aim(desk).aimed("customer", desk))
    assert aim(desk).reason == "Choose the symbol the arrow leads to."
    send(desk, Escape())
    assert isinstance(desk.tool, Select)
    assert desk.frame.stream is before


def test_tab_goes_through_all_targets_and_back() -> None:
    desk = aiming("control")
    first = aim(desk).target
    seen = [first]
    for _press in range(len(acme().state().nodes) - 2):
        send(desk, Key("next"))
        seen.append(aim(desk).target)
    assert len(set(seen)) == len(acme().state().nodes) - 1
    send(desk, Key("next"))
    assert aim(desk).target == first
    send(desk, Key("previous"))
    assert aim(desk).target == seen[-1]


def test_the_space_bar_goes_through_the_kinds_that_may_be() -> None:
    desk = aiming("a", a_stream(a_state((process("a", x=100), process("b", x=300)))))
    kinds = [desk.frame.state.flows[-1].kind]
    for _press in range(8):
        send(desk, Key("next", other=True))
        kinds.append(desk.frame.state.flows[-1].kind)
    assert sorted(kinds) == sorted((*MATERIAL, *INFORMATION))
    send(desk, Key("previous", other=True), Key("enter"))
    assert shown(desk).flows[-1].kind == kinds[-2]


def test_where_no_other_kind_may_be_it_stays() -> None:
    nodes = (control(), customer(10))
    unnamed = tuple(
        arrow("customer", "control", kind, id_=kind) for kind in INFORMATION if kind != "electronic"
    )
    desk = aiming("customer", a_stream(a_state(nodes, unnamed)))
    assert desk.frame.state.flows[-1].kind == "electronic"
    send(desk, Key("next", other=True))
    assert desk.frame.state.flows[-1].kind == "electronic"


def test_from_an_arrow_another_one_like_it() -> None:
    nodes = (control(), process("a", x=100), process("b", x=300), transport("t", x=500))
    stream = a_stream(a_state(nodes, (arrow("control", "a", "electronic", id_="w", label="Plan"),)))
    desk = aiming("w", stream)
    assert (aim(desk).source, aim(desk).target) == ("control", "b")
    send(desk, Key("enter"))
    assert last_arrow(desk) == ("electronic", "control", "b", "Plan")
    again = aim_from(desk)
    assert again is not None
    desk.turn(again)
    send(desk, Key("enter"))
    assert last_arrow(desk) == ("manual", "control", "t", "")


def test_a_press_takes_the_arrow_in_hand() -> None:
    desk = aiming("control")
    send(desk, Leave(), Press(900, 900))
    assert isinstance(desk.tool, Connect)


def test_without_one_thing_selected_nothing_is_aimed() -> None:
    assert aim_from(at(acme())) is None
    assert aim_from(at(acme(), "coils", "stamping")) is None
    alone = aiming("a", a_stream(a_state((process("a"),))))
    assert aim(alone).target == ""
    before = alone.tool
    send(alone, Key("next"), Key("left"), Key("enter"))
    assert alone.tool == before


def test_the_next_step_is_selected() -> None:
    desk = at(new_stream())
    assert grow(desk, forward=True) == "process1"
    assert desk.selection == {"process1"}
    assert grow(desk, forward=True) == "process2"
    assert [step.label for step in desk.history.steps] == ["Add step", "Add step"]
    assert grow(desk, forward=False) == "process3"
    desk.select(frozenset())
    assert grow(desk, forward=True) == ""


def test_symbols_go_where_they_belong() -> None:
    desk = at(new_stream())
    assert insert(desk, "supplier", "Add supplier") == "supplier1"
    assert insert(desk, "inventory", "Add inventory") == "inventory1"
    assert insert(desk, "process", "Add process") == "process1"
    assert [(f.kind, f.source, f.target) for f in shown(desk).flows] == [
        ("shipment", "supplier1", "inventory1"),
        ("push", "inventory1", "process1"),
    ]
    desk.select(frozenset({shown(desk).flows[1].id}))
    assert insert(desk, "supermarket", "Add supermarket") == "supermarket1"
    assert {("inventory1", "supermarket1"), ("supermarket1", "process1")} <= {
        (f.source, f.target) for f in shown(desk).flows
    }
    assert in_sight(desk, "supermarket1") is not None
    assert in_sight(desk, "flow1") is None
