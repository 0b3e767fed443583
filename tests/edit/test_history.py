"""The undo line: before and after, never an inverse."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import runs
from vsm_desktop.edit.history import NOTHING, History
from vsm_desktop.model.stream import ValueStream, new_stream


def named(name: str) -> ValueStream:
    return new_stream(name)


def a_history(*names: str, limit: int = 200) -> History:
    start = named("")
    history = History(start, limit=limit, saved=start)
    for name in names:
        history.record(name, named(name))
    return history


def test_a_change_can_be_taken_back_and_made_again() -> None:
    history = a_history("a", "b")
    assert history.undo() == NOTHING
    assert history.current.name == "a"
    assert history.redo() == NOTHING
    assert history.current.name == "b"


def test_undo_gives_back_the_very_same_document() -> None:
    history = a_history()
    start = history.current
    history.record("a", named("a"))
    history.undo()
    assert history.current is start


def test_at_its_ends_the_line_stays_put() -> None:
    history = a_history("a")
    assert history.redo() is None
    history.undo()
    assert history.undo() is None
    assert history.current.name == ""


def test_no_change_is_no_step() -> None:
    history = a_history("a")
    assert not history.record("again", history.current)
    assert not history.record("again", named("a"))
    assert len(history.steps) == 1


def test_a_new_change_forgets_what_was_undone() -> None:
    history = a_history("a", "b", "c")
    history.undo()
    history.undo()
    history.record("d", named("d"))
    assert [step.label for step in history.steps] == ["a", "d"]
    assert history.redo() is None


def test_labels_say_what_undo_and_redo_would_do() -> None:
    history = a_history("Move", "Delete")
    assert (history.undo_label, history.redo_label) == ("Delete", None)
    history.undo()
    assert (history.undo_label, history.redo_label) == ("Move", "Delete")
    history.undo()
    assert (history.undo_label, history.redo_label) == (None, "Move")


def test_only_the_last_steps_are_kept() -> None:
    history = a_history(*"abcde", limit=3)
    assert [step.label for step in history.steps] == ["c", "d", "e"]
    while history.undo() is not None:
        pass
    assert history.current.name == "b"


def test_typing_in_one_field_is_one_step() -> None:
    history = a_history()
    for name in ("W", "We", "Wel"):
        history.record("Name", named(name), merge="weld.name", selected=(NOTHING, frozenset({name})))
    assert len(history.steps) == 1
    assert history.undo() == NOTHING
    assert history.current.name == ""
    assert history.redo() == {"Wel"}
    assert history.current.name == "Wel"


def test_typing_taken_back_by_hand_is_no_step() -> None:
    history = a_history("x")
    before = history.current
    history.saved = before
    history.record("Name", named("W"), merge="name")
    assert history.record("Name", named("x"), merge="name")
    assert [step.label for step in history.steps] == ["x"]
    assert history.current is before
    assert not history.dirty
    assert history.redo() is None


def test_another_field_is_another_step() -> None:
    history = a_history()
    for key in ("a", "b", "a"):
        history.record("Set", named(f"{history.current.name}{key}"), merge=key)
    assert len(history.steps) == 3


def test_what_was_closed_is_not_joined() -> None:
    history = a_history()
    history.record("Nudge", named("a"), merge="nudge")
    history.close_merge()
    history.record("Nudge", named("b"), merge="nudge")
    assert len(history.steps) == 2


def test_closing_leaves_steps_without_a_key_and_an_empty_line_alone() -> None:
    history = a_history()
    history.close_merge()
    history.record("Move", named("a"))
    steps = [*history.steps]
    history.close_merge()
    assert history.steps == steps


def test_what_was_saved_is_not_joined_either() -> None:
    """Undo must come by the document the file holds."""
    history = a_history()
    history.record("Name", named("a"), merge="name")
    history.saved = history.current
    history.record("Name", named("b"), merge="name")
    history.undo()
    assert not history.dirty


def test_a_document_is_dirty_until_it_is_the_saved_one_again() -> None:
    history = a_history()
    assert not history.dirty
    history.record("a", named("a"))
    assert history.dirty
    history.undo()
    assert not history.dirty
    history.redo()
    history.saved = history.current
    assert not history.dirty
    assert History(named("x")).dirty


def test_what_was_selected_comes_back() -> None:
    history = a_history()
    before, after = frozenset({"a"}), frozenset({"b"})
    history.record("Move", named("a"), selected=(before, after))
    assert history.undo() == before
    assert history.redo() == after


STEP = st.sampled_from(["undo", "redo", "close"]) | st.tuples(st.integers(0, 4), st.sampled_from([None, "k"]))


@given(st.lists(STEP, max_size=20))
@runs(40)
def test_the_line_is_always_in_one_piece(ops: list) -> None:
    history = a_history()
    start = history.current
    for op in ops:
        if isinstance(op, tuple):
            history.record("set", named(str(op[0])), merge=op[1])
        else:
            {"undo": history.undo, "redo": history.redo, "close": history.close_merge}[op]()
        for one, other in zip(history.steps, history.steps[1:], strict=False):
            assert one.after is other.before
        line = [start, *(step.after for step in history.steps)]
        assert history.current is line[history.at]
    while history.undo() is not None:
        pass
    assert history.current is start
