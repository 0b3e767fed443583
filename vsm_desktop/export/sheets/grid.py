"""One sheet of the workbook: cells with their formats, names for key cells, and the values formulas have now."""

from __future__ import annotations

from collections.abc import Container, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from vsm_desktop.assets import _
from vsm_desktop.export.clean import RISKY, one_line
from vsm_desktop.export.sheets.cells import Cell, Cells, letters
from vsm_desktop.export.sheets.live import MISSING, Known, Live
from vsm_desktop.export.sheets.looks import GENERAL, Dress, Look, Wardrobe, ink

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

LONGEST = 32_767
_UNSEEN = ("plain", "note", "name")
_FLUSH = ("title", "total")
_LINE = 15.0  # points
_WIDE = {"A4": 190, "A3": 320}  # characters across, as small as one still reads
_FORMULA = 8000  # Excel takes 8,192 characters


class Folder:
    """The workbook being written, the looks its sheets share, and its tables by what they are of."""

    def __init__(self, book: Workbook) -> None:
        self.book, self.wardrobe = book, Wardrobe(book)
        self.grids: list[Grid] = []
        self.tables: dict[str, Grid] = {}


class Grid:
    """A sheet that is filled cell by cell; formulas keep the value they have now."""

    def __init__(self, folder: Folder, title: str, widths: Sequence[float] = (), frozen: str = "") -> None:
        self.sheet: Any = folder.book.create_sheet(title)
        self.cells = Cells()
        self.title = title
        self._folder = folder
        self._prefix = f"'{title}'!"
        for column, width in enumerate(widths, 1):
            self.width(column, width)
        if frozen:
            self.sheet.freeze_panes = frozen
        _print_on_paper(self.sheet)
        folder.grids.append(self)

    def width(self, column: int, characters: float) -> None:
        """How wide a column is."""
        self._column(column).width = characters

    def hide(self, column: int) -> None:
        """A column that formulas and readers need, not people."""
        self._column(column).hidden = True

    def _column(self, column: int) -> Any:
        return self.sheet.column_dimensions[letters(column)]

    def hide_row(self, row: int) -> None:
        """A row that readers need, not people."""
        self.cells.hidden.add(row)

    def is_hidden(self, column: int) -> bool:
        """Whether people see a column."""
        return bool(self._column(column).hidden)

    def down(self, column: int, first: int, last: int) -> str:
        """The cells of a column from one row to another."""
        return f"{letters(column)}{first}:{letters(column)}{last}"

    def _area(self, head: int) -> str:
        row, column = self.cells.last
        return f"A{head}:{letters(column)}{max(row, head)}"

    def filter_and_repeat(self, head: int, names: str = "") -> None:
        """The head row filters on the screen, and stands on every page."""
        self.sheet.auto_filter.ref = self._area(head)
        self.repeat(head, names)

    def repeat(self, head: int, names: str = "") -> None:
        """The head row stands on every page.

        A table too wide for one sheet of paper, as small as it still reads, goes over several; the columns of its `names`
        then stand on each.
        """
        sheet = self.sheet
        sheet.print_area = self._area(head)
        sheet.print_title_rows = f"{head}:{head}"
        shown = [column.width for column in sheet.column_dimensions.values() if not column.hidden]
        if sum(shown) > _WIDE["A4"]:
            sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
        if sum(shown) > _WIDE["A3"]:
            sheet.print_title_cols = names or None
            sheet.sheet_properties.pageSetUpPr.fitToPage = False
            sheet.page_setup.scale = 85
            sheet.page_setup.pageOrder = "overThenDown"

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
        cleaned = one_line(text)[:LONGEST]
        if cleaned or look not in _UNSEEN:
            indent = column > 1 and look not in _FLUSH and not right
            dress = Dress(look, GENERAL, right, wrap, indent, cleaned.startswith(RISKY))
            self._put(row, column, cleaned or None, dress)
        if look == "title":
            self.cells.heights[row] = 1.6 * _LINE
        return Live(self._place(row, column), cleaned or None)

    def _put(self, row: int, column: int, value: Known, dress: Dress, formula: str = "") -> None:
        style = self._folder.wardrobe.number(dress)
        self.cells.put(row, column, Cell(value, style, formula, "%" in dress.shape))

    def _place(self, row: int, column: int) -> str:
        return f"{self._prefix}{letters(column)}{row}"

    def head(
        self, row: int, texts: Sequence[str], numbers: Container[int] = (), height: float | None = None
    ) -> None:
        """A row of column heads; those of numbers stand over them."""
        for column, text in enumerate(texts, 1):
            self.words(row, column, text, "head", right=column in numbers)
        if height:
            self.cells.heights[row] = height

    def fit(self, row: int, texts: Sequence[tuple[str, float]]) -> None:
        """Make a row high enough for texts that go over several lines in columns of these widths."""
        lines = max((ceil(0.92 * len(text) / width) for text, width in texts), default=1)
        if lines > 1:
            self.cells.heights[row] = min(_LINE * lines, 400)

    def number(
        self,
        row: int,
        column: int,
        value: float | None,
        shape: str = GENERAL,
        look: Look = "plain",
        *,
        left: bool = False,
    ) -> Live:
        """A plain number, `left` among words; missing stays empty. Formulas count what is entered, and what is empty."""
        self._put(row, column, value, Dress(look, shape, indent=left))
        place = self._place(row, column)
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
        formula = part.shown.replace(self._prefix, "")
        if len(formula) > _FORMULA:
            return self.number(row, column, part.number, shape, look)
        indent = look in ("note", "name") and column > 1
        self._put(row, column, part.value, Dress(look, shape, right, False, indent), formula)
        return Live(self._place(row, column), part.value)

    def name(self, name: str, cell: Live) -> Live:
        """Give a cell a name of its own; formulas then use it."""
        from openpyxl.workbook.defined_name import DefinedName

        self._folder.book.defined_names[name] = DefinedName(name, attr_text=fixed(cell.text))
        return Live(name, cell.value, ((name, 1),) if cell.needs else ())

    def choice(self, places: str, words: Sequence[str], *, blank: bool = False) -> None:
        """Cells that take one of a few words; more than a workbook can list stay free."""
        from openpyxl.worksheet.datavalidation import DataValidation

        listed = ",".join(words)
        if len(listed) > 250 or '"' in listed or any("," in word for word in words):
            return
        allowed = DataValidation("list", formula1=f'"{listed}"', allow_blank=blank)
        allowed.add(places)
        self.sheet.add_data_validation(allowed)

    def between(self, places: str, least: float, most: float, words: str) -> None:
        """Cells that take a number between two."""
        from openpyxl.worksheet.datavalidation import DataValidation

        allowed = DataValidation(
            "decimal", formula1=str(least), formula2=str(most), allow_blank=True, showErrorMessage=True
        )
        allowed.error = words
        allowed.add(places)
        self.sheet.add_data_validation(allowed)

    def keep(self, places: str, why: str) -> None:
        """Cells in which typing is stopped, with the reason.

        A protected sheet would do so too, but then nobody could insert, delete or sort rows, as these hold locked cells.
        """
        from openpyxl.worksheet.datavalidation import DataValidation

        stop = DataValidation(
            "custom", formula1="FALSE", allow_blank=True, showErrorMessage=True, errorStyle="stop"
        )
        stop.errorTitle, stop.error = _("This column is locked"), why
        stop.add(places)
        self.sheet.add_data_validation(stop)

    def alert(self, places: str, formula: str) -> None:
        """Cells that turn red while a formula holds, written for the first of them."""
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.styles.fills import PatternFill
        from openpyxl.styles.fonts import Font

        rule = FormulaRule(
            [formula], font=Font(color=ink("alert"), bold=True), fill=PatternFill(bgColor=ink("alert_t"))
        )
        self.sheet.conditional_formatting.add(places, rule)


def fixed(place: str) -> str:
    """A cell with dollars, so that it stays where it is when the formula moves."""
    sheet, bang, cell = place.rpartition("!")
    column = cell.rstrip("0123456789")
    return f"{sheet}{bang}${column}${cell[len(column) :]}"


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
