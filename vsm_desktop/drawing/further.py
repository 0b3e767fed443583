"""Further rungs under the ladder: one row for each number the map is to show, each value under its step."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import partial
from typing import NamedTuple

from vsm_desktop.drawing.folds import turned_span
from vsm_desktop.drawing.ladder import TOTAL_WIDTH, Bay, Span
from vsm_desktop.drawing.ops import Box, Op, Part
from vsm_desktop.drawing.own import figure_words
from vsm_desktop.drawing.placed import Made
from vsm_desktop.drawing.shapes import stroke
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.drawing.theme import DATA_SIZE, NOTE_SIZE, ROW_LINE
from vsm_desktop.metrics.clock import Clock
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.metrics.rungs import Rule, Share, clock_at, rules_of, shares, sum_of
from vsm_desktop.model.display import DASH
from vsm_desktop.model.names import FIELD, Names, names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import OwnFields
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.units import TimeUnit

PITCH = 20.0
_BASE = 14.0
_TITLE_AWAY = 12.0
_METRIC = {"distance": "distance_m"}  # what is a metric of the map can be asked how it came about


class FurtherRow(NamedTuple):
    """One row as it reads: its values by step, and what they come to."""

    key: str
    title: str
    values: tuple[tuple[str, str], ...]
    total: str


class Further:
    """The further rows of a map, worked out anew only at the steps that are other objects."""

    def __init__(self) -> None:
        self._asked: tuple[object, ...] = ()
        self._rules: tuple[Rule, ...] = ()
        self._seen: dict[str, tuple[Node, StepReport, tuple[Share | None, ...]]] = {}
        self._fields: OwnFields = ()
        self._clock: Clock | None = None
        self._rows: tuple[FurtherRow, ...] = ()

    def follow(self, stream: ValueStream, state: State, report: Report) -> tuple[FurtherRow, ...]:
        """The rows of a frame; the same object as before if they say the same."""
        keys, times = state.options.ladder_rungs, state.options.time_unit
        if report.metrics["critical_path"].value is None:
            return ()
        names = names_of(state)
        asked = (report, keys, times, stream.own_fields, names)
        if len(asked) == len(self._asked) and all(a is b for a, b in zip(asked, self._asked, strict=True)):
            return self._rows
        self._asked = asked
        rules, clock = rules_of(keys, stream.own_fields), clock_at(stream, state)
        if rules != self._rules or clock != self._clock or stream.own_fields is not self._fields:
            self._rules, self._clock, self._fields, self._seen = rules, clock, stream.own_fields, {}
        nodes = {node.id: node for node in state.nodes}
        seen: dict[str, tuple[Node, StepReport, tuple[Share | None, ...]]] = {}
        for step in report.steps:
            if not step.on_critical_path:
                continue
            known, node = self._seen.get(step.id), nodes[step.id]
            if known is None or known[0] is not node or known[1] is not step:
                known = (node, step, shares(rules, node, step, clock))
            seen[step.id] = known
        self._seen = seen
        rows = tuple(self._row(i, rule, times, names) for i, rule in enumerate(rules))
        if rows != self._rows:
            self._rows = rows
        return self._rows

    def _row(self, i: int, rule: Rule, times: TimeUnit | None, names: Names) -> FurtherRow:
        said = [(share, step.passages) for _n, step, all_ in self._seen.values() if (share := all_[i])]
        total = sum_of(rule, said)
        least = "≥ " if total.missing and total.number is not None else ""
        return FurtherRow(
            rule.key,
            names.given(FIELD + rule.key) or rule.title,
            tuple((share.id, _said(share.number, rule, times)) for share, _passages in said),
            least + _said(total.number, rule, times),
        )


def _said(number: float | None, rule: Rule, times: TimeUnit | None) -> str:
    return " ".join(figure_words(number, rule.dimension, times)).strip() or DASH


def rows_for(rows: Sequence[FurtherRow], steps: Sequence[StepReport], last: bool) -> tuple[FurtherRow, ...]:
    """The rows under one row of steps, the totals under the last."""
    ids = {step.id for step in steps}
    return tuple(
        row._replace(
            values=tuple(value for value in row.values if value[0] in ids), total=row.total if last else ""
        )
        for row in rows
    )


class FurtherRows:
    """The rows as they stand under a ladder; `named`, under the names of their steps.

    The `number` tells the rows under one line of a folded ladder from those under another.
    """

    def __init__(
        self,
        rows: Sequence[FurtherRow],
        steps: Sequence[StepReport],
        bays: Sequence[Bay],
        top: float,
        named: bool = False,
        number: str = "",
    ) -> None:
        wanted = {id_ for row in rows for id_, _text in row.values}
        names = tuple((step.id, step.name) for step in steps if named and step.id in wanted)
        self._rows = (FurtherRow("", "", names, ""), *rows) if names else tuple(rows)
        self._rooms = _rooms(steps, bays, wanted)
        self._top, self._number = top, number
        self.foot = top + PITCH * len(self._rows)
        self.room: Box = (0.0, top, 0.0, self.foot)

    def draw(
        self, extent: Span, totals: Span | None, look: Look, made: Made, turned: bool = False
    ) -> list[Part]:
        """The rows along an extent, each with its total where the totals stand, if they do: a part for each value.

        `totals` is the left and the width of their box; `turned`, the extent counts from the right.
        """
        parts: list[Part] = []
        left, right = turned_span(extent, turned)
        titles = max(measure(row.title, DATA_SIZE, "medium") for row in self._rows) + _TITLE_AWAY
        wide = max(10 + measure(row.total, DATA_SIZE, "bold") for row in self._rows)
        at = None
        if totals is not None:
            at = totals[0] if not turned else min(totals[0], totals[0] + totals[1] - wide)
            wide = max(TOTAL_WIDTH, wide)
            left, right = min(left, at), max(right, at + wide)
        for i, row in enumerate(self._rows):
            y = self._top + PITCH * i
            id_ = f"@row:{self._number}{row.key}"
            said = (id_, row, left, right, at, y, turned, look)
            parts.append(made.other(id_, said, partial(_row_part, *said)))
            for step, text in row.values:
                room = turned_span(self._rooms[step], turned)
                value = (row.key, step, text, *room, y, look)
                make = partial(_value_part, *value)
                parts.append(made.other(f"@value:{step}:{row.key}", value, make))
        self.room = (
            left - (0.0 if turned else titles),
            self._top,
            right + (titles if turned else 0.0),
            self.foot,
        )
        return parts


def _row_part(
    id_: str, row: FurtherRow, left: float, right: float, at: float | None, y: float, turned: bool, look: Look
) -> Part:
    """A rule, the title where it begins, the total at its end."""
    wide = right - left
    ops: list[Op] = []
    if row.key:
        ops.append(stroke((("M", 0.0, 0.0), ("L", wide, 0.0)), look["rule"], ROW_LINE, butt=True))
    place, anchor = (wide + _TITLE_AWAY, "start") if turned else (-_TITLE_AWAY, "end")
    ops += line(place, _BASE, row.title, DATA_SIZE, look["ink2"], "medium", anchor)  # type: ignore[arg-type]
    if at is not None:
        ref = _METRIC.get(row.key, "")
        ops += line(at - left + 10, _BASE, row.total, DATA_SIZE, look["ink"], "bold", ref=ref)
    return Part(id_, left, y, tuple(ops))


def _value_part(key: str, id_: str, text: str, left: float, right: float, y: float, look: Look) -> Part:
    """One value in the middle of the room of its step; a name is cut to it."""
    font, size, ink = ("medium", DATA_SIZE, look["ink"]) if key else ("body", NOTE_SIZE, look["ink2"])
    shown = text if key else shorten(text, right - left + 12, size)
    ops = line(0.0, _BASE, shown, size, ink, font, "middle", f"{id_}.{key}" if key else f"{id_}.name")  # type: ignore[arg-type]
    return Part(f"@value:{id_}:{key}", (left + right) / 2, y, ops)


def _rooms(steps: Sequence[StepReport], bays: Sequence[Bay], wanted: Set[str]) -> dict[str, Span]:
    """Where the values of each step stand: under the rung of its work, or in its share of the rung it waits on."""
    rooms: dict[str, Span] = {}
    waiting: list[str] = []
    bay_at = {bay.id: bay for bay in bays}
    for step in steps:
        if step.kind != "process" and step.id in wanted:
            waiting.append(step.id)
        bay = bay_at.get(step.id)
        if bay is None:
            continue
        if bay.works:
            rooms[bay.id] = (bay.left, bay.right)
        pitch = (bay.left - bay.start) / max(1, len(waiting))
        rooms |= {id_: (bay.start + pitch * i, bay.start + pitch * (i + 1)) for i, id_ in enumerate(waiting)}
        waiting.clear()
    return rooms
