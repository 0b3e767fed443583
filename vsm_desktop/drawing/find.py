"""Find in the map: names, labels, notes, and values as they are shown, those of the ladder with them.

A value is found by what its field is called on the map, and by what it is usually called.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from vsm_desktop.drawing.ladder import lines_of, rungs
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.display import shown
from vsm_desktop.model.fields import Field
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.names import USUAL, Names, names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import OwnFields, every_row, value_at
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.model.words import folded
from vsm_desktop.model.work import element_said

LADDER = "@ladder"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_ROW = 60.0
_BETWEEN = "\n"  # no query holds it
_Place = tuple[float, float]


class Found(Struct, frozen=True):
    """One element that answers: in which state, and which of its fields."""

    state_id: str
    id: str
    fields: tuple[str, ...]


class _Read(Struct, frozen=True):
    """What can be read of one element, folded; `whole` is all of it in one, to be quick about what does not answer."""

    element: Node | Flow
    texts: tuple[tuple[str, str], ...]
    whole: str
    times: TimeUnit | None = None
    names: Names = USUAL


class _Page(Struct, frozen=True):
    """What can be read in one state, in reading order."""

    state: State
    own: OwnFields
    report: Report | None
    lines: tuple[_Read, ...]
    read: dict[str, _Read]


class Finder:
    """Finds in a stream; what can be read is worked out once for as long as it stays the same."""

    def __init__(self) -> None:
        self._pages: dict[str, _Page] = {}

    def find(
        self, stream: ValueStream, query: str, state_ids: Sequence[str], reports: Mapping[str, Report]
    ) -> tuple[Found, ...]:
        """The elements that show the query, state by state in reading order; a report adds the ladder."""
        wanted = comparable(query)
        if not wanted:
            return ()
        return tuple(
            Found(id_, one.element.id, tuple({key: 0 for key, text in one.texts if wanted in text}))
            for id_ in state_ids
            for one in self._page(stream.state(id_), stream.own_fields, reports.get(id_)).lines
            if wanted in one.whole
        )

    def _page(self, state: State, own: OwnFields, report: Report | None) -> _Page:
        known = self._pages.get(state.id)
        if known is not None and known.own is not own:
            known = None
        if known is not None and known.state is state and known.report is report:
            return known
        times, names = state.options.time_unit, names_of(state)
        read = {
            one.id: _read(one, own, known.read.get(one.id) if known else None, times, names)
            for one in (*state.nodes, *state.flows)
        }
        ladder = _ladder(state, report) if report else {}
        lines = [_with(one, ladder[id_]) if id_ in ladder else one for id_, one in read.items()]
        places = _places(state)
        lines.sort(key=lambda one: places[one.element.id])
        page = self._pages[state.id] = _Page(state, own, report, tuple(lines), read)
        return page


def _read(
    element: Node | Flow, own: OwnFields, known: _Read | None, times: TimeUnit | None, names: Names
) -> _Read:
    if known is not None and known.element is element and (known.times, known.names) == (times, names):
        return known
    texts = _texts(element, times, own, names)
    return _Read(element, texts, _BETWEEN.join(text for _key, text in texts), times, names)


def _with(one: _Read, more: tuple[tuple[str, str], ...]) -> _Read:
    """What can be read of an element, the ladder with it."""
    texts = (*one.texts, *more)
    return _Read(one.element, texts, _BETWEEN.join(text for _key, text in texts))


def comparable(text: str) -> str:
    """A text as it is compared: folded, spaces evened, thousands not parted."""
    return _THOUSANDS.sub("", " ".join(folded(text).split()))


def _texts(
    element: Node | Flow, times: TimeUnit | None, own: OwnFields, names: Names
) -> tuple[tuple[str, str], ...]:
    """Every field with something in it, by its key."""
    texts = [
        (usual.key, comparable(text))
        for usual in every_row(element, own)
        for field in dict.fromkeys((names.row(usual), usual))
        for text in _shown(value_at(element, usual.key), field, times)
    ]
    name = getattr(element, "name", "")
    if name and all(key != "name" for key, _text in texts):
        texts.append(("name", comparable(name)))
    return tuple(texts)


def _shown(value: object, field: Field, times: TimeUnit | None) -> list[str]:
    """A value as the map or the form shows it, with its label before it: C/T 62 s."""
    if isinstance(value, Quantity):
        return [f"{field.label} {shown(value, times)}"]
    if isinstance(value, tuple):
        if field.shape == "elements":
            return list(map(element_said, value))
        return [f"{part.variant} {shown(part.quantity)}" for part in value]
    if field.shape == "element":  # an id, which nobody sees
        return []
    if field.shape == "choice":
        return [title for key, title in field.choices if key == value]
    return [value] if isinstance(value, str) and value else []


def _ladder(state: State, report: Report) -> dict[str, tuple[tuple[str, str], ...]]:
    """The values on the ladder, each at the step that works or the last stock that waits."""
    spans = {node.id: (node.at.x - 1, node.at.x + 1) for node in state.nodes}
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for path in lines_of(report):
        before = {b.id: a for a, b in itertools.pairwise(path)}
        for rung in rungs(path, spans, state.options.time_unit):
            id_ = rung.id
            if rung.waiting and id_ in before and before[id_].kind != "process":
                id_ = before[id_].id
            found[id_] = (*found.get(id_, ()), (LADDER, comparable(rung.text)))
    return found


def _places(state: State) -> dict[str, tuple[float, float, float]]:
    """Where elements stand in reading order: rows from the top, each from the left; arrows between their ends."""
    at: dict[str, _Place] = {node.id: (node.at.x, node.at.y) for node in state.nodes}
    for flow in state.flows:
        (x0, y0), (x1, y1) = at[flow.source], at[flow.target]
        at[flow.id] = ((x0 + x1) / 2, (y0 + y1) / 2)
    return {id_: (round(y / _ROW), x, y) for id_, (x, y) in at.items()}
