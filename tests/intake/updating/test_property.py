"""Any two tables of steps: taking all makes the map say what the sheet says, taking nothing leaves it, parts compose."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.intake.updating.maps import differing, mapped, taken, told
from tests.model.strategies import runs
from vsm_desktop.intake.updating.difference import Difference
from vsm_desktop.intake.updating.matching import Choice
from vsm_desktop.intake.updating.told import Told
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import ValueStream

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


def sheet(rows: list[list[Any]]) -> list[list[Any]]:
    return [HEAD, *rows]


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
    with TemporaryDirectory() as folder:
        stream = mapped(Path(folder), *sheet(old))
        newer = told(Path(folder), *sheet(new))
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
