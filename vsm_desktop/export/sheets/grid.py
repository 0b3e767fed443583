"""One sheet of the workbook: cells with their formats, names for key cells, and the values formulas have now."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from vsm_desktop.assets import _
from vsm_desktop.export.clean import one_line
from vsm_desktop.export.sheets.live import MISSING, Known, Live

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook

Look = Literal["plain", "entered", "head", "title", "name", "note", "total"]

GENERAL = "General"
SECONDS = "[=0]0;[<100]#,##0.0;#,##0"
DAYS = "[=0]0;[<0.05]0.0###;#,##0.0"
WHOLE = "#,##0"
TIMES = "[=1]0;0.0###"
SHARE = "[<0.001]0.0000%;[<0.01]0.00%;0.0%"
_LONGEST = 32_767
_RISKY = ("=", "+", "-", "@")
_INK, _ENTERED, _SOFT, _BAND, _RULE = "FF101418", "FF1F4E9E", "FF3A4350", "FFEDEFF3", "FF9AA3AF"
_WIDE = 150  # characters on A4


class Grid:
    """A sheet that is filled cell by cell; formulas keep the value they have now."""

    def __init__(self, book: Workbook, title: str, widths: Sequence[float] = (), frozen: str = "") -> None:
        self.sheet: Any = book.create_sheet(title)
        self.now: dict[str, Known] = {}
        self._book = book
        self._prefix = f"'{title}'!"
        for column, width in enumerate(widths, 1):
            self.width(column, width)
        if frozen:
            self.sheet.freeze_panes = frozen
        _print_on_paper(self.sheet)

    def width(self, column: int, characters: float) -> None:
        """How wide a column is."""
        from openpyxl.utils.cell import get_column_letter

        self.sheet.column_dimensions[get_column_letter(column)].width = characters

    def filter_and_repeat(self, head: int) -> None:
        """The head row filters on the screen and stands on every page; a wide sheet needs a wide paper."""
        self.sheet.auto_filter.ref = self.sheet.dimensions
        self.sheet.print_title_rows = f"{head}:{head}"
        if sum(column.width for column in self.sheet.column_dimensions.values()) > _WIDE:
            self.sheet.page_setup.paperSize = self.sheet.PAPERSIZE_A3

    def on_one_page(self) -> None:
        """Printed on one page, however long."""
        self.sheet.page_setup.fitToHeight = 1

    def words(
        self,
        row: int,
        column: int,
        text: str,
        look: Look = "plain",
        *,
        wrap: bool = False,
        right: bool = False,
    ) -> Live:
        """A text, which never becomes a formula."""
        cell = self.sheet.cell(row, column)
        cleaned = one_line(text)[:_LONGEST]
        if cleaned:
            cell.value = cleaned
            cell.data_type = "s"
            cell.quotePrefix = cleaned.startswith(_RISKY)
        _dress(cell, look, wrap, right, column > 1)
        return Live(self._place(cell), cleaned or None)

    def head(
        self, row: int, texts: Sequence[str], numbers: Container[int] = (), height: float | None = None
    ) -> None:
        """A row of column heads; those of numbers stand over them."""
        for column, text in enumerate(texts, 1):
            self.words(row, column, text, "head", right=column in numbers)
        if height:
            self.sheet.row_dimensions[row].height = height

    def number(
        self, row: int, column: int, value: float | None, shape: str = GENERAL, look: Look = "plain"
    ) -> Live:
        """A plain number; missing stays empty. Formulas count what is entered, and what is empty."""
        cell = self.sheet.cell(row, column)
        cell.value = value
        cell.number_format = shape
        _dress(cell, look)
        place = self._place(cell)
        return Live(place, value, ((place, 1),) if value is None or look == "entered" else ())

    def live(
        self,
        row: int,
        column: int,
        part: Live,
        shape: str = GENERAL,
        look: Look = "plain",
        *,
        right: bool = False,
    ) -> Live:
        """A formula; a mere number, or nothing, is written as such."""
        if part.plain or part is MISSING:
            return self.number(row, column, part.number, shape, look)
        cell = self.sheet.cell(row, column)
        cell.value = part.shown
        if len(cell.value) > 8000:  # Excel takes 8,192 characters
            return self.number(row, column, part.number, shape, look)
        cell.value = cell.value.replace(self._prefix, "")
        cell.data_type = "f"
        cell.number_format = shape
        _dress(cell, look, right=right, indent=look == "note" and column > 1)
        self.now[cell.coordinate] = part.value
        return Live(self._place(cell), part.value)

    def name(self, name: str, cell: Live) -> Live:
        """Give a cell a name of its own; formulas then use it."""
        from openpyxl.workbook.defined_name import DefinedName

        sheet, _bang, place = cell.text.rpartition("!")
        column = place.rstrip("0123456789")
        place = f"${column}${place[len(column) :]}"
        self._book.defined_names[name] = DefinedName(name, attr_text=f"{sheet}!{place}")
        return Live(name, cell.value, ((name, 1),) if cell.needs else ())

    def choice(self, cell: Live, words: Sequence[str]) -> None:
        """A cell that takes one of a few words."""
        from openpyxl.worksheet.datavalidation import DataValidation

        allowed = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=False)
        allowed.add(cell.text.rpartition("!")[2])
        self.sheet.add_data_validation(allowed)

    def _place(self, cell: Cell) -> str:
        return f"{self._prefix}{cell.coordinate}"


def _dress(cell: Any, look: Look, wrap: bool = False, right: bool = False, indent: bool = False) -> None:
    cell.font = _font(look)
    if look == "head":
        cell.fill, cell.border = _band(), _rule("bottom", "thin", _RULE)
    elif look == "total":
        cell.border = _rule("top", "medium", _INK)
    if wrap or right or indent or look == "head":
        cell.alignment = _alignment(right, indent, wrap or look == "head")


@cache
def _font(look: Look) -> Any:
    from openpyxl.styles.fonts import Font

    color = {"entered": _ENTERED, "note": _SOFT}.get(look, _INK)
    bold = look in ("head", "name", "total", "title")
    return Font(name="Calibri", size=16 if look == "title" else 11, bold=bold, color=color)


@cache
def _alignment(right: bool, indent: bool, wrap: bool) -> Any:
    from openpyxl.styles.alignment import Alignment

    across, room = ("right", 0) if right else ("left", int(indent))
    return Alignment(across, "top", wrap_text=wrap, indent=room)


@cache
def _band() -> Any:
    from openpyxl.styles.fills import PatternFill

    return PatternFill("solid", start_color=_BAND)


@cache
def _rule(side: str, style: str, color: str) -> Any:
    from openpyxl.styles.borders import Border, Side

    return Border(**{side: Side(style, color=color)})


def _print_on_paper(sheet: Any) -> None:
    """Across, as wide as the paper, numbered."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = _("Page {page} of {pages}").format(page="&P", pages="&N")
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
