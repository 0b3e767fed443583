"""The cells of the strip over two states: each number before and after, with the change."""

from __future__ import annotations

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.text import measure as measure_text
from vsm_desktop.insight.effect import SENSES, Sense, relative_words, sense_of
from vsm_desktop.insight.sides import Side
from vsm_desktop.metrics.measure import measure
from vsm_desktop.ui.cells import PAD, Cell, report_cells

ARROW = "→"
BEFORE_SIZE, AFTER_SIZE = 15, 21
_SIGNS: dict[Sense, int] = {"better": 1, "worse": -1}
_STAY = frozenset({"lead_time_days", "bottleneck"})  # where there is room for no more


class Pair(Cell, frozen=True):
    """A number of the state after; `before` is that of the other state, with its unit where that is another one."""

    before: str = ""

    @property
    def width(self) -> float:
        first = measure_text(f"{self.before} {ARROW} ", BEFORE_SIZE) if self.before else 0.0
        value = first + measure_text(self.value, AFTER_SIZE, "bold")
        value += measure_text(self.unit, 13) + 6 if self.unit else 0
        change = measure_text(self.change, 11, "medium") + 6 if self.change else 0.0
        note = change + measure_text(self.note, 11) + 14 * self.alert
        return max(value, measure_text(self.label, 11), note) + 2 * PAD

    @property
    def tip(self) -> str:
        """Everything there is to say about it."""
        now = " ".join(part for part in (self.value, self.unit) if part)
        said = f"{self.label}: {self.before} {ARROW} {now}" if self.before else f"{self.label}: {now}"
        return "\n".join(part for part in (said, self.change, self.note, self.reason) if part)


def pairs(before: Side, after: Side) -> tuple[Pair, ...]:
    """What the strip says of two states, each a document and the id of one in it."""
    first = {cell.key: cell for cell in _cells(before)}
    return tuple(_pair(first.get(cell.key), cell) for cell in _cells(after))


def _cells(side: Side) -> tuple[Cell, ...]:
    stream, state_id = side
    report = measure(stream, state_id)
    return report_cells(report, stream.state(state_id), stream.own_fields, stream.own_totals)


def _pair(before: Cell | None, after: Cell) -> Pair:
    made = Pair(
        **{name: getattr(after, name) for name in Cell.__struct_fields__ if name not in ("change", "note")},
        note=after.note,
    )
    made = replace(made, stays=after.key in _STAY)
    if before is None:
        return made
    if (before.value, before.unit) == (after.value, after.unit):
        return replace(made, change=_("unchanged"))
    shown = before.value if before.unit in ("", after.unit) else f"{before.value} {before.unit}"
    return replace(made, before=shown, **_change(before, after))


def _change(before: Cell, after: Cell) -> dict[str, str | int]:
    words = relative_words(before.number, after.number, after.better)
    if not words or any(one.value.startswith(("≥", "≤")) for one in (before, after)):
        return {}
    sense = sense_of(before.number, after.number, after.better)
    word = SENSES[sense] if sense in _SIGNS else ""
    return {"change": f"{words} {word}".strip(), "change_sign": _SIGNS.get(sense, 0)}
