"""How a map is printed is part of its state: kept, compared, carried over; files without it are as they were."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.builders import a_stream, process
from vsm_desktop.edit.changes import apply, difference
from vsm_desktop.edit.states import add_state, copy_state
from vsm_desktop.model.printing import Print
from vsm_desktop.store.files import dumps, loads

TILED = Print(size="wide", wide=4, overlap=5, margin=12.5, mono=True)


def test_a_file_that_says_nothing_is_printed_on_one_sheet_in_colour():
    stream = a_stream(process("weld"))
    assert '"print"' not in dumps(stream)
    assert loads(dumps(stream)).state().print == Print()
    assert (Print().size, Print().mono) == ("fit", False)


def test_what_is_said_is_kept():
    stream = a_stream(process("weld"))
    stream = stream.with_state(stream.state().evolve(print=TILED))
    assert loads(dumps(stream)) == stream


def test_it_is_a_difference_between_states():
    state = a_stream(process("weld")).state()
    other = state.evolve(print=TILED)
    (change,) = difference(state, other)
    assert (change.field, change.before, change.after) == ("print", Print(), TILED)
    assert apply((change,), state) == other
    assert type(change).model_validate_json(change.model_dump_json()) == change


@pytest.mark.parametrize("edit", [add_state("current"), copy_state("current", "future")])
def test_a_new_state_is_printed_as_the_one_beside_it(edit):
    stream = a_stream(process("weld"))
    stream = edit(stream.with_state(stream.state().evolve(print=TILED)))
    assert [state.print for state in stream.states] == [TILED, TILED]


@pytest.mark.parametrize(
    "wrong", [{"size": "big"}, {"scale": 9}, {"scale": 401}, {"wide": 0}, {"overlap": 51}, {"margin": -1}]
)
def test_what_cannot_be_printed_is_refused(wrong):
    with pytest.raises(ValidationError):
        Print(**wrong)
