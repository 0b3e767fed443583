"""Copy and paste: fresh ids, arrows between what was copied, nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.model.maps import a_state, arrow, process, stock
from tests.model.strategies import IDS, runs, states
from vsm_desktop.edit.fragments import centre, cut_out, from_text, paste, to_text
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

SOME = st.frozensets(st.sampled_from(IDS))


def a_line() -> State:
    nodes = (
        process("weld1", 30, x=100, group="g", locked=True),
        stock("stock1", 5, x=200, group="g"),
        process("weld2", 40, x=300, same_as="weld1"),
        process("end", 40, x=400, same_as="weld9"),
    )
    bends = (Point(x=1, y=2),)
    return a_state(
        nodes, (arrow("weld1", "stock1", bends=bends), arrow("stock1", "weld2"), arrow("weld2", "end"))
    )


def test_a_copy_has_the_nodes_and_the_arrows_between_them() -> None:
    piece = cut_out(a_line(), {"weld1", "stock1", "end"})
    assert [node.id for node in piece.nodes] == ["weld1", "stock1", "end"]
    assert [(flow.source, flow.target) for flow in piece.flows] == [("weld1", "stock1")]


def test_what_is_pasted_stands_aside_under_fresh_ids() -> None:
    state = a_line()
    taken = {part.id for part in (*state.nodes, *state.flows)}
    edit, ids = paste(cut_out(state, taken), taken, 10, 20)
    after = edit(state)
    new = after.nodes[len(state.nodes) :]
    assert after.nodes[: len(state.nodes)] == state.nodes
    assert [node.id for node in new] == ["weld3", "stock2", "weld4", "end1"]
    assert ids == {*(node.id for node in new), *(flow.id for flow in after.flows[len(state.flows) :])}
    assert new[0].at == Point(x=110, y=362)
    assert after.flows[len(state.flows)].bends == (Point(x=11, y=22),)
    assert new[2].same_as == "weld3", "what the copies mean to each other is kept"
    assert new[3].same_as == "weld9"
    assert new[0].group == new[1].group == "group1"
    assert not new[0].locked, "a copy is meant to be moved"


def test_pasting_twice_gives_two_copies() -> None:
    state = a_line()
    piece = cut_out(state, {"weld1"})
    for _turn in range(2):
        edit, _ids = paste(piece, {part.id for part in (*state.nodes, *state.flows)}, 0, 0)
        state = edit(state)
    assert len({node.id for node in state.nodes}) == 6


@given(states(), SOME)
@runs(15)
def test_any_piece_goes_through_the_clipboard(state: State, ids: frozenset[str]) -> None:
    piece = cut_out(state, ids)
    text = to_text(piece)
    assert (from_text(text) if text else None) == (piece if piece.nodes else None)
    taken = {part.id for part in (*state.nodes, *state.flows)}
    edit, new = paste(piece, taken, 5, 5)
    assert len(edit(state).nodes) == len(state.nodes) + len(piece.nodes)
    assert not new & taken


def test_what_is_no_fragment_is_not_read_as_one() -> None:
    for text in (
        "",
        "Weld 1\\t39",
        "{}",
        '{"id": "x"}',
        '{"id": "x", "nodes": [{"kind": "process"}]}',
        "[" * 5000,
    ):
        assert from_text(text) is None


def test_the_middle_of_a_piece() -> None:
    assert centre(cut_out(a_line(), {"weld1", "weld2"})) == Point(x=200, y=342)
