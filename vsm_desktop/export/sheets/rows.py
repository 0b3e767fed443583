"""One step on the step sheet: its cells, and what they mean in the units formulas reckon in."""

from __future__ import annotations

from msgspec import Struct, field

from vsm_desktop.export.sheets.live import Live, live
from vsm_desktop.metrics.report import Report, Result, StepReport
from vsm_desktop.model.nodes import NodeBase


class Row(Struct):
    """The cells of one step: what was entered, by field, and what follows, by metric."""

    number: int
    node: NodeBase
    step: StepReport
    name: Live
    entered: dict[str, Live] = field(default_factory=dict)
    seconds_per: dict[str, float] = field(default_factory=dict)
    found: dict[str, Live] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.step.kind

    def seconds(self, key: str, day: Live) -> Live | None:
        """A time in seconds; entered in days, with days of this length; None if the sheet has no such column."""
        working, days = self.entered.get(key), self.entered.get(f"{key}:d")
        if days is not None and (working is None or days.value is not None):
            return days * day
        return None if working is None else working * self.seconds_per[key]

    def has(self, key: str) -> bool:
        """Whether anything is entered in a field now."""
        return any(cell.value is not None for cell in self.cells(key))

    def cells(self, key: str) -> list[Live]:
        """The cells of a field: none, one, or one for each clock."""
        return [self.entered[name] for name in (key, f"{key}:d") if name in self.entered]

    def filled(self, key: str) -> Live:
        """The cell of a field that holds something, else its first."""
        cells = self.cells(key)
        return next((cell for cell in cells if cell.value is not None), cells[0])

    def or_else(self, key: str, default: float) -> Live:
        """The cell of a field, or a default while it is empty or the sheet has no such column."""
        cell = self.entered.get(key)
        return live(default) if cell is None else cell.or_else(default)

    def result(self, report: Report, key: str) -> Result | None:
        """What the report says of this step."""
        return self.step.metrics.get(key) or report.metrics.get(f"{key}.{self.step.id}")

    def reported(self, report: Report, key: str) -> float | None:
        """The same as a number."""
        result = self.result(report, key)
        return result.number if result else None
