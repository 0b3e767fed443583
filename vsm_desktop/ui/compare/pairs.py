"""The cells of the strip over two states: each number before and after, with the change."""

from __future__ import annotations

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.text import measure as measure_text
from vsm_desktop.insight.sides import Side
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.display import rounded
from vsm_desktop.ui.cells import PAD, Cell, report_cells

ARROW = "→"
BEFORE_SIZE, AFTER_SIZE = 15, 21
_CLOSE = 1e-9
_STAY = frozenset(
    {"takt_s", "lead_time_days"}
)  # the longest, the bottleneck, finds no room in a narrow window


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
    words = relative(before.number, after.number, after.better)
    if not words or any(one.value.startswith(("≥", "≤")) for one in (before, after)):
        return {}
    sense = sense_of(before.number, after.number, after.better)
    word = {1: _("better"), -1: _("worse"), 0: ""}[sense]
    return {"change": f"{words} {word}".strip(), "change_sign": sense}


def sense_of(before: float | None, after: float | None, better: int) -> int:
    """1 where it got better, -1 where worse, 0 where neither can be said."""
    if before is None or after is None or abs(after - before) <= _CLOSE * max(abs(before), abs(after)):
        return 0
    return better if after > before else -better


def relative(before: float | None, after: float | None, better: int = 0) -> str:
    """A change in words: −81 %, +11 %, or 4.7 × where what should grow has more than doubled."""
    if before is None or after is None or before <= 0 or after < 0:
        return ""
    ratio = after / before
    if ratio >= 2 and better >= 0:
        return f"{rounded(ratio, 1 if ratio < 10 else 0)} ×"
    part = (ratio - 1) * 100
    if abs(part) < 0.05:
        return ""
    number = rounded(part, 0 if abs(part) >= 1 else 1)
    return f"+{number} %" if part > 0 else f"{number} %"
