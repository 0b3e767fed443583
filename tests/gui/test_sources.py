"""Where values come from and in which unit they are shown, with hands in the properties and eyes on map, strip, table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QToolButton,
    QWidget,
)

from tests.gui.hands import LEFT, field, type_into
from vsm_desktop.drawing.ops import Text
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.metrics.explain.tree import explain
from vsm_desktop.model.quantity import Provenance, Quantity, Struck, quantity
from vsm_desktop.model.readings import observed
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.sources import SourceCard

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(make_window, qtbot):
    made = make_window(sample_stream("acme-current.vsm"))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def choose(window, *ids: str) -> None:
    window.desk.select(frozenset(ids))
    QApplication.processEvents()


def source(window, id_: str = "weld1", key: str = "ct") -> Provenance | None:
    return getattr(window.desk.recorded.state().node(id_), key).source


def button(window, key: str = "ct") -> QToolButton | None:
    return field(window, key).findChild(QToolButton, "source")


def card(window) -> SourceCard | None:
    """The card that is open."""
    return next((one for one in window.findChildren(SourceCard) if one.isVisible()), None)


def opened(window, key: str = "ct") -> SourceCard:
    """Go to a field and open its card by keyboard."""
    line = field(window, key)
    line.setFocus()
    QTest.keyClick(line, Key.Key_Down, ALT)
    QApplication.processEvents()
    found = card(window)
    assert found is not None
    return found


def typed(box: QLineEdit, text: str) -> None:
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)


def on_map(window, id_: str) -> str:
    part = next(part for part in window.desk.frame.drawing.parts if part.id == id_)
    return " ".join(op.text for op in part.ops if isinstance(op, Text))


def test_the_button_comes_with_the_hand_and_goes_with_it(window):
    choose(window, "weld1")
    line = field(window, "ct")
    assert button(window) is None
    line.setFocus()
    assert button(window).isVisible()
    assert button(window).accessibleName() == "Source of cycle time"
    assert "Not said" in button(window).toolTip()
    assert button(window).geometry().right() < line.width()
    assert line.unit.geometry().right() < button(window).geometry().left() + 3
    field(window, "co").setFocus()
    assert not button(window).isVisible()


def test_where_nothing_is_entered_there_is_no_source(window):
    choose(window, "weld1")
    field(window, "ct").setFocus()
    field(window, "ct").selectAll()
    QTest.keyClick(field(window, "ct"), Key.Key_Delete)
    QTest.keyClick(field(window, "ct"), Key.Key_Return)
    assert button(window) is None or not button(window).isVisible()
    QTest.keyClick(field(window, "ct"), Key.Key_Down, ALT)
    assert card(window) is None


def test_all_that_is_said_in_the_card_is_one_step_of_undo(window):
    choose(window, "weld1")
    field(window, "ct").setFocus()
    QTest.mouseClick(button(window), LEFT)
    QApplication.processEvents()
    shown = card(window)
    assert shown.kind.hasFocus()
    QTest.keyClick(shown.kind, Key.Key_E)  # Estimated
    assert source(window).kind == "estimated"
    QTest.keyClick(shown.kind, Key.Key_Tab)
    assert shown.by.hasFocus()
    QTest.keyClicks(shown.by, "M. Ortiz")
    typed(shown.date, "2025-02-03")
    typed(shown.n, "12x")
    typed(shown.note, "asked the team")
    QTest.keyClick(shown.note, Key.Key_Return)
    QApplication.processEvents()
    assert card(window) is None
    assert field(window, "ct").hasFocus()
    assert source(window) == Provenance(
        kind="estimated", by="M. Ortiz", date="2025-02-03", n=12, note="asked the team"
    )
    assert [step.label for step in window.desk.history.steps] == ["Change source of cycle time"]
    assert button(window).isVisible()
    assert "Estimated, M. Ortiz, 2025-02-03, n = 12, asked the team" in button(window).toolTip()
    assert "asked the team" in field(window, "ct").accessibleDescription()
    window.desk.undo()
    assert source(window) is None
    assert window.desk.frame.state.node("weld1").ct.value == 39


def test_whoever_says_when_has_measured_and_not_said_takes_it_all_back(window):
    choose(window, "weld1")
    shown = opened(window)
    typed(shown.date, "2025-02")
    assert shown.kind.currentText() == "Measured"
    assert source(window) == Provenance(date="2025-02")
    shown.kind.setFocus()
    QTest.keyClick(shown.kind, Key.Key_Home)
    assert source(window) is None
    QTest.keyClick(shown.kind, Key.Key_Escape)
    QApplication.processEvents()
    assert card(window) is None
    assert not window.desk.history.steps or source(window) is None


def test_a_date_that_is_none_is_kept_and_said(window):
    choose(window, "weld1")
    shown = opened(window)
    typed(shown.date, "last spring")
    assert shown.message.isVisible()
    assert source(window).date == "last spring"
    typed(shown.date, "2025-03-12")
    assert not shown.message.isVisible()
    QTest.keyClick(shown.date, Key.Key_Escape)


def test_the_cell_a_value_was_read_from_is_shown_and_kept(window):
    window.desk.commit(
        "Import", set_fields("weld1", ct=quantity(39, "s", source=Provenance(cell="Times!B4")))
    )
    choose(window, "weld1")
    assert button(window).isVisible(), "what is known of a source shows without a hand"
    shown = opened(window)
    assert shown.findChild(QLabel, "source-cell").text() == "Times!B4"
    typed(shown.by, "Ann")
    QTest.keyClick(shown.by, Key.Key_Return)
    assert source(window) == Provenance(by="Ann", cell="Times!B4")


def test_every_part_of_the_card_has_a_name(window):
    choose(window, "weld1")
    shown = opened(window)
    boxes = [*shown.findChildren(QLineEdit), *shown.findChildren(QComboBox)]
    assert {box.accessibleName() for box in boxes} == {"Kind", "By", "Date", "Observations", "Note"}
    assert shown.accessibleName() == "Source of cycle time"
    QTest.keyClick(shown.kind, Key.Key_Escape)


def test_the_card_stays_within_the_window(window):
    choose(window, "weld1")
    shown = opened(window, "shifts")
    assert window.rect().contains(shown.geometry())
    QTest.keyClick(shown.kind, Key.Key_Escape)


def test_another_number_keeps_who_but_not_when(window):
    full = Provenance(by="Ann", date="2024-05-01", n=3)
    window.desk.commit("x", set_fields("weld1", ct=quantity(39, "s", source=full)))
    choose(window, "weld1")
    type_into(window, "ct", "41")
    assert source(window) == Provenance(by="Ann")
    type_into(window, "ct", "40-50 s")
    assert source(window) == Provenance(kind="estimated", by="Ann")
    assert field(window, "ct").text() == "40-50 s"


def test_what_is_being_typed_counts_before_its_source_is_said(window):
    choose(window, "weld1")
    line = field(window, "ct")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "44")
    shown = opened(window)
    typed(shown.by, "Ann")
    QTest.keyClick(shown.by, Key.Key_Return)
    node = window.desk.recorded.state().node("weld1")
    assert (node.ct.value, node.ct.source) == (44, Provenance(by="Ann"))
    assert [step.label for step in window.desk.history.steps] == [
        "Change cycle time",
        "Change source of cycle time",
    ]  # fmt: skip


def test_values_of_the_calendar_have_sources_too(window):
    shown = opened(window, "shift")
    QTest.keyClick(shown.kind, Key.Key_A)  # Assumed
    QTest.keyClick(shown.kind, Key.Key_Escape)
    assert window.desk.recorded.calendar.shift.source == Provenance(kind="assumed")
    window.desk.undo()
    assert window.desk.recorded.calendar.shift.source is None


def test_several_with_one_value_get_one_source(window):
    choose(window, "weld1", "weld2")
    line = field(window, "ct")
    line.setFocus()
    QTest.keyClick(line, Key.Key_Down, ALT)
    assert card(window) is None, "they differ"
    shown = opened(window, "shifts")
    QTest.keyClick(shown.kind, Key.Key_A)
    QTest.keyClick(shown.kind, Key.Key_Escape)
    assert (
        source(window, "weld1", "shifts") == source(window, "weld2", "shifts") == Provenance(kind="assumed")
    )
    assert len(window.desk.history.steps) == 1


def test_marks_are_turned_on_in_the_map_page(window):
    window.desk.commit("x", set_fields("weld1", ct=quantity(39, "s", source=Provenance(kind="assumed"))))
    choose(window)
    box = window.properties.page.findChild(QCheckBox, "field-mark_sources")
    QTest.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    QApplication.processEvents()
    assert window.desk.frame.state.options.mark_sources
    assert " a " in f"{on_map(window, 'weld1')} "
    assert "Assumed" in on_map(window, "@legend")


def test_the_unit_of_times_is_chosen_in_the_map_page_and_holds_everywhere(window):
    choose(window)
    combo = window.properties.page.findChild(QComboBox, "field-time_unit")
    assert combo.currentText() == "the unit that fits"
    combo.setFocus()
    QTest.keyClicks(combo, "min")
    QApplication.processEvents()
    assert window.desk.frame.state.options.time_unit == "min"
    assert "C/T 0.65 min" in on_map(window, "weld1")
    assert on_map(window, "@work:weld1") == "0.65 min"
    numbers = {cell.key: (cell.value, cell.unit) for cell in window.strip.cells}
    assert numbers["takt_s"] == ("1", "min")
    assert numbers["processing_time_s"] == ("3.13", "min")
    assert numbers["lead_time_days"] == ("23.6", "d")
    place = next(place for one, place in window.strip.places() if one.key == "processing_time_s")
    QTest.mouseClick(window.strip, LEFT, Qt.KeyboardModifier.NoModifier, place.center())
    assert window.explaining.card.value.text() == "3.13 min", "and where it is explained"
    QTest.keyClick(window.explaining.card, Key.Key_Escape)
    choose(window, "weld1")
    assert field(window, "ct").text() == "39", "what was typed stays in the form"
    assert window.properties.page._values["effective_ct_s"].text() == "0.65 min"
    window.desk.undo()
    QApplication.processEvents()
    assert "C/T 39 s" in on_map(window, "weld1")


def test_each_variant_has_a_source_of_its_own(window):
    choose(window, "fg")
    editor = window.properties.page.form.editors["qty_by_variant"]
    lines = [line for line in editor.findChildren(QLineEdit) if line.accessibleName() != "Variant"]
    lines[1].setFocus()
    QTest.keyClick(lines[1], Key.Key_Down, ALT)
    shown = card(window)
    QTest.keyClick(shown.kind, Key.Key_E)
    typed(shown.by, "Ann")
    QTest.keyClick(shown.by, Key.Key_Return)
    left, right = window.desk.recorded.state().node("fg").qty_by_variant
    assert (left.quantity.source, right.quantity.source) == (None, Provenance(kind="estimated", by="Ann"))
    lines[0].setFocus()
    lines[0].selectAll()
    QTest.keyClicks(lines[0], "2800")
    QTest.keyClick(lines[0], Key.Key_Return)
    left, right = window.desk.recorded.state().node("fg").qty_by_variant
    assert (left.quantity.value, right.quantity.source.by) == (2800, "Ann")


def test_the_menu_of_a_field_leads_to_the_source(window, monkeypatch):
    menus = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: menus.append(menu))
    choose(window, "weld1")
    line = field(window, "ct")
    QApplication.sendEvent(
        line,
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), line.mapToGlobal(QPoint(5, 5))),
    )
    next(one for one in menus[0].actions() if one.text() == "Where it comes from…").trigger()
    assert card(window) is not None


def test_the_card_follows_what_undo_brings_back(window):
    choose(window, "weld1")
    shown = opened(window)
    QTest.keyClick(shown.kind, Key.Key_E)
    window.desk.end_merge()
    typed(shown.by, "Ann")
    window.desk.undo()
    assert (shown.kind.currentText(), shown.by.text()) == ("Estimated", "")
    window.desk.undo()
    assert shown.kind.currentText() == "Not said"
    window.desk.commit("Clear", set_fields("weld1", ct=None))
    assert card(window) is None, "there is no value any more"


def test_the_card_opens_above_a_field_at_the_foot_of_the_window(window):
    choose(window, "weld1")
    window.resize(1200, 460)
    QApplication.processEvents()
    shown = opened(window, "shifts")
    foot = field(window, "shifts").mapTo(window, QPoint(0, 0)).y()
    assert window.rect().contains(shown.geometry())
    assert shown.geometry().bottom() <= foot or shown.geometry().top() >= foot


# readings

WELD = (44.0, 45.0, 47.0, 44.0, 40.0, 43.0, 44.0, 46.0, 61.0, 43.0)


@pytest.fixture
def studied(window):
    """A window in which the cycle time of the first weld was observed ten times, its card open."""
    window.desk.commit("x", set_fields("weld1", ct=observed(WELD, "s", source=Provenance(by="Ann"))))
    choose(window, "weld1")
    return window


def cycle_time(window) -> Quantity:
    return window.desk.recorded.state().node("weld1").ct


def box_of(shown: QListWidget, row: int) -> QPoint:
    """The place of the tick of a reading."""
    shown.scrollToItem(shown.item(row))
    QApplication.processEvents()
    place = shown.visualItemRect(shown.item(row))
    return QPoint(place.left() + 14, place.center().y())


def test_the_card_tells_what_the_readings_say(studied):
    shown = opened(studied)
    said = shown.findChild(QWidget, "readings").said.text()
    assert said == "n = 10, median 44 s, mean 45.7 s, 40–61 s, 1 outlier"
    assert not shown.n.isEnabled()
    assert shown.n.text() == "10"
    listed = shown.findChild(QListWidget, "readings-list")
    assert listed.count() == 10
    assert listed.currentRow() == 8, "the one that lies far off is what one looks at"
    assert "far from the others" in listed.item(8).text()
    assert "median 44 s" in button(studied).toolTip()
    QTest.keyClick(shown.kind, Key.Key_Escape)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_lists_of_the_card_show_all_their_entries(studied):
    shown = opened(studied)
    for combo in (shown.findChild(QComboBox, "readings-statistic"), shown.kind):
        QTest.mouseClick(combo, LEFT)
        QApplication.processEvents()
        assert combo.view().isVisible()
        assert combo.view().verticalScrollBar().maximum() == 0
        QTest.keyClick(combo.view(), Key.Key_Escape)
    QTest.keyClick(shown.kind, Key.Key_Escape)


def test_another_statistic_is_chosen_and_undone_in_one_step(studied):
    shown = opened(studied)
    combo = shown.findChild(QComboBox, "readings-statistic")
    assert combo.currentText() == "Median: 44 s"
    combo.setFocus()
    QTest.keyClick(combo, Key.Key_Down)
    QTest.keyClick(combo, Key.Key_Down)
    assert combo.currentText() == "Lowest repeatable: 43 s"
    assert cycle_time(studied).value == 43
    QTest.keyClick(combo, Key.Key_Up)
    QTest.keyClick(combo, Key.Key_Escape)
    QApplication.processEvents()
    assert (cycle_time(studied).typed, cycle_time(studied).source.statistic) == ("45.7 s", "mean")
    assert field(studied, "ct").text() == "45.7"
    studied.desk.undo()
    assert (cycle_time(studied).typed, cycle_time(studied).source.statistic) == ("44 s", "median")


def test_a_reading_is_struck_out_with_its_reason(studied):
    shown = opened(studied)
    listed, why = shown.findChild(QListWidget, "readings-list"), shown.findChild(QLineEdit, "readings-why")
    assert not why.isEnabled()
    QTest.mouseClick(listed.viewport(), LEFT, pos=box_of(listed, 8))
    assert cycle_time(studied).source.struck == (Struck(at=8),)
    assert shown.n.text() == "9"
    assert why.isEnabled()
    QTest.mouseClick(why, LEFT)
    QTest.keyClicks(why, "fetched a box")
    assert cycle_time(studied).source.struck == (Struck(at=8, why="fetched a box"),)
    assert listed.item(8).text() == "9.  61 s   fetched a box"
    assert cycle_time(studied).source.readings == WELD
    QTest.keyClick(why, Key.Key_Escape)
    studied.desk.undo()
    assert not cycle_time(studied).source.struck


def test_by_keyboard_and_back_again(studied):
    shown = opened(studied)
    listed = shown.findChild(QListWidget, "readings-list")
    reached = []
    for _step in range(8):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        reached.append(QApplication.focusWidget().objectName())
    assert reached[:3] == ["source-by", "source-date", "source-note"], "how many is not typed here"
    assert {"readings-statistic", "readings-list"} <= set(reached)
    listed.setFocus()
    QTest.keyClick(listed, Key.Key_Space)
    assert cycle_time(studied).source.n == 9
    QTest.keyClick(listed, Key.Key_Space)
    assert cycle_time(studied).source.n == 10
    assert not cycle_time(studied).source.struck
    QTest.keyClick(listed, Key.Key_Escape)


def test_the_last_reading_counts_always(window):
    window.desk.commit("x", set_fields("weld1", ct=observed((44.0, 45.0), "s")))
    choose(window, "weld1")
    shown = opened(window)
    listed = shown.findChild(QListWidget, "readings-list")
    for row in (0, 1):
        QTest.mouseClick(listed.viewport(), LEFT, pos=box_of(listed, row))
    assert cycle_time(window).source.struck == (Struck(at=0),)
    assert listed.item(1).checkState() == Qt.CheckState.Checked
    assert shown.findChild(QWidget, "readings").said.text() == "One reading has to count."
    QTest.keyClick(listed, Key.Key_Escape)


def test_a_dot_of_the_plot_picks_its_reading(studied):
    shown = opened(studied)
    plot, listed = shown.findChild(QWidget, "readings-plot"), shown.findChild(QListWidget, "readings-list")
    assert plot.accessibleName().startswith("Readings as dots: n = 10")
    QTest.mouseClick(plot, LEFT, pos=plot.places()[4].toPoint())
    assert listed.currentRow() == 4
    assert plot.grab().toImage().width() > 0
    QTest.keyClick(shown.kind, Key.Key_Escape)


def test_who_observed_is_changed_without_losing_what(studied):
    shown = opened(studied)
    typed(shown.by, "Bob")
    QTest.keyClick(shown.by, Key.Key_Return)
    source_ = cycle_time(studied).source
    assert (source_.by, source_.readings, source_.n) == ("Bob", WELD, 10)


def test_why_tells_the_readings(studied):
    stream, state_id = studied.desk.recorded, studied.desk.frame.state_id
    stack, sources = [explain(stream, state_id, "processing_time_s")], []
    while stack:
        one = stack.pop()
        sources.append(one.source)
        stack += one.terms
    assert any("n = 10, median 44 s, mean 45.7 s" in one for one in sources)
