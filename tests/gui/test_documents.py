"""Documents in windows: recent files, drops, several windows, and the questions before anything is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMenu, QMessageBox

from tests.gui.hands import place
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import load, save
from vsm_desktop.ui.documents import sample_stream, structure_stream
from vsm_desktop.ui.settings import settings
from vsm_desktop.ui.shipped import SAMPLES
from vsm_desktop.ui.window import present, windows

ACME = "acme-current.vsm"
SHEET = Path(__file__).parents[2] / "resources/samples/acme-timing.xlsx"
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Button = QMessageBox.StandardButton


class Asked(list):
    """What was asked, and the answers still to give."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[QMessageBox.StandardButton] = []


@pytest.fixture
def asked(monkeypatch):
    """Questions are answered from a list of buttons; Cancel when it is empty. What was asked is kept."""

    said = Asked()

    def answer(box: QMessageBox) -> int:
        said.append(box.text())
        return (said.answers.pop(0) if said.answers else Button.Cancel).value

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return said


@pytest.fixture
def further(qapp):
    """The windows that were opened besides, closed at the end."""
    before = list(windows)
    opened = lambda: [window for window in windows if window not in before]  # noqa: E731
    yield opened
    for window in opened():
        window.desk.mark_saved()
        window.close()
    qapp.processEvents()


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "Brackets.vsm"
    save(sample_stream(ACME), path)
    return path


def opened(make_window, file: Path):
    window = make_window(new_stream())
    window.filing.open_path(file)
    return window


def others_change(file: Path) -> None:
    save(new_stream("Somebody else's"), file)


def submenu(window, title: str) -> QMenu:
    """A menu of the File menu, filled as when it opens."""
    file = window.menuBar().actions()[0].menu()
    found = next(a.menu() for a in file.actions() if a.menu() and a.text().replace("&", "") == title)
    found.aboutToShow.emit()
    return found


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


# recent files, templates


def test_opened_and_saved_files_are_recent_and_missing_ones_grey(make_window, file, tmp_path):
    window = opened(make_window, file)
    window.filing.path = tmp_path / "Seats & more.vsm"
    assert window.filing.save()
    file.unlink()
    menu = submenu(window, "Open recent")
    assert words(menu) == ["&1  Seats && more.vsm", "&2  Brackets.vsm", "Clear the list"]
    assert [action.isEnabled() for action in menu.actions() if not action.isSeparator()] == [
        True,
        False,
        True,
    ]
    assert "not there any more" in menu.actions()[1].toolTip()
    menu.actions()[-1].trigger()
    assert words(submenu(window, "Open recent")) == ["No files yet", "Clear the list"]


def test_a_recent_file_opens(make_window, file):
    settings().add_recent(file)
    window = make_window(new_stream())
    submenu(window, "Open recent").actions()[0].trigger()
    assert window.filing.path == file


def test_templates_and_samples_open_from_the_menu(make_window):
    window = make_window(new_stream())
    menu = submenu(window, "New from template")
    own = ["Empty sheet", "Supplier, control, customer", "Five processes", "Office flow"]
    assert words(menu) == [*own, *(one.title for one in SAMPLES)]
    menu.actions()[2].trigger()
    assert sum(node.kind == "process" for node in window.desk.frame.state.nodes) == 5
    other = make_window(new_stream())
    submenu(other, "Open a sample").actions()[0].trigger()
    assert other.desk.history.current == sample_stream(ACME)
    third = make_window(new_stream())
    submenu(third, "New from template").actions()[5].trigger()
    assert third.desk.history.current == structure_stream(ACME)
    assert third.filing.path is None


# drops


def drop(widget, *paths: Path) -> bool:
    """Drag files over a widget and let go; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, copy = QPoint(40, 40), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(QPointF(at), copy, data, left, none)
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()
    return enter.isAccepted() and event.isAccepted()


def test_a_map_dropped_on_the_map_or_on_the_start_page_opens(make_window, file):
    window = make_window(new_stream())
    assert drop(window.view.viewport(), file)
    assert window.filing.path == file
    other = make_window(new_stream())
    other.show_start()
    window.close()
    assert drop(other.stage.start.viewport(), file)
    assert other.stage.start is None
    assert other.filing.path == file


def test_a_dropped_sheet_is_imported(make_window, qtbot):
    window = make_window(new_stream())
    assert drop(window, SHEET, SHEET)
    assert [notice.sentence for notice in window.stage.notices.shown.values()] == [
        f"{SHEET.name} was not opened: sheets are imported one at a time."
    ]
    dialog = window.filing.importing()
    qtbot.waitUntil(lambda: dialog.session.settled and dialog.session.outcome is not None)
    QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert window.isWindowModified()
    assert any(node.name == "Stamping" for node in window.desk.frame.state.nodes)


def test_of_what_cannot_be_opened_is_said_why_without_a_dialog(make_window, asked, file, tmp_path):
    window = make_window(new_stream())
    (tmp_path / "notes.odt").write_text("hello")
    assert drop(window, tmp_path / "notes.odt", file)
    assert asked == []
    (notice,) = window.stage.notices.shown.values()
    assert notice.isVisible()
    assert notice.sentence == (
        "notes.odt was not opened: maps are .vsm files, sheets to import .xlsx, .ods, .csv and the like."
    )
    assert window.filing.path == file, "what can be opened is"
    QTest.keyClick(notice, Qt.Key.Key_Escape)
    assert window.stage.notices.isHidden()


def test_what_is_no_file_is_not_taken(make_window):
    window = make_window(new_stream())
    data = QMimeData()
    data.setText("some words")
    event = QDragEnterEvent(
        QPoint(40, 40),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()


# unsaved changes


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_question_has_verbs_and_the_main_button_at_the_right(make_window, monkeypatch):
    seen: list[list[str]] = []

    def look(box: QMessageBox) -> int:
        box.show()
        QApplication.processEvents()
        buttons = sorted(box.findChild(QDialogButtonBox).buttons(), key=lambda one: one.x())
        seen.append([one.text() for one in buttons])
        seen.append([box.defaultButton().text(), box.escapeButton().text()])
        box.hide()
        return Button.Cancel.value

    monkeypatch.setattr(QMessageBox, "exec", look)
    window = make_window(sample_stream(ACME))
    place(window, "inventory", 500, 560)
    assert not window.close()
    assert seen == [["Don't save", "Cancel", "Save"], ["Save", "Cancel"]]


def test_saving_while_closing(make_window, asked, file):
    window = opened(make_window, file)
    place(window, "inventory", 500, 560)
    assert window.windowTitle().startswith("Brackets.vsm[*]")
    assert window.isWindowModified()
    after = window.desk.history.current
    asked.answers = [Button.Save]
    assert window.close()
    assert asked == ["Save the changes to Brackets.vsm?"]
    assert load(file) == after


def test_not_saving_keeps_the_file(make_window, asked, file):
    before = file.read_bytes()
    window = opened(make_window, file)
    place(window, "inventory", 500, 560)
    asked.answers = [Button.Discard]
    assert window.close()
    assert file.read_bytes() == before


# others change the file


def test_a_file_others_changed_is_not_overwritten_unasked(make_window, asked, file):
    window = opened(make_window, file)
    place(window, "inventory", 500, 560)
    others_change(file)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert asked == ["Brackets.vsm was changed by another program since it was opened here."]
    assert load(file).name == "Somebody else's"
    assert window.isWindowModified()


def test_overwriting_is_a_decision(make_window, asked, file):
    window = opened(make_window, file)
    place(window, "inventory", 500, 560)
    others_change(file)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert window.stage.notices.isVisible()
    asked.answers = [Button.Discard]
    assert window.filing.save()
    assert load(file) == window.desk.history.current
    assert window.stage.notices.isHidden()
    place(window, "inventory", 560, 560)
    assert window.filing.save()
    assert len(asked) == 1, "what was written here is known here"


def test_reloading_shows_theirs_and_undo_brings_back_ours(make_window, asked, file):
    window = opened(make_window, file)
    place(window, "inventory", 500, 560)
    ours = window.desk.history.current
    others_change(file)
    asked.answers = [Button.Reset]
    assert not window.filing.save()
    assert window.desk.history.current.name == "Somebody else's"
    assert not window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.desk.history.current is ours
    assert window.isWindowModified()


def test_a_change_is_seen_when_the_window_comes_forward(make_window, asked, file):
    window = opened(make_window, file)
    others_change(file)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    (notice,) = window.stage.notices.shown.values()
    assert notice.sentence == "Brackets.vsm was changed by another program."
    QTest.mouseClick(notice.buttons["Close this message"], Qt.MouseButton.LeftButton)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert window.stage.notices.shown == {}, "the same change is told once"
    save(new_stream("Again"), file)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    (notice,) = window.stage.notices.shown.values()
    QTest.mouseClick(notice.buttons["Reload"], Qt.MouseButton.LeftButton)
    assert window.desk.history.current.name == "Again"
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert window.stage.notices.shown == {}
    assert asked == []


def test_the_message_goes_when_the_file_is_as_it_was(make_window, file):
    before = file.read_bytes()
    window = opened(make_window, file)
    others_change(file)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert window.stage.notices.isVisible()
    file.write_bytes(before)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert window.stage.notices.isHidden()


def test_saving_under_another_name_keeps_both(make_window, asked, file, tmp_path, monkeypatch):
    window = opened(make_window, file)
    place(window, "inventory", 500, 560)
    others_change(file)
    asked.answers = [Button.Save]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "Ours"), ""))
    assert window.filing.save()
    assert window.filing.path == tmp_path / "Ours.vsm"
    assert load(tmp_path / "Ours.vsm") == window.desk.history.current
    assert load(file).name == "Somebody else's"


def test_a_vanished_folder_loses_nothing(make_window, asked, tmp_path, monkeypatch):
    folder = tmp_path / "stick"
    folder.mkdir()
    save(sample_stream(ACME), folder / "map.vsm")
    window = opened(make_window, folder / "map.vsm")
    place(window, "inventory", 500, 560)
    (folder / "map.vsm").unlink()
    folder.rmdir()
    assert not window.filing.save()
    assert "does not exist" in asked[0]
    assert window.isWindowModified()
    asked.answers = [Button.Save]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "map.vsm"), ""))
    assert window.filing.save(), "the question offers another place"
    assert load(tmp_path / "map.vsm") == window.desk.history.current


def test_a_name_that_gets_its_suffix_does_not_hit_another_file(make_window, asked, tmp_path, monkeypatch):
    save(new_stream("There"), tmp_path / "map 2.1.vsm")
    window = make_window(sample_stream(ACME))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "map 2.1"), ""))
    assert not window.filing.save_as()
    assert asked == ["map 2.1.vsm exists already."]
    assert load(tmp_path / "map 2.1.vsm").name == "There"
    asked.answers = [Button.Discard]
    assert window.filing.save_as()
    assert load(tmp_path / "map 2.1.vsm") == window.desk.history.current


def test_the_dialog_starts_in_the_last_folder_with_a_name_a_system_takes(make_window, tmp_path, monkeypatch):
    starts: list[str] = []

    def ask(_parent, _title, start, _kinds):
        starts.append(start)
        return (str(tmp_path / "one.vsm"), "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    assert make_window(new_stream("Left/right: 2")).filing.save_as()
    assert make_window(new_stream("Seats")).filing.save_as()
    assert starts == ["Left right  2.vsm", str(tmp_path / "Seats.vsm")]


# several windows


def test_a_new_window_by_keyboard_shows_the_start_page(make_window, further):
    window = make_window(sample_stream(ACME))
    QTest.keyClick(window, Qt.Key.Key_N, CTRL | SHIFT)
    (other,) = further()
    assert other.stage.start is not None
    assert other.isVisible()


def test_new_beside_a_map_opens_a_window_of_its_own(make_window, further):
    window = make_window(sample_stream(ACME))
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    (other,) = further()
    assert other.desk.frame.state.nodes == ()
    assert window.desk.frame.state.nodes


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_file_that_is_open_already_comes_forward(make_window, further, file):
    window = make_window(sample_stream(ACME))
    window.filing.open_path(file)
    assert len(further()) == 1
    window.filing.open_path(file)
    assert len(further()) == 1


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_window_menu_lists_the_open_windows(make_window, further, file):
    window = make_window(sample_stream(ACME))
    present(window)
    window.filing.open_path(file)
    (other,) = [one for one in further() if one is not window]
    place(other, "inventory", 500, 560)
    menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Window")
    for _twice in range(2):
        menu.aboutToShow.emit()
    listed = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text()[4:] for action in listed][-2:] == ["Steering brackets", "Brackets.vsm*"]
    assert [action.isChecked() for action in listed][-2:] == [True, False]
    other.showMinimized()
    listed[-1].trigger()
    assert not other.isMinimized()


TWO_WINDOWS = """
import os, sys
from PySide6.QtCore import QTimer
from vsm_desktop import app
from vsm_desktop.ui.window import windows

def look():
    if len(windows) == 2:
        print("|".join(window.filing.name for window in windows), flush=True)
        os._exit(0)

settle = app._settle
def settled(*args):
    settle(*args)
    look()
app._settle = settled
from vsm_desktop.__main__ import main
main(sys.argv[1:])
"""


def test_two_files_on_the_command_line_open_two_windows(file, tmp_path, profile):
    other = tmp_path / "Seats.vsm"
    save(new_stream("Seats"), other)
    done = subprocess.run(
        [sys.executable, "-c", TWO_WINDOWS, str(file), str(other)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"VSM_PROFILE": str(profile)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "Brackets.vsm|Seats.vsm", done.stderr


def test_a_missing_file_among_several_is_said(file, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "vsm_desktop", str(file), str(tmp_path / "missing.vsm")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == f"{tmp_path / 'missing.vsm'} is no command and no file that exists."


def test_an_export_is_named_after_the_file_or_the_family(make_window, file, monkeypatch, tmp_path, qtbot):
    starts: list[str] = []

    def ask(_parent, _title, start, _kinds):
        starts.append(start)
        return (str(tmp_path / "one.svg") if len(starts) == 1 else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window = make_window(new_stream("Left/right 2.1"))
    window.filing.export()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    opened(make_window, file).filing.export()
    assert starts == ["Left right 2.1.pdf", str(tmp_path / "Brackets.pdf")]
    assert (tmp_path / "one.svg").is_file()
