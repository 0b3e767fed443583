"""The months beside a plan in a workbook: bars that follow the dates and the share done, also when they are changed there."""

from __future__ import annotations

from vsm_desktop.export.sheets.cells import letters
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.looks import ink
from vsm_desktop.insight.planned import Span
from vsm_desktop.model.plan_table import HEAD, PLAN

_MONTH = "mmm"
_PLACES = {column.key: letters(at) for at, column in enumerate(PLAN, 2)}


class Months:
    """The columns of the months, the first of them at `left`."""

    def __init__(self, grid: Grid, left: int, span: Span) -> None:
        from vsm_desktop.export.plan_sheet import put

        self.grid, self.left, self.count = grid, left, len(span.months)
        for at, month in enumerate(span.months, left):
            put(grid, HEAD, at, month, _MONTH, "head")
            grid.width(at, 4.6)

    def bars(self, first: int, last: int, printed: int) -> None:
        """Full where an objective is done, pale where it is planned; `printed` is the last row that holds something."""
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.styles.fills import PatternFill

        head = f"{letters(self.left)}${HEAD}"
        start, end, done = (f"${_PLACES[key]}{first}" for key in ("start", "end", "done"))
        begins = f'IF({start}="",{end},{start})'
        planned = f'AND({end}<>"",{head}<={end},EOMONTH({head},0)>={begins})'
        reached = f"{begins}+{done}*({end}-{begins}+1)-1"
        full = f'AND({end}<>"",{done}>0,{head}<={reached},EOMONTH({head},0)>={begins})'
        places = f"{letters(self.left)}{first}:{letters(self.left + self.count - 1)}{last}"
        for formula, token in ((full, "ink"), (planned, "accent_t")):
            fill = PatternFill(bgColor=ink(token), fill_type="solid")
            self.grid.sheet.conditional_formatting.add(
                places, FormulaRule([formula], fill=fill, stopIfTrue=True)
            )
        self.grid.sheet.print_area = f"B1:{letters(self.left + self.count - 1)}{printed}"
