"""The rows of the table: the steps of the shown state in flow order, then all else; or its arrows."""

from __future__ import annotations

from typing import Any, NamedTuple

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.model.names import USUAL, Names, names_of
from vsm_desktop.ui.table.columns import Mode, kind_title

_ORDER = {"supplier": 0, "customer": 1, "control": 2, "junction": 3}


class Rows(NamedTuple):
    """The elements row by row, with what a row shows beside its element: a step's report, an arrow's two ends."""

    ids: tuple[str, ...] = ()
    elements: tuple[Any, ...] = ()
    beside: tuple[Any, ...] = ()


def rows_of(frame: Frame, mode: Mode) -> Rows:
    """All rows of a frame."""
    return _steps(frame) if mode == "steps" else _arrows(frame)


def _steps(frame: Frame) -> Rows:
    by_id = {node.id: node for node in frame.state.nodes}
    reports = [step for step in frame.report.steps if step.id in by_id]
    elements = [by_id.pop(step.id) for step in reports]
    rest = sorted(by_id.values(), key=lambda node: _ORDER.get(node.kind, len(_ORDER)))
    elements += rest
    return Rows(tuple(one.id for one in elements), tuple(elements), (*reports, *(None for _one in rest)))


def _arrows(frame: Frame) -> Rows:
    words = names_of(frame.state)
    names = {node.id: called(node, words) for node in frame.state.nodes}
    flows = frame.state.flows
    ends = tuple((names[flow.source], names[flow.target]) for flow in flows)
    return Rows(tuple(flow.id for flow in flows), flows, ends)


def called(element: Any, names: Names = USUAL) -> str:
    """What a row is called: its name, else its kind."""
    return str(getattr(element, "name", "")) or kind_title(element.kind, names)


def changed_rows(old: Rows, new: Rows) -> list[int]:
    """The rows that differ, of two that have the same ids: the identity of elements and reports tells."""
    pairs = zip(old.elements, new.elements, old.beside, new.beside, strict=True)
    return [i for i, (a, b, c, d) in enumerate(pairs) if a is not b or (c is not d and not _same_ends(c, d))]


def _same_ends(a: Any, b: Any) -> bool:
    """Ends are made anew for each frame; a report is the same object as long as it says the same."""
    return type(a) is type(b) is tuple and bool(a == b)
