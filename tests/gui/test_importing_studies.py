"""Time studies and gemba sheets in the import: what counts of several readings, and sheets that need no mapping."""

from __future__ import annotations

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.importing import opened, press, row, settle
from tests.intake.books import save
from vsm_desktop.export.gemba.book import write_gemba
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.importing.dialog import CHECK, COLUMNS, FILE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen grabs and raises nothing


@pytest.fixture
def window(make_window):
    return make_window(new_stream())


def process(window, id_):
    return window.desk.frame.state.node(id_)


def test_what_counts_of_several_readings_is_chosen(window, qtbot, tmp_path):
    path = tmp_path / "study.xlsx"
    book = Workbook()
    book.active.append(["Step", "Time 1", "Time 2", "Time 3", "Time 4"])
    book.active.append(["Weld", 40, 44, 45, 63])
    book.active.append(["Paint", 30, 31, 31, 32])
    book.save(path)
    dialog = opened(qtbot, window, path)
    dialog.show_page(COLUMNS)
    assert dialog.columns.statistic.currentText() == "Median"
    assert row(dialog, "B").shown.use.reading
    dialog.columns.statistic.setFocus()
    QTest.keyClick(dialog.columns.statistic, Qt.Key.Key_Down)
    settle(qtbot, dialog)
    assert dialog.session.mapping.statistic == "mean"
    dialog.show_page(CHECK)
    press(qtbot, dialog, dialog.main)
    weld = process(window, "weld")
    assert (weld.ct.typed, weld.ct.source.readings) == ("48 s", (40, 44, 45, 63))


def test_without_readings_there_is_nothing_to_choose_of_them(window, qtbot, tmp_path):
    path = save(
        tmp_path / "steps.xlsx", {"Steps": [["Step", "C/T", "C/O (min)"], ["Weld", 3, 10], ["Paint", 4, 0]]}
    )
    dialog = opened(qtbot, window, path)
    assert dialog.page == COLUMNS
    assert not dialog.columns.statistic.isVisible()


def test_gemba_sheets_go_straight_to_the_check(window, qtbot, tmp_path):
    stream = sample_stream("acme-current.vsm")
    path = tmp_path / "gemba.xlsx"
    write_gemba(stream, stream.state(), path, ("weld1",))
    dialog = opened(qtbot, window, path)
    assert dialog.page == FILE
    assert "Fill in what you saw" in dialog.file.note.words.text()
    book = load_workbook(path)
    sheet = book["Spot weld 1"]
    line = next(cell.row for cell in sheet["A"] if cell.value == "ct")
    for column, seconds in enumerate((40, 41, 45), start=2):
        sheet.cell(line, column, seconds)
    book.save(path)
    dialog.open_path(path)
    settle(qtbot, dialog)
    assert dialog.page == CHECK
    press(qtbot, dialog, dialog.back)
    assert dialog.page == FILE, "there is nothing to choose between"
    press(qtbot, dialog, dialog.main)
    assert dialog.page == CHECK
    press(qtbot, dialog, dialog.main)
    assert process(window, "weld1").ct.typed == "41 s"
