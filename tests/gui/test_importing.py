"""From a sheet to a map with real clicks: one page where all is clear, the page that needs a look where it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

from tests.gui.importing import LEFT, choose_field, choose_unit, opened, press, row, settle
from tests.intake.books import VERDICTS, save
from vsm_desktop.export.gemba.book import write_gemba
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui import asking
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.importing.dialog import CHECK, COLUMNS, FILE, TABLE
from vsm_desktop.ui.importing.remembered import MOST, remember, remembered
from vsm_desktop.ui.updating.dialog import UpdateDialog
from vsm_desktop.ui.window import windows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen grabs and raises nothing
SHEET = Path(__file__).parents[2] / "resources/samples/acme-timing.xlsx"
STEPS = [
    ["Step", "C/T", "C/O (min)", "Stock", "Colour"],
    ["Press", 2, 60, 5, "red"],
    ["Weld", 3, 10, 4600, "green"],
    ["Paint", 4, 0, 1100, "blue"],
]


@pytest.fixture
def window(make_window):
    return make_window(new_stream())


@pytest.fixture
def sheet(tmp_path) -> Path:
    return save(tmp_path / "steps.xlsx", {"Steps": STEPS, "Notes": [["nothing", "here"]]})


def process(window, id_):
    return window.desk.frame.state.node(id_)


def test_a_clear_sheet_is_one_click_away_from_its_map(window, qtbot):
    dialog = opened(qtbot, window, SHEET)
    assert dialog.page == CHECK
    assert dialog.main.text() == "Make the map"
    assert "Lead time 23.6 d" in dialog.check.preview.numbers.accessibleName()
    press(qtbot, dialog, dialog.main)
    names = [node.name for node in window.desk.frame.state.nodes if node.kind == "process"]
    assert names == ["Stamping", "Spot weld 1", "Spot weld 2", "Assembly 1", "Assembly 2"]
    assert window.isWindowModified()
    assert "taken" in window.statusBar().currentMessage()
    assert window.filing.path is None


def test_enter_makes_the_map(window, qtbot):
    dialog = opened(qtbot, window, SHEET)
    QTest.keyClick(dialog.main, Qt.Key.Key_Return)
    assert window.desk.frame.state.nodes


def test_the_page_with_a_doubt_comes_first(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    assert dialog.page == COLUMNS
    ct = row(dialog, "B")
    assert ct.shown.doubt
    assert ct.field.property("doubtful")
    assert not row(dialog, "C").field.property("doubtful")
    assert dialog.focusWidget() in (ct.field, ct.field.lineEdit())
    assert "1 to confirm" in dialog.columns.count.text()


def test_a_column_is_corrected_and_the_map_follows(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    frame = dialog.columns.preview.picture.frame
    choose_field(qtbot, dialog, "B", "Processing time")
    assert row(dialog, "B").shown.use.field == "pt"
    assert dialog.columns.preview.picture.frame is not frame, "the map so far is another one"
    choose_unit(qtbot, dialog, "B", "min")
    assert not row(dialog, "B").shown.doubt
    press(qtbot, dialog, dialog.main)
    assert dialog.page == CHECK
    press(qtbot, dialog, dialog.main)
    weld = process(window, "weld")
    assert (weld.ct, weld.pt.typed) == (None, "3 min")


def test_a_guess_that_is_right_is_confirmed_with_one_click(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    press(qtbot, dialog, row(dialog, "B").right)
    assert not row(dialog, "B").shown.doubt
    assert not row(dialog, "B").right.isVisible()
    assert not dialog.session.outcome.reading.report.doubtful
    assert dialog.session.mapping.use(2).unit == "s"


def test_what_is_no_field_stays_what_it_was(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    choose_field(qtbot, dialog, "B", "nonsense")
    assert row(dialog, "B").field.currentText() == "Cycle time"
    assert dialog.page == COLUMNS, "Enter in a field does not go on"
    choose_field(qtbot, dialog, "B", "do not")
    assert not row(dialog, "B").shown.used


def test_a_stock_of_a_variant_after_the_step(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    assert not row(dialog, "B").variant.isVisible()
    choose_field(qtbot, dialog, "D", "Inventory after")
    variant = row(dialog, "D").variant
    QTest.keyClicks(variant, "LH")
    QTest.keyClick(variant, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    dialog.show_page(CHECK)
    press(qtbot, dialog, dialog.main)
    (stock,) = process(window, "inv_after_weld").qty_by_variant
    assert (stock.variant, stock.quantity.typed) == ("LH", "4600 pc")


def test_decimals_and_stock_for_the_whole_sheet(window, qtbot, tmp_path):
    rows = [["Step", "C/T (s)", "Stock"], ["Press", "1.500", "1.200"], ["Weld", "2.250", "900"]]
    dialog = opened(qtbot, window, save(tmp_path / "a.xlsx", {"A": rows}))
    dialog.show_page(COLUMNS)
    dialog.columns.decimals.setFocus()
    QTest.keyClick(dialog.columns.decimals, Qt.Key.Key_End)
    dialog.columns.stock.setFocus()
    QTest.keyClick(dialog.columns.stock, Qt.Key.Key_Down)
    settle(qtbot, dialog)
    dialog.show_page(CHECK)
    press(qtbot, dialog, dialog.main)
    assert process(window, "press").ct.value == 1500
    assert process(window, "inv_after_press").qty.value == 1200


def test_numbers_that_can_be_either_open_on_their_column(window, qtbot, tmp_path):
    path = tmp_path / "either.csv"
    path.write_text("Schritt;ZZ (s)\nSägen;1,500\nFräsen;2,250\n", encoding="utf-8")
    dialog = opened(qtbot, window, path)
    assert dialog.page == COLUMNS
    times = row(dialog, "B")
    assert times.field.property("doubtful")
    assert times.why.text().endswith('as 1500 or as 1.5; "Decimals" above decides it')
    assert not times.right.isVisible(), "no yes settles what a comma means"
    dialog.columns.decimals.setFocus()
    QTest.keyClick(dialog.columns.decimals, Qt.Key.Key_End)
    settle(qtbot, dialog)
    assert dialog.session.mapping.decimals == "comma"
    assert not row(dialog, "B").shown.doubt
    press(qtbot, dialog, dialog.main)
    press(qtbot, dialog, dialog.main)
    values = [node.ct.value for node in window.desk.frame.state.nodes if node.kind == "process"]
    assert values == [1.5, 2.25]


def test_steps_across_the_columns(window, qtbot, tmp_path):
    turned = [list(one) for one in zip(*STEPS, strict=True)]
    dialog = opened(qtbot, window, save(tmp_path / "a.xlsx", {"A": turned}))
    assert [one.shown.place for one in dialog.columns.shown_rows] == ["1", "2", "3", "4", "5"]
    dialog.show_page(TABLE)
    assert dialog.table.header.text() == "A"
    dialog.table.across.setFocus()
    QTest.keyClick(dialog.table.across, Qt.Key.Key_Up)
    settle(qtbot, dialog)
    assert not dialog.session.mapping.across
    QTest.keyClick(dialog.table.across, Qt.Key.Key_Down)
    settle(qtbot, dialog)
    dialog.show_page(CHECK)
    press(qtbot, dialog, dialog.main)
    assert process(window, "paint").co.typed == "0 min"


def test_a_refused_sheet_is_pointed_at_by_hand(window, qtbot, tmp_path):
    rows = [
        ["Who", "How"],
        ["Notes of the visit"],
        [],
        ["Was", "Dauert", "Liegt"],
        ["Presse", 4, 7],
        ["Ofen", 5, 9],
    ]
    dialog = opened(qtbot, window, save(tmp_path / "odd.xlsx", {"Blatt": rows}))
    assert dialog.page == TABLE
    assert "holds no table of process steps" in dialog.table.note.words.text()
    assert dialog.table.grid.sheet.data(dialog.table.grid.sheet.index(3, 1)) == "Dauert", (
        "the sheet can be seen"
    )
    grid = dialog.table.grid
    QTest.mouseClick(grid.viewport(), LEFT, pos=grid.visualRect(grid.sheet.index(3, 0)).center())
    press(qtbot, dialog, dialog.table.points["header"])
    assert dialog.session.mapping.header == (4,)
    press(qtbot, dialog, dialog.main)
    assert dialog.page == COLUMNS
    assert not dialog.main.isEnabled()
    assert "No column is read as a value" in dialog.columns.note.words.text()
    choose_field(qtbot, dialog, "B", "Cycle time")
    choose_unit(qtbot, dialog, "B", "min")
    assert dialog.main.isEnabled()
    press(qtbot, dialog, dialog.main)
    press(qtbot, dialog, dialog.main)
    assert process(window, "ofen").ct.typed == "5 min"


def test_header_first_and_last_step_by_number(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    dialog.show_page(TABLE)
    for spin, place in ((dialog.table.first, "3"), (dialog.table.last, "3")):
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, place)
        QTest.keyClick(spin, Qt.Key.Key_Return)
        settle(qtbot, dialog)
    assert dialog.page == TABLE
    assert dialog.session.outcome.steps == 1
    assert dialog.under.text().endswith("rows 3 to 3")


def test_another_sheet_of_the_file(window, qtbot, tmp_path):
    other = [["Step", "C/T (s)"], ["Mill", 9]]
    dialog = opened(qtbot, window, save(tmp_path / "two.xlsx", {"Now": STEPS, "Later": other}))
    dialog.show_page(TABLE)
    item = dialog.table.sheets.item(1)
    place = dialog.table.sheets.visualItemRect(item).center()
    QTest.mouseClick(dialog.table.sheets.viewport(), LEFT, pos=place)
    settle(qtbot, dialog)
    dialog.show_page(CHECK)
    press(qtbot, dialog, dialog.main)
    assert process(window, "mill")


def test_filters_and_the_cell_in_the_sheet(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    dialog.show_page(CHECK)
    outcomes = dialog.check.outcomes
    model = outcomes.model
    everything = model.rowCount()
    words = {kind: chip.text() for kind, chip in outcomes.chips.items()}
    report = dialog.session.outcome.reading.report
    assert words["taken"] == f"{len(report.taken)} taken"
    assert model.line(0).kind.verdict == "doubtful", "what needs a look stands first"
    assert model.line(0).entry.cell == "B2:B4", "the same of several cells is said once"
    press(qtbot, dialog, outcomes.chips["taken"])
    assert model.rowCount() == everything - len(report.taken)
    outcomes.list.setFocus()
    QTest.keyClick(outcomes.list, Qt.Key.Key_Down)
    QTest.keyClick(outcomes.list, Qt.Key.Key_Up)
    assert dialog.check.grid.place() == (2, 2), "the cell of the line is shown beside it"
    QTest.keyClick(outcomes.list, Qt.Key.Key_Return)
    assert dialog.page == TABLE
    assert dialog.table.grid.place() == (2, 2)


def test_a_long_reason_can_be_read_below_the_list(window, qtbot, tmp_path):
    rows = [["Step", "C/T (s)"], ["Saw", 4], ["Mill", "1,500"], ["Pack", 9]]
    dialog = opened(qtbot, window, save(tmp_path / "a.xlsx", {"A": rows}))
    dialog.show_page(CHECK)
    QApplication.processEvents()
    check, outcomes = dialog.check, dialog.check.outcomes
    model, high = outcomes.model, outcomes.list.height()
    assert "Choose a line" in check.said.text()
    cells = [model.data(model.index(at, 1)) for at in range(model.rowCount())]
    place = outcomes.list.visualRect(model.index(cells.index("B3"), 3)).center()
    QTest.mouseClick(outcomes.list.viewport(), LEFT, pos=place)
    QApplication.processEvents()
    assert check.said.text() == 'B3: "1,500" can be read in two ways, as 1500 or as 1.5'
    assert check.said.height() >= check.said.heightForWidth(check.said.width()), "nothing of it is cut off"
    assert outcomes.list.height() == high
    press(qtbot, dialog, outcomes.chips["rejected"])
    assert "Choose a line" in check.said.text(), "the line is shown no more"


def forms(tmp_path) -> Path:
    """A form for each step, on a sheet of its own."""
    steps = (("Blank", 3), ("Weld", 4), ("Pack", 5))
    sheets = {
        f"Step {n}": [
            ["Process Name:", name],
            ["Step #:", n],
            ["Cycle Time (C/T) (min.):", time],
            ["Batch Size:", 10],
        ]
        for n, (name, time) in enumerate(steps, 1)
    }
    return save(tmp_path / "forms.xlsx", sheets)


def test_cells_of_several_sheets_are_named_with_their_sheet(window, qtbot, tmp_path):
    dialog = opened(qtbot, window, forms(tmp_path))
    dialog.show_page(CHECK)
    assert dialog.under.text() == "forms.xlsx, sheets Step 1, Step 2, Step 3"
    outcomes = dialog.check.outcomes
    model = outcomes.model
    cells = [model.data(model.index(at, 1)) for at in range(model.rowCount())]
    assert {"Step 1!B3", "Step 2!B3", "Step 3!B3"} <= set(cells)
    at = cells.index("Step 2!B3")
    place = outcomes.list.visualRect(model.index(at, 1)).center()
    QTest.mouseClick(outcomes.list.viewport(), LEFT, pos=place)
    grid = dialog.check.grid
    assert grid.sheet.grid.name == "Step 2"
    assert grid.sheet.data(grid.currentIndex()) == "4"
    assert dialog.check.heading.text() == "In the sheet Step 2"
    outcomes.list.setFocus()
    QTest.keyClick(outcomes.list, Qt.Key.Key_Return)
    assert dialog.page == CHECK, "the page of the table shows another sheet"
    assert grid.hasFocus()


def test_contradictions_come_first(window, qtbot, tmp_path):
    rows = [["Demand per month", 18400], ["Demand per month", 900], [], *STEPS]
    dialog = opened(qtbot, window, save(tmp_path / "a.xlsx", {"A": rows}))
    dialog.show_page(CHECK)
    assert dialog.check.outcomes.model.line(0).entry.cell == "B2"


def test_the_report_is_saved(window, qtbot, sheet, tmp_path, monkeypatch):
    dialog = opened(qtbot, window, sheet)
    dialog.show_page(CHECK)
    for name in ("report.csv", "report.json"):
        monkeypatch.setattr(asking, "ask_report", lambda *_a, name=name: tmp_path / name)
        press(qtbot, dialog, dialog.check.export)
    lines = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "verdict,sheet,cell,value,field,step,reason"
    report = dialog.session.outcome.reading.report
    assert len(lines) == 1 + sum(len(getattr(report, verdict)) for verdict in VERDICTS)
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["taken"]
    assert "Saved report.json" in dialog.check.note.words.text()
    monkeypatch.setattr(asking, "ask_report", lambda *_a: tmp_path / "none" / "r.csv")
    press(qtbot, dialog, dialog.check.export)
    assert "was not written" in dialog.check.note.words.text()


class TestRemembering:
    def correct(self, qtbot, window, sheet):
        dialog = opened(qtbot, window, sheet)
        choose_field(qtbot, dialog, "B", "Processing time")
        choose_unit(qtbot, dialog, "B", "min")
        dialog.show_page(CHECK)
        assert dialog.keep.isVisible()
        return dialog

    def test_the_next_sheet_with_these_headers_is_read_alike(self, window, qtbot, sheet, tmp_path):
        dialog = self.correct(qtbot, window, sheet)
        press(qtbot, dialog, dialog.main)
        later = save(tmp_path / "next.xlsx", {"May": [["May"], [], *STEPS, ["Pack", 7, 0, 3, "red"]]})
        dialog = opened(qtbot, window, later)
        assert dialog.page == CHECK, "nothing needs a look any more"
        assert dialog.session.mapping.use(2).field == "pt"
        assert dialog.session.outcome.steps == 4
        assert "as they were the last time" in dialog.check.note.words.text()
        anew, forget = dialog.check.note.buttons
        press(qtbot, dialog, anew)
        assert dialog.session.mapping.use(2).field == "ct"
        assert remembered()
        dialog.reject()
        dialog = opened(qtbot, window, later)
        forget = dialog.check.note.buttons[1]
        press(qtbot, dialog, forget)
        assert dialog.session.mapping.use(2).field == "ct"
        assert not remembered()

    def test_it_is_not_kept_unasked_or_for_other_headers(self, window, qtbot, sheet, tmp_path):
        dialog = self.correct(qtbot, window, sheet)
        press(qtbot, dialog, dialog.keep)
        press(qtbot, dialog, dialog.main)
        assert not remembered()
        dialog = opened(qtbot, window, SHEET)
        assert not dialog.keep.isVisible(), "there is nothing to keep that would not be found again"
        press(qtbot, dialog, dialog.main)
        assert not remembered()

    def test_another_column_is_another_sheet(self, window, qtbot, sheet, tmp_path):
        dialog = self.correct(qtbot, window, sheet)
        press(qtbot, dialog, dialog.main)
        wider = [[*one, "Scrap (%)" if not n else 2] for n, one in enumerate(STEPS)]
        dialog = opened(qtbot, window, save(tmp_path / "wide.xlsx", {"Steps": wider}))
        assert not dialog.session.kept

    def test_newest_first_and_not_without_end(self, window, qtbot, sheet, profile):
        dialog = opened(qtbot, window, sheet)
        mapping = dialog.session.mapping
        from msgspec.structs import replace

        for number in range(MOST + 5):
            uses = (replace(mapping.columns[0], header=f"Step {number}"), *mapping.columns[1:])
            assert remember(replace(mapping, columns=uses)) == ""
        kept = remembered()
        assert len(kept) == MOST
        assert kept[0].columns[0].header == f"Step {MOST + 4}"
        (profile / "mappings.json").write_text("[{]", encoding="utf-8")
        assert remembered() == ()

    def test_a_mapping_as_a_file(self, window, qtbot, sheet, tmp_path, monkeypatch):
        dialog = self.correct(qtbot, window, sheet)
        dialog.show_page(COLUMNS)
        monkeypatch.setattr(asking, "ask_save_mapping", lambda *_a: tmp_path / "how.json")
        monkeypatch.setattr(asking, "ask_mapping", lambda *_a: tmp_path / "how.json")
        press(qtbot, dialog, dialog.columns.save)
        monkeypatch.setattr(asking, "ask_go_on", lambda *_a: False)
        dialog.reject()
        dialog = opened(qtbot, window, sheet)
        assert dialog.session.mapping.use(2).field == "ct"
        press(qtbot, dialog, dialog.columns.load)
        assert dialog.session.mapping.use(2).field == "pt"
        assert row(dialog, "B").unit.currentData() == "min"
        (tmp_path / "how.json").write_text("{}", encoding="utf-8")
        press(qtbot, dialog, dialog.columns.load)
        assert '"how.json" is no mapping' in dialog.columns.note.words.text()
        assert dialog.session.mapping.use(2).field == "pt", "what was there stays"


class TestFilePage:
    def test_ask_paste_and_recent(self, window, qtbot, sheet, monkeypatch, qapp):
        window.filing.import_sheet()
        dialog = window.filing.importing()
        assert dialog.page == FILE
        assert not dialog.main.isVisible()
        qapp.clipboard().setText("no table")
        press(qtbot, dialog, dialog.file.paste)
        assert "holds no table" in dialog.file.note.words.text()
        qapp.clipboard().setText("Step\tC/T (s)\nPress\t1\nWeld\t39\n")
        QTest.keyClick(dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, dialog)
        assert dialog.page == CHECK
        dialog.show_page(FILE)
        monkeypatch.setattr(asking, "ask_sheet", lambda *_a: sheet)
        press(qtbot, dialog, dialog.file.choose)
        assert dialog.page == COLUMNS

    def test_imported_lately_is_what_became_a_map(self, window, qtbot, sheet, tmp_path):
        broken = tmp_path / "broken.xlsx"
        broken.write_bytes(b"nothing of the kind")
        opened(qtbot, window, broken).reject()
        opened(qtbot, window, sheet).reject()
        window.filing.import_sheet()
        dialog = window.filing.importing()
        QApplication.processEvents()
        assert not dialog.file.recent, "what was refused or cancelled is not listed"
        at = dialog.file.choose.mapTo(dialog, QPoint())
        dialog.reject()
        dialog = opened(qtbot, window, sheet)
        dialog.show_page(CHECK)
        press(qtbot, dialog, dialog.main)
        window.filing.import_sheet()
        dialog = window.filing.importing()
        QApplication.processEvents()
        assert [button.text() for button in dialog.file.recent] == ["steps.xlsx"]
        assert dialog.file.choose.mapTo(dialog, QPoint()) == at, "the list does not move the buttons"
        dialog.open_path(broken)
        settle(qtbot, dialog)
        assert dialog.file.note.isVisible()
        assert dialog.file.choose.mapTo(dialog, QPoint()) == at, "nor does what is said"
        press(qtbot, dialog, dialog.file.recent[0])
        assert dialog.page == COLUMNS

    def test_a_file_that_is_none_is_said_on_the_page(self, window, qtbot, tmp_path, monkeypatch):
        monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail(box.text()))
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"nothing of the kind")
        dialog = opened(qtbot, window, path)
        assert dialog.page == FILE
        assert "a.xlsx" in dialog.file.note.words.text()
        assert dialog.isVisible()

    def test_a_sheet_let_go_over_the_dialog(self, window, qtbot, sheet):
        window.filing.import_sheet()
        dialog = window.filing.importing()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(sheet))])
        how = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(20, 20), *how)
        QApplication.sendEvent(dialog, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(dialog, QDropEvent(QPointF(20, 20), *how))
        settle(qtbot, dialog)
        assert dialog.page == COLUMNS


def test_back_and_cancel_keep_their_places(make_window, qtbot, sheet):
    window = make_window(sample_stream("acme-current.vsm"))
    dialog = opened(qtbot, window, sheet)
    dialog.show_page(CHECK)
    QApplication.processEvents()
    places = (dialog.back.geometry(), dialog.cancel.geometry())
    at = dialog.back.mapTo(dialog, dialog.back.rect().center())
    for page in (COLUMNS, TABLE, FILE, FILE):
        QTest.mouseClick(dialog.childAt(at), LEFT)
        QApplication.processEvents()
        assert dialog.page == page
        assert dialog.isVisible()
        assert (dialog.back.geometry(), dialog.cancel.geometry()) == places
    assert not dialog.back.isEnabled()


class TestLeaving:
    """What was corrected is not lost unasked; what was only looked at is."""

    @pytest.fixture
    def asked(self, monkeypatch):
        """The questions that were asked; the answer is the button whose words are put in `words`."""

        class Asked(list):
            words = "Go on"

        asked = Asked()

        def answer(box):
            asked.append(box.text())
            (button,) = [one for one in box.buttons() if one.text() == asked.words]
            return box.standardButton(button).value

        monkeypatch.setattr(QMessageBox, "exec", answer)
        return asked

    def test_without_a_correction_it_closes_at_once(self, window, qtbot, sheet, asked):
        dialog = opened(qtbot, window, sheet)
        dialog.show_page(TABLE)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        assert not asked

    @pytest.mark.parametrize("way", ["escape", "cancel", "close"])
    def test_after_a_correction_it_asks_once(self, window, qtbot, sheet, asked, way):
        dialog = opened(qtbot, window, sheet)
        press(qtbot, dialog, row(dialog, "B").right)

        def leave():
            if way == "escape":
                QTest.keyClick(dialog, Qt.Key.Key_Escape)
            elif way == "cancel":
                QTest.mouseClick(dialog.cancel, LEFT)
            else:
                dialog.close()

        leave()
        assert dialog.isVisible()
        assert asked == ["What you corrected would be lost."]
        assert dialog.session.mapping.use(2).sure
        asked.words = "Discard"
        leave()
        assert len(asked) == 2
        assert not dialog.isVisible()

    def test_the_map_that_is_made_is_not_asked_about(self, window, qtbot, sheet, asked):
        dialog = opened(qtbot, window, sheet)
        choose_field(qtbot, dialog, "B", "Processing time")
        choose_unit(qtbot, dialog, "B", "min")
        dialog.show_page(CHECK)
        press(qtbot, dialog, dialog.main)
        assert not asked


def test_escape_changes_nothing(window, qtbot, sheet, monkeypatch):
    before = window.desk.history.current
    dialog = opened(qtbot, window, sheet)
    choose_field(qtbot, dialog, "B", "Processing time")
    monkeypatch.setattr(asking, "ask_go_on", lambda *_a: False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    QApplication.processEvents()
    assert window.desk.history.current is before
    assert not remembered()
    assert opened(qtbot, window, sheet).isVisible(), "and it can be opened again"


def test_closing_the_window_ends_the_import(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    dialog.open_path(sheet)
    errands = dialog.session.errands
    assert errands.busy
    assert window.close()
    assert not errands.busy


def test_a_map_on_the_desk_stays_where_it_is(make_window, qtbot, sheet):
    window = make_window(sample_stream("acme-current.vsm"))
    before, count = window.desk.history.current, len(windows)
    dialog = opened(qtbot, window, sheet)
    dialog.show_page(CHECK)
    press(qtbot, dialog, dialog.main)
    assert window.desk.history.current is before
    assert len(windows) == count + 1
    windows[-1].desk.mark_saved()
    windows[-1].close()


class TestUpdatingTheOpenMap:
    """A reading can go into the open map; the import waits behind it until that is taken."""

    def shown(self, make_window, qtbot, sheet):
        window = make_window(sample_stream("acme-current.vsm"))
        dialog = opened(qtbot, window, sheet)
        assert not dialog.update_button.isVisible()
        choose_field(qtbot, dialog, "B", "Processing time")
        choose_unit(qtbot, dialog, "B", "min")
        dialog.show_page(CHECK)
        press(qtbot, dialog, dialog.update_button)
        qtbot.waitUntil(lambda: window.findChild(UpdateDialog) is not None and not window.jobs.busy)
        update = window.findChild(UpdateDialog)
        assert update.isVisible()
        return window, dialog, update

    def test_cancel_comes_back_to_the_import_as_it_was(self, make_window, qtbot, sheet):
        window, dialog, update = self.shown(make_window, qtbot, sheet)
        before = window.desk.history.current
        QTest.mouseClick(update.cancel, LEFT)
        QApplication.processEvents()
        assert dialog.isVisible()
        assert dialog.page == CHECK
        assert dialog.session.mapping.use(2).field == "pt"
        assert window.desk.history.current is before
        assert not remembered()
        press(qtbot, dialog, dialog.back)
        assert dialog.page == COLUMNS

    def test_taken_it_closes_the_import(self, make_window, qtbot, sheet):
        window, dialog, update = self.shown(make_window, qtbot, sheet)
        before = window.desk.history.current
        QTest.mouseClick(update.take, LEFT)
        QApplication.processEvents()
        assert not (isValid(dialog) and dialog.isVisible())
        assert window.desk.history.current is not before
        assert remembered()
        assert opened(qtbot, window, sheet).isVisible(), "and it can be opened again"


@pytest.mark.parametrize("ours", [True, False])
def test_gemba_sheets_go_to_the_map_they_were_printed_from(make_window, qtbot, tmp_path, ours):
    stream = sample_stream("acme-current.vsm")
    path = tmp_path / "gemba.xlsx"
    write_gemba(stream, stream.state(), path, ("weld1",))
    book = load_workbook(path)
    filled = book["Spot weld 1"]
    row = next(cell.row for cell in filled["A"] if cell.value == "operators")
    filled.cell(row, 8, 2)
    book.save(path)
    window = make_window(stream if ours else sample_stream("loan-approval.vsm"))
    dialog = opened(qtbot, window, path)
    assert dialog.page == CHECK
    assert dialog.under.text() == "gemba.xlsx"
    assert dialog.windowTitle() == "Import gemba.xlsx"
    names = [dialog.update_button.text(), dialog.main.text()]
    assert names == (["Make the map", "Update this map"] if ours else ["Update this map", "Make the map"])
    assert dialog.main.isDefault()
    press(qtbot, dialog, dialog.main if ours else dialog.update_button)
    qtbot.waitUntil(lambda: window.findChild(UpdateDialog) is not None and not window.jobs.busy)
    window.findChild(UpdateDialog).reject()


def test_an_empty_map_is_not_offered_for_an_update(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    dialog.show_page(CHECK)
    assert not dialog.update_button.isVisible()


def test_a_table_on_the_clipboard_is_offered_on_the_map(window, qtbot, qapp):
    qapp.clipboard().setText("Step\tC/T (s)\nPress\t1\nWeld\t39\n")
    QTest.keyClick(window.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    notice = window.stage.notices.shown["table"]
    QTest.mouseClick(notice.buttons["Import as table…"], LEFT)
    dialog = window.filing.importing()
    settle(qtbot, dialog)
    assert dialog.page == CHECK
    press(qtbot, dialog, dialog.main)
    assert process(window, "weld").ct.typed == "39 s"


def test_colours_follow_the_program(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    ground = dialog.columns.preview.picture.frame.drawing.page
    window.desk.theme = "dark"
    dialog.follow(window.desk)
    settle(qtbot, dialog)
    assert dialog.columns.preview.picture.frame.drawing.page != ground


def test_every_control_has_a_name_and_can_be_reached(window, qtbot, sheet):
    dialog = opened(qtbot, window, sheet)
    for page in (FILE, TABLE, COLUMNS, CHECK):
        dialog.show_page(page)
        QApplication.processEvents()
        stops = [
            one
            for one in dialog.findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        nameless = [
            one for one in stops if not (one.accessibleName() or getattr(one, "text", str)() or _inner(one))
        ]
        assert not nameless, [type(one).__name__ for one in nameless]
        assert len(stops) > 3


def _inner(widget: QWidget) -> bool:
    """A part of a control that has a name of its own."""
    above = widget.parentWidget()
    return bool(above and above.accessibleName())
