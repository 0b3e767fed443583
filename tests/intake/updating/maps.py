"""A small map made from a sheet, the next sheet, and what an update makes of it."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import Any

from tests.intake.books import save
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.edits import in_state
from vsm_desktop.intake.sheets import read_sheet
from vsm_desktop.intake.updating.applying import taking
from vsm_desktop.intake.updating.difference import Difference, compare
from vsm_desktop.intake.updating.matching import Choices
from vsm_desktop.intake.updating.told import Told, told_by
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.tools.layout import laid_out

HEAD = ["Step", "C/T (s)", "C/O (min)", "Uptime (%)", "Inventory (pcs)"]
ROWS = [
    HEAD,
    ["Stamping", 1, 60, 85, 4600],
    ["Spot weld 1", 39, 10, 100, 1100],
    ["Spot weld 2", 46, 10, 80, 1600],
    ["Assembly", 62, None, 100, 1200],
]
DEMAND = [["Customer demand", "18,400 pcs/month"], ["Shifts per day", 2], []]

Rows = list[list[Any]]


def mapped(folder: Path, *rows: list[Any], name: str = "march.xlsx") -> ValueStream:
    """The laid out map of a sheet."""
    stream = read_sheet(save(folder / name, {"Times": [*rows]})).stream
    assert stream is not None
    return in_state("current", laid_out(stream, stream.state(), frozenset()))(stream)


def told(folder: Path, *rows: list[Any], name: str = "april.xlsx") -> Told:
    """What a sheet says."""
    return told_by(read_sheet(save(folder / name, {"Times": [*rows]})))


def differing(stream: ValueStream, sheet: Told, choices: Choices | None = None) -> Difference:
    """What differs in the shown state."""
    return compare(stream, stream.state(), sheet, choices)


def taken(stream: ValueStream, difference: Difference, chosen: Set[str] | None = None) -> ValueStream:
    """The map with some lines taken, or with those that are proposed."""
    return taking(difference, difference.proposed if chosen is None else chosen, size_of)(stream)


def in_words(difference: Difference, *groups: str) -> list[str]:
    """The lines of some groups, or of all that can be taken, in a form that is easy to compare."""
    wanted = groups or ("added", "removed", "changed")
    return [line.key for line in difference.lines if line.group in wanted]


def value(stream: ValueStream, id_: str, key: str) -> str:
    """A quantity as typed."""
    found = getattr(node(stream, id_), key)
    return found.typed if isinstance(found, Quantity) else str(found)


def node(stream: ValueStream, id_: str) -> Node:
    found = stream.state().node(id_)
    assert found is not None, id_
    return found


def line(state: State, start: str) -> list[str]:
    """The names on the way from one symbol to the end, as far as it does not part."""
    onward = {flow.source: flow.target for flow in state.flows}
    names, here = [], start
    while here:
        names.append(here)
        here = onward.get(here, "")
    return names
