"""The program is killed in the middle of the work; the next start offers what was there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from tests.gui.hands import place
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import load, save
from vsm_desktop.store.recovery import Origin, Shelf
from vsm_desktop.store.stamp import stamp_of
from vsm_desktop.ui import autosave
from vsm_desktop.ui.autosave import shelf
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.recovering import offer_recovery

LEFT = Qt.MouseButton.LeftButton


def kept(profile: Path) -> list[Path]:
    """The documents that are kept now."""
    return sorted((profile / "unsaved").glob("*.vsm"))


@pytest.fixture(autouse=True)
def ended():
    yield
    autosave.finish()


@pytest.fixture
def quick(monkeypatch):
    """Changes are kept at once."""
    monkeypatch.setenv("VSM_AUTOSAVE_MS", "1")


def leave_behind(profile: Path, stream=None, **origin) -> Path:
    """What a killed program leaves."""
    other = Shelf(profile / "unsaved")
    file = other.keep("1", stream or sample_stream("acme-current.vsm"), Origin(**origin))
    for lock in other._locks.values():
        lock.close()
    return file


def program(profile: Path, *words: object) -> subprocess.Popen:
    environment = os.environ | {"VSM_PROFILE": str(profile), "VSM_AUTOSAVE_MS": "40"}
    command = [sys.executable, "-m", "tests.gui.doomed", *map(str, words)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)


def test_killed_while_editing_and_started_again(profile, tmp_path):
    path = tmp_path / "Brackets.vsm"
    save(new_stream("Brackets"), path)
    untouched = path.read_bytes()

    said: list[list[str]] = []
    with program(profile, "edit", path) as doomed:
        for line in doomed.stdout:
            said.append(line.split())
            if sum(words[0] == "kept" for words in said) >= 3:
                break
        doomed.kill()
        said += [line.split() for line in doomed.stdout]
    safe = max(int(number) for word, number in said if word == "kept")
    done = max(int(number) for word, number in said if word == "edited")
    assert path.read_bytes() == untouched, "nothing was saved by itself"

    with program(profile, "recover") as next_one:
        sentence, count, where, state = next_one.stdout.read().splitlines()
    assert sentence.startswith(
        "Brackets.vsm was not saved when the program ended. It was kept as it stood at "
    )
    assert safe <= int(count) <= done + 1, "at most what came after the last copy is lost"
    assert where == str(path)
    assert state == "True True", "it is unsaved work, and the start page has gone"


def test_changes_are_kept_and_gone_when_saved(profile, quick, make_window, qtbot, tmp_path):
    window = make_window(new_stream("Brackets"))
    assert kept(profile) == []
    with qtbot.waitSignal(window.autosave.kept):
        place(window, "process", 300, 342)
    assert load(kept(profile)[0]) == window.desk.history.current
    window.filing.path = tmp_path / "map.vsm"
    assert window.filing.save()
    assert kept(profile) == []


def test_undone_changes_need_no_copy(profile, quick, make_window, qtbot):
    window = make_window(new_stream("Brackets"))
    with qtbot.waitSignal(window.autosave.kept):
        place(window, "process", 300, 342)
    QTest.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kept(profile) == []


def test_nothing_is_kept_that_did_not_change(profile, quick, make_window, qtbot):
    window = make_window(new_stream("Brackets"))
    with qtbot.waitSignal(window.autosave.kept):
        place(window, "process", 300, 342)
    written = kept(profile)[0].stat().st_mtime_ns
    window.states.turn(1)
    window.actions_by_name["dark"].trigger()
    window.actions_by_name["dark"].trigger()
    assert not window.autosave._timer.isActive()
    assert kept(profile)[0].stat().st_mtime_ns == written


def test_a_clean_close_leaves_nothing(profile, quick, make_window, qtbot, monkeypatch):
    window = make_window(new_stream("Brackets"))
    with qtbot.waitSignal(window.autosave.kept):
        place(window, "process", 300, 342)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Discard.value)
    assert window.close()
    autosave.finish()
    assert list((profile / "unsaved").iterdir()) == []


def test_each_window_keeps_its_own(profile, quick, make_window, qtbot):
    for name in ("One", "Two"):
        window = make_window(new_stream(name))
        with qtbot.waitSignal(window.autosave.kept):
            place(window, "process", 300, 342)
    assert sorted(load(file).name for file in kept(profile)) == ["One", "Two"]
    offer_recovery(window)
    assert window.stage.notices.shown == {}, "what this program keeps is not offered"


def test_a_folder_that_cannot_be_written_is_said_once_and_work_goes_on(profile, quick, make_window, qtbot):
    (profile / "unsaved").write_text("in the way")
    window = make_window(new_stream("Brackets"))
    for x in (200, 400):
        with qtbot.waitSignal(window.autosave.failed):
            place(window, "process", x, 342)
    sentence = window.stage.notices.shown["unkept"].sentence
    assert sentence.startswith("No copy of unsaved changes is kept: ")
    assert len(window.desk.frame.state.nodes) == 2


def test_recovered_work_belongs_to_its_file_and_is_kept_again(profile, make_window, tmp_path):
    path = tmp_path / "Brackets.vsm"
    save(new_stream("Brackets"), path)
    file = leave_behind(profile, path=str(path), name=path.name, seen=stamp_of(path).digest)
    window = make_window(new_stream())
    window.show_start()
    offer_recovery(window)
    (notice,) = window.stage.notices.shown.values()
    QTest.mouseClick(notice.buttons["Recover"], LEFT)
    assert window.desk.history.current == sample_stream("acme-current.vsm")
    assert window.windowTitle().startswith("Brackets.vsm[*]")
    assert window.isWindowModified()
    assert not file.exists()
    assert [load(one) for one in kept(profile)] == [window.desk.history.current]
    assert window.filing.save(), "the file is as it was when it was opened: no question"
    assert load(path) == sample_stream("acme-current.vsm")
    assert kept(profile) == []


def test_recovered_work_does_not_silently_overwrite_what_came_later(
    profile, make_window, tmp_path, monkeypatch
):
    path = tmp_path / "Brackets.vsm"
    save(new_stream("Brackets"), path)
    leave_behind(profile, path=str(path), name=path.name, seen=stamp_of(path).digest)
    save(new_stream("Somebody else's"), path)
    window = make_window(new_stream())
    offer_recovery(window)
    (notice,) = window.stage.notices.shown.values()
    QTest.mouseClick(notice.buttons["Recover"], LEFT)
    asked: list[str] = []

    def cancel(box: QMessageBox) -> int:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel.value

    monkeypatch.setattr(QMessageBox, "exec", cancel)
    assert not window.filing.save()
    assert asked == ["Brackets.vsm was changed by another program since it was opened here."]
    assert load(path).name == "Somebody else's"


def test_discard_asks_and_removes_it_and_closing_the_message_does_not(profile, make_window, monkeypatch):
    file = leave_behind(profile, name="Brackets.vsm", time=1000.0)
    window = make_window(new_stream())
    offer_recovery(window)
    (notice,) = window.stage.notices.shown.values()
    assert notice.sentence.startswith(
        "Brackets.vsm was not saved when the program ended. It was kept as it stood on 1 Jan 1970"
    )
    QTest.mouseClick(notice.buttons["Close this message"], LEFT)
    assert file.exists()
    assert window.stage.notices.isHidden()
    offer_recovery(window)
    (notice,) = window.stage.notices.shown.values()
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: answers.pop(0).value)
    notice.buttons["Discard…"].setFocus()
    QTest.keyClick(notice.buttons["Discard…"], Qt.Key.Key_Return)
    assert file.exists(), "it was not meant"
    (notice,) = window.stage.notices.shown.values()
    QTest.mouseClick(notice.buttons["Discard…"], LEFT)
    assert not file.exists()
    offer_recovery(window)
    assert window.stage.notices.shown == {}
    assert shelf().left_behind() == []


def test_a_copy_that_cannot_be_read_stays_where_it_is(profile, make_window):
    file = leave_behind(profile)
    file.write_text("{")
    window = make_window(new_stream())
    offer_recovery(window)
    (notice,) = window.stage.notices.shown.values()
    QTest.mouseClick(notice.buttons["Recover"], LEFT)
    (notice,) = window.stage.notices.shown.values()
    assert "damaged" in notice.sentence
    assert str(file.parent) in notice.sentence
    assert file.exists()
