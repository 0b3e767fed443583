"""The number strip: change since the last save, room, keys, and what is exact."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QToolTip

from tests.builders import a_stream, customer, process, stock
from tests.gui.hands import LEFT, move_to, press, release
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.metrics import measure as measuring
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui import saved as saved_module
from vsm_desktop.ui.cells import Cell, with_change
from vsm_desktop.ui.documents import sample_stream

ACME = "acme-current.vsm"


@pytest.fixture
def window(make_window):
    return make_window(sample_stream(ACME))


def cell(window, key: str) -> Cell:
    return next(one for one in window.strip.cells if one.key == key)


def nodes(window, kind: str) -> list:
    return [node for node in window.desk.frame.state.nodes if node.kind == kind]


def set_days(window, number: float) -> None:
    window.desk.commit("Days", set_fields(nodes(window, "inventory")[0].id, days=quantity(number, "day")))


def test_nothing_is_said_of_what_did_not_change(window):
    assert [one.change for one in window.strip.cells] == [""] * 7


def test_change_against_what_was_saved(window):
    set_days(window, 8)
    assert cell(window, "lead_time_days").change == "+3.0 d worse"
    assert cell(window, "takt_s").change == ""
    assert cell(window, "processing_time_s").change == ""
    set_days(window, 2)
    assert cell(window, "lead_time_days").change == "−3.0 d better"
    assert "since it was last saved" in cell(window, "lead_time_days").tip
    window.desk.mark_saved()
    assert cell(window, "lead_time_days").change == "", "what is saved is what is shown"
    window.desk.undo()
    assert cell(window, "lead_time_days").change == "+6.0 d worse"


def test_a_document_that_was_never_saved_has_nothing_to_be_compared_with(make_window):
    window = make_window(new_stream())
    window.desk.open(sample_stream(ACME), saved=False)
    set_days(window, 8)
    assert cell(window, "lead_time_days").value == "26.6"
    assert cell(window, "lead_time_days").change == ""


def test_what_was_saved_is_measured_once(window, monkeypatch):
    measured = []
    monkeypatch.setattr(
        saved_module, "measure", lambda *args: (measured.append(1), measuring.measure(*args))[1]
    )
    for days in (6, 7, 8, 9):
        set_days(window, days)
        window.strip.grab()
    assert measured == [1]


@pytest.mark.parametrize(
    ("better", "before", "after", "said", "sign"),
    [
        (0, 60.0, 50.0, "−10 s", 0),
        (1, 60.0, 70.0, "+10 s better", 1),
        (1, 70.0, 60.0, "−10 s worse", -1),
        (-1, 60.0, 70.0, "+10 s worse", -1),
    ],
)
def test_words_say_what_is_better(better, before, after, said, sign):
    def a_cell(number: float) -> Cell:
        return Cell("takt_s", "Takt time", f"{number:.0f}", "s", "", number=number, better=better)

    found = with_change(a_cell(after), a_cell(before))
    assert (found.change, found.change_sign) == (said, sign)
    assert with_change(a_cell(after), a_cell(after)).change == ""
    assert with_change(a_cell(after), None).change == ""


def test_stock_in_the_stream_in_pieces_and_days(window):
    stock = cell(window, "wip_pc")
    assert (stock.value, stock.unit, stock.note) == ("21,730", "pc", "23.6 d")


def test_an_empty_map_says_why_it_has_no_stock(make_window):
    stock = cell(make_window(new_stream()), "wip_pc")
    assert stock.value == "–"
    assert stock.reason


def test_cells_leave_into_more_from_the_right(window, qtbot):
    strip = window.strip
    strip.resize(1500, 64)
    assert len(strip.fitting()) == 7
    widths = range(1500, 200, -20)
    counts = []
    for width in widths:
        strip.resize(width, 64)
        kept = [one.key for one in strip.fitting()]
        counts.append(len(kept))
        assert {"takt_s", "lead_time_days", "bottleneck"} <= set(kept)
        if width > 480:
            assert strip.places()[-1][1].right() <= width
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 3
    assert strip._more.isVisible()
    assert strip._more.text() == "4 more"
    strip._more.menu().aboutToShow.emit()
    listed = [action.text() for action in strip._more.menu().actions()]
    assert listed[-1] == "Capacity 890 pc / d 920 needed"
    assert listed[1].startswith("Value-added ratio 0.014 %")
    strip.resize(1500, 64)
    assert not strip._more.isVisible()


def test_keys_go_from_cell_to_cell_and_tell_what_is_exact(window, qtbot, monkeypatch):
    strip, told = window.strip, []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_more: told.append(text))
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    rest = strip.grab().toImage()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Space)
    assert told[0].startswith("Lead time: 23.6 d waits only")
    assert "Exactly 23.619565 d" in told[0]
    assert strip.grab().toImage() != rest, "the focus can be seen"
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.fitting()[strip.current].key == "bottleneck"
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.fitting()[strip.current].key == "bottleneck"
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert strip.current == 0
    at = strip.places()[2][1].center()
    QTest.mouseClick(strip, LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert strip.current == 2


def test_the_tooltip_of_a_cell(window, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_more: told.append(text))
    at = window.strip.places()[3][1].center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, window.strip.mapToGlobal(at))
    QApplication.sendEvent(window.strip, event)
    assert told[0].startswith("Value-added ratio: 0.014 %")


def test_a_changed_number_is_lit_for_a_moment(window, qtbot):
    strip = window.strip
    set_days(window, 8)
    assert strip.lit == {"lead_time_days", "pce", "wip_pc"}
    place = next(place for one, place in strip.places() if one.key == "lead_time_days")
    assert (
        strip.grab().toImage().pixelColor(place.topLeft() + QPoint(4, 30)).name().upper()
        == tokens("light")["accent_t"]
    )
    qtbot.waitUntil(lambda: not strip.lit)
    assert (
        strip.grab().toImage().pixelColor(place.topLeft() + QPoint(4, 30)).name().upper()
        == tokens("light")["panel"]
    )


def test_nothing_is_lit_where_the_system_wants_no_motion(window):
    class Still(QProxyStyle):
        def styleHint(self, hint, option=None, widget=None, data=None) -> int:
            if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
                return 0
            return super().styleHint(hint, option, widget, data)

    still = Still()
    window.strip.setStyle(still)
    set_days(window, 8)
    assert window.strip.lit == frozenset()
    window.strip.setStyle(None)


def test_nothing_is_lit_while_dragging(window):
    node = nodes(window, "process")[0]
    press(window, node.at.x, node.at.y - 6)
    move_to(window, node.at.x + 30, node.at.y + 200)
    assert window.desk.tool.busy
    assert window.strip.lit == frozenset()
    release(window, node.at.x + 30, node.at.y + 200)


def test_neighbours_stand_still_while_numbers_change(window):
    set_days(window, 8)
    before = [place for _cell, place in window.strip.places()]
    set_days(window, 5)
    assert [place for _cell, place in window.strip.places()] == before


def test_days_nobody_knows_are_not_shown_as_none(make_window):
    window = make_window(a_stream(stock("Coils", qty=400), process("A", ct=10), customer()))
    assert (cell(window, "wip_pc").value, cell(window, "wip_pc").note) == ("400", "days unknown")


def test_a_bound_is_not_compared_with_a_number(window):
    window.desk.mark_saved()
    window.desk.commit("C/T", set_fields("assy1", ct=None))
    assert cell(window, "processing_time_s").value.startswith("≥")
    assert cell(window, "processing_time_s").change == ""
    assert cell(window, "stream_capacity_per_day").value.startswith("≤"), (
        "what is not known may limit it more"
    )
