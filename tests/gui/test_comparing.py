"""Two states compared in place of the map, by real mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from tests.gui.heard import Text, children, interface, name, value
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.model.nodes import Inventory
from vsm_desktop.model.stream import State, ValueStream, new_stream
from vsm_desktop.model.value import Point
from vsm_desktop.ui import asking
from vsm_desktop.ui.compare.sides import chosen, first_sides, kept_sides, offset_of, rooms_of
from vsm_desktop.ui.compare.switches import PAD
from vsm_desktop.ui.compare.view import OVERLAY, TABLE
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.switch import switch_in

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(make_window):
    window = make_window(sample_stream("acme-future.vsm"))
    window.desk.show_state("future")
    QTest.mouseClick(window.findChild(QToolButton, "compare"), LEFT)
    QApplication.processEvents()
    return window


@pytest.fixture
def compared(window):
    return window.comparing.view


def seen(view) -> tuple[float, float, float]:
    """What a sheet shows: its middle, and its scale."""
    return (view.middle.x(), view.middle.y(), view.scale_now)


def pixel_of(view, id_: str) -> QPoint:
    """Where an element is on a sheet."""
    part = next(part for part in view.frame.drawing.parts if part.id == id_)
    left, top, right, _bottom = part_box(part)
    return view.mapFromScene(QPointF((left + right) / 2, top + 12))


def drag(view, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    QApplication.processEvents()


def wheel(view, at: QPoint) -> None:
    where = QPointF(view.viewport().mapToGlobal(at))
    buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(QPointF(at), where, QPoint(), QPoint(0, 360), buttons, NONE, phase, False)
    QApplication.sendEvent(view.viewport(), event)
    QApplication.processEvents()


def cell_of(listed, row: int, column: int = 0) -> QPoint:
    return listed.visualRect(listed.lines.index(row, column)).center()


def test_both_sheets_show_the_same_part_of_their_maps(compared):
    before, after = compared.sheets.views
    assert (before.frame.state_id, after.frame.state_id) == ("current", "future")
    dx, dy = compared.frames.offset
    wheel(after, after.viewport().rect().center())
    x, y, scale = seen(after)
    assert seen(before) == pytest.approx((x - dx, y - dy, scale), abs=2)
    there = before.middle
    drag(before, QPoint(200, 150), QPoint(120, 90))
    assert (before.middle - there).x() > 20
    x, y, scale = seen(before)
    assert seen(after) == pytest.approx((x + dx, y + dy, scale), abs=2)
    QTest.keyClick(after, Qt.Key.Key_1)
    assert before.fitting
    assert after.fitting
    assert before.scale_now == pytest.approx(after.scale_now, rel=0.02)


def test_zoom_keys_and_the_zoom_of_the_status_line_are_about_the_sheets(window, compared):
    scale = compared.eyes.scale_now
    QTest.keyClick(compared.eyes, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert compared.eyes.scale_now == pytest.approx(scale * 1.25)
    assert window.status.zoom.percent.text() == f"{compared.eyes.scale_now * 100:.0f} %"
    assert "linked" in window.status.hint.text()


def test_what_is_pointed_at_is_lit_on_both_and_opens_on_the_map(window, compared):
    before, after = compared.sheets.views
    QTest.mouseClick(before.viewport(), LEFT, NONE, pixel_of(before, "stamping"))
    assert before.lit == after.lit == frozenset({"stamping"})
    QTest.mouseDClick(before.viewport(), LEFT, NONE, pixel_of(before, "stamping"))
    QApplication.processEvents()
    assert window.comparing.view is None
    assert window.desk.frame.state_id == "current"
    assert window.desk.selection == frozenset({"stamping"})
    assert window.view.isVisible()
    assert window.view.hasFocus()


def test_a_burst_is_switched_by_mouse_and_by_key_and_undone(window, compared):
    bursts = compared.beneath.bursts
    lead = {cell.key: cell for cell in compared.strip.cells}["lead_time_days"]
    assert (lead.before, lead.value, lead.change) == ("23.6", "4.5", "−81 % better")
    row = next(row for row, line in enumerate(bursts.lines.lines) if "milk run" in line.words[0])
    place = switch_in(bursts.visualRect(bursts.lines.index(row, 0)), PAD).center().toPoint()
    QTest.mouseClick(bursts.viewport(), LEFT, NONE, place)
    QApplication.processEvents()
    lead = {cell.key: cell for cell in compared.strip.cells}["lead_time_days"]
    assert lead.value == "8.0"
    assert not bursts.lines.lines[row].on
    QTest.keyClick(bursts, Qt.Key.Key_Space)
    assert bursts.lines.lines[row].on
    window.actions_by_name["undo"].trigger()
    window.actions_by_name["undo"].trigger()
    assert window.comparing.view is compared
    assert window.desk.history.current == sample_stream("acme-future.vsm")
    assert bursts.lines.lines[row].on


def test_the_table_is_sorted_and_copied(qapp, compared):
    QTest.mouseClick(compared.ways, LEFT, NONE, compared.ways.tabRect(TABLE).center())
    numbers = compared.table.numbers
    assert numbers.isVisible()
    numbers.setFocus()
    QTest.keyClick(numbers, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = [row.split("\t") for row in qapp.clipboard().text().splitlines()]
    assert rows[0][:3] == ["Number", "Current state", "Future state"]
    assert ["Lead time", "23.6 d", "4.5 d", "−19.1 d", "−81 %", "better"] in rows
    head = numbers.horizontalHeader()
    QTest.mouseClick(head.viewport(), LEFT, NONE, QPoint(head.sectionPosition(4) + 40, 12))
    known = [line.keys[4] for line in numbers.lines.lines if line.keys[4] is not None]
    assert known == sorted(known)
    assert all(line.keys[4] is None for line in numbers.lines.lines[len(known) :])


def test_esc_leads_back_to_the_map_and_so_does_work_on_it(window, compared):
    assert not window.view.isVisible()
    assert not window.actions_by_name["palette"].isEnabled()
    QTest.keyClick(compared.eyes, Qt.Key.Key_Escape)
    assert window.comparing.view is None
    assert window.view.isVisible()
    assert window.actions_by_name["palette"].isEnabled()
    assert not window.actions_by_name["compare"].isChecked()
    QTest.keyClick(window.view, Qt.Key.Key_F7)
    assert window.comparing.view is not None
    window.desk.select(frozenset({"stamping"}))
    assert window.comparing.view is None


def test_another_state_is_chosen_from_the_title_or_the_tabs(window, compared):
    window.actions_by_name["copy_scenario"].trigger()
    assert compared.frames.sides == ("current", "scenario")
    title = compared.titles.sides[0]
    title.menu.aboutToShow.emit()
    chosen = next(action for action in title.menu.actions() if action.text() == "Future state")
    chosen.trigger()
    assert compared.frames.sides == ("future", "scenario")
    window.actions_by_name["undo"].trigger()
    assert compared.frames.sides == ("current", "future")


def test_a_document_of_one_state_is_offered_a_second_one(make_window):
    window = make_window(new_stream("Brackets"))
    QTest.keyClick(window.view, Qt.Key.Key_F7)
    compared = window.comparing.view
    assert compared.alone.isVisible()
    QTest.mouseClick(compared.alone, LEFT)
    assert compared.frames.sides == ("current", "future")
    assert compared.eyes.hasFocus()


def test_in_a_narrow_window_what_finds_no_room_is_a_tab(window, compared, qtbot):
    window.resize(1024, 680)
    lower = compared.beneath.lower
    qtbot.waitUntil(lambda: window.width() == 1024)
    sections = [section for section in lower.sections if section.isVisible()]
    assert len(sections) == 2
    assert compared.sheets.views[0].height() >= 150


def test_the_tab_that_is_open_stays_so_while_the_window_gets_wider_and_narrower(window, compared, qtbot):
    lower = compared.beneath.lower
    lower.resize(600, 250)
    lower.tabs.setCurrentIndex(2)
    lower.resize(1000, 250)
    assert lower.current is lower.sections[2]
    lower.resize(1400, 250)
    assert all(section.isVisible() for section in lower.sections)
    lower.resize(600, 250)
    assert lower.current is lower.sections[2]
    assert lower.copy.accessibleName() == "Copy Bursts"


def test_both_maps_in_one_are_looked_at_and_saved(window, compared, qtbot, tmp_path, monkeypatch):
    QTest.mouseClick(compared.ways, LEFT, NONE, compared.ways.tabRect(OVERLAY).center())
    overlay = compared.overlay
    assert overlay.isVisible()
    assert overlay.box_of({"weld1"}) is not None, "what is gone is there, too"
    QTest.mouseClick(overlay.viewport(), LEFT, NONE, pixel_of(overlay, "stamping"))
    assert overlay.lit == frozenset({"stamping"})
    assert "Stamping: changed" in window.status.hint.text()
    for file, entry in (("both.svg", "Save the comparison…"), ("fall.pdf", "Save the waterfall…")):
        path = tmp_path / file
        monkeypatch.setattr(asking, "ask_export", lambda *_args, path=path, **_more: path)
        next(one for one in compared.keep.menu().actions() if one.text() == entry).trigger()
        qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
        assert path.stat().st_size > 1_000
    assert "Weekly schedule" in (tmp_path / "both.svg").read_text(encoding="utf-8")


def test_differences_are_walked_by_key(window, compared):
    QTest.keyClick(compared.eyes, Qt.Key.Key_N)
    first = compared.eyes.lit
    assert len(first) == 1
    QTest.keyClick(compared.eyes, Qt.Key.Key_N)
    assert compared.eyes.lit != first
    QTest.keyClick(compared.eyes, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert all(view.lit == first for view in compared.sheets.views)
    assert window.status.hint.text()


def test_states_that_count_differently_are_counted_alike(compared):
    numbers = {line.id: line.words for line in compared.table.numbers.lines.lines}
    assert compared.alike.isVisible()
    QTest.mouseClick(compared.alike.button, LEFT)
    alike = {line.id: line.words for line in compared.table.numbers.lines.lines}
    assert numbers["pce"] != alike["pce"]
    assert numbers["lead_time_days"] == alike["lead_time_days"]
    assert {cell.key: cell for cell in compared.strip.cells}["pce"].value == alike["pce"][2].split()[0]


def test_every_control_of_a_comparison_has_a_name(window, compared):
    for way in range(compared.ways.count()):
        compared.ways.setCurrentIndex(way)
        assert not nameless(window)
    heard = interface(compared.sheets.views[1])
    stamping = next(one for one in children(heard) if name(one).startswith("Stamping"))
    assert "changed" in stamping.text(Text.Description)
    assert "EPE" in value(stamping)


def test_a_number_of_the_strip_leads_to_its_row(compared):
    place = next(place for cell, place in compared.strip.places() if cell.key == "pce")
    QTest.mouseClick(compared.strip, LEFT, NONE, place.center())
    numbers = compared.table.numbers
    assert numbers.isVisible()
    assert numbers.lines.lines[numbers.currentIndex().row()].id == "pce"


def test_an_arrow_in_hand_is_put_away(make_window):
    window = make_window(sample_stream("acme-future.vsm"))
    window.actions_by_name["connect_tool"].trigger()
    QTest.keyClick(window.view, Qt.Key.Key_F7)
    assert window.comparing.view is not None
    assert window.desk.tool.name == "select"
    window.actions_by_name["connect_tool"].trigger()
    assert window.comparing.view is None
    assert window.desk.tool.name == "connect"


def test_the_coach_and_the_recorder_lead_back_to_the_map(window):
    window.actions_by_name["coach"].trigger()
    assert window.comparing.view is None
    window.actions_by_name["compare"].trigger()
    window.actions_by_name["record_burst"].trigger()
    assert window.comparing.view is None
    window.actions_by_name["record_burst"].trigger()


def states(*kinds: str, base: str = "") -> ValueStream:
    made = [State(id=kind, kind=kind.rstrip("2"), base=base if kind == "future" else "") for kind in kinds]
    return ValueStream(states=tuple(made))


def test_a_state_is_compared_with_what_it_was_made_from_or_the_current_one():
    assert first_sides(states("current"), "current") is None
    assert first_sides(states("current", "ideal", "future"), "current") == ("current", "future")
    assert first_sides(states("current", "ideal", "future"), "ideal") == ("current", "ideal")
    assert first_sides(states("current", "current2", "future", base="current2"), "future") == (
        "current2",
        "future",
    )
    assert kept_sides(states("current", "future", "ideal"), ("current", "future"), "ideal") == (
        "current",
        "ideal",
    )
    assert kept_sides(states("current", "ideal"), ("current", "future"), "current") == ("current", "ideal")
    assert chosen(("current", "future"), 0, "future") == ("future", "current")


def test_maps_lie_over_each_other_as_most_of_what_both_have_does():
    def state(*xs: float) -> State:
        places = enumerate(xs)
        return State(id="s", nodes=tuple(Inventory(id=f"n{i}", at=Point(x=x)) for i, x in places))

    assert offset_of(state(0, 100, 200), state(30, 130, 500)) == (30, 0)
    assert offset_of(state(0, 100, 200), state(10, 130, 500)) is None
    before, after, offset = rooms_of((0, 0, 100, 50), (30, 0, 230, 50), (30, 0))
    assert (before, after, offset) == ((0, 0, 200, 50), (30, 0, 230, 50), (30, 0))
    assert rooms_of((0, 0, 100, 50), (0, 0, 300, 50), None)[2] == (100, 0)
