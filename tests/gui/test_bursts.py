"""Bursts in the window: recorded, typed, switched, put in order, undone; and what follows them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget

from tests.gui.hands import LEFT, click, keys, place_of, type_into
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.edit.edits import delete, set_fields
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.quantity import quantity
from vsm_desktop.store.files import dumps
from vsm_desktop.ui import asking
from vsm_desktop.ui.bursts.made_from import add_made_from
from vsm_desktop.ui.bursts.recorder import recorder_of
from vsm_desktop.ui.documents import sample_stream

Key, Control, Alt = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-future.vsm"))


@pytest.fixture
def page(window):
    return opened(window)


def opened(window):
    if window.bottom.open_page != "bursts":
        QTest.mouseClick(window.bottom.tabs["bursts"], LEFT)
    QApplication.processEvents()
    return window.bottom.page("bursts")


def column(page, key: str) -> list[str]:
    return [line.words[key] for line in page.rows.list.rows]


def press_row(page, row: int, key: str = "title") -> None:
    rows = page.rows
    index = rows.list.index(row, rows.list.columns.index(key))
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(index).center())
    QApplication.processEvents()


def days(window) -> float:
    return round(window.desk.frame.report.number("lead_time_days"), 1)


def said(window) -> str:
    return window.statusBar().currentMessage()


def undo_all(window) -> None:
    while window.desk.history.undo_label:
        keys(window, Key.Key_Z, Control)


def test_the_list_says_what_each_buys_and_all_together(window, page):
    window.desk.show_state("future")
    assert column(page, "alone") == ["0.0 d", "−3.5 d", "−6.6 d", "−6.5 d", "−2.5 d"]
    assert column(page, "in_order") == column(page, "alone")
    assert page.total.text() == "Together: 23.6 d → 4.5 d (−19.1 d)"
    assert page.state.currentText() == "Future state"
    assert not nameless(window)


def test_a_switch_and_space_change_the_map_and_its_numbers(window, page):
    window.desk.show_state("future")
    before = dumps(window.desk.recorded)
    press_row(page, 1, "on")
    assert days(window) == 8.0
    assert column(page, "on")[1] == "off"
    assert "off" in said(window)
    assert page.total.text() == "Together: 23.6 d → 8.0 d (−15.6 d)"
    QTest.keyClick(page.rows, Key.Key_Space)
    assert days(window) == 4.5
    undo_all(window)
    assert dumps(window.desk.recorded) == before


def test_alt_and_the_arrow_keys_and_a_drag_put_them_in_order(window, page):
    window.desk.show_state("future")
    press_row(page, 0)
    QTest.keyClick(page.rows, Key.Key_Down, Alt)
    assert column(page, "title")[:2] == ["Daily milk run", "Weld uptime"]
    assert page.rows.chosen_id == "burst_uptime", "the cursor goes with it"
    rows = page.rows
    place = rows.visualRect(rows.list.index(4, 2)).center()
    QTest.mousePress(rows.viewport(), LEFT, pos=place)
    QTest.mouseMove(rows.viewport(), place - QPoint(0, 60))
    QTest.mouseMove(rows.viewport(), QPoint(place.x(), 3))
    QTest.mouseRelease(rows.viewport(), LEFT, pos=QPoint(place.x(), 3))
    assert column(page, "title")[0] == "Pitch 20 min"
    assert days(window) == 4.5


def test_choosing_a_row_lights_what_it_changes_and_shows_form_and_guard(window, page):
    window.desk.show_state("future")
    press_row(page, 0)
    assert window.view._scene.lights.ops
    assert "removes Spot weld 2" in page.box.text()
    assert page.form.promise.lines.toPlainText() == "Spot weld 2.Uptime 80 % → 100 %"
    assert "Faster here, not in the stream." in page.effect.warning.text()
    press_row(page, 2)
    assert page.box.isHidden()
    QTest.mouseClick(page.effect.table.buttons["together"], LEFT)
    assert ["Lead time", "23.6 d", "4.5 d", "−81 %"] in page.effect.table.block()
    assert ["Operators", "5", "3", "2 freed"] in page.effect.table.block()


def test_a_star_on_the_map_chooses_its_row_and_shows_its_form(window, page):
    window.desk.show_state("future")
    click(window, *place_of(window, "burst_weld"))
    assert page.chosen == "burst_weld"
    form = window.properties.page.burst
    assert form.id == "burst_weld"
    owner = window.properties.page.findChild(QLineEdit, "field-owner")
    owner.setFocus()
    owner.selectAll()
    QTest.keyClicks(owner, "M. Ortiz")
    assert column(page, "owner")[3] == "M. Ortiz"
    type_into(window, "name", "One cell")
    assert column(page, "title")[3] == "One cell"
    assert window.desk.recorded.burst("burst_weld").title == "One cell"


def test_a_promise_is_typed_explained_and_taken_out(window, page):
    window.desk.show_state("future")
    press_row(page, 0)
    lines = page.form.promise.lines
    lines.setFocus()
    lines.selectAll()
    QTest.keyClicks(lines, "weld2.uptime -> 90 %")
    assert window.desk.recorded.burst("burst_uptime").changes[0].after.base == pytest.approx(0.9)
    QTest.keyClick(lines, Key.Key_Return)
    QTest.keyClicks(lines, "weld9.ct -> 3 s")
    page.rows.setFocus()
    assert 'Nothing on the map is called "weld9". Is it "weld' in page.form.promise.message.text()
    press_row(page, 3)
    taken = page.form.promise.findChild(QWidget, "take-out")
    QTest.mouseClick(taken, LEFT)
    assert window.desk.recorded.state("future").node("cell") is None
    keys(window, Key.Key_Z, Control)
    assert window.desk.recorded.state("future").node("cell") is not None


def test_a_burst_is_recorded_on_the_map_and_undone_to_the_byte(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    before = dumps(window.desk.recorded)
    window.activateWindow()
    window.view.setFocus()
    keys(window, Key.Key_R, Control | Qt.KeyboardModifier.ShiftModifier)
    assert window.desk.frame.state.base == "current", "it made a future state and turned to it"
    bar = recorder_of(window).bar
    assert "nothing yet" in bar.words.text()
    click(window, *place_of(window, "weld2"))
    type_into(window, "ct", "30 s")
    assert "Spot weld 2: C/T 46 s → 30 s" in bar.words.text()
    click(window, *place_of(window, "coils"))
    keys(window, Key.Key_Delete)
    assert "2 changes" in bar.words.text()
    keys(window, Key.Key_Z, Control)
    assert "C/T 46 s → 30 s" in bar.words.text()
    QTest.mouseClick(bar.stop, LEFT)
    page = window.bottom.page("bursts")
    line = page.form.form.editors["title"].line
    assert line.hasFocus()
    QTest.keyClicks(line, "Weld faster")
    assert column(page, "title") == ["Weld faster"]
    star = window.desk.frame.state.node(window.desk.recorded.bursts[0].id)
    assert (star.name, star.about) == ("Weld faster", "weld2")
    assert page.form.promise.lines.toPlainText() == "Spot weld 2.C/T 46 s → 30 s"
    assert bar.isHidden()
    press_row(page, 0, "on")
    assert window.desk.frame.state.node("weld2").ct.value == 46
    undo_all(window)
    assert dumps(window.desk.recorded) == before


def test_a_recording_is_discarded_or_comes_to_nothing(window):
    window.desk.show_state("future")
    before = window.desk.recorded.state("future")
    recorder = recorder_of(window)
    recorder.start("burst_uptime")
    assert "Weld uptime" in recorder.bar.words.text()
    click(window, *place_of(window, "cell"))
    type_into(window, "ct", "50 s")
    QTest.mouseClick(recorder.bar.discard, LEFT)
    assert window.desk.recorded.state("future") == before
    recorder.start()
    QTest.mouseClick(recorder.bar.stop, LEFT)
    assert said(window).startswith("Nothing was changed")
    assert len(bursts_of(window.desk.recorded)) == 5
    recorder.start()
    window.desk.open(sample_stream("acme-current.vsm"))
    assert not recorder.running
    assert not window.actions_by_name["record_burst"].isChecked()


def test_undo_past_the_start_ends_a_recording_and_older_work_stays(window):
    window.desk.show_state("future")
    click(window, *place_of(window, "cell"))
    type_into(window, "ct", "50 s")
    recorder = recorder_of(window)
    recorder.start()
    window.desk.commit("Slower", set_fields("stamping", ct=quantity(2, "s")))
    keys(window, Key.Key_Z, Control)
    assert recorder.running
    assert "nothing yet" in recorder.bar.words.text()
    keys(window, Key.Key_Z, Control)
    assert not recorder.running
    assert said(window).startswith("Recording ended: you went back")
    keys(window, Key.Key_Y, Control)
    recorder.start()
    type_into(window, "ct", "40 s")  # goes on in the same field: a step of its own all the same
    assert "C/T 50 s → 40 s" in recorder.bar.words.text()
    QTest.mouseClick(recorder.bar.discard, LEFT)
    assert window.desk.frame.state.node("cell").ct.value == 50, "exactly where recording began"


def test_the_bar_names_the_change_that_was_made_last_and_the_strip_since_when(window):
    window.desk.show_state("future")
    window.desk.mark_saved()
    recorder = recorder_of(window)
    recorder.start()
    for id_, unit in (("cell", 50), ("stamping", 2), ("cell", 45)):
        window.desk.commit("Other", set_fields(id_, ct=quantity(unit, "s")))
    assert "2 changes, the last: Weld + assembly cell: C/T 56 s → 45 s" in recorder.bar.words.text()
    keys(window, Key.Key_Z, Control)
    assert "the last: Stamping" in recorder.bar.words.text()
    window.desk.mark_saved()
    changed = [cell.tip for cell in window.strip.cells if cell.change]
    assert changed
    assert all(tip.endswith("since recording began") for tip in changed)
    QTest.mouseClick(recorder.bar.stop, LEFT)
    assert not any("since recording" in cell.tip for cell in window.strip.cells)


def test_closing_asks_what_becomes_of_a_recording(window, monkeypatch):
    window.desk.show_state("future")
    recorder = recorder_of(window)
    recorder.start()
    asked = []
    monkeypatch.setattr(asking, "ask_unsaved", lambda *_about: asking.Button.Discard)
    window.desk.commit("Slower", set_fields("stamping", ct=quantity(2, "s")))
    answers = iter([asking.Button.Cancel, asking.Button.Save])
    monkeypatch.setattr(asking, "ask_recording", lambda _parent, *about: asked.append(about) or next(answers))
    assert not window.filing.may_close()
    assert asked == [("A new burst", "Stamping: C/T 1 s → 2 s")]
    assert recorder.running
    assert window.filing.may_close()
    assert not recorder.running
    assert len(window.desk.recorded.bursts) == 6


def test_the_panel_fills_its_room_when_a_bar_comes_above_it(window, page):
    split = window.bottom._splitter
    most = window.bottom.maximumHeight()
    split.setSizes([split.height() - most, most])
    recorder_of(window).start()
    QApplication.processEvents()
    assert window.bottom.geometry().bottom() == split.height() - 1


def test_what_is_drawn_by_hand_goes_into_a_burst_and_comes_and_goes_with_it(window, page):
    window.desk.show_state("future")
    click(window, *place_of(window, "cell"))
    type_into(window, "ct", "50 s")
    assert page.hand.text().startswith("Drawn by hand: ")
    press_row(page, 3, "on")
    assert "went with it" in said(window)
    assert window.desk.frame.state.node("cell") is None
    press_row(page, 3, "on")
    assert window.desk.frame.state.node("cell").ct.value == 50
    window.desk.commit("Stations", set_fields("stamping", ct=quantity(2, "s")))
    page._hand_into("")
    assert len(column(page, "title")) == 6
    assert page.hand.isHidden()
    assert page.form.form.editors["title"].line.hasFocus()


def test_without_a_state_to_switch_in_one_is_made(make_window):
    stream = sample_stream("acme-future.vsm")
    alone = stream.evolve(states=stream.states[:1], shown_state="current")
    window = make_window(alone)
    page = opened(window)
    assert page.total.text() == "All together: 23.6 d → 4.5 d (−19.1 d)"
    assert "on" not in page.rows.list.columns
    QTest.mouseClick(page.make, LEFT)
    assert days(window) == 4.5
    assert column(page, "on") == ["on"] * 5
    assert page.state.currentText() == "Future state"


def test_a_new_burst_is_described_copied_and_deleted(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    page = opened(window)
    page.grab()
    QTest.mouseClick(page.new, LEFT)
    QTest.keyClicks(page.form.form.editors["title"].line, "5S")
    waste = page.form.form.editors["waste"]
    assert isinstance(waste, QComboBox)
    waste.setCurrentIndex(waste.findData("motion"))
    waste.activated.emit(waste.currentIndex())
    QTest.keyClicks(page.form.form.editors["cost"].line, "2500")
    burst = window.desk.recorded.bursts[0]
    assert (burst.title, burst.waste, burst.cost.value) == ("5S", "motion", 2500)
    page.take_focus()
    QTest.keyClick(page.rows, Key.Key_C, Control)
    rows = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert rows[0][1:3] == ["No.", "Burst"]
    assert rows[1][1:5] == ["1", "5S", "", "Motion"]
    assert len({len(row) for row in rows[: rows.index([""])]}) == 1
    assert ["Lead time", "23.6 d", "23.6 d", "as it is"] in rows
    QTest.keyClick(page.rows, Key.Key_Delete)
    assert not window.desk.recorded.bursts
    QTest.keyClick(page.rows, Key.Key_Escape)
    assert window.view.hasFocus()


def test_a_typed_burst_gets_its_star_with_what_was_typed(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    page = opened(window)
    QTest.mouseClick(page.new, LEFT)
    lines = page.form.promise.lines
    lines.setFocus()
    QTest.keyClicks(lines, "weld2.ct -> 30 s")
    id_ = window.desk.recorded.bursts[0].id
    assert window.desk.frame.state.node(id_) is None, "not while it is typed"
    page.rows.setFocus()
    assert window.desk.frame.state.node(id_).about == "weld2"
    keys(window, Key.Key_Z, Control)
    assert window.desk.frame.state.node(id_) is None
    assert not window.desk.recorded.bursts[0].changes


def test_the_menu_of_a_burst_does_what_the_keys_do(window, page):
    window.desk.show_state("future")
    entries = {action.text().split("\t")[0]: action for action in page.menu("burst_uptime").actions()}
    assert not entries["Move up"].isEnabled()
    entries["Move down"].trigger()
    assert column(page, "title")[1] == "Weld uptime"
    entries["Switch off"].trigger()
    assert column(page, "on")[1] == "off"
    assert not entries["Draw its star on the map"].isEnabled()
    window.desk.show_state("current")
    star = page.menu("burst_stamping").actions()[6]
    star.trigger()
    drawn = window.desk.frame.state.node("burst_stamping")
    assert (drawn.name, drawn.about) == ("Stamping changeover", "stamping")
    assert window.desk.selection == {"burst_stamping"}
    entries["Delete burst"].trigger()
    assert len(column(page, "title")) == 4


def test_a_state_that_follows_says_so_once_and_what_did_not_fit(window):
    window.desk.show_state("current")
    click(window, *place_of(window, "stamping"))
    type_into(window, "uptime", "90 %")
    assert said(window) == "Future state followed."
    window.statusBar().clearMessage()
    type_into(window, "uptime", "91 %")
    assert said(window) == ""
    assert window.desk.recorded.state("future").node("stamping").uptime.base == pytest.approx(0.91)
    window.desk.show_state("future")
    window.desk.commit("Slower", set_fields("stamping", scrap=quantity(2, "%")))
    window.desk.show_state("current")
    window.desk.commit("Delete", delete(frozenset({"stamping"})))
    assert said(window).startswith(
        "Future state followed. What was drawn there has no place any more: Stamping"
    )


def test_the_state_says_what_it_was_made_from_and_can_stand_alone(window):
    window.desk.show_state("future")
    page = window.properties.page
    status, base = (page.findChild(QComboBox, f"field-{key}") for key in ("status", "base"))
    status.setCurrentIndex(status.findData("agreed"))
    status.activated.emit(status.currentIndex())
    assert window.desk.frame.state.status == "agreed"
    assert base.currentText() == "Current state"
    menu = tab_menu(window)
    assert "Made from Current state with 5 bursts" in menu
    menu["Stand alone"].trigger()
    assert (window.desk.frame.state.base, base.currentText()) == ("", "nothing")
    assert days(window) == 4.5
    tab_menu(window)["Follow Current state"].trigger()
    assert window.desk.frame.state.base == "current"


def tab_menu(window) -> dict:
    """The entries a tab adds for what its state was made from, by their words."""
    menu = QMenu(window)
    add_made_from(menu, window.desk)
    return {action.text(): action for action in menu.actions()}
