"""The Findings page: what the map shows, chosen by key, click or pin, explained, and switched off."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.gui.hands import LEFT, click, type_into
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.line_button import LineButton

Key = Qt.Key


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-current.vsm"))


@pytest.fixture
def page(window):
    QTest.mouseClick(window.bottom.tabs["findings"], LEFT)
    QApplication.processEvents()
    return window.bottom.page("findings")


def statements(page) -> list[str]:
    return [page.view.list.index(row).data() for row in range(page.view.list.rowCount())]


@pytest.fixture
def shows(qtbot, page):
    """Wait until the first finding says something: on a busy machine the list waits for a pause in typing."""
    return lambda first: qtbot.waitUntil(lambda: statements(page)[0] == first)


TAKT, DOWN = "Assembly 1 is slower than takt", "Spot weld 2 is nearly full, and often down"


def lights(window) -> tuple:
    return window.view._scene.lights.ops


def pins(window) -> list[str]:
    return [op.text for op in window.view._scene.pins.ops if hasattr(op, "text")]


def choose(page, row: int) -> None:
    QTest.mouseClick(page.view.viewport(), LEFT, pos=page.view.visualRect(page.view.list.index(row)).center())
    QApplication.processEvents()


def test_on_a_very_large_map_nothing_is_looked_for_before_the_page_is_open(make_window, monkeypatch, qtbot):
    monkeypatch.setattr("vsm_desktop.ui.findings.watch._MANY", 10)
    window = make_window(sample_stream("acme-current.vsm"))
    qtbot.wait(400)
    assert window.bottom.watch.found == ()
    QTest.mouseClick(window.bottom.tabs["findings"], LEFT)
    QApplication.processEvents()
    assert statements(window.bottom.page("findings"))[0] == TAKT


def test_the_tab_counts_what_is_found_once_the_map_is_there(window, qtbot):
    tab = window.bottom.tabs["findings"]
    qtbot.waitUntil(lambda: tab.accessibleName() == "Findings, 10 to look at")


def test_nothing_is_chosen_by_looking_and_all_are_pinned(window, page):
    assert statements(page)[:2] == [TAKT, DOWN]
    assert window.desk.selection == frozenset()
    assert lights(window) == ()
    assert set(pins(window)) == {str(number) for number in range(1, 11)}
    assert page.view.hasFocus()
    assert page.help.heading.text() == "What is this?"


def test_a_click_selects_the_place_lights_it_and_explains(window, page):
    choose(page, 1)
    assert window.desk.selection == {"weld2"}
    assert {op.fill for op in lights(window) if op.fill} == {tokens("light")["accent_t"]}
    assert page.help.heading.text() == "Breakdowns at the constraint"
    assert "90 %" in page.help.when.text()
    assert "Nakajima" in page.help.source.text()


def test_arrow_keys_walk_from_finding_to_finding(window, page):
    QTest.keyClick(page.view, Key.Key_Down)
    assert window.desk.selection == {"assy1"}
    QTest.keyClick(page.view, Key.Key_Down)
    assert window.desk.selection == {"weld2"}
    QTest.keyClick(page.view, Key.Key_Up)
    QTest.keyClick(page.view, Key.Key_Return)
    assert window.desk.selection == {"assy1"}
    QTest.keyClick(page.view, Key.Key_Escape)
    assert window.view.hasFocus()
    assert lights(window), "what was chosen stays lit beside the map"


def test_a_click_on_a_pin_chooses_its_finding(window, page):
    (placed,) = [one for one in page.pins.placed if one.pin.number == 2]
    click(window, placed.x, placed.y)
    assert page.chosen is not None
    assert page.chosen.code == "low_uptime_at_constraint"
    assert page.view.currentIndex().row() == 1
    assert page.view.hasFocus()
    click(window, placed.x + 30, placed.y + 200)  # the map beside it is the tool's
    assert page.chosen is None


def test_the_list_follows_what_is_typed(window, page, shows):
    choose(page, 0)
    type_into(window, "ct", "58 s")
    shows(DOWN)
    assert page.chosen is None
    window.desk.undo()
    shows(TAKT)


def test_what_is_chosen_stays_chosen_while_its_numbers_change(window, page, qtbot):
    choose(page, 0)
    type_into(window, "ct", "70 s")
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.facts.startswith("70 s against 60 s"))
    assert page.view.currentIndex().row() == 0


def test_large_maps_wait_for_a_pause(window, page, shows):
    window.bottom.watch._cost = 1.0
    choose(page, 0)
    type_into(window, "ct", "58 s")
    assert statements(page)[0] == TAKT
    shows(DOWN)


def test_a_rule_is_switched_off_undone_and_switched_on_again(window, page, shows):
    choose(page, 0)
    QTest.mouseClick(page.help.off, LEFT)
    assert window.desk.frame.stream.muted == ("ct_over_takt",)
    shows(DOWN)
    window.desk.undo()
    shows(TAKT)
    window.desk.redo()
    QApplication.processEvents()
    buttons = [one for one in page.help.findChildren(QPushButton) if not one.isHidden()]
    (again,) = [one for one in buttons if one.text() == "Switch on: Slower than takt"]
    QTest.mouseClick(again, LEFT)
    assert window.desk.frame.stream.muted == ()
    shows(TAKT)


def test_findings_are_copied_as_a_table(window, page):
    choose(page, 0)
    window.actions_by_name["copy"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in data.text().splitlines()]
    assert lines[0] == ["No.", "Finding", "Evidence", "Question", "Where", "Rule"]
    assert lines[1][1] == "Assembly 1 is slower than takt"
    assert lines[1][4:] == ["Assembly 1", "ct_over_takt"]
    assert len(lines) == 11
    assert "<td>Assembly 1</td>" in data.html()


def test_pins_and_light_go_with_the_page(window, page):
    choose(page, 0)
    QTest.mouseClick(window.bottom.tabs["problems"], LEFT)
    assert pins(window) == []
    assert lights(window) == ()
    QTest.mouseClick(window.bottom.tabs["findings"], LEFT)
    assert pins(window)
    assert lights(window)


def test_from_afar_only_the_chosen_and_the_alarming_are_pinned(window, page):
    choose(page, 1)
    window.view.zoom_to(0.3)
    assert set(pins(window)) == {"1", "2"}
    window.view.zoom_to(1.0)
    assert len(set(pins(window))) == 10


def test_the_properties_of_a_step_name_its_findings_and_lead_to_them(window, qtbot):
    qtbot.waitUntil(lambda: len(window.bottom.watch.found) == 10)
    window.desk.select(frozenset({"weld2"}))
    lines = [line for line in window.properties.page.findChildren(LineButton) if not line.isHidden()]
    assert lines[0].accessibleName() == DOWN
    QTest.mouseClick(lines[0], LEFT)
    page = window.bottom.page("findings")
    assert window.bottom.open_page == "findings"
    assert page.chosen is not None
    assert page.chosen.code == "low_uptime_at_constraint"


def test_the_menu_opens_the_page_and_an_empty_map_says_what_will_stand_there(make_window):
    window = make_window()
    window.actions_by_name["findings"].trigger()
    page = window.bottom.page("findings")
    assert statements(page) == []
    page.grab()
    QTest.keyClick(page.view, Key.Key_Down)
    assert page.chosen is None


def test_the_start_does_not_wait_for_the_findings():
    wanted = "'vsm_desktop.ui.findings.page', 'vsm_desktop.ui.findings.watch', 'vsm_desktop.insight.findings.rules'"
    code = f"import sys, vsm_desktop.ui.window\nsys.exit(any(one in sys.modules for one in ({wanted})))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
