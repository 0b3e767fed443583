"""Any two tables of steps: taking all makes the map say what the sheet says, taking nothing leaves it, parts compose."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.intake.updating.maps import differing, taken
from tests.model.strategies import runs
from vsm_desktop.edit.edits import in_state
from vsm_desktop.intake.grid import Cell, grid_of
from vsm_desktop.intake.sheets import Book, Reading, read_by
from vsm_desktop.intake.updating.difference import Difference
from vsm_desktop.intake.updating.matching import Choice
from vsm_desktop.intake.updating.told import Told, told_by
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.layout import laid_out

HEAD = ["Step", "C/T (s)", "C/O (min)", "Uptime (%)", "Inventory (pcs)"]
NAMES = (
    "Saw",
    "Drill",
    "Drilling",
    "Weld 1",
    "Weld 2",
    "Final assembly",
    "Assembly",
    "Wash",
    "Paint",
    "Pack",
)
NUMBERS = st.none() | st.integers(1, 60)


@st.composite
def tables(draw: st.DrawFn) -> list[list[Any]]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    return [[name, draw(st.integers(1, 60)), draw(NUMBERS), draw(NUMBERS), draw(NUMBERS)] for name in names]


def read(rows: list[list[Any]]) -> Reading:
    """What a sheet of these rows says, without a file."""
    cells = [
        Cell(at, column, value, "text" if isinstance(value, str) else "number")
        for at, row in enumerate([HEAD, *rows], 1)
        for column, value in enumerate(row, 1)
        if value is not None
    ]
    return read_by(Book("steps.xlsx", "steps", (grid_of("Times", cells),)), None)


def says(stream: ValueStream, found: Difference, sheet: Told) -> None:
    """Every value of the sheet stands on the map, at one symbol each."""
    assert found.matches is not None
    nodes = {one.id: one for one in stream.state().nodes}
    for item in sheet.items:
        node: Node = nodes[found.matches.pairs[item.id]]
        for key, said in item.values.items():
            held = getattr(node, key)
            assert (held.base if key != "name" else held) == (
                said.value.base if key != "name" else said.value
            )


def whole(stream: ValueStream) -> None:
    """The flow is one way from its first symbol to the customer."""
    ways = [flow for flow in stream.state().flows if isinstance(flow, MaterialFlow)]
    assert len({flow.source for flow in ways}) == len({flow.target for flow in ways}) == len(ways)
    assert len(ways) == len(stream.state().nodes) - 1


@given(tables(), tables(), st.sampled_from(["same", "new"]), st.randoms(use_true_random=False))
@runs(40)
def test_all_none_and_parts(old: list[list[Any]], new: list[list[Any]], choice: Choice, random: Any) -> None:
    first = read(old).stream
    assert first is not None
    stream = in_state("current", laid_out(first, first.state(), frozenset()))(first)
    newer = told_by(read(new))
    choices = {guess.item: choice for guess in differing(stream, newer).guesses}
    found = differing(stream, newer, choices)
    assert taken(stream, found, frozenset()) is stream
    after = taken(stream, found, found.everything)
    again = differing(after, newer, choices)
    assert again.everything == frozenset()
    says(after, again, newer)
    whole(after)
    some = frozenset(key for key in found.everything if random.random() < 0.5)
    half = taken(stream, found, some)
    whole(half)
    rest = differing(half, newer, choices)
    assert not some & rest.everything
    assert rest.everything <= found.everything
