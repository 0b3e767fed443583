"""One step on its sheet: its cells, what they mean in the units formulas reckon in, and how other sheets find them.

Rows may be sorted in the workbook. So nothing on another sheet points at a row: it looks for the row of an id.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.live import Live, Test, choose, live
from vsm_desktop.metrics.report import Report, Result, StepReport
from vsm_desktop.metrics.stock import STOCK_KINDS
from vsm_desktop.model.nodes import NodeBase

_LONGEST = 250  # letters a spreadsheet looks for
_WILD = frozenset("*?~")


class Row(Struct):
    """The cells of one step: what was entered, by field, and what follows, by metric."""

    number: int
    node: NodeBase
    step: StepReport
    name: Live
    id: Live
    entered: dict[str, Live] = field(default_factory=dict)
    seconds_per: dict[str, float] = field(default_factory=dict)
    found: dict[str, Live] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.step.kind

    @property
    def is_stock(self) -> bool:
        """Whether it stands on the sheet of stocks."""
        return self.step.kind in STOCK_KINDS

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


class Seen(Struct, frozen=True):
    """The rows of one sheet as another sees them: each cell is looked for in the row where its id stands now."""

    rows: Sequence[Row]
    by_id: bool

    def place(self, row: Row, id_: Live) -> Live:
        """Which of the rows has the id of a cell; nothing where it was deleted."""
        at = float(row.number - self.rows[0].number + 1)
        if not self.by_id:
            return live(at)
        return Live(f'IFERROR(MATCH({id_.text},{self._column(row.id)},0),"")', at)

    def cell(self, cell: Live, place: Live) -> Live:
        """A number or a formula of a row; a row that is gone counts nothing."""
        text = f"INDEX({self._column(cell)},{place.text})"
        return choose(_gone(place), live(0), Live(text, cell.value, ((text, 1),)))

    def name(self, row: Row, place: Live) -> Live:
        """The name of a row as it is called now."""
        text = f'INDEX({self._column(row.name)},{place.text})&""'
        gone = Live(f'"{_("(row deleted)")}"', "")
        return choose(_gone(place), gone, Live(text, row.name.value))

    def _column(self, cell: Live) -> str:
        sheet, _bang, place = cell.text.rpartition("!")
        letters = place.rstrip("0123456789")
        return f"{sheet}!${letters}${self.rows[0].number}:${letters}${self.rows[-1].number}"

    def at(self, row: Row, place: Live, wanted: Sequence[str]) -> Row:
        """A row as it is seen, with some of its fields."""
        entered = {key: self.cell(cell, place) for key, cell in row.entered.items() if key in wanted}
        return replace(row, entered=entered, found={})


def _gone(place: Live) -> Test:
    return Test(f'{place.text}=""', False)


def can_look_for(ids: Sequence[str]) -> bool:
    """Whether a spreadsheet finds these ids: it takes * and ? for any letters, and capitals for small ones."""
    folded = {id_.casefold() for id_ in ids}
    return len(folded) == len(ids) and not any(len(id_) > _LONGEST or _WILD & set(id_) for id_ in ids)
