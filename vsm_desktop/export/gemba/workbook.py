"""Gemba sheets as a workbook: a sheet to fill in for each step, and a list of them; filled in, it is read back by its keys.

The sheets are protected without a password, boxes excepted, so that what is printed beside them stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from vsm_desktop import __version__
from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.clean import RISKY, one_line
from vsm_desktop.export.gemba.forms import Box, Form
from vsm_desktop.export.sheets.pack import packed
from vsm_desktop.model.gemba import (
    BOX,
    BY,
    DATE,
    FIRST_BOX,
    KEY_COLUMN,
    MARK,
    PROBLEMS,
    SAID,
    SHIFT,
    STATE,
    STEP,
    STREAM,
    TITLE_BOX,
    UNIT_COLUMN,
)

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

Look = Literal["name", "head", "text", "now", "unit", "key", "hint", "number", "box", "words"]
_SIZES: dict[Look, float] = {
    "name": 20,
    "head": 12,
    "box": 13,
    "words": 11,
    "key": 6,
    "hint": 9,
    "number": 8,
    "unit": 9,
}
_BOLD: tuple[Look, ...] = ("name", "head")
_PALE: tuple[Look, ...] = ("key", "hint", "number")
_INK, _SOFT = "FF000000", "FF4D4D4D"
_LONGEST = 32_767
_BAD = re.compile(r"[\[\]:*?/\\']")
_LAST = UNIT_COLUMN - 1


def write_workbook(forms: Sequence[Form], path: Path, watch: Watch = UNWATCHED) -> None:
    """Write the sheets as a workbook. Raises ExportError."""
    data = workbook_bytes(forms, watch.part(0, 0.95))
    watch.at(1)
    replace_file(path, data)


def workbook_bytes(forms: Sequence[Form], watch: Watch = UNWATCHED) -> bytes:
    """The sheets as a workbook; the same forms give the same bytes."""
    from openpyxl.workbook.workbook import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.title = one_line(_("Gemba sheets"))
    book.properties.creator = f"VSM Desktop {__version__}"
    list_ = book.create_sheet(_("List"))
    taken = {list_.title.casefold()}
    titles = [_title(form.name, taken) for form in forms]
    for form, title in watch.over(list(zip(forms, titles, strict=True))):
        _Sheet(book, title).fill(form)
    _list(list_, forms, titles)
    buffer = BytesIO()
    book.save(buffer)
    return packed(buffer.getvalue(), {}, f"VSM Desktop {__version__}")


def _title(name: str, taken: set[str]) -> str:
    """The name of a step as one of a sheet: no longer than 31 letters, none twice."""
    plain = " ".join(_BAD.sub(" ", one_line(name)).split())[:31].strip() or _("Step")
    title, number = plain, 2
    while title.casefold() in taken or title.casefold() == "history":
        title = f"{plain[: 28 - len(str(number))]} ({number})"
        number += 1
    taken.add(title.casefold())
    return title


class _Sheet:
    """The sheet of one step, filled row by row from the top."""

    def __init__(self, book: Workbook, title: str) -> None:
        self.sheet: Any = book.create_sheet(title)
        self.row = 0

    def fill(self, form: Form) -> None:
        """Everything on it."""
        self._set_up()
        self._title(form)
        for box in form.times:
            self._times(box)
        self._head(_("Count"), _("walk the line; count what lies there"))
        for box in (*form.counts, *form.quality):
            self._field(box)
        self._head(_("Data of the step"), _("leave empty what you did not see"))
        for box in form.fields:
            self._field(box)
        self._words(PROBLEMS, _("Problems seen"), 64)
        self._words(SAID, _("What the people who do the work say"), 52)
        self._head(_("Sketch"), _("layout, paths, where pieces wait"))
        self._next(130)
        self._put(FIRST_BOX, "", "words", UNIT_COLUMN, box=True)
        self.sheet.print_area = f"A1:L{self.row}"

    def _set_up(self) -> None:
        """Upright on A4, all on one page; only the boxes can be written in."""
        sheet = self.sheet
        sheet.column_dimensions["A"].width = 9
        for letter in "BCDEFGHIJK":
            sheet.column_dimensions[letter].width = 8.6
        sheet.column_dimensions["L"].width = 7
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = margins.bottom = 0.4
        sheet.print_options.horizontalCentered = True
        sheet.protection.sheet = True
        sheet.protection.formatCells = sheet.protection.formatRows = sheet.protection.formatColumns = False

    def _title(self, form: Form) -> None:
        self._next(30)
        self._put(KEY_COLUMN, MARK, "key")
        self._put(FIRST_BOX, form.name, "name", 9)
        self._put(
            10, _("{number} of {count}").format(number=form.number, count=form.count), "now", UNIT_COLUMN
        )
        self._next(18)
        under = ", ".join(part for part in (form.stream, form.state) if part)
        self._put(FIRST_BOX, under, "text", UNIT_COLUMN)
        ids = (
            (STEP, _("Id of the step"), form.id),
            (STATE, _("Map"), form.state_id),
            (STREAM, _("Family"), form.stream),
        )
        heads = ((DATE, _("Date")), (BY, _("Observer")), (SHIFT, _("Shift")))
        for key, title in heads:
            self._next(22)
            self._put(KEY_COLUMN, key, "key")
            self._put(FIRST_BOX, title, "text", TITLE_BOX - 1)
            self._put(TITLE_BOX, "", "box", _LAST, box=True)
        for key, title, value in ids:
            self._next(11)
            self._put(KEY_COLUMN, key, "key")
            self._put(FIRST_BOX, title, "key", TITLE_BOX - 1)
            self._put(TITLE_BOX, value, "key", _LAST)

    def _head(self, title: str, hint: str = "", now: str = "") -> None:
        self._next(8)
        self._next(20)
        self._put(FIRST_BOX, title, "head", 5 if hint else 9)
        if hint:
            self._put(6, hint, "hint", 9)
        if now:
            self._put(10, _("now {value}").format(value=now), "now", UNIT_COLUMN)

    def _times(self, box: Box) -> None:
        """A row of boxes, numbered above."""
        self._head(box.title, _("one box for each time, in {unit}").format(unit=box.unit), box.now)
        self._next(11)
        for n in range(box.boxes):
            self._put(FIRST_BOX + n, str(n + 1), "number")
        self._next(28)
        self._put(KEY_COLUMN, box.key, "key")
        for n in range(box.boxes):
            self._put(FIRST_BOX + n, "", "box", box=True)
        self._put(UNIT_COLUMN, box.unit, "unit")

    def _field(self, box: Box) -> None:
        self._next(20)
        self._put(KEY_COLUMN, box.key, "key")
        self._put(FIRST_BOX, box.title, "text", 5)
        self._put(6, box.now or "–", "now", BOX - 1)
        self._put(BOX, "", "box", _LAST, box=True)
        self._put(UNIT_COLUMN, box.unit, "unit")

    def _words(self, key: str, title: str, high: float) -> None:
        self._head(title)
        self._next(high)
        self._put(KEY_COLUMN, key, "key")
        self._put(FIRST_BOX, "", "words", UNIT_COLUMN, box=True)

    def _next(self, high: float) -> None:
        self.row += 1
        self.sheet.row_dimensions[self.row].height = high

    def _put(self, column: int, text: str, look: Look, last: int = 0, *, box: bool = False) -> None:
        """A text in a cell, or in several made one; a box has an edge and can be written in."""
        cell = self.sheet.cell(self.row, column)
        _say(cell, text)
        cells = [self.sheet.cell(self.row, at) for at in range(column, max(column, last) + 1)]
        for one in cells:
            _dress(one, look, box=box)
        if len(cells) > 1:
            self.sheet.merged_cells.add(
                f"{cell.coordinate}:{cells[-1].coordinate}"
            )  # every cell has its edge already


def _list(sheet: Any, forms: Sequence[Form], titles: Sequence[str]) -> None:
    """Which sheets there are, with a place to tick off what was seen."""
    sheet.freeze_panes = "A4"
    for letter, width in zip("ABCDEF", (6, 34, 14, 16, 16, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    first = forms[0]
    _write(
        sheet,
        1,
        1,
        " – ".join(part for part in (_("Gemba sheets"), first.stream, first.state) if part),
        "name",
    )
    heads = (_("No."), _("Step"), _("Id"), _("Observer"), _("Date"), _("Done"))
    for column, head in enumerate(heads, start=1):
        _write(sheet, 3, column, head, "head")
    for row, (form, title) in enumerate(zip(forms, titles, strict=True), start=4):
        sheet.row_dimensions[row].height = 20
        sheet.cell(row, 1, form.number)
        for column, text in ((2, form.name), (3, form.id), (4, ""), (5, ""), (6, "")):
            _write(sheet, row, column, text, "text", box=True)
        _dress(sheet.cell(row, 1), "text", box=True)
        sheet.cell(row, 2).hyperlink = f"#'{title}'!A1"
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write(sheet: Any, row: int, column: int, text: str, look: Look, *, box: bool = False) -> None:
    cell = sheet.cell(row, column)
    _say(cell, text)
    _dress(cell, look, box=box)


def _say(cell: Any, text: str) -> None:
    """A text, which never becomes a formula."""
    if cleaned := one_line(text)[:_LONGEST]:
        cell.value = cleaned
        cell.data_type = "s"
        cell.quotePrefix = cleaned.startswith(RISKY)


def _dress(cell: Any, look: Look, *, box: bool) -> None:
    cell.font, cell.alignment = _font(look), _alignment(look)
    if box:
        cell.border, cell.protection = _edge(), _open()


@cache
def _font(look: Look) -> Any:
    from openpyxl.styles.fonts import Font

    color = _SOFT if look in _PALE else _INK
    return Font(name="Calibri", size=_SIZES.get(look, 11), bold=look in _BOLD, color=color)


@cache
def _alignment(look: Look) -> Any:
    from openpyxl.styles.alignment import Alignment

    across = {"now": "right", "box": "center", "unit": "left"}.get(look, "left")
    if look == "words":
        return Alignment("left", "top", wrap_text=True)
    indent = int(look in ("now", "unit"))
    return Alignment(across, "center", shrink_to_fit=look in ("text", "key"), indent=indent)


@cache
def _edge() -> Any:
    from openpyxl.styles.borders import Border, Side

    side = Side("thin", color=_INK)
    return Border(left=side, right=side, top=side, bottom=side)


@cache
def _open() -> Any:
    from openpyxl.styles.protection import Protection

    return Protection(locked=False)
