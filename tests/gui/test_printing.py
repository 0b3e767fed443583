"""The print preview by mouse and keys: what it shows is what is saved and printed, and what it changes can be undone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.builders import a_stream, customer, process, stock
from tests.gui.hands import LEFT, keys
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.edit.edits import in_state, set_state
from vsm_desktop.edit.states import copy_state
from vsm_desktop.export.book import book_bytes, print_frame, print_frames
from vsm_desktop.export.legible import legibility
from vsm_desktop.export.page import MOST_SHEETS
from vsm_desktop.export.raster import page_image
from vsm_desktop.model.printing import Print
from vsm_desktop.tools.layout import laid_out
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.printing import native
from vsm_desktop.ui.printing.dialog import PrintDialog
from vsm_desktop.ui.printing.native import Printing, chosen, paint_sheet

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TILES = Print(size="scale", scale=100)


@pytest.fixture
def open_print(make_window, qtbot):
    """The preview of a document, once its pages and all small pictures are there."""
    opened: list[PrintDialog] = []

    def open_it(stream=None) -> tuple[object, PrintDialog]:
        window = make_window(stream or sample_stream("acme-current.vsm"))
        keys(window, Key.Key_P, CTRL)
        dialog = window.findChild(PrintDialog)
        opened.append(dialog)
        settle(qtbot, dialog)
        return window, dialog

    return open_it


def settle(qtbot, dialog: PrintDialog) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not dialog.errands.busy and not dialog._missing, timeout=20_000)


def small_map(**print_):
    """Acme on an upright A4, where it is too small."""
    stream = sample_stream("acme-current.vsm")
    return in_state(stream.state().id, set_state(paper="A4", portrait=True, print=Print(**print_)))(stream)


def two_states():
    stream = copy_state("current", "future")(small_map())
    return in_state("future", set_state(paper="A3", portrait=False))(stream)


def test_what_cannot_be_read_is_said_at_the_foot_and_long_names_do_not_widen_the_dialog(open_print, qtbot):
    long = two_states().state("current").evolve(name="Steering brackets of the northern region " * 9)
    _window, dialog = open_print(two_states().with_state(long))
    dialog.form.all.click()
    settle(qtbot, dialog)
    assert "would be smaller than 6 pt" in dialog.warning.words()
    assert dialog.warning.isVisible()
    assert dialog.title.toolTip() == dialog.title.words() != dialog.title.text()
    assert dialog.minimumSizeHint().width() < 900


def test_the_pages_are_those_of_the_pdf(open_print, qtbot):
    stream = small_map(size="scale", scale=100)
    _window, dialog = open_print(stream)
    assert dialog.printed.pdf == book_bytes([print_frame(stream)])
    assert dialog.thumbs.count() == len(PdfDocument(dialog.printed.pdf)) > 1
    assert dialog.title.text() == f"Page 1 of {dialog.thumbs.count()}, A1"
    QTest.keyClick(dialog.thumbs, Key.Key_Right)
    settle(qtbot, dialog)
    assert dialog.title.text().startswith("Page 2 of")
    shown = dialog.page.paper.shown.toImage()
    wanted = page_image(dialog.printed.pdf, 1, dialog.page.scale)
    assert (shown.width(), shown.height()) == wanted.size
    for at in ((5, 5), (wanted.width // 2, wanted.height // 2), (wanted.width // 3, wanted.height // 4)):
        color = shown.pixelColor(*at)
        assert (color.red(), color.green(), color.blue()) == wanted.getpixel(at)


def test_choices_belong_to_the_map_and_are_undone(open_print, qtbot):
    window, dialog = open_print()
    before = window.desk.history.current
    dialog.form.paper.setFocus()
    QTest.keyClicks(dialog.form.paper, "A4")
    QTest.keyClick(dialog.form.paper, Key.Key_Return)
    QTest.mouseClick(dialog.form.radios["wide"], LEFT)
    dialog.form.wide.setFocus()
    QTest.keyClick(dialog.form.wide, Key.Key_Up)
    QTest.mouseClick(dialog.form.mono, LEFT, pos=QPoint(10, dialog.form.mono.height() // 2))
    assert dialog.isVisible()
    state = window.desk.history.current.state()
    assert state.paper == "A4"
    assert state.print == Print(size="wide", wide=3, mono=True)
    settle(qtbot, dialog)
    assert len(dialog.printed.sheets) == window.desk.frame.drawing.spread.tiles == 9
    for _step in range(4):
        QTest.keyClick(dialog, Key.Key_Z, CTRL)
    assert window.desk.history.current is before
    assert dialog.form.radios["fit"].isChecked()
    settle(qtbot, dialog)
    assert len(dialog.printed.sheets) == 1


def test_typing_a_number_takes_it_with_enter_and_does_not_print(open_print, qtbot, monkeypatch):
    monkeypatch.setattr(PrintDialog, "print_pages", lambda _dialog: pytest.fail("it printed"))
    window, dialog = open_print()
    QTest.mouseClick(dialog.form.radios["scale"], LEFT)
    box = dialog.form.scale
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "150")
    QTest.keyClick(box, Key.Key_Return)
    assert window.desk.history.current.state().print == Print(size="scale", scale=150)
    assert dialog.isVisible()


def test_a_click_into_a_number_and_typing_changes_it(open_print, qtbot):
    window, dialog = open_print(small_map(size="scale"))
    for box, typed in ((dialog.form.scale, "150"), (dialog.form.margin, "12"), (dialog.form.overlap, "8")):
        QTest.mouseClick(box.lineEdit(), LEFT)
        assert QApplication.focusWidget() is box
        QTest.mouseDClick(box.lineEdit(), LEFT)
        QTest.keyClicks(QApplication.focusWidget(), typed)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    made = window.desk.history.current.state().print
    assert made == Print(size="scale", scale=150, margin=12, overlap=8)


def test_findings_are_printed_once_they_are_ticked(open_print, qtbot):
    window, dialog = open_print()
    QTest.mouseClick(dialog.form.findings, LEFT, pos=QPoint(10, dialog.form.findings.height() // 2))
    assert window.desk.history.current.state().print.findings
    settle(qtbot, dialog)
    assert [sheet.name for sheet in dialog.printed.sheets] == ["", "Findings"]
    assert dialog.printed.pdf == book_bytes([print_frame(window.desk.history.current)])


def test_tab_stops_at_every_number_that_counts(open_print, qtbot):
    _window, dialog = open_print(small_map(size="scale"))
    form = dialog.form
    form.radios["scale"].setFocus()
    for stop in (form.scale, form.overlap, form.margin, form.mono):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert QApplication.focusWidget() is stop


def test_what_cannot_be_read_is_told_and_mended_by_one_click(open_print, qtbot):
    window, dialog = open_print(small_map())
    guard = dialog.guard
    count = legibility(print_frame(small_map())).count
    assert guard.words.text().startswith(f"△ {count} texts would be smaller than 6 pt")
    rows = [guard.list.item(at).text() for at in range(guard.list.count())]
    assert any(row.endswith("Stamping") for row in rows)
    offered = {button.property("does"): button for button in guard.buttons}
    paper, tiles = offered["paper"], offered["tiles"]
    assert paper.text() == "Larger paper: A3"
    assert tiles.text().startswith("Tiles: 2 sheets of A4")
    before = window.desk.history.current
    QTest.mouseClick(tiles, LEFT)
    settle(qtbot, dialog)
    assert len(dialog.printed.sheets) == 2
    assert guard.words.text().startswith("✓")
    assert not guard.buttons
    QTest.keyClick(dialog, Key.Key_Z, CTRL)
    assert window.desk.history.current is before
    settle(qtbot, dialog)
    paper = next(button for button in guard.buttons if button.property("does") == "paper")
    QTest.mouseClick(paper, LEFT)
    assert window.desk.history.current.state().paper == "A3"


def test_a_text_that_is_too_small_is_shown_on_its_page(open_print, qtbot):
    _window, dialog = open_print(small_map(size="scale", scale=55))
    rows = [dialog.guard.list.item(at) for at in range(dialog.guard.list.count())]
    row = next(item for item in rows if item.text().endswith("Stamping"))
    dialog.guard.list.scrollToItem(row)
    QTest.mouseClick(dialog.guard.list.viewport(), LEFT, pos=dialog.guard.list.visualItemRect(row).center())
    frame = print_frame(small_map(size="scale", scale=55))
    part = next(one for one in frame.drawing.parts if one.id == "stamping")
    page = dialog.printed.sheets[0].leaf.page
    ((left, top, right, bottom),) = dialog.page.paper.marks
    xs = [page.left + page.scale * (part.x + part.box[side]) for side in (0, 2)]
    ys = [page.top + page.scale * (part.y + part.box[side]) for side in (1, 3)]
    assert xs[0] <= left < right <= xs[1]
    assert ys[0] <= top < bottom <= ys[1]
    dialog.page.zoom(4)
    settle(qtbot, dialog)
    for at in (dialog.guard.list.count() - 1, dialog.guard.list.row(row)):
        dialog.guard.list.setCurrentRow(at)
        seen = dialog.page.paper.visibleRegion().boundingRect()
        assert seen.intersects(dialog.page.paper.place(dialog.page.paper.marks[0]).toRect())


def test_pointing_at_a_text_turns_to_the_sheet_it_is_on(open_print, qtbot):
    stream = copy_state("current", "future")(small_map(size="scale", scale=50))
    _window, dialog = open_print(stream)
    QTest.keyClick(dialog.form.all, Key.Key_Space)
    settle(qtbot, dialog)
    rows = [dialog.guard.list.item(at).text() for at in range(dialog.guard.list.count())]
    at = next(i for i, row in enumerate(rows) if row.endswith("Future state: Stamping"))
    dialog.guard.list.setCurrentRow(at)
    assert dialog.thumbs.currentRow() == 1
    assert dialog.page.paper.marks
    dialog.thumbs.setCurrentRow(0)
    assert not dialog.page.paper.marks


def test_a_long_map_is_folded_into_rows_by_one_click(open_print, qtbot):
    steps = [one for i in range(14) for one in (stock(f"s{i}", qty="100 pc"), process(f"p{i}", ct=30))]
    stream = a_stream(*steps, customer("400/d"))
    stream = in_state("current", laid_out(stream, stream.state(), frozenset(), "left_to_right"))(stream)
    window, dialog = open_print(stream)
    fold = dialog.guard.buttons[0]
    assert fold.text() == "Fold into rows"
    before = window.desk.history.current
    QTest.mouseClick(fold, LEFT)
    settle(qtbot, dialog)
    assert window.desk.history.current.state().layout == "folded"
    assert dialog.guard.words.text().startswith("✓")
    assert len(dialog.printed.sheets) == 1
    QTest.keyClick(dialog, Key.Key_Z, CTRL)
    assert window.desk.history.current is before


def test_all_states_each_on_its_own_paper(open_print, qtbot):
    _window, dialog = open_print(two_states())
    assert len(dialog.printed.sheets) == 1
    QTest.keyClick(dialog.form.all, Key.Key_Space)
    settle(qtbot, dialog)
    assert [sheet.name for sheet in dialog.printed.sheets] == ["Current state", "Future state"]
    assert dialog.printed.pdf == book_bytes(print_frames(two_states()))
    sizes = [(sheet.leaf.page.width, sheet.leaf.page.height) for sheet in dialog.printed.sheets]
    assert sizes == [pytest.approx(paper_size("A4", True)), pytest.approx(paper_size("A3", False))]
    assert [one.name for one in dialog.printed.readings if one.found.small] == ["Current state"]


def test_the_pdf_that_is_saved_is_the_one_shown(open_print, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "wall"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    _window, dialog = open_print(small_map(size="wide"))
    QTest.mouseClick(dialog.pdf_button, LEFT)
    qtbot.waitUntil(lambda: dialog.said.text() == "Saved wall.pdf")
    assert (tmp_path / "wall.pdf").read_bytes() == dialog.printed.pdf
    assert dialog.print_button.isEnabled()


def test_too_many_sheets_are_said_in_place_of_the_page(open_print, qtbot):
    stream = small_map(size="scale", scale=400)
    first = stream.state().nodes[0]
    far = first.evolve(at=first.at.evolve(x=30_000.0))
    stream = in_state("current", lambda state: state.evolve(nodes=(far, *state.nodes[1:])))(stream)
    _window, dialog = open_print(stream)
    assert f"more than the {MOST_SHEETS}" in dialog.page.paper.words
    assert not dialog.print_button.isEnabled()
    assert not dialog.pdf_button.isEnabled()
    QTest.mouseClick(dialog.form.radios["fit"], LEFT)
    settle(qtbot, dialog)
    assert dialog.page.paper.words == ""
    assert dialog.print_button.isEnabled()


def test_zooming_makes_the_page_anew_at_its_size(open_print, qtbot):
    _window, dialog = open_print()
    whole = dialog.page.scale
    QTest.mouseClick(dialog.zooms[1], LEFT)
    settle(qtbot, dialog)
    assert dialog.page.scale == pytest.approx(1.25 * whole)
    page = dialog.printed.sheets[0].leaf.page
    assert dialog.page.paper.shown.width() == pytest.approx(page.width * 1.25 * whole, abs=1.5)
    QTest.mouseClick(dialog.zooms[2], LEFT)
    settle(qtbot, dialog)
    assert dialog.page.scale == pytest.approx(whole)


def test_without_a_printer_the_pdf_is_offered(open_print, monkeypatch):
    monkeypatch.setattr(native, "has_printer", lambda: False)
    _window, dialog = open_print()
    QTest.mouseClick(dialog.print_button, LEFT)
    assert dialog.said.text() == "No printer is set up on this computer. Save the pages as a PDF instead."
    assert dialog.pdf_button.hasFocus()


def test_the_dialog_of_the_system_is_asked_for_these_pages(open_print, monkeypatch):
    monkeypatch.setattr(native, "has_printer", lambda: True)
    _window, dialog = open_print(small_map(size="scale", scale=100))
    QTest.mouseClick(dialog.print_button, LEFT)
    asked = dialog.findChild(QPrintDialog)
    assert asked is not None
    assert (asked.minPage(), asked.maxPage()) == (1, len(dialog.printed.sheets))
    asked.reject()


def a_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_what_is_printed_is_what_is_shown(open_print, qtbot, tmp_path):
    """As vectors, on the papers of the states, at the very places."""
    window, dialog = open_print(two_states())
    dialog.form.all.setChecked(True)
    settle(qtbot, dialog)
    said: list[str] = []
    target = tmp_path / "printed.pdf"
    printing = Printing(window, a_printer(target), dialog.printed.sheets)
    printing.told.connect(lambda words, _wrong: said.append(words))
    printing.begin()
    pdf = dialog.printed.pdf
    dialog.reject()
    qtbot.waitUntil(lambda: bool(said) and said[-1].startswith("2 pages were sent"))
    printed, shown = PdfDocument(target), PdfDocument(pdf)
    assert len(printed) == len(shown) == 2
    for one, other in zip(printed, shown, strict=True):
        assert one.get_size() == pytest.approx(other.get_size(), abs=1)
        pictures = [page.render(scale=0.5).to_pil().convert("L") for page in (one, other)]
        dark = [sum(picture.point(lambda v: v < 128, "1").histogram()[-1:]) for picture in pictures]
        assert dark[0] == pytest.approx(dark[1], rel=0.1)
        assert pictures[0].point(lambda v: 255 * (v < 200)).getbbox() == pytest.approx(
            pictures[1].point(lambda v: 255 * (v < 200)).getbbox(), abs=2
        )


def test_only_the_pages_of_the_range_are_printed(open_print, qtbot, tmp_path):
    _window, dialog = open_print(small_map(size="wide", wide=3))
    sheets = dialog.printed.sheets
    printer = a_printer(tmp_path / "some.pdf")
    assert chosen(printer, sheets) == list(sheets)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert [sheet.name for sheet in chosen(printer, sheets)] == ["B1", "C1"]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert [sheet.name for sheet in chosen(printer, sheets)] == ["C1", "B1"]


def test_a_tile_is_clipped_and_marked_by_the_painter_as_in_the_pdf(open_print, qtbot):
    from PIL import Image, ImageChops, ImageFilter
    from PySide6.QtGui import QColor, QImage, QPainter

    _window, dialog = open_print(small_map(size="wide", wide=3))
    sheet = dialog.printed.sheets[1]
    page = sheet.leaf.page
    image = QImage(round(page.width), round(page.height), QImage.Format.Format_RGB888)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paint_sheet(painter, sheet, 1.0)
    painter.end()
    rows = bytes(image.constBits())
    mine = Image.frombytes("RGB", (image.width(), image.height()), rows, "raw", "RGB", image.bytesPerLine())
    other = page_image(dialog.printed.pdf, 1, 1.0).resize(mine.size)
    blurred = [one.convert("L").filter(ImageFilter.BoxBlur(2)) for one in (mine, other)]
    histogram = ImageChops.difference(*blurred).histogram()
    assert sum(histogram[64:]) / (mine.width * mine.height) < 0.001


def test_every_control_has_a_name(open_print):
    _window, dialog = open_print(small_map())
    assert not nameless(dialog)


def test_closing_while_the_pages_are_drawn_leaves_nothing_behind(make_window, qtbot):
    window = make_window(sample_stream("acme-current.vsm"))
    before = window.desk.history.current
    keys(window, Key.Key_P, CTRL)
    dialog = window.findChild(PrintDialog)
    assert dialog.errands.busy
    QTest.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(PrintDialog) is None)
    assert window.desk.history.current is before
    assert not window.desk.history.dirty


def test_the_start_does_not_wait_for_the_printing():
    """Nothing of it is imported before something is printed, in a program of its own."""
    code = (
        "import sys, vsm_desktop.ui.window\n"
        "late = ('vsm_desktop.ui.printing', 'vsm_desktop.export', 'PySide6.QtPrintSupport')\n"
        "sys.exit(any(name.startswith(late) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
