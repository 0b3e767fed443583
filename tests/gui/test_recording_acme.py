"""Acme from its current to its future state: five bursts are recorded by hand, and the printed results come out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT, click, keys, place_of, type_into
from vsm_desktop.insight.bursts import burst_effects
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.ui.bursts.recorder import recorder_of
from vsm_desktop.ui.documents import sample_stream

RECORD = (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def select(window, id_: str) -> None:
    window.view.reveal(box_round(window, id_))
    click(window, *place_of(window, id_))
    assert window.desk.selection == {id_}


def box_round(window, id_: str):
    x, y = place_of(window, id_)
    return (x - 30, y - 30, x + 30, y + 30)


def typed(window, id_: str, **values: str) -> None:
    select(window, id_)
    page = window.properties.page
    if not page.form._more.isHidden():
        page.form._more.click()
    for key, text in values.items():
        type_into(window, key, text)


def removed(window, *ids: str) -> None:
    for id_ in ids:
        select(window, id_)
        keys(window, Qt.Key.Key_Delete)


def recorded(window, title: str, changes) -> None:
    """Press, change the map, stop, and call it something."""
    window.view.setFocus()
    keys(window, *RECORD)
    changes()
    QTest.mouseClick(recorder_of(window).bar.stop, LEFT)
    QTest.keyClicks(window.bottom.page("bursts").form.form.editors["title"].line, title)
    QApplication.processEvents()


def test_five_bursts_lead_from_the_current_to_the_printed_future_state(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    window.activateWindow()
    before = dumps(window.desk.recorded)

    recorded(window, "Weld uptime", lambda: typed(window, "weld2", uptime="100 %"))
    recorded(window, "Daily milk run", lambda: typed(window, "coils", days="1.5 d"))
    recorded(window, "Stamping changeover", lambda: typed(window, "inv_stamp", days="1 d"))

    def cell() -> None:
        removed(window, "weld2", "assy1", "assy2", "inv_w1", "inv_w2", "inv_a1")
        typed(window, "weld1", name="Weld + assembly cell", ct="56 s", pt="168 s")

    recorded(window, "One cell", cell)
    recorded(window, "Pitch 20 min", lambda: typed(window, "fg", days="2 d"))

    report = window.desk.frame.report
    assert report.number("lead_time_days") == pytest.approx(4.5)
    assert report.number("processing_time_s") == pytest.approx(169)
    page = window.bottom.page("bursts")
    assert [line.words["in_order"] for line in page.rows.list.lines] == [
        "0.0 d", "−3.5 d", "−6.6 d", "−6.5 d", "−2.5 d",
    ]  # fmt: skip
    assert page.total.text() == "Together: 23.6 d → 4.5 d (−19.1 d)"
    assert page.hand.isHidden(), "everything that was changed belongs to a burst"
    current = window.desk.recorded.state("current")
    assert current == loads(before).state("current")
    found = burst_effects(loads(dumps(window.desk.recorded)), window.desk.frame.state_id)
    assert found.together_days == pytest.approx(4.5)
    while window.desk.history.undo_label:
        window.desk.undo()
    assert dumps(window.desk.recorded) == before
