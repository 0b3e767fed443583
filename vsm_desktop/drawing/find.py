"""Find in the map: names, labels, notes, and values as they are shown, those of the ladder with them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vsm_desktop.drawing.ladder import rungs
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.display import shown
from vsm_desktop.model.fields import Field
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.words import folded

LADDER = "@ladder"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_ROW = 60.0
_Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Found:
    """One element that answers: in which state, and which of its fields."""

    state_id: str
    id: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What can be read of one element, folded."""

    element: Node | Flow
    texts: tuple[tuple[str, str], ...]


class Finder:
    """Finds in a stream; what can be read of an element is worked out once for as long as it stays the same."""

    def __init__(self) -> None:
        self._read: dict[str, dict[str, _Read]] = {}

    def find(
        self, stream: ValueStream, query: str, state_ids: Sequence[str], reports: Mapping[str, Report]
    ) -> tuple[Found, ...]:
        """The elements that show the query, state by state in reading order; a report adds the ladder."""
        wanted = comparable(query)
        if not wanted:
            return ()
        return tuple(
            one for id_ in state_ids for one in self._in_state(stream.state(id_), wanted, reports.get(id_))
        )

    def _in_state(self, state: State, wanted: str, report: Report | None) -> list[Found]:
        known = self._read.get(state.id, {})
        read: dict[str, _Read] = {}
        ladder = _ladder(state, report) if report else {}
        found: list[Found] = []
        for element in (*state.nodes, *state.flows):
            one = known.get(element.id)
            if one is None or one.element is not element:
                one = _Read(element, _texts(element))
            read[element.id] = one
            texts = (*one.texts, *ladder.get(element.id, ()))
            if fields := tuple(key for key, text in texts if wanted in text):
                found.append(Found(state.id, element.id, tuple(dict.fromkeys(fields))))
        self._read[state.id] = read
        places = _places(state) if found else {}
        return sorted(found, key=lambda one: places[one.id])


def comparable(text: str) -> str:
    """A text as it is compared: folded, spaces evened, thousands not parted."""
    return _THOUSANDS.sub("", " ".join(folded(text).split()))


def _texts(element: Node | Flow) -> tuple[tuple[str, str], ...]:
    """Every field with something in it, by its key."""
    texts = [
        (field.key, comparable(text))
        for field in element.fields()
        for text in _shown(getattr(element, field.key), field)
    ]
    name = getattr(element, "name", "")
    if name and all(key != "name" for key, _text in texts):
        texts.append(("name", comparable(name)))
    return tuple(texts)


def _shown(value: object, field: Field) -> list[str]:
    """A value as the map or the form shows it, with its label before it: C/T 62 s."""
    if isinstance(value, Quantity):
        return [f"{field.label} {shown(value)}"]
    if isinstance(value, tuple):
        return [f"{part.variant} {shown(part.quantity)}" for part in value]
    if field.shape == "choice":
        return [title for key, title in field.choices if key == value]
    return [value] if isinstance(value, str) and value else []


def _ladder(state: State, report: Report) -> dict[str, tuple[tuple[str, str], ...]]:
    """The values on the ladder, each at the step that works or the last stock that waits."""
    spans = {node.id: (node.at.x - 1, node.at.x + 1) for node in state.nodes}
    kinds = {step.id: step.kind for step in report.steps}
    path = report.metrics["critical_path"].value if "critical_path" in report.metrics else ()
    listed = [str(id_) for id_ in path] if isinstance(path, tuple) else []
    before = {b: a for a, b in itertools.pairwise(listed)}
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for rung in rungs(report, spans):
        id_ = rung.id
        if rung.waiting and kinds.get(before.get(id_, ""), "process") != "process":
            id_ = before[id_]
        found[id_] = (*found.get(id_, ()), (LADDER, comparable(rung.text)))
    return found


def _places(state: State) -> dict[str, tuple[float, float, float]]:
    """Where elements stand in reading order: rows from the top, each from the left; arrows between their ends."""
    at: dict[str, _Place] = {node.id: (node.at.x, node.at.y) for node in state.nodes}
    for flow in state.flows:
        (x0, y0), (x1, y1) = at[flow.source], at[flow.target]
        at[flow.id] = ((x0 + x1) / 2, (y0 + y1) / 2)
    return {id_: (round(y / _ROW), x, y) for id_, (x, y) in at.items()}
