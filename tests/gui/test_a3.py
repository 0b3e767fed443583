"""The A3 by mouse and keys: the page shown is the page that is saved, and what is changed on it can be undone."""

from __future__ import annotations

from datetime import date

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.builders import a_stream, customer, process, stock
from tests.gui.hands import LEFT, keys
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.edit.a3 import set_section
from vsm_desktop.export.a3.book import said_of, sheet_of
from vsm_desktop.export.pdf import picture_bytes
from vsm_desktop.export.raster import page_image
from vsm_desktop.model.a3 import a3_of
from vsm_desktop.ui import papers
from vsm_desktop.ui.a3.dialog import A3Dialog
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.printing import native

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY = date(2025, 9, 5)


class Today(date):
    @classmethod
    def today(cls) -> date:
        return TODAY


@pytest.fixture
def open_a3(make_window, qtbot, monkeypatch):
    """The preview of a document on the day of the sample's plan, once its page is there."""
    monkeypatch.setattr(papers, "date", Today)

    def open_it(stream=None):
        window = make_window(stream or sample_stream("acme-future.vsm"))
        keys(window, Key.Key_E, CTRL | SHIFT)
        dialog = window.findChild(A3Dialog)
        settle(qtbot, dialog)
        return window, dialog

    return open_it


def settle(qtbot, dialog: A3Dialog) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not dialog.errands.busy and dialog.page.paper.shown is not None, timeout=20_000)


def section(window, key: str):
    return next(one for one in a3_of(window.desk.history.current).laid if one.key == key)


def middle(dialog: A3Dialog, key: str) -> QPoint:
    return dialog.hand.rect_of(key).center().toPoint()


def drag(dialog: A3Dialog, start: QPoint, end: QPoint) -> None:
    hand = dialog.hand
    QTest.mousePress(hand, LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(hand, (start + end) / 2)
    QTest.mouseMove(hand, end)
    QTest.mouseRelease(hand, LEFT, Qt.KeyboardModifier.NoModifier, end)
    QApplication.processEvents()


def test_the_page_shown_is_the_page_of_the_pdf(open_a3, qtbot, tmp_path, monkeypatch):
    window, dialog = open_a3()
    stream = window.desk.history.current
    sheet = sheet_of(stream, TODAY)
    about = said_of(stream, sheet.title, TODAY, "A3")
    assert dialog.made.pdf == picture_bytes(sheet.drawing, about)
    shown = dialog.page.paper.shown.toImage()
    wanted = page_image(dialog.made.pdf, 0, dialog.page.scale)
    assert (shown.width(), shown.height()) == wanted.size
    color = shown.pixelColor(wanted.width // 3, wanted.height // 3)
    assert (color.red(), color.green(), color.blue()) == wanted.getpixel(
        (wanted.width // 3, wanted.height // 3)
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "plan"), ""))
    QTest.mouseClick(dialog.pdf_button, LEFT)
    qtbot.waitUntil((tmp_path / "plan.pdf").exists)
    assert (tmp_path / "plan.pdf").read_bytes() == dialog.made.pdf


def test_a_section_is_carried_to_the_other_column_and_back_by_undo(open_a3, qtbot):
    window, dialog = open_a3()
    before = window.desk.history.current
    sheet = dialog.page.paper.lies()
    end = QPoint(sheet.left() + sheet.width() * 3 // 4, middle(dialog, "future").y() - 20)
    drag(dialog, middle(dialog, "findings"), end)
    settle(qtbot, dialog)
    assert section(window, "findings").column == "right"
    keys_ = [place.key for place in dialog.made.places]
    assert keys_.index("findings") == keys_.index("future") - 1
    assert dialog.hand.key == "findings"
    QTest.keyClick(dialog, Key.Key_Z, CTRL)
    settle(qtbot, dialog)
    assert window.desk.history.current is before


def test_a_section_let_go_in_the_middle_goes_over_both_columns(open_a3, qtbot):
    window, dialog = open_a3()
    sheet = dialog.page.paper.lies()
    drag(dialog, middle(dialog, "why"), QPoint(sheet.center().x(), sheet.top() + 60))
    settle(qtbot, dialog)
    assert section(window, "why").column == "wide"
    assert dialog.hand.rect_of("why").width() > 1.8 * dialog.hand.rect_of("future").width()


def test_a_section_is_pulled_at_its_lower_edge(open_a3, qtbot):
    window, dialog = open_a3()
    rect = dialog.hand.rect_of("current")
    start = QPoint(round(rect.center().x()), round(rect.bottom()))
    end = start - QPoint(0, round(rect.height() * 0.3))
    drag(dialog, start, end)
    settle(qtbot, dialog)
    assert section(window, "current").size == pytest.approx(0.7, abs=0.05)
    assert dialog.hand.rect_of("current").height() == pytest.approx(end.y() - rect.top(), abs=3)


def test_a_map_is_not_made_larger_than_its_place_and_the_reason_is_said(open_a3, qtbot):
    window, dialog = open_a3()
    before = window.desk.history.current
    dialog.hand.choose("current")
    dialog.hand.setFocus()
    QTest.keyClick(dialog.hand, Key.Key_Plus)
    assert window.desk.history.current is before
    assert "Over the whole width it becomes larger" in dialog.said.text()
    assert dialog.said.isVisible()
    QTest.mouseClick(dialog.hand, LEFT, Qt.KeyboardModifier.NoModifier, middle(dialog, "current"))
    assert dialog.form.percent.maximum() == 100
    QTest.mouseClick(dialog.hand, LEFT, Qt.KeyboardModifier.NoModifier, middle(dialog, "plan"))
    assert dialog.form.percent.maximum() == 250


def test_long_words_do_not_make_the_dialog_wider(open_a3, qtbot):
    stream = sample_stream("acme-future.vsm").evolve(name="Steering brackets of the northern region " * 8)
    _window, dialog = open_a3(stream)
    assert dialog.minimumSizeHint().width() < 900
    assert dialog.title.text() != dialog.title.words() == dialog.title.toolTip()
    assert dialog.title.text().endswith("4.5")
    dialog.say("W" * 400)
    assert dialog.minimumSizeHint().width() < 900


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_lists_of_choices_show_all_of_them(open_a3, qtbot):
    _window, dialog = open_a3()
    for box in (dialog.form.paper, dialog.form.column, dialog.form.template):
        box.setEnabled(True)
        box.showPopup()
        view = box.view()
        last = view.visualRect(view.model().index(box.count() - 1, 0))
        assert last.bottom() <= view.viewport().rect().bottom()
        box.hidePopup()


def test_everything_is_done_by_keys(open_a3, qtbot):
    window, dialog = open_a3()
    hand = dialog.hand
    hand.setFocus()
    assert hand.key == "why"
    QTest.keyClick(hand, Key.Key_Down)
    QTest.keyClick(hand, Key.Key_Down)
    assert hand.key == "findings"
    assert "What the facts say" in hand.accessibleName()
    QTest.keyClick(hand, Key.Key_Up, ALT)
    order = [one.key for one in a3_of(window.desk.history.current).laid]
    assert order.index("findings") < order.index("current")
    QTest.keyClick(hand, Key.Key_Right, ALT)
    assert section(window, "findings").column == "right"
    QTest.keyClick(hand, Key.Key_Plus)
    assert section(window, "findings").size == pytest.approx(1.1)
    QTest.keyClick(hand, Key.Key_Space)
    assert not section(window, "findings").shown
    settle(qtbot, dialog)
    assert "findings" not in [place.key for place in dialog.made.places]


def test_near_the_chosen_section_comes_into_view(open_a3, qtbot):
    _window, dialog = open_a3()
    for _step in range(5):
        QTest.keyClick(dialog, Key.Key_Plus, CTRL)
    settle(qtbot, dialog)
    hand = dialog.hand
    hand.setFocus()
    hand.choose("sign_off")
    seen = hand.visibleRegion().boundingRect()
    assert seen.contains(middle(dialog, "sign_off"))
    hand.choose("why")
    assert hand.visibleRegion().boundingRect().contains(middle(dialog, "why"))


def test_the_list_switches_and_moves(open_a3, qtbot):
    window, dialog = open_a3()
    rows = dialog.form.sections
    rows.setFocus()
    rows.setCurrentRow(rows.keys().index("targets"))
    QTest.keyClick(rows, Key.Key_Space)
    assert not section(window, "targets").shown
    assert rows.key() == "targets"
    at = rows.keys().index("targets")
    QTest.keyClick(rows, Key.Key_Up, ALT)
    assert rows.keys().index("targets") == at - 1
    settle(qtbot, dialog)
    assert "targets" not in [place.key for place in dialog.made.places]


def test_a_section_is_dropped_elsewhere_in_the_list(open_a3):
    window, dialog = open_a3()
    rows = dialog.form.sections
    rows.setCurrentRow(rows.keys().index("plan"))
    over = rows.visualItemRect(rows.item(1)).center()
    drop = QDropEvent(
        QPointF(over),
        Qt.DropAction.MoveAction,
        rows.model().mimeData(rows.selectedIndexes()),
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    rows.dropEvent(drop)  # what the system calls at the end of its own drag, which cannot be played here
    assert [one.key for one in a3_of(window.desk.history.current).laid][:3] == ["why", "plan", "current"]
    assert rows.keys()[:3] == ["why", "plan", "current"]
    assert rows.key() == "plan"
    assert drop.dropAction() == Qt.DropAction.IgnoreAction, "the list itself takes nothing away"


def test_template_paper_title_and_signers_belong_to_the_document(open_a3, qtbot):
    window, dialog = open_a3()
    form = dialog.form
    form.template.setFocus()
    QTest.keyClick(form.template, Key.Key_Down)
    assert window.desk.history.current.a3.template == "status"
    form.paper.setFocus()
    QTest.keyClick(form.paper, Key.Key_Down)
    for field, text in (
        (form.title, "From weeks to days"),
        (form.version, "3"),
        (form.signers, "A. Boss, B. Boss"),
    ):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Key.Key_Return)
    kept = window.desk.history.current.a3
    assert (kept.paper, kept.title, kept.version) == ("A2", "From weeks to days", "3")
    assert kept.signers == ("A. Boss", "B. Boss")
    settle(qtbot, dialog)
    assert dialog.isVisible()
    text = PdfDocument(dialog.made.pdf)[0].get_textpage().get_text_bounded()
    assert "From weeks to days" in text
    assert "Status report" in text


def test_size_and_place_of_the_chosen_section(open_a3):
    window, dialog = open_a3()
    QTest.mouseClick(dialog.hand, LEFT, Qt.KeyboardModifier.NoModifier, middle(dialog, "plan"))
    assert dialog.form.sections.key() == "plan"
    dialog.form.percent.setFocus()
    dialog.form.percent.selectAll()
    QTest.keyClicks(dialog.form.percent, "90")
    QTest.keyClick(dialog.form.percent, Key.Key_Return)
    assert section(window, "plan").size == pytest.approx(0.9)
    dialog.form.column.setFocus()
    QTest.keyClick(dialog.form.column, Key.Key_Down)
    assert section(window, "plan").column == "wide"


def test_what_cannot_be_read_is_said(open_a3, qtbot):
    stream = sample_stream("acme-future.vsm")
    for key in ("scoreboard", "deviations"):
        stream = set_section(key, shown=True, column="right", size=1.6)(stream)
    _window, dialog = open_a3(stream)
    assert "What helps" in dialog.guard.text()
    assert "one can read" in dialog.warning.words()
    assert dialog.warning.isVisible()
    dialog.say("Saved it")
    assert not dialog.warning.isVisible()


def test_a_map_without_a_plan_has_a_sheet_that_says_what_is_missing(open_a3):
    _window, dialog = open_a3(a_stream(process("weld"), stock("coils"), customer()))
    text = PdfDocument(dialog.made.pdf)[0].get_textpage().get_text_bounded()
    assert "No plan yet" in text


def test_no_printer_is_told(open_a3, monkeypatch):
    _window, dialog = open_a3()
    monkeypatch.setattr(native, "has_printer", lambda: False)
    QTest.mouseClick(dialog.print_button, LEFT)
    assert "No printer is set up" in dialog.said.text()


def test_everything_has_a_name(open_a3):
    _window, dialog = open_a3()
    assert nameless(dialog) == []


@pytest.mark.parametrize(
    ("name", "words"), [("report", "value stream report"), ("review_sheet", "Decided today")]
)
def test_report_and_review_sheet_are_saved_from_the_menu(
    make_window, qtbot, tmp_path, monkeypatch, name, words
):
    window = make_window(sample_stream("acme-future.vsm"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "out"), ""))
    menu = next(one.menu() for one in window.menuBar().actions() if one.text() == "&File")
    next(one for one in menu.actions() if one.objectName() == name).trigger()
    path = tmp_path / "out.pdf"
    qtbot.waitUntil(lambda: not window.jobs.busy and path.exists(), timeout=20_000)
    text = " ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(path))
    assert words in text
    assert window.statusBar().currentMessage() == "Saved out.pdf"


def test_what_was_cut_in_a_report_is_told_when_it_is_saved(make_window, qtbot, tmp_path, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(papers.errors, "tell", lambda _window, title, words: told.extend((title, words)))
    stream = sample_stream("acme-future.vsm").evolve(name="Steering brackets of the northern region " * 12)
    window = make_window(stream)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "out"), ""))
    menu = next(one.menu() for one in window.menuBar().actions() if one.text() == "&File")
    next(one for one in menu.actions() if one.objectName() == "review_sheet").trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told[0] == "Saved out.pdf"
    assert "words are cut" in told[1]
