"""The printer of the system: the same sheets of paper, as vectors, played by the player of the canvas.

QtPrintSupport is loaded when something is printed, not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import Paint
from vsm_desktop.drawing.ops import play, play_ops
from vsm_desktop.export.page import Leaf
from vsm_desktop.ui.printing.work import Sheet

if TYPE_CHECKING:
    from vsm_desktop.ui.printing.preview import PreviewDialog
    from vsm_desktop.ui.window import MainWindow

_SIZES = {
    (595, 842): QPageSize.PageSizeId.A4,
    (842, 1191): QPageSize.PageSizeId.A3,
    (1191, 1684): QPageSize.PageSizeId.A2,
    (1684, 2384): QPageSize.PageSizeId.A1,
    (2384, 3370): QPageSize.PageSizeId.A0,
    (612, 792): QPageSize.PageSizeId.Letter,
    (792, 1224): QPageSize.PageSizeId.Tabloid,
}


def has_printer() -> bool:
    """Whether the system knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: PreviewDialog, sheets: Sequence[Sheet], name: str) -> None:
    """Let the reader choose a printer and the pages, and print them."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    lay_paper(printer, sheets[0].leaf)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(sheets))
    dialog.setFromTo(1, len(sheets))
    dialog.accepted.connect(partial(_begin, printer, sheets, parent))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    QDialog.open(dialog)


def _begin(printer: QPrinter, sheets: Sequence[Sheet], parent: PreviewDialog) -> None:
    """What is under way goes on when the preview is closed, and then tells it in the window."""
    window = cast("MainWindow", parent.parentWidget())
    printing = Printing(window, printer, chosen(printer, sheets))
    printing.told.connect(parent.say)
    printing.told.connect(lambda sentence, _wrong: window.say(sentence))
    printing.begin()


def chosen(printer: QPrinter, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets of the range that was chosen, the last first if the printer wants them so."""
    first, last = printer.fromPage(), printer.toPage()
    found = list(sheets)
    if printer.printRange() == QPrinter.PrintRange.PageRange and first:
        found = found[first - 1 : last]
    return found[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else found


def lay_paper(printer: QPrinter, leaf: Leaf) -> None:
    """The paper of a sheet, whole: what stays white at its edges is part of the sheet."""
    page = leaf.page
    short, long = sorted((page.width, page.height))
    known = _SIZES.get((round(short), round(long)))
    size = QPageSize(known) if known else QPageSize(QSizeF(short, long), QPageSize.Unit.Point)
    across = (
        QPageLayout.Orientation.Landscape if page.width > page.height else QPageLayout.Orientation.Portrait
    )
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, across, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point))


class Printing(QObject):
    """Sheets on their way to the printer, one for each turn of the window, so that it stays usable."""

    told = Signal(str, bool)  # a sentence, and whether something is wrong

    def __init__(self, parent: QObject, printer: QPrinter, sheets: Sequence[Sheet]) -> None:
        super().__init__(parent)
        self._printer, self._sheets = printer, list(sheets)
        self._at = 0
        self._painter = QPainter()

    def begin(self) -> None:
        """Start with the first sheet."""
        lay_paper(self._printer, self._sheets[0].leaf)
        if not self._painter.begin(self._printer):
            self.told.emit(
                _("The printer took nothing. Look whether it is switched on, or save a PDF."), True
            )
            self.deleteLater()
            return
        self._next()

    def _next(self) -> None:
        sheet = self._sheets[self._at]
        if self._at:
            lay_paper(self._printer, sheet.leaf)
            self._printer.newPage()
        paint_sheet(self._painter, sheet, self._printer.logicalDpiX() / 72)
        self._at += 1
        count = len(self._sheets)
        if self._at < count:
            self.told.emit(_("Printing page {n} of {count}").format(n=self._at + 1, count=count), False)
            QTimer.singleShot(0, self, self._next)
            return
        self._painter.end()
        said = (
            _("1 page was sent to {printer}.") if count == 1 else _("{count} pages were sent to {printer}.")
        )
        self.told.emit(said.format(count=count, printer=self._printer.printerName() or _("a file")), False)
        self.deleteLater()


def paint_sheet(painter: QPainter, sheet: Sheet, scale: float) -> None:
    """One sheet of paper, at so many pixels of the painter a point."""
    leaf = sheet.leaf
    page = leaf.page
    painter.save()
    painter.scale(scale, scale)
    if sheet.ground.upper() != "#FFFFFF":
        painter.fillRect(QRectF(0, 0, page.width, page.height), QColor(sheet.ground))
    painter.save()
    painter.translate(page.left, page.top)
    painter.scale(page.scale, page.scale)
    if leaf.window is not None:
        left, top, right, bottom = leaf.window
        painter.setClipRect(QRectF(left, top, right - left, bottom - top))
    play(leaf.parts, Paint(painter))
    painter.restore()
    play_ops(leaf.marks, Paint(painter))
    painter.restore()
