"""Handles, groups, locks, copies: what a hand does beyond the plain drag."""

from __future__ import annotations

import pytest

from tests.model.maps import stock
from tests.tools.hands import a_desk, at, click, drag, recorded, send, shown
from vsm_desktop.drawing.ops import Path, Text
from vsm_desktop.edit.arrows import bend
from vsm_desktop.edit.groups import group, lock
from vsm_desktop.model.value import Point, Size
from vsm_desktop.tools.connect import Reach
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Press, Release, Rest
from vsm_desktop.tools.handles import Handle, handles, ports
from vsm_desktop.tools.select import Select


def handle(desk: Desk, kind: str, number: int = 0) -> Handle:
    return next(
        one for one in handles(desk.frame, desk.selection) if (one.kind, one.number) == (kind, number)
    )


def pull(one: Handle, dx: float, dy: float, *, free: bool = True) -> tuple[Event, ...]:
    x, y = one.x + dx, one.y + dy
    return Press(one.x, one.y), Move(x, y, free=free), Release(x, y, free=free)


# drag


def test_a_guide_says_what_a_dragged_symbol_is_level_with() -> None:
    desk = send(a_desk(), Press(100, 300), Move(104, 402), Move(120, 402), Move(104, 402))
    assert at(desk, "a")[0] == 100, "level with the supplier above"
    send(desk, Move(397, 402))
    assert at(desk, "a")[0] == 400
    assert any(isinstance(op, Text) and op.text == "centred" for op in desk.overlay())


def test_shift_keeps_the_way_straight() -> None:
    desk = send(a_desk(), Press(100, 300), Move(180, 330, straight=True))
    assert at(desk, "a") == (180, 300)
    send(desk, Move(110, 390, straight=True))
    assert at(desk, "a")[0] == 100
    assert send(desk, Release(110, 400, free=True, straight=True)).history.undo_label == "Move"
    assert recorded(desk, "a") == Point(x=100, y=400)


def test_ctrl_leaves_the_original_and_drops_a_copy() -> None:
    desk = send(a_desk(), *click(100, 300), *click(250, 300, extend=True))
    send(desk, Press(100, 300), Move(100, 500, copy=True))
    assert at(desk, "a") == (100, 300)
    assert desk.tool.hint(desk).startswith("Release to leave a copy here")
    send(desk, Release(100, 500, copy=True))
    assert desk.history.undo_label == "Copy"
    new = {node.id for node in shown(desk).nodes} - {"a", "b", "i", "customer", "supplier"}
    assert new < desk.selection
    assert len(new) == 2
    assert [(flow.source in new, flow.target in new) for flow in shown(desk).flows].count((True, True)) == 1


def test_the_key_may_change_in_the_middle_of_a_drag() -> None:
    desk = send(a_desk(), Press(100, 300), Move(100, 500, copy=True), Move(100, 500))
    assert at(desk, "a") == (100, 498)
    send(desk, Release(100, 500))
    assert len(shown(desk).nodes) == 5


def test_what_is_locked_stays_but_can_be_chosen() -> None:
    desk = a_desk()
    desk.commit("Lock", lock({"a"}, on=True))
    send(desk, Press(100, 300), Move(200, 400))
    assert desk.tool.hint(desk) == "Locked: it stays where it is. Unlock it to move it"
    send(desk, Release(200, 400))
    assert recorded(desk, "a") == Point(x=100, y=300)
    assert desk.selection == {"a"}
    send(desk, *click(400, 300, extend=True), *drag((400, 300), (460, 300)))
    assert (recorded(desk, "a").x, recorded(desk, "b").x) == (100, 462)


# groups


def grouped() -> Desk:
    desk = a_desk()
    desk.commit("Group", group({"a", "i"}, frozenset()))
    return desk


def test_a_click_on_a_member_chooses_the_group_a_second_one_the_member() -> None:
    desk = send(grouped(), *click(100, 300))
    assert desk.selection == {"a", "i"}
    assert send(desk, *click(100, 300)).selection == {"a"}
    assert send(desk, *click(400, 300)).selection == {"b"}


def test_a_group_moves_as_one() -> None:
    desk = send(grouped(), *drag((100, 300), (160, 300), free=True))
    assert (at(desk, "a"), at(desk, "i"), at(desk, "b")) == ((160, 300), (310, 300), (400, 300))


def test_a_group_joins_and_leaves_the_selection_as_one() -> None:
    desk = send(grouped(), *click(400, 300), *click(100, 300, extend=True))
    assert desk.selection == {"a", "i", "b"}
    assert send(desk, *click(250, 300, extend=True)).selection == {"b"}


def test_a_rubber_band_takes_the_whole_group() -> None:
    assert send(grouped(), Press(20, 200), Move(180, 400)).selection == {"a", "i"}


def test_a_band_that_is_given_up_gives_the_selection_back() -> None:
    assert send(a_desk(), *click(400, 300), Press(20, 200), Move(300, 400), Escape()).selection == {"b"}


# sizes


@pytest.mark.parametrize(
    ("number", "dx", "dy", "size", "place"),
    [
        (3, 30, 7, (138, 72), (115, 300)),
        (5, 9, 20, (108, 92), (100, 310)),
        (0, -10, -20, (118, 92), (95, 290)),
        (4, -500, -500, (72, 60), (82, 294)),
    ],
)
def test_a_corner_or_a_side_is_pulled_and_the_other_side_stays(
    number: int, dx: float, dy: float, size: tuple[float, float], place: tuple[float, float]
) -> None:
    desk = send(a_desk(), *click(100, 300))
    send(desk, *pull(handle(desk, "size", number), dx, dy))
    node = shown(desk).node("a")
    assert node.size == Size(width=size[0], height=size[1])
    assert (node.at.x, node.at.y) == place
    assert desk.history.undo_label == "Resize"
    part = next(part for part in desk.frame.drawing.parts if part.id == "a")
    assert part.box[2] - part.box[0] == size[0]


def test_a_size_snaps_to_the_neighbours_and_escape_gives_it_back() -> None:
    desk = send(a_desk(), *click(100, 300))
    before = desk.history.current
    corner = handle(desk, "size", 3)
    send(desk, Press(corner.x, corner.y), Move(corner.x + 71, corner.y))
    assert desk.frame.state.node("a").size.width != 108
    assert desk.tool.hint(desk).startswith("Release at the size you want")
    send(desk, Escape())
    assert desk.frame.stream is before
    send(desk, Press(corner.x, corner.y), Release(corner.x, corner.y))
    assert not desk.history.steps, "a click on a handle is no step"


def test_sideways_kinds_have_two_handles() -> None:
    desk = a_desk()
    desk.commit(
        "Lane", lambda state: state.evolve(nodes=tuple(n for n in state.nodes if n.id != "i"), flows=())
    )
    assert [one.number for one in handles(desk.frame, frozenset({"a"}))] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert handles(desk.frame, frozenset({"a", "b"})) == ()
    assert handles(desk.frame, frozenset({"ghost"})) == ()


# arrows


def test_an_end_goes_to_another_symbol() -> None:
    desk = send(a_desk(), *click(180, 319))
    end = handle(desk, "end", 1)
    send(desk, Press(end.x, end.y), Move(320, 300))
    assert desk.overlay(), "the loose end follows the pointer"
    assert desk.tool.hint(desk).startswith("Release on the symbol this end should go to")
    send(desk, Move(400, 300))
    assert desk.frame.state.flow("a-i").target == "b", "shown before it is released"
    send(desk, Release(400, 300))
    assert shown(desk).flow("a-i").target == "b"
    assert desk.history.undo_label == "Move the end of an arrow"


def test_the_first_end_goes_too() -> None:
    desk = send(a_desk(), *click(180, 319))
    end = handle(desk, "end", 0)
    send(desk, Press(end.x, end.y), Move(100, 60), Release(100, 60))
    assert shown(desk).flow("a-i").source == "supplier"


def test_an_end_is_refused_where_the_arrow_may_not_lead() -> None:
    desk = send(a_desk(), *click(180, 319))
    end = handle(desk, "end", 1)
    send(desk, Press(end.x, end.y), Move(100, 60))
    assert desk.tool.hint(desk) == "No material goes to a supplier. Draw the arrow the other way."
    send(desk, Release(100, 60))
    assert not desk.history.steps


@pytest.mark.parametrize("last", [Release(500, 600), Escape()])
def test_an_end_let_go_on_nothing_stays_where_it_was(last: Event) -> None:
    desk = send(a_desk(), *click(180, 319))
    end = handle(desk, "end", 1)
    send(desk, Press(end.x, end.y), Leave(), Move(400, 300), Move(401, 300), Move(500, 600), last)
    assert not desk.history.steps
    assert desk.tool == Select()
    assert desk.selection == {"a-i"}
    send(desk, Press(end.x, end.y), Release(end.x, end.y))
    assert not desk.history.steps


def test_a_leg_gets_a_corner_and_the_corner_follows() -> None:
    desk = send(a_desk(), *click(180, 319))
    send(desk, *pull(handle(desk, "leg"), 0, 60))
    (corner,) = shown(desk).flow("a-i").bends
    assert corner.y > 370
    assert desk.history.undo_label == "Bend arrow"
    send(desk, *pull(handle(desk, "bend"), 10, 20))
    assert shown(desk).flow("a-i").bends == (Point(x=corner.x + 10, y=corner.y + 20),)


def test_a_corner_pulled_straight_goes() -> None:
    desk = a_desk()
    desk.commit("Bend", bend("a-i", (Point(x=190, y=380),)))
    send(desk, *click(190, 380))
    one = handle(desk, "bend")
    send(desk, Press(one.x, one.y), Move(190, 320), Release(190, 320))
    assert shown(desk).flow("a-i").bends == ()


def test_bends_leave_no_trace_when_given_up() -> None:
    desk = send(a_desk(), *click(180, 319))
    leg = handle(desk, "leg")
    before = desk.history.current
    send(desk, Press(leg.x, leg.y), Move(leg.x, leg.y + 50))
    assert desk.frame.stream is not before
    assert desk.tool.hint(desk).startswith("Release where the arrow should bend")
    send(desk, Leave(), Escape())
    assert desk.frame.stream is before
    send(desk, Press(leg.x, leg.y), Move(leg.x + 1, leg.y), Release(leg.x, leg.y))
    assert not desk.history.steps


# where arrows start


def test_a_pointer_that_rests_on_a_symbol_shows_where_arrows_start() -> None:
    desk = send(a_desk(), Rest(100, 300))
    right = ports(desk.frame, "a", 1.0)[1]
    assert len(desk.overlay()) == 4
    send(desk, Move(right.x - 4, right.y))
    assert desk.tool == Select(hover="a"), "on the way to the point it stays"
    send(desk, Move(600, 600))
    assert desk.tool == Select()
    assert send(desk, Rest(600, 600)).overlay() == ()
    assert send(desk, Rest(100, 300), Leave()).overlay() == ()


def test_a_point_that_lies_on_a_neighbour_can_be_reached() -> None:
    desk = a_desk()
    desk.commit("Close", lambda state: state.evolve(nodes=(*state.nodes, stock("near", x=178, y=300))))
    right = ports(desk.frame, "a", 1.0)[1]
    send(desk, Rest(100, 300), Move(right.x - 6, right.y), Rest(right.x - 6, right.y))
    assert desk.tool == Select(hover="a"), "the neighbour does not take it away"
    send(desk, Press(right.x, right.y))
    assert isinstance(desk.tool, Reach)
    send(desk, Escape(), Rest(right.x + 20, right.y))
    assert desk.tool == Select(hover="near"), "beside the point it is the neighbour's turn"


def test_an_arrow_is_pulled_from_the_point_beside_a_symbol() -> None:
    desk = send(a_desk(), Rest(400, 300))
    left = ports(desk.frame, "b", 1.0)[0]
    send(desk, Press(left.x, left.y))
    assert isinstance(desk.tool, Reach)
    send(desk, Move(100, 300), Release(100, 300))
    assert (shown(desk).flows[-1].source, shown(desk).flows[-1].target) == ("b", "a")
    assert desk.tool == Select(), "the tool in hand is the one there was"


def test_a_hovered_symbol_that_is_gone_shows_nothing() -> None:
    desk = send(a_desk(), Rest(100, 300))
    desk.commit("Clear", lambda state: state.evolve(nodes=(), flows=()))
    assert desk.overlay() == ()
    assert send(desk, Move(101, 300)).tool == Select()


def test_many_dragged_symbols_leave_no_ghosts() -> None:
    desk = a_desk()
    node = desk.frame.state.node("a")
    many = tuple(node.evolve(id=f"n{i}", at=Point(x=50.0 * i, y=700)) for i in range(60))
    desk.commit("Many", lambda state: state.evolve(nodes=(*state.nodes, *many)))
    desk.select(frozenset(one.id for one in many))
    send(desk, Press(0, 700), Move(40, 760, free=True))
    assert not [op for op in desk.overlay() if isinstance(op, Path)]
