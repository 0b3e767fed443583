"""Two states compared: every number of the map, every change in words, and the way from one lead time to the other.

Current against future is the absolute change and the relative one, (future - current) / current; where the current number is
0, the absolute one only (METRICS.md 12). What is unknown on one side stays unknown, with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.changed import ChangeRow, change_rows
from vsm_desktop.insight.numbers import MetricRow, metric_rows
from vsm_desktop.insight.sides import (
    Convention,
    Side,
    counted_like,
    differing_conventions,
    state_of,
    titles_of,
)
from vsm_desktop.insight.waterfall import Waterfall, waterfall
from vsm_desktop.model.display import DASH


class Comparison(Struct, frozen=True):
    """What differs between two states.

    `titles` is what they are called; `conventions` are those they count by differently, which makes their numbers
    incomparable, and `alike` that the second is counted by those of the first instead; `otherwise` are its numbers that are
    others by its own, each with its name, as the map and its strip have them. `gone`, `new` and `changed` are the ids
    of what stands on one map only, and of what stands on both and is another. A symbol of another kind is gone and new.
    """

    titles: tuple[str, str]
    metrics: tuple[MetricRow, ...]
    changes: tuple[ChangeRow, ...]
    gone: frozenset[str]
    new: frozenset[str]
    changed: frozenset[str]
    waterfall: Waterfall
    conventions: tuple[Convention, ...] = ()
    alike: bool = False
    otherwise: tuple[tuple[str, str], ...] = ()

    @property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """What changed of each element, as lines with the old and the new value."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.changes:
            if row.op == "set" and row.id and not row.looks:
                found[row.id] = (*found.get(row.id, ()), row.said)
        return found

    @property
    def only_kind(self) -> frozenset[str]:
        """The arrows of which nothing but the kind changed, as push that became pull."""
        fields: dict[str, set[str]] = {}
        for row in self.changes:
            if row.op == "set" and not row.looks:
                fields.setdefault(row.id, set()).add(row.field)
        return frozenset(id_ for id_, found in fields.items() if found == {"kind"}) & self.changed

    @property
    def counted(self) -> str:
        """How the two are counted where their conventions differ, in a sentence; nothing where they do not."""
        if not self.conventions:
            return ""
        words = _("The two count by other conventions: {differ}.")
        if self.alike:
            words = _("Both are counted by the conventions of {name}. By its own: {differ}.")
        said = words.format(name=self.titles[0], differ=", ".join(one.words for one in self.conventions))
        own = _("{label} by its own: {value}")
        numbers = "; ".join(own.format(label=label, value=value) for label, value in self.otherwise)
        return f"{said} {numbers}." if numbers else said

    def metric(self, key: str) -> MetricRow | None:
        """The row of a number."""
        return next((row for row in self.metrics if row.key == key), None)


def compare(a: Side, b: Side, *, alike: bool = False, looks: bool = False) -> Comparison:
    """Compare the state `b` with the state `a`, each a document and the id of a state in it.

    With `alike` the numbers of the second are counted by the conventions of the first. With `looks` the changes tell also of
    what was only moved, and of what stands beside the flow: notes, outlines, bursts. Raises KeyError for a state that does
    not exist.
    """
    conventions = differing_conventions(a, b)
    counted = counted_like(a, b) if alike else b
    rows = change_rows(a, b)
    before, after = (
        {element.id for element in (*state.nodes, *state.flows)} for state in map(state_of, (a, b))
    )
    seen = [row for row in rows if not row.looks]
    ids = {
        op: frozenset(row.id for row in seen if row.op == op and row.id) for op in ("set", "add", "remove")
    }
    other_kind = frozenset(
        row.id for row in seen if row.field == "kind" and row.op == "set" and row.exchanged
    )
    metrics = metric_rows(a, counted)
    counted_alike = alike and bool(conventions)
    return Comparison(
        titles=titles_of(a, b),
        metrics=metrics,
        changes=tuple(rows if looks else seen),
        gone=ids["remove"] | other_kind,
        new=ids["add"] | other_kind,
        changed=(ids["set"] - other_kind) & before & after,
        waterfall=waterfall(a, counted),
        conventions=conventions,
        alike=counted_alike,
        otherwise=_otherwise(metrics, metric_rows(a, b)) if counted_alike else (),
    )


def _otherwise(alike: Sequence[MetricRow], own: Sequence[MetricRow]) -> tuple[tuple[str, str], ...]:
    """The numbers one asks for first that read otherwise by the conventions of their own state."""
    kept = {row.key: row.words[1] for row in own}
    return tuple(
        (row.label, kept[row.key])
        for row in alike
        if row.shown and row.key in kept and kept[row.key] not in (row.words[1], DASH)
    )
